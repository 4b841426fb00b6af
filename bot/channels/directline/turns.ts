import type { Actor } from '../../../domain/person';
import type { Reply } from '../../turn';
import type { Conversation } from './conversation';
import type { DirectLineOptions } from './options';
import type { Looking } from './looking';
import type { recording } from './recording';
import { saying } from './saying';
import { outward, turnOf, TYPING, type Incoming } from './translate';

export type Turns = ReturnType<typeof turns>;

/** Takes turns to the handler, one after the other in each conversation, and what comes of them into the transcript. */
export function turns(options: DirectLineOptions, { look }: Looking, { record }: ReturnType<typeof recording>) {
  const { present, clock } = options;
  const answers = saying(options);

  /**
   * One thing the person did; resolves with its activity id when it is handled, its answers are in the transcript and
   * that is durable. The same client id again gives the same id and does nothing, unless its turn failed.
   * @throws Problem 502 `turn_failed`: the transcript then holds the person's own activity and no answer
   */
  function submit(conversation: Conversation, actor: Actor, incoming: Incoming): Promise<string> {
    const clientId = incoming.clientActivityId;
    if (clientId === undefined) return queued(conversation, actor, incoming);
    const running = conversation.pending.get(clientId);
    if (running) return running;
    const before = conversation.sent(clientId);
    if (before && !before.failed) return Promise.resolve(before.activity.id);
    const run = queued(conversation, actor, incoming).finally(() => conversation.pending.delete(clientId));
    conversation.pending.set(clientId, run);
    return run;
  }

  /** Whatever an older turn of theirs still waits for is given up, so that this one need not wait for it as well. */
  function queued(conversation: Conversation, actor: Actor, incoming: Incoming): Promise<string> {
    const begins = options.announce?.(actor.id);
    return conversation.enqueue(() => handle(conversation, actor, incoming, begins));
  }

  async function handle(conversation: Conversation, actor: Actor, incoming: Incoming, begins?: () => void): Promise<string> {
    begins?.();
    await look(conversation);
    // Only now is it known what another instance was sent, and what became of it.
    const before = incoming.clientActivityId === undefined ? undefined : conversation.sent(incoming.clientActivityId);
    if (before && !before.failed) return before.activity.id;
    const joining = incoming.input.kind === 'joined';
    const echo = before?.activity ?? conversation.place(incoming.echo, clock());
    if (!before) conversation.append([echo]);
    if (joining && conversation.joined) return echo.id;
    try {
      const localeHint = incoming.localeHint ?? conversation.locale;
      const waiting = (): void => conversation.pass(conversation.place(TYPING, clock()), actor.id);
      const replies = await answers(turnOf(conversation, actor, { ...incoming, localeHint }), { id: echo.id, replyTo: ownId(conversation, incoming.replyTo), waiting });
      conversation.settle(echo.id, false);
      if (joining) conversation.joined = true;
      await record(conversation, [echo], replies, joining ? 'joined' : 'turn');
    } catch (error) {
      conversation.settle(echo.id, true);
      throw error;
    }
    return echo.id;
  }

  /** The person has arrived: greeted once in a conversation's life. Resolves when done; a failure is logged, not thrown. */
  async function join(conversation: Conversation, actor: Actor): Promise<void> {
    await conversation.enqueue(async () => {
      await look(conversation);
      if (conversation.joined) return;
      const replies = await answers(turnOf(conversation, actor, { input: { kind: 'joined' }, localeHint: conversation.locale })).catch(() => undefined);
      if (!replies) return;
      conversation.joined = true;
      await record(conversation, [], replies, 'joined');
    });
  }

  /**
   * What the bot says of its own accord. Resolves when it is in the transcript and durable.
   * @throws StoreUnavailable, and nothing has been said: whoever sends it tries again
   */
  async function push(conversation: Conversation, replies: readonly Reply[]): Promise<void> {
    const said = { drafts: replies.flatMap((reply) => outward(reply, present)), storable: true };
    if (said.drafts.length === 0) return;
    await conversation.enqueue(async () => {
      await look(conversation);
      await record(conversation, [], said, 'push');
    });
  }

  return { submit, join, push };
}

/** Only an activity of this conversation can be the one acted upon. */
function ownId(conversation: Conversation, id: string | undefined): string | undefined {
  return id?.startsWith(`${conversation.id}|`) ? id : undefined;
}
