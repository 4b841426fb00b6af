import type { Locale } from '../domain/locale';
import { t } from '../locales';
import { card, quiet, submit, text, title } from './build';
import { pack, type Judged } from './payloads';
import type { AdaptiveCard, Element } from './types';

export const REASONS = ['wrong', 'old', 'hard', 'missing'] as const;
export type Reason = (typeof REASONS)[number];

/** Characters of what somebody says besides. */
export const WORDS_MAX = 500;

/** `ask`: whether the answer helped; `why`: what was wrong with it; `thanks`: it has been said. */
export interface FeedbackView {
  readonly step: 'ask' | 'why' | 'thanks';
  readonly on: Judged;
}

/** Under an answer: whether it helped. */
export function feedbackElements(locale: Locale, { step, on }: FeedbackView): readonly Element[] {
  switch (step) {
    case 'ask':
      return [
        text(t(locale, 'feedback.ask'), { weight: 'bolder', spacing: 'large', separator: true }),
        { type: 'ActionSet', id: 'verdict', spacing: 'small', actions: (['yes', 'no'] as const).map((verdict) => submit(t(locale, `feedback.${verdict}`), pack('feedback.give', { ...on, verdict }))) },
      ];
    case 'why':
      return [text(t(locale, 'feedback.title'), { id: 'feedback', weight: 'bolder', size: 'medium', spacing: 'large', separator: true, style: 'heading' }), ...whyElements(locale, on)];
    case 'thanks':
      return [text(t(locale, 'feedback.thanks'), { id: 'thanks', weight: 'bolder', size: 'medium', spacing: 'large', separator: true, style: 'heading' }), quiet(t(locale, 'feedback.kept'), { spacing: 'small' })];
  }
}

function whyElements(locale: Locale, on: Judged): readonly Element[] {
  return [
    { type: 'Input.ChoiceSet', id: 'reason', label: t(locale, 'feedback.reason'), style: 'expanded', choices: REASONS.map((value) => ({ title: t(locale, `feedback.reason.${value}`), value })) },
    { type: 'Input.Text', id: 'words', label: t(locale, 'feedback.words'), isMultiline: true, maxLength: WORDS_MAX },
    quiet(t(locale, 'feedback.wordsHelp', { limit: WORDS_MAX }), { spacing: 'small' }),
    { type: 'ActionSet', spacing: 'small', actions: [submit(t(locale, 'feedback.send'), pack('feedback.why', on), 'positive')] },
  ];
}

/** The same on a card of its own, where the answer's cannot be drawn again. */
export function feedbackCard(locale: Locale, step: 'why' | 'thanks', on: Judged): AdaptiveCard {
  const heading = t(locale, step === 'why' ? 'feedback.title' : 'feedback.thanks');
  const rest = step === 'why' ? whyElements(locale, on) : [quiet(t(locale, 'feedback.kept'))];
  return card(locale, heading, [title('feedback', heading), ...rest]);
}
