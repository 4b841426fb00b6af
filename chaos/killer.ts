import { setTimeout as wait } from 'node:timers/promises';
import type { Place } from './account';
import type { ChaosConnector } from './connector';
import type { Instance } from './instance';
import { seeded, type Random } from './random';
import type { Plan } from './plan';

export interface Killer {
  /** Kills one instance at some moment and starts it again; ends when it listens. */
  round(): Promise<void>;
  /** To be told whenever a report is on its way to some life of an instance. */
  readonly onSending: (life: string) => void;
}

export interface KillerOptions {
  readonly plan: Plan;
  readonly instances: readonly Instance[];
  readonly connector: ChaosConnector;
  readonly place: Place;
  /** Milliseconds from the start of a round to the kill, at most. */
  readonly within: number;
}

/** Most kills come at any moment; some just when a notice has been taken or a report is on its way, which any moment seldom hits. */
type Moment = 'any' | 'notice' | 'sending';
const MOMENTS: readonly Moment[] = ['any', 'any', 'any', 'notice', 'sending'];
/** From the moment a report goes out to the kill, in milliseconds: from before it was read to after it was answered. */
const SENDING_MS = 60;

export function killer({ plan, instances, connector, place, within }: KillerOptions): Killer {
  const random = seeded(plan.seed, 'killer');
  let watch: (moment: Moment, life: string) => void = () => undefined;
  connector.onNotice = ({ life }) => watch('notice', life);

  /** Resolves when that has happened to this life, or when the round's time is over. */
  const comes = (moment: Moment, life: string): Promise<void> => {
    if (moment === 'any') return wait(random.between(0, within));
    const happened = new Promise<void>((resolve) => {
      watch = (what, where) => {
        if (what === moment && where === life) resolve();
      };
    });
    return Promise.race([happened, wait(2 * within)]);
  };

  return {
    onSending: (life) => watch('sending', life),
    async round() {
      const victim = random.pick(instances.filter(({ alive }) => alive));
      const moment = random.pick(MOMENTS);
      const delay = moment === 'sending' ? random.between(0, SENDING_MS) : 0;
      await comes(moment, victim.life);
      watch = () => undefined;
      if (delay > 0) await wait(delay);
      await end(victim, connector, place);
      await downFor(random);
      await victim.start();
    },
  };
}

/** Whatever looks after processes takes a while to see that one is gone. */
const downFor = (random: Random): Promise<void> => wait(random.between(0, 200));

/** Kills it, and writes down which of the notices it has sent the store does not know of. */
async function end(victim: Instance, connector: ChaosConnector, place: Place): Promise<void> {
  const life = await victim.kill();
  const sent = connector.deliveries.filter((delivery) => delivery.life === life);
  const unrecorded = await place.unrecorded([...new Set(sent.map(({ number }) => number))]);
  for (const delivery of sent) delivery.unrecordedAtDeath = unrecorded.has(delivery.number);
}
