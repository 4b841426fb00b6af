import { ApiError } from '../shared/api';
import { recordAt, stringAt } from '../shared/json';
import type { CaseApi } from './caseApi';
import type { CaseView, TimelineEntry } from './caseModel';
import { eventText } from './caseTimeline';
import type { Task, WorkDesk } from './desk';
import { announce } from './dom';
import type { Subject } from './router';
import { problemText, refusalText, texts, when } from './texts';

export interface GivingOptions {
  readonly api: CaseApi;
  readonly desk: WorkDesk;
  shown(): CaseView | undefined;
  /** Goes up when another case is opened: what comes after that is not shown. */
  turn(): number;
  draw(next: CaseView): void;
  /** The case can no longer be seen. */
  gone(error: unknown): void;
}

/** Gives commands to the shown case, one at a time, and says at their place what came of it. */
export function createGiving({ api, desk, shown, turn, draw, gone }: GivingOptions): { give(task: Task): Promise<void>; readonly isBusy: boolean } {
  let isBusy = false;
  /** The subject for the register whose words somebody has had before their eyes. */
  let looked = '';

  async function give(task: Task): Promise<void> {
    const current = shown();
    if (current === undefined || isBusy) return;
    const mine = turn();
    isBusy = true;
    desk.hush();
    desk.busy(task.key, true);
    try {
      const words = await wordsToLookAt(task, current.number);
      if (words.length > 0) {
        task.form?.say(texts.t('register.look', { words: words.join(', ') }), true);
        return;
      }
      const next = await api.command(current.number, task.offer.command, current.version, task.values);
      desk.busy(task.key, false);
      if (mine === turn()) settled(task, next);
    } catch (error) {
      desk.busy(task.key, false);
      if (mine === turn()) await refused(task, current, error, mine);
    } finally {
      isBusy = false;
      desk.busy(task.key, false);
    }
  }

  /** A subject may be given out: what in it may tell something is said once before it is noted, never in its way. */
  async function wordsToLookAt({ offer, form, values }: Task, number: string): Promise<readonly string[]> {
    const subject = offer.command === 'noteRegister' && form ? String(values['subject'] ?? '') : '';
    if (subject === '' || subject === looked) return [];
    const words = await api.checkSubject(number, subject).catch(() => []);
    if (words.length > 0) looked = subject;
    return words;
  }

  function settled(task: Task, next: CaseView): void {
    draw(next);
    desk.done(task.key);
    if (task.form) desk.say(task.key, texts.t('form.done'), 'done');
    announce(task.form ? texts.t('form.done') : '');
  }

  async function refused(task: Task, before: CaseView, error: unknown, mine: number): Promise<void> {
    if (error instanceof ApiError && (error.code === 'left' || error.code === 'answered')) {
      desk.done(task.key);
      gone(error);
      return;
    }
    if (!(error instanceof ApiError) || error.transient || error.status === 401) {
      complain(task, problemText(error), false);
      return;
    }
    const field = stringAt(error.body, 'field');
    if (field !== undefined && task.form?.complain(field, texts.t('form.refused')) === true) return;
    try {
      const next = await api.read(before.number);
      if (mine === turn()) overtaken(task, before, next, error);
    } catch (again) {
      if (mine !== turn()) return;
      if (again instanceof ApiError && !again.transient) gone(again);
      else complain(task, problemText(again), false);
    }
  }

  /** Somebody was faster, or it may no longer be done: the case as it is now, with what happened to it. */
  function overtaken(task: Task, before: CaseView, next: CaseView, error: ApiError): void {
    draw(next);
    const what = happened(before, next, error);
    if (what === '') complain(task, refusalText(error), false);
    else complain(task, texts.t(task.form ? 'form.stale' : 'act.stale', { what }), true);
    if (!task.form && !next.may.includes(task.offer.command)) desk.done(task.key);
  }

  function complain(task: Task, text: string, isNews: boolean): void {
    if (task.form) task.form.say(text, isNews);
    else desk.say(task.key, text, isNews ? 'news' : 'problem');
  }

  return {
    give,
    get isBusy() {
      return isBusy;
    },
  };
}

/** What happened between two versions, in sentences with who and when; from the refusal where the case itself does not tell. */
export function happened(before: CaseView, after: CaseView, refusal?: ApiError): string {
  const entries = after.timeline.slice(before.timeline.length);
  if (entries.length > 0) return entries.map((entry) => sentenceOf(entry, after.subject)).join(' ');
  const now = recordAt(refusal?.body, 'now');
  const [kind, at] = [stringAt(now, 'kind'), stringAt(now, 'at')];
  if (kind === undefined || at === undefined || before.version === after.version) return '';
  const name = stringAt(now, 'by');
  return sentenceOf({ kind, at, name, role: undefined, detail: {} }, after.subject);
}

/** What happened, who did it and when, as one whole sentence: what comes after it begins a new one. */
function sentenceOf(entry: TimelineEntry, subject: Subject): string {
  const who = [entry.name, when(entry.at)].filter((part) => part !== undefined).join(', ');
  return `${eventText(entry, subject).replace(/\.$/, '')} (${who}).`;
}
