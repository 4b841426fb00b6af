import type { Actor } from '../domain/person';
import type { ApiDeps, Handler } from './api';
import { Problem } from './problem';

/** What may be asked for besides the commands of a case, as a log names it. */
export type Attempt = 'iaList' | 'iaPreview' | 'iaSend' | 'policePack' | 'register' | 'registerCheck' | 'series' | 'exerciseShow' | 'exerciseStart' | 'exerciseEnd' | 'guidance' | 'guidanceDraft' | 'guidanceFeedback';

/**
 * One line for what was refused, alike for every way in: what was asked for by a name of ours, why by its code, and who by
 * keyed hash. Nothing in it was typed by anybody, and no case is named.
 */
export function logRefusal({ log, cases }: Pick<ApiDeps, 'log' | 'cases'>, actor: Actor, command: string, reason: string): void {
  log.info({ code: 'command_refused', command, reason, person: cases.personKey(actor.id) }, 'a command was refused');
}

/** The handler with its refusals logged. */
export function noting(deps: ApiDeps, attempt: Attempt, handle: (deps: ApiDeps, ...request: Parameters<Handler>) => Promise<void>): Handler {
  return async (actor, request, response) => {
    try {
      await handle(deps, actor, request, response);
    } catch (error) {
      if (error instanceof Problem) logRefusal(deps, actor, attempt, error.code);
      throw error;
    }
  };
}
