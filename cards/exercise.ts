import type { Exercise } from '../domain/exercise';
import type { Locale } from '../domain/locale';
import { t, type TextKey } from '../locales';
import { container, message, submit, text } from './build';
import { pack } from './payloads';
import type { AdaptiveCard, CardAction, Element } from './types';

type Asked = Pick<Exercise, 'board' | 'startedAt'>;

/**
 * Asks somebody whether they want to take part: what it means, that it is theirs to say, and both answers alike, for neither is
 * the right one. `board`, `time`: whose it is and until when, as they are said.
 */
export function invitationCard(locale: Locale, { board, startedAt: started }: Asked, said: { readonly board: string; readonly time: string }): AdaptiveCard {
  const answer = (label: TextKey, given: 'yes' | 'no'): CardAction => submit(t(locale, label), pack('exercise.answer', { board, started, answer: given }));
  const lines = [t(locale, 'exercise.invited', said), t(locale, 'exercise.invitedMeans', said), t(locale, 'exercise.invitedFree')];
  return message(locale, 'invitation', t(locale, 'exercise.invitedTitle'), lines, [answer('exercise.yes', 'yes'), answer('exercise.no', 'no')]);
}

/** What holds now for somebody who has said yes, with the one press that ends it for them. */
export function takingPartCard(locale: Locale, said: { readonly board: string; readonly time: string }, hasDraft: boolean): AdaptiveCard {
  const lines = [t(locale, 'exercise.in', said), ...(hasDraft ? [t(locale, 'exercise.inDraft')] : []), t(locale, 'exercise.inReal'), t(locale, 'emergencyLine')];
  return message(locale, 'takingPart', t(locale, 'exercise.inTitle'), lines, [submit(t(locale, hasDraft ? 'exercise.goOn' : 'welcome.report'), pack('say', { word: 'report' })), submit(t(locale, 'exercise.real'), pack('exercise.real', {}))]);
}

/** Danger is danger in an exercise too: these cards stand as they are. */
const UNMARKED = ['emergency'];
const ID = 'exercise';

const isMarked = ({ body }: AdaptiveCard): boolean => body.some(({ id }) => id === ID);

/** A card of an exercise, marked as one where it is read aloud, in its preview and first under its title. */
export function asExercise(locale: Locale, card: AdaptiveCard): AdaptiveCard {
  return marked(locale, card, t(locale, 'exercise.mark'));
}

/**
 * The same for somebody who takes part and may be in earnest: with the one press that ends the exercise for them.
 * `until`: how long the exercise lasts, as it is said; absent once it is over.
 */
export function asOwnExercise(locale: Locale, card: AdaptiveCard, until: string | undefined): AdaptiveCard {
  const number = caseIn(card);
  const line = until === undefined ? t(locale, 'exercise.mark') : t(locale, 'exercise.until', { time: until });
  const real = submit(t(locale, 'exercise.real'), pack('exercise.real', number === undefined ? {} : { number }), 'default', number === undefined && !asksFirst(card));
  return marked(locale, card, line, [{ type: 'ActionSet', actions: [real] }]);
}

/** @param beside what stands under the mark, itself an element of the card: channels look for buttons no deeper */
function marked(locale: Locale, card: AdaptiveCard, line: string, beside: readonly Element[] = []): AdaptiveCard {
  const [first, ...rest] = card.body;
  if (!first || UNMARKED.some((name) => name === first.id) || isMarked(card)) return card;
  const word = t(locale, 'exercise.word');
  return { ...card, speak: `${word}: ${card.speak ?? ''}`, fallbackText: `${word}: ${card.fallbackText}`, body: [first, container([text(line, { weight: 'bolder' })], { id: ID, style: 'warning' }), ...beside, ...rest] };
}

/** Whether a client would send nothing before something has been filled in: that must not stand in the way. */
const asksFirst = ({ body }: AdaptiveCard): boolean => body.some(({ isRequired }) => isRequired === true);

/** The case that a card's own buttons are about. */
function caseIn({ actions = [] }: AdaptiveCard): string | undefined {
  return actions.flatMap(({ data }) => (typeof data === 'object' && data !== null && 'number' in data && typeof data['number'] === 'string' ? [data['number']] : []))[0];
}
