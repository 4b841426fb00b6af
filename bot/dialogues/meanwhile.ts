import type { Case, Command } from '../../domain/case';
import { doneSince, isOvertaken } from '../../domain/work/meanwhile';
import { stepsOf, type Step } from '../../domain/work/reporter';
import type { Outcome } from '../../services/cases';
import type { Context } from '../context';
import { nameAndRole } from '../names';

const TRIES = 4;

/**
 * A doing of the reporter's from a card that showed the case as it was at that version. `stale`, with the case as it is now
 * and nothing done, where something that it rests on has happened since, be it while it is written; whatever else has
 * happened changes nothing. A card that tells no version showed the case as it is.
 */
export async function actOnRead({ services }: Context, one: Case, command: Command, version = one.version): Promise<Outcome> {
  let current = one;
  for (let tries = 0; tries < TRIES && !isOvertaken(current, command, version); tries++) {
    const outcome = await services.cases.actAsReporter(current, command, { version: current.version });
    if (outcome.ok || outcome.refusal !== 'stale' || !outcome.case) return outcome;
    current = outcome.case;
  }
  return { ok: false, refusal: 'stale', case: current };
}

/** What others have done since that version, as the reporter is told of it. */
export function news({ services, locale }: Context, one: Case, version: number): readonly Step[] {
  const board = services.boards.get(one.board);
  return stepsOf({ events: doneSince(one, version) }, (person) => (board ? nameAndRole(board, person, locale) : ''));
}
