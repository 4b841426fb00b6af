import { outsideSession } from '../../../services/store/session';
import type { Conversation } from './conversation';
import type { Looking } from './looking';
import type { Limits } from './options';

/** While somebody listens, what is said on other instances is looked for, often while the conversation is lively. */
export function following({ look, shared }: Looking, limits: Limits) {
  const timers = new Map<Conversation, { readonly timer: NodeJS.Timeout; readonly pause: number }>();

  const pauseOf = (conversation: Conversation): number =>
    performance.now() - conversation.newsAt < limits.newsMs ? limits.lookMs : limits.lookQuietMs;

  function arm(conversation: Conversation): void {
    const pause = pauseOf(conversation);
    timers.set(conversation, { pause, timer: outsideSession(() => setTimeout(() => void tick(conversation), pause).unref()) });
  }

  async function tick(conversation: Conversation): Promise<void> {
    const own = timers.get(conversation);
    if (conversation.listened) await look(conversation);
    // What came in may have set another timer, and everything may have been closed meanwhile.
    if (!own || timers.get(conversation) !== own) return;
    if (conversation.listened) arm(conversation);
    else timers.delete(conversation);
  }

  /** A stream has opened, or something was said: from now on, and soon. */
  function follow(conversation: Conversation): void {
    if (!shared || !conversation.stored) return;
    const running = timers.get(conversation);
    if (running && running.pause <= pauseOf(conversation)) return;
    if (running) clearTimeout(running.timer);
    arm(conversation);
  }

  function close(): void {
    for (const { timer } of timers.values()) clearTimeout(timer);
    timers.clear();
  }

  return { follow, close };
}

export type Following = ReturnType<typeof following>;
