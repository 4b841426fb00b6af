import type { Case, CaseEvent } from '../case';

/** An event with the version of the case that it made: what is told of it is known by that, and so is told once. */
export interface Numbered {
  readonly event: CaseEvent;
  readonly version: number;
}

/** What has happened between the two. */
export function newEvents(before: Pick<Case, 'events' | 'version'>, after: Pick<Case, 'events'>): readonly Numbered[] {
  return after.events.slice(before.events.length).map((event, index) => ({ event, version: before.version + index + 1 }));
}
