import type { CaseView, NoticeView } from './caseModel';
import { writer } from './caseTimeline';
import { el } from './dom';
import { icon, type IconName } from './icons';
import { keyOf } from './ofQuestion';
import type { Subject } from './router';
import { counted, textOf, texts } from './texts';

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

function lookOf({ state, arrived }: NoticeView): Look {
  // What came by another way is no news to anybody.
  if (arrived) return { ...ABSENT, rank: 2 };
  if (state === 'failed') return FAILED;
  if (state === 'noConversation') return ABSENT;
  return state === 'sent' || state === 'acknowledged' ? SENT : UNDER_WAY;
}

const SHOWN = 4;

/** How many messages did not arrive. */
export const undelivered = ({ notices }: CaseView): number => notices.filter((notice) => lookOf(notice) === FAILED).length;

/** Whether nobody was told of the new case, since nobody it could go to has a chat with the bot: nothing went wrong with it. */
function isUnsent({ notices, status }: CaseView): boolean {
  const news = notices.filter(({ about, channel }) => about === 'new' && channel !== 'intranet');
  return status === 'received' && news.length > 0 && news.every((notice) => notice.state === 'noConversation' && !notice.arrived);
}

/** What was sent to whom about the case, and what came of it; what did not arrive comes first and stands out. */
export function noticesPart(shown: CaseView): readonly Node[] {
  const { notices, subject, scope } = shown;
  if (scope !== 'worker') return [];
  const heading = el('h2', {}, texts.t('notices.heading'));
  if (notices.length === 0) return [heading, el('p', { class: 'detail' }, texts.t('notices.empty'))];
  const failed = undelivered(shown);
  const warning = failed === 0 ? [] : [el('p', { class: 'warning' }, icon('failed'), counted('notices.failedOne', 'notices.failedMany', failed))];
  const unsent = failed === 0 && isUnsent(shown) ? [el('p', {}, texts.t(keyOf(subject, 'notices.unsent')))] : [];
  const inOrder = [...notices].sort((one, other) => lookOf(one).rank - lookOf(other).rank);
  const list = (some: readonly NoticeView[]): HTMLElement => el('ul', { class: 'notices' }, ...some.map((notice) => noticeItem(notice, subject)));
  // All that failed, and a few more: a case that has gone on for long has many that only say that all went well.
  const [first, rest] = [inOrder.slice(0, Math.max(SHOWN, failed)), inOrder.slice(Math.max(SHOWN, failed))];
  const more = rest.length === 0 ? [] : [el('details', { class: 'fold', 'data-key': 'notices-more' }, el('summary', {}, texts.t('notices.more', { count: rest.length })), list(rest))];
  return [heading, ...warning, ...unsent, list(first), ...more];
}

function noticeItem(notice: NoticeView, subject: Subject): HTMLElement {
  const { look, icon: symbol } = lookOf(notice);
  const about = aboutOf(notice, subject);
  const detail = [about, textOf('channel', notice.channel, 'channel.other')];
  if (notice.attempts > 1) detail.push(counted('notice.attemptsOne', 'notice.attemptsMany', notice.attempts));
  const other = notice.arrived ? [el('p', {}, texts.t('notice.arrived'))] : [];
  const why = notice.reason === undefined || lookOf(notice) !== FAILED ? [] : [el('p', {}, textOf('why', notice.reason, 'why.other'))];
  return el(
    'li',
    { class: look },
    el('p', {}, el('strong', {}, recipientText(notice, subject))),
    el('p', { class: 'delivery-state' }, icon(symbol), textOf('state', notice.state, 'state.other')),
    ...other,
    ...why,
    el('p', { class: 'detail' }, detail.join(' · ')),
  );
}

function aboutOf({ about }: NoticeView, subject: Subject): string {
  if (about === 'new') return texts.t(keyOf(subject, 'about.new'));
  return about === 'told' && subject === 'question' ? texts.t('about.toldAsker') : textOf('about', about, 'about.other');
}

/** By name; what is no person of the board, by what it is. */
function recipientText({ name, recipient }: NoticeView, subject: Subject): string {
  if (name !== undefined) return name;
  return recipient === 'reporter' ? writer(subject) : textOf('notice', recipient, 'notice.left', { id: recipient });
}
