import type { Locale } from '../domain/locale';
import type { WorkName } from '../domain/work/types';

type Case = { readonly number: string };
/** Not called a number here: a command's own fields stand beside it, and two of them are numbers. */
type Work = { readonly case: string };
type Draft = { readonly draft: string };
/** `seen` is when the step's answers were last changed as the card shows them; empty when there were none. */
type InCase = Case & { readonly step: string; readonly seen?: string | undefined };
type Answer = Case & { readonly after: string };
/** `version`: of the case as the card shows it, for what rests on that; absent on cards from before there was any. */
type Read = Case & { readonly version?: number | undefined };
type InDraft = Draft & { readonly step: 'who' | 'inside' | 'story' };

/**
 * The answer that is judged: its id, the passages it rests on (a line each), the board of whoever asked ('' where none is
 * known), and the proof that this person was given it. Neither the question nor the person.
 */
export interface Judged {
  readonly answer: string;
  readonly on: string;
  readonly board: string;
  readonly proof: string;
}

/** What each button sends back: ids and codes only. `bot/actions.ts` parses exactly this table. */
export interface Payloads {
  say: { readonly word: 'report' | 'ask' | 'mine' | 'continue' | 'help' };
  'safety.answer': Draft & { readonly answer: 'no' | 'yes' | 'afraid' };
  'board.change': { readonly draft?: string | undefined };
  'board.save': { readonly draft?: string | undefined };
  'report.safe': Draft;
  'report.next': InDraft;
  'report.back': InDraft;
  'report.cancel': Draft;
  'report.discard': Draft;
  'report.resume': Draft;
  'report.restart': Draft;
  'follow.start': Case;
  'follow.save': InCase;
  'follow.skip': InCase;
  'follow.back': InCase;
  'follow.later': InCase;
  'follow.edit': InCase;
  'follow.summary': Case;
  'follow.done': Case;
  'words.add': Case;
  'words.new': object;
  'words.drop': object;
  'mine.open': Case;
  'police.show': Case;
  'police.text': Case;
  'police.file': Case;
  /** `after`: the newest message that the card shows. */
  'dialogue.reply': Answer;
  'dialogue.held': Answer;
  'dialogue.report': Case;
  'dialogue.earlier': Case & { readonly before: number };
  'ia.answer': Read & { readonly answer: 'yes' | 'no' };
  /** `on`: the agreed local date that was asked about. */
  'care.answer': Read & { readonly on: string; readonly answer: 'yes' | 'no' | 'stop' };
  'withdraw.ask': Case;
  'withdraw.confirm': Read;
  'withdraw.keep': Case;
  'question.send': { readonly question: string };
  /** `in`: the language of the passage that is meant; `locale`: of the card to come. `part` counts from 1. */
  'passage.show': { readonly passage: string; readonly in: Locale; readonly locale: Locale; readonly part?: number | undefined };
  'feedback.give': Judged & { readonly verdict: 'yes' | 'no' };
  'feedback.why': Judged;
  /** `started`: when the exercise began that somebody is asked about. */
  'exercise.answer': { readonly board: string; readonly started: string; readonly answer: 'yes' | 'no' };
  /** Ends the exercise for whoever presses it, and makes the case real where the card is about one. */
  'exercise.real': { readonly number?: string | undefined };
  /** `keep`: the pressed card stays as it is. */
  'case.show': Case & { readonly keep?: 'yes' | undefined };
  'case.acknowledge': Case & { readonly version: number };
  'work.open': Work;
  'work.more': Work;
  'work.words': Work;
  'work.form': Work & { readonly command: WorkName };
  /** `version`: of the case as the card shows it. `id`: of what is said by it. */
  'work.do': Work & { readonly command: WorkName; readonly version: number; readonly id?: string | undefined };
  /** `had`: what was ticked when the card was made. */
  'work.checks': Work & { readonly had: string };
}
export type ActionName = keyof Payloads;

/** The data of a button. */
export function pack<N extends ActionName>(action: N, data: Payloads[N]): { readonly [key: string]: string | number | undefined } {
  return { a: action, ...data };
}
