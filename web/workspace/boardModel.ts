import { isRecord, listAt, stringAt } from '../shared/json';
import type { PersonView } from './caseModel';

/** Whoever works a board's cases. */
export interface Colleague {
  readonly id: string;
  /** Absent of somebody who is no longer among the board's people. */
  readonly name: string | undefined;
  /** Has cases still and works none there any more. */
  readonly left: boolean;
}

export function parseColleagues(json: unknown): readonly Colleague[] {
  return listAt(json, 'items').flatMap((one) => {
    const id = stringAt(one, 'id');
    return id === undefined ? [] : [{ id, name: stringAt(one, 'name'), left: isRecord(one) && one['left'] === true }];
  });
}

/** How whoever works a board's cases is told of them outside this page: they are, of new ones in a channel, or not at all. */
export type WayOut = 'people' | 'channel' | 'none';

/** What is not said is taken for good: a warning stands on facts. */
export function parseWayOut(json: unknown): WayOut {
  if (!isRecord(json) || json['wayOut'] !== false) return 'people';
  return json['channel'] === true ? 'channel' : 'none';
}

/** How a board stands to exercises: whether one runs, and whom one may take along. */
export interface ExerciseView {
  readonly running?: {
    readonly until: string;
    readonly startedBy: string | undefined;
    /** How many have said yes, of all who were invited; whoever started it among them. */
    readonly taking: number;
    readonly all: number;
  };
  readonly choices: readonly PersonView[];
}

export function parseExercise(json: unknown): ExerciseView {
  const until = stringAt(json, 'until');
  const people = listAt(json, 'people');
  const startedBy = isRecord(json) ? stringAt(json['startedBy'], 'name') : undefined;
  return {
    ...(until === undefined ? {} : { running: { until, startedBy, taking: people.filter((one) => isRecord(one) && one['takesPart'] === true).length, all: people.length } }),
    choices: listAt(json, 'choices').flatMap((one) => {
      const id = stringAt(one, 'id');
      return id === undefined ? [] : [{ id, name: stringAt(one, 'name') ?? id }];
    }),
  };
}
