import { setTimeout as wait } from 'node:timers/promises';
import type { Instance } from './instance';
import type { Random } from './random';

/** Where somebody who speaks to the product arrives: at any instance that lives, as behind a load balancer. */
export interface Door {
  /** A living instance; waits while there is none. */
  any(random: Random): Promise<Instance>;
}

const LOOK_MS = 20;

export function door(instances: readonly Instance[]): Door {
  return {
    async any(random) {
      for (;;) {
        const living = instances.filter(({ alive }) => alive);
        if (living.length > 0) return random.pick(living);
        await wait(LOOK_MS);
      }
    },
  };
}
