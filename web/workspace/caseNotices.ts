import type { CaseView, NoticeView } from './caseModel';
import { writer } from './caseTimeline';
import { el } from './dom';
import { icon, type IconName } from './icons';
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

function lookOf({ state }: NoticeView): Look {
  if (state === 'failed') return FAILED;
  if (state === 'noConversation') return ABSENT;
  return state === 'sent' || state === 'acknowledged' ? SENT : UNDER_WAY;
}

/** How many messages did not arrive. */
export const undelivered = ({ notices }: CaseView): number => notices.filter((notice) => lookOf(notice) === FAILED).length;

/** What was sent to whom about the case, and what came of it; what did not arrive comes first and stands out. */
export function noticesPart(shown: CaseView): readonly Node[] {
  const { notices, subject, scope } = shown;
  if (scope !== 'worker') return [];
  const heading = el('h2', {}, texts.t('notices.heading'));
  if (notices.length === 0) return [heading, el('p', { class: 'detail' }, texts.t('notices.empty'))];
  const failed = undelivered(shown);
  const warning = failed === 0 ? [] : [el('p', { class: 'warning' }, icon('failed'), counted('notices.failedOne', 'notices.failedMany', failed))];
  const inOrder = [...notices].sort((one, other) => lookOf(one).rank - lookOf(other).rank);
  return [heading, ...warning, el('ul', { class: 'notices' }, ...inOrder.map((notice) => noticeItem(notice, subject)))];
}

function noticeItem(notice: NoticeView, subject: Subject): HTMLElement {
  const { look, icon: symbol } = lookOf(notice);
  const detail = [textOf('about', notice.about, 'about.other'), textOf('channel', notice.channel, 'channel.other')];
  if (notice.attempts > 1) detail.push(counted('notice.attemptsOne', 'notice.attemptsMany', notice.attempts));
  const why = notice.reason === undefined || lookOf(notice) !== FAILED ? [] : [el('p', {}, textOf('why', notice.reason, 'why.other'))];
  return el(
    'li',
    { class: look },
    el('p', {}, el('strong', {}, recipientText(notice.recipient, subject))),
    el('p', { class: 'delivery-state' }, icon(symbol), textOf('state', notice.state, 'state.other')),
    ...why,
    el('p', { class: 'detail' }, detail.join(' · ')),
  );
}

function recipientText(recipient: string, subject: Subject): string {
  if (recipient === 'reporter') return writer(subject);
  return recipient === 'place' || recipient === 'system' || recipient === 'crisis' ? texts.t(`notice.${recipient}`) : recipient;
}
