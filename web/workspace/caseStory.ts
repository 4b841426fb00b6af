import { sentence } from './caseFacts';
import type { AnswerView, CaseView } from './caseModel';
import type { Desk } from './desk';
import { el } from './dom';
import { texts } from './texts';

/** Words of whoever threatened, as they were said: shown to whoever asks for them. */
const VERBATIM: readonly string[] = ['verbatim', 'callWording'];

/** What people wrote, with the questions as they were asked: the report first, then what was added, in order. */
export function answersPart(shown: CaseView, desk: Desk): readonly Node[] {
  const { answers, receivedAt, subject, scope } = shown;
  if (scope !== 'worker' && scope !== 'manager') return [];
  const heading = el('h2', {}, texts.t(subject === 'question' ? 'answers.question' : 'answers.heading'));
  const groups = byTime(answers);
  const empty = answers.length === 0 ? [el('p', {}, texts.t(scope === 'manager' ? 'answers.notYours' : 'answers.empty'))] : [];
  // What was asked needs no heading of its own below that.
  if (subject === 'question' && answers.length === 1) return [heading, ...noteOf(shown), ...answers.map(({ value }) => el('p', { class: 'said' }, value))];
  return [heading, ...noteOf(shown), ...empty, ...groups.flatMap((group) => answerGroup(group, receivedAt, groups.length > 1)), ...placed(shown, desk)];
}

function noteOf({ note }: CaseView): readonly Node[] {
  if (note === undefined) return [];
  return [el('div', { class: 'reporter-kept' }, el('p', { class: 'detail' }, texts.t('answers.note')), el('p', { class: 'said' }, note))];
}

/** Where it belongs, which the coordinator fills in, and what kind of thing it was. */
function placed(shown: CaseView, desk: Desk): readonly Node[] {
  if (shown.subject === 'question') return [];
  const { workplace } = shown;
  const known = workplace === undefined ? [] : [el('dl', { class: 'answers placed' }, el('div', { class: 'answer' }, el('dt', {}, texts.t('field.workplace')), el('dd', {}, workplace)))];
  const offers = [
    { at: 'story', command: 'setWorkplace', label: workplace === undefined ? 'do.setWorkplace' : 'do.changeWorkplace', look: 'small', preset: { workplace: workplace ?? '' } },
    { at: 'story', command: 'setType', label: 'do.setType', look: 'small' },
  ] as const;
  return [...known, ...desk.actions(shown, ...offers)];
}

function byTime(answers: readonly AnswerView[]): readonly (readonly AnswerView[])[] {
  const groups: AnswerView[][] = [];
  for (const answer of answers) {
    const last = groups.at(-1);
    if (last?.[0] && last[0].at === answer.at) last.push(answer);
    else groups.push([answer]);
  }
  return groups;
}

function answerGroup(group: readonly AnswerView[], receivedAt: string, several: boolean): readonly Node[] {
  const at = group[0]?.at;
  const inReport = at === undefined || at <= receivedAt;
  const title = inReport ? texts.t('answers.report') : sentence('answers.added', at);
  const list = el('dl', { class: 'answers' }, ...group.map((answer) => el('div', { class: 'answer' }, el('dt', {}, answer.question), el('dd', {}, valueOf(answer)))));
  return several ? [el('h3', {}, title), list] : [list];
}

function valueOf({ id, value }: AnswerView): Node | string {
  if (value === '') return texts.t('answers.blank');
  if (!VERBATIM.includes(id)) return value;
  return el('details', { class: 'unpleasant', 'data-key': `answer-${id}` }, el('summary', {}, texts.t('answers.verbatim')), el('p', { class: 'said' }, value));
}
