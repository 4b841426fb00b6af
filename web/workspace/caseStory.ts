import { el } from './dom';
import { sentence } from './caseFacts';
import type { AnswerView, CaseView, NoticeView, TimelineEntry } from './model';
import { icon, type IconName } from './icons';
import type { Subject } from './router';
import { counted, textOf, texts, timeElement } from './texts';

/** What people wrote, with the questions as they were asked: the report first, then what was added, in order. */
export function answersPart({ answers, receivedAt, subject }: CaseView): readonly Node[] {
  const heading = el('h2', {}, texts.t(subject === 'question' ? 'answers.question' : 'answers.heading'));
  if (answers.length === 0) return [heading, el('p', {}, texts.t('answers.empty'))];
  const groups = byTime(answers);
  return [heading, ...groups.flatMap((group) => answerGroup(group, receivedAt, groups.length > 1))];
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
  const pairs = group.map(({ question, value }) =>
    el('div', { class: 'answer' }, el('dt', {}, question), el('dd', {}, value === '' ? texts.t('answers.blank') : value)),
  );
  const list = el('dl', { class: 'answers' }, ...pairs);
  return several ? [el('h3', {}, title), list] : [list];
}

/** What happened in the case, oldest first, so that what comes is added at the end. */
export function timelinePart({ timeline, subject }: CaseView): readonly Node[] {
  const entries = timeline.map((entry) =>
    el(
      'li',
      { class: entry.kind === 'noticeFailed' ? 'event event-failed' : 'event' },
      el('p', {}, eventText(entry, subject)),
      el('p', { class: 'detail' }, ...byText(entry, subject), timeElement(entry.at)),
    ),
  );
  return [el('h2', {}, texts.t('timeline.heading')), el('ol', { class: 'timeline' }, ...entries)];
}

/** What happened, as a sentence. A kind that this page does not know is told in general words. */
export function eventText({ kind, name, severity, fileName }: TimelineEntry, subject: Subject): string {
  if (kind === 'received' && subject === 'question') return texts.t('event.receivedQuestion');
  if (kind === 'acknowledged' && name !== undefined) return texts.t('event.acknowledgedBy', { name });
  if (kind === 'fileAdded' && fileName !== undefined) return texts.t('event.fileAddedName', { file: fileName });
  if (kind === 'severityRaised' && severity !== undefined) {
    return texts.t('event.severityRaisedTo', { severity: texts.t(`severity.${severity}`).toLowerCase() });
  }
  return textOf('event', kind, 'event.unknown');
}

/** Who did it, where the sentence has not said so. */
function byText({ kind, name, role }: TimelineEntry, subject: Subject): readonly string[] {
  if (kind === 'acknowledged' && name !== undefined) return [];
  return [name ?? (role === 'reporter' ? writer(subject) : textOf('by', role ?? '', 'by.system')), ' · '];
}

/** The person who wrote, without their name. */
function writer(subject: Subject): string {
  return texts.t(subject === 'question' ? 'by.asker' : 'by.reporter');
}

interface Look {
  readonly look: string;
  readonly icon: IconName;
  /** Undelivered ones come first. */
  readonly rank: number;
}

const FAILED: Look = { look: 'delivery delivery-failed', icon: 'failed', rank: 0 };
const ABSENT: Look = { look: 'delivery delivery-absent', icon: 'closed', rank: 1 };
const SENT: Look = { look: 'delivery', icon: 'check', rank: 3 };
const UNDER_WAY: Look = { look: 'delivery', icon: 'waiting', rank: 2 };

function lookOf({ state }: NoticeView): Look {
  if (state === 'failed') return FAILED;
  if (state === 'noConversation') return ABSENT;
  return state === 'sent' ? SENT : UNDER_WAY;
}

/** What was sent to whom about the case, and what came of it; what did not arrive comes first and stands out. */
export function noticesPart({ notices, subject }: CaseView): readonly Node[] {
  const heading = el('h2', {}, texts.t('notices.heading'));
  if (notices.length === 0) return [heading, el('p', {}, texts.t('notices.empty'))];
  const failed = notices.filter((notice) => lookOf(notice) === FAILED).length;
  const warning = failed === 0 ? [] : [el('p', { class: 'warning' }, icon('failed'), counted('notices.failedOne', 'notices.failedMany', failed))];
  const inOrder = [...notices].sort((one, other) => lookOf(one).rank - lookOf(other).rank);
  return [heading, ...warning, el('ul', { class: 'notices' }, ...inOrder.map((notice) => noticeItem(notice, subject)))];
}

function noticeItem(notice: NoticeView, subject: Subject): HTMLElement {
  const { look, icon: symbol } = lookOf(notice);
  const detail = [textOf('about', notice.about, 'about.other'), textOf('channel', notice.channel, 'channel.other')];
  if (notice.attempts > 1) detail.push(counted('notice.attemptsOne', 'notice.attemptsMany', notice.attempts));
  return el(
    'li',
    { class: look },
    el('p', {}, el('strong', {}, recipientText(notice.recipient, subject))),
    el('p', { class: 'delivery-state' }, icon(symbol), textOf('state', notice.state, 'state.other')),
    el('p', { class: 'detail' }, detail.join(' · ')),
  );
}

function recipientText(recipient: string, subject: Subject): string {
  if (recipient === 'reporter') return writer(subject);
  return recipient === 'place' ? texts.t('notice.place') : recipient;
}
