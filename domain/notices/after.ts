import type { Case, Notice } from '../case';
import type { Setting } from '../clocks';
import { rootOf } from '../delivery';
import { copyNotices, isUnreached } from '../notices';
import { remaining } from '../routing';
import { careDates, careNotices, isCareOpen } from './care';
import { dateNotices } from './dates';
import { newEvents } from './events';
import { kept } from './kept';
import { isTold, toldNotices } from './told';
import { workNotices } from './work';

export interface Telling {
  readonly setting: Setting;
  /** Where the report was made, where {@link needsChannel} asks for it. */
  readonly channel: 'teams' | 'directline' | undefined;
  readonly now: Date;
}

/** Whether the reporter is to be told or asked something because of what has happened. */
export function needsChannel(before: Case, after: Case): boolean {
  return after.visibility !== 'anonymous' && newEvents(before, after).some(({ event }) => isTold(before, event) || event.kind === 'aftercareAgreed');
}

/**
 * A case's notices after what has happened to it: what each event sends, what its dates bring, and nothing any more for
 * anybody it is kept from. Ids follow from events and dates, so that what is decided again is sent once.
 */
export function noticesAfter(before: Case, after: Case, { setting, channel, now }: Telling): readonly Notice[] {
  const events = newEvents(before, after);
  const dated = [...dateNotices(after, setting, now), ...careNotices(after, setting, channel, now)];
  const current = after.notices.filter((notice) => notice.state !== 'queued' || (mayHear(after, notice, setting) && isWanted(after, notice, dated, setting)));
  const added = [
    ...(after.status === before.status && after.exercise === before.exercise ? [] : copyNotices(after, now).filter((notice) => mayHear(after, notice, setting))),
    ...toldNotices(before, after, events, channel, now),
    ...workNotices(before, after, events, setting, now),
    ...dated.filter(({ nextAt }) => nextAt !== undefined),
  ];
  const here = new Set(current.map(({ id }) => id));
  return kept([...current, ...added.filter(({ id }) => !here.has(id))], (notice) => isNeeded(after, notice, dated));
}

/** What a case that has just come is to remind of. */
export function firstDates(one: Case, setting: Setting, now: Date): readonly Notice[] {
  return dateNotices(one, setting, now).filter(({ nextAt }) => nextAt !== undefined);
}

/** Not somebody the case is kept from. */
const mayHear = ({ barred }: Case, { recipient }: Notice, setting: Setting): boolean => remaining(setting, [recipient], barred).length > 0;

/** Whether what waits is still to be sent: a date that has stopped or moved brings nothing. */
function isWanted(one: Case, notice: Notice, dated: readonly Notice[], setting: Setting): boolean {
  if (notice.about === 'reminder' || notice.about === 'overdue') return dated.some(({ id }) => id === rootOf(notice));
  return notice.about === 'care' || notice.about === 'call' ? isCareOpen(one, notice, setting) : true;
}

/** What of a settled notice is looked at again: whether it was sent, where its card stands, whether its recipient was reached. */
function isNeeded(one: Case, notice: Notice, dated: readonly Notice[]): boolean {
  if (notice.about === 'new') return notice.messageId !== undefined || isUnreached(notice) || notice.channel === 'intranet';
  return dated.some(({ id }) => id === rootOf(notice)) || (notice.on !== undefined && careDates(one).includes(notice.on));
}
