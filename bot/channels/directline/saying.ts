import type { Turn } from '../../turn';
import { sequenceOf, type Activity, type Draft } from './activity';
import type { Conversation } from './conversation';
import type { DirectLineOptions } from './options';
import { Problem } from '../../../http/problem';
import { kept, type Transcript } from './transcript';
import { outward, type Answered } from './translate';

/** What the bot says in a turn, before it has its place in the transcript. */
export interface Said {
  readonly drafts: readonly Draft[];
  /** What the person typed may last. */
  readonly storable: boolean;
}

/** Asks the handler, and puts what it says into the transcript. */
export function saying({ handler, present, clock, log }: DirectLineOptions, transcript: Transcript) {
  /** @throws Problem 502 `turn_failed` */
  async function answers(turn: Turn, answered?: Answered): Promise<Said> {
    try {
      const replies = await handler(turn);
      return {
        drafts: replies.flatMap((reply) => outward(reply, present, answered)),
        storable: replies.some((reply) => reply.keepInput === true),
      };
    } catch (error) {
      // Only the kind of error: its message may quote what somebody wrote.
      log.error({ code: 'turn_failed', error: error instanceof Error ? error.name : 'unknown' }, 'a turn was not handled');
      throw new Problem(502, 'turn_failed');
    }
  }

  /** Durable first, then shown: nobody reads an answer that a restart could take back. */
  async function record(conversation: Conversation, echo: readonly Activity[], said: Said, kind: 'turn' | 'joined' | 'push'): Promise<void> {
    const replies = said.drafts.map((draft) => conversation.place(draft, clock()));
    if (conversation.stored) {
      const activities = kept([...echo, ...replies], said.storable);
      const [first] = activities;
      const sequence = sequenceOf(first?.id ?? conversation.nextId());
      await transcript.save(conversation, { sequence, joined: kind === 'joined', activities }, kind === 'push');
    }
    conversation.append(replies);
  }

  return { answers, record };
}
