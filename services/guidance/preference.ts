import { asksOpinion } from './opinions';
import type { Passage, PassageKind } from './types';

/** Who asks, and when. Preferred passages come first among equals; none is hidden. */
export interface Asker {
  readonly board?: string | undefined;
  readonly elected?: boolean;
  readonly now: Date;
  /** By `locale/id`: how near in meaning to the question, where that is known. */
  readonly near?: ReadonlyMap<string, number>;
  /** Ids of passages that only say that the sources do not answer. */
  readonly handingOver: ReadonlySet<string>;
}

/** Factors on a passage's score: small beside what the words of a question decide. */
const OWN_BOARD = 1.1;
const OWN_ROLE = 1.1;
const NOT_VALID_NOW = 0.98;
/** What answers goes before what says that nothing does. */
const HANDS_OVER = 0.9;

/** What somebody thinks is asked of their views. */
const VIEW_ASKED_FOR = 1.4;

/** "What do I do now?" is answered from a routine, never from a proposal. */
const ACTING: Readonly<Record<PassageKind, number>> = { routine: 1.4, general: 1.2, view: 0.8, proposal: 0.8 };
const ACTS =
  /\b((vad|hur) (gor|ska|skall|bor|borde) (jag|man|vi)( gora)?|(vad|hur) (ska|bor) (jag|man|vi)|vart (ringer|vander|gar) jag|vem (ringer|kontaktar) jag|(what|how) (do|should|can|must) (i|we)|who (do|should) i (call|contact))\b/u;

/** @returns the factor for each passage, for one question in plain words. */
export function preferenceFor(words: string, { board, elected, now, near, handingOver }: Asker): (passage: Passage) => number {
  const acts = ACTS.test(words);
  const opinion = asksOpinion(words);
  const today = now.toISOString().slice(0, 10);
  const role = elected === undefined ? undefined : elected ? 'elected' : 'employee';
  return (passage) =>
    (board !== undefined && passage.boards.includes(board) ? OWN_BOARD : 1) *
    (role === undefined || !passage.audience.includes(role) ? 1 : OWN_ROLE) *
    (handingOver.has(passage.id) ? HANDS_OVER : 1) *
    (isValidOn(passage, today) ? 1 : NOT_VALID_NOW) *
    (near?.get(`${passage.locale}/${passage.id}`) ?? 1) *
    (acts ? ACTING[passage.kind] : 1) *
    (opinion && passage.kind === 'view' ? VIEW_ASKED_FOR : 1);
}

function isValidOn({ validFrom, validTo }: Passage, day: string): boolean {
  return (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo);
}
