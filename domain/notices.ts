import type { Case, Notice } from './case';

/** The notices of a new case: the workspace at once, the recipient's chat and the board's places when they may be disturbed. */
export function newNotices(to: {
  readonly recipient: string;
  /** Whether the recipient has a personal chat with the bot. */
  readonly hasChat: boolean;
  /** Keys of connected channels and group chats that may hear of it. */
  readonly places: readonly string[];
  /** Not before then: nobody is notified outside declared duty. */
  readonly notBefore: Date;
  readonly now: Date;
}): readonly Notice[] {
  const nextAt = to.notBefore.toISOString();
  const chat: Notice = { id: 'new:teams', about: 'new', recipient: to.recipient, channel: 'teams', attempts: 0, ...(to.hasChat ? { state: 'queued', nextAt } : { state: 'noConversation' }) };
  return [
    { id: 'new:intranet', about: 'new', recipient: to.recipient, channel: 'intranet', state: 'sent', attempts: 1, at: to.now.toISOString() },
    chat,
    ...to.places.map((key): Notice => ({ id: `new:place:${key}`, about: 'new', recipient: `place:${key}`, channel: 'teams', state: 'queued', attempts: 0, nextAt })),
  ];
}

/** Brings every card about the case up to date: one notice for each card that was sent to a person. */
export function copyNotices(current: Case, now: Date): readonly Notice[] {
  return current.notices
    .filter((notice) => notice.about === 'new' && notice.messageId !== undefined && !notice.recipient.startsWith('place:'))
    .map((notice) => ({ id: `copy:${current.version}:${notice.id}`, about: 'copy', recipient: notice.recipient, channel: notice.channel, state: 'queued', attempts: 0, nextAt: now.toISOString(), messageId: notice.messageId ?? '' }));
}

/** When the next delivery is to be tried; undefined when nothing is left. */
export function nextNoticeAt(notices: readonly Notice[]): string | undefined {
  return notices
    .filter((notice) => notice.state === 'queued')
    .map((notice) => notice.nextAt ?? '')
    .sort()[0];
}

/** Whether a notice is to be tried now. */
export function isDue({ state, nextAt }: Notice, now: Date): boolean {
  return state === 'queued' && (nextAt ?? '') <= now.toISOString();
}

/** A new case's notice that found no conversation, or one that was closed to the bot: both are mended by adding the bot. */
export function isUnreached({ about, state, reason }: Notice): boolean {
  return about === 'new' && (state === 'noConversation' || (state === 'failed' && (reason === 'blocked' || reason === 'gone')));
}

/** A reminder, or a question on an agreed day, whose time has not come: no delivery yet. */
export function isScheduled({ about, state, attempts, insteadOf }: Notice): boolean {
  return (about === 'reminder' || about === 'overdue' || about === 'care' || about === 'call') && state === 'queued' && attempts === 0 && insteadOf === undefined;
}
