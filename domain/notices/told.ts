import type { Case, CaseEvent, Notice } from '../case';
import { promisedDates } from '../work/reporter';
import type { Numbered } from './events';

/** What is told to the reporter where the report was made: that it happened, never in whose words. */
const TOLD: readonly CaseEvent['kind'][] = ['acknowledged', 'asked', 'informed', 'referralAnnounced', 'nameRevealed', 'closed', 'reopened'];
/** Told once while the card is on its way: a second one would say the same. */
const SAME: readonly CaseEvent['kind'][] = ['asked', 'informed'];

/** Whether the reporter is told of an event; of a moved date only where they had been promised it. */
export function isTold(before: Case, event: CaseEvent): boolean {
  return event.kind === 'dateMoved' ? promisedDates(before)[event.clock] !== undefined : TOLD.includes(event.kind);
}

/**
 * What the reporter is to be told of these events. Nobody is told of an anonymous one.
 * @param channel where the report was made; undefined where nobody knows
 */
export function toldNotices(before: Case, after: Case, events: readonly Numbered[], channel: 'teams' | 'directline' | undefined, now: Date): readonly Notice[] {
  if (after.visibility === 'anonymous' || channel === undefined) return [];
  const waiting = before.notices.flatMap((notice) => (notice.about === 'told' && notice.state === 'queued' ? [kindOf(before, notice)] : []));
  return events
    .filter(({ event }) => isTold(before, event) && !(SAME.includes(event.kind) && waiting.includes(event.kind)))
    .map(({ version }): Notice => ({ id: `told:${version}`, about: 'told', recipient: 'reporter', channel, state: 'queued', attempts: 0, nextAt: now.toISOString(), version }));
}

const kindOf = ({ version, events }: Case, notice: Notice): CaseEvent['kind'] | undefined => events[(notice.version ?? 0) - 1 - version + events.length]?.kind;
