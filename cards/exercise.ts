import type { Locale } from '../domain/locale';
import { t } from '../locales';
import { container, submit, text } from './build';
import { pack } from './payloads';
import type { AdaptiveCard } from './types';

/** Danger is danger in an exercise too: these cards stand as they are. */
const UNMARKED = ['emergency'];
const ID = 'exercise';

const isMarked = ({ body }: AdaptiveCard): boolean => body.some(({ id }) => id === ID);

/** A card of an exercise, marked as one where it is read aloud, in its preview and first under its title. */
export function asExercise(locale: Locale, card: AdaptiveCard): AdaptiveCard {
  return marked(locale, card, [text(t(locale, 'exercise.mark'), { weight: 'bolder' })]);
}

/**
 * The same for somebody who takes part and may be in earnest: with the one press that ends the exercise for them.
 * `until`: how long the exercise lasts, as it is said; absent once it is over.
 */
export function asOwnExercise(locale: Locale, card: AdaptiveCard, until: string | undefined): AdaptiveCard {
  const number = caseIn(card);
  const line = until === undefined ? t(locale, 'exercise.mark') : t(locale, 'exercise.until', { time: until });
  const real = submit(t(locale, 'exercise.real'), pack('exercise.real', number === undefined ? {} : { number }), 'default', number === undefined && !asksFirst(card));
  return marked(locale, card, [text(line, { weight: 'bolder' }), { type: 'ActionSet', actions: [real] }]);
}

function marked(locale: Locale, card: AdaptiveCard, items: Parameters<typeof container>[0]): AdaptiveCard {
  const [first, ...rest] = card.body;
  if (!first || UNMARKED.some((name) => name === first.id) || isMarked(card)) return card;
  const word = t(locale, 'exercise.word');
  return { ...card, speak: `${word}: ${card.speak ?? ''}`, fallbackText: `${word}: ${card.fallbackText}`, body: [first, container(items, { id: ID, style: 'warning' }), ...rest] };
}

/** Whether a client would send nothing before something has been filled in: that must not stand in the way. */
const asksFirst = ({ body }: AdaptiveCard): boolean => body.some(({ isRequired }) => isRequired === true);

/** The case that a card's own buttons are about. */
function caseIn({ actions = [] }: AdaptiveCard): string | undefined {
  return actions.flatMap(({ data }) => (typeof data === 'object' && data !== null && 'number' in data && typeof data['number'] === 'string' ? [data['number']] : []))[0];
}
