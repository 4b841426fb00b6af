import { asksOfProposal, asksToAct } from './acts';
import { asksOpinion } from './opinions';
import type { Passage, PassageKind } from './types';

/** Who asks, and when. Preferred passages come first among equals; none is hidden but what another board tells its own people to do. */
export interface Asker {
  readonly board?: string | undefined;
  /** Of whoever is asked about. */
  readonly elected?: boolean | undefined;
  readonly now: Date;
  /** By `locale/id`: how near in meaning to the question, where that is known. */
  readonly near?: ReadonlyMap<string, number>;
  /** Ids of passages that only say that the sources do not answer. */
  readonly handingOver: ReadonlySet<string>;
}

/** Factors on a passage's score: small beside what the words of a question decide. */
const OWN_BOARD = 1.1;
const OWN_ROLE = 1.1;
/** What is for those who are employed helps no elected official, and the other way round. */
const OTHER_ROLE = 0.6;
/** Most who ask without saying who they are are employed. */
const FOR_ELECTED_ONLY = 0.85;
const NOT_VALID_NOW = 0.98;
/** What answers goes before what says that nothing does. */
const HANDS_OVER = 0.9;

/** What somebody thinks is asked of their views. */
const VIEW_ASKED_FOR = 1.4;
/** What to do, and how things are, is no answer to what is proposed. */
const PROPOSAL_ASKED_FOR = 0.75;

/** "What do I do now?" is answered from the own board's routine, then from general information, never from a proposal. */
const ACTING: Readonly<Record<PassageKind, number>> = { routine: 1.6, general: 1.2, view: 0.8, proposal: 0.8 };
/** What to do now depends on who one is: a manager's steps are none for an elected official. */
const ACTING_ROLE = { own: 1.4, other: 0.6 };

/** @returns the factor for each passage, for one question in plain words. */
export function preferenceFor(words: string, { board, elected, now, near, handingOver }: Asker): (passage: Passage) => number {
  const acts = asksToAct(words);
  const opinion = asksOpinion(words);
  const proposed = asksOfProposal(words);
  const today = now.toISOString().slice(0, 10);
  const ofRole = roleFactor(elected, acts);
  return (passage) =>
    (board !== undefined && passage.boards.includes(board) ? OWN_BOARD : 1) *
    ofRole(passage) *
    (handingOver.has(passage.id) ? HANDS_OVER : 1) *
    (isValidOn(passage, today) ? 1 : NOT_VALID_NOW) *
    (near?.get(`${passage.locale}/${passage.id}`) ?? 1) *
    (acts ? (isOthersRoutine(passage, board) ? 0 : ACTING[passage.kind]) : 1) *
    (proposed && (passage.kind === 'general' || passage.kind === 'routine') ? PROPOSAL_ASKED_FOR : 1) *
    (opinion && passage.kind === 'view' ? VIEW_ASKED_FOR : 1);
}

function roleFactor(elected: boolean | undefined, acts: boolean): (passage: Passage) => number {
  if (elected === undefined) return ({ audience }) => (acts && audience.length > 0 && audience.every((one) => one === 'elected') ? FOR_ELECTED_ONLY : 1);
  const role = elected ? 'elected' : 'employee';
  const [own, other] = acts ? [ACTING_ROLE.own, ACTING_ROLE.other] : [OWN_ROLE, OTHER_ROLE];
  return ({ audience }) => (audience.length === 0 ? 1 : audience.includes(role) ? own : other);
}

function isOthersRoutine({ kind, boards }: Passage, board: string | undefined): boolean {
  return kind === 'routine' && board !== undefined && boards.length > 0 && !boards.includes(board);
}

function isValidOn({ validFrom, validTo }: Passage, day: string): boolean {
  return (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo);
}
