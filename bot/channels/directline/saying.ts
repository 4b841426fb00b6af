import type { Turn } from '../../turn';
import { showingThat } from '../typing';
import type { DirectLineOptions } from './options';
import { Problem } from '../../../http/problem';
import type { Said } from './recording';
import { outward, type Answered } from './translate';

/** Asks the handler what there is to say. */
export function saying({ handler, present, log }: Pick<DirectLineOptions, 'handler' | 'present' | 'log'>) {
  /** @throws Problem 502 `turn_failed` */
  return async function answers(turn: Turn, answered?: Answered): Promise<Said> {
    try {
      const replies = await showingThat(() => answered?.waiting?.(), (waiting) => handler({ ...turn, waiting }));
      return {
        drafts: replies.flatMap((reply) => outward(reply, present, answered)),
        storable: replies.some((reply) => reply.keepInput === true),
      };
    } catch (error) {
      // Only the kind of error: its message may quote what somebody wrote.
      log.error({ code: 'turn_failed', error: error instanceof Error ? error.name : 'unknown' }, 'a turn was not handled');
      throw new Problem(502, 'turn_failed');
    }
  };
}
