import type { Activity } from './activity';
import type { Conversation } from './conversation';
import type { Log } from './options';
import type { StoredTurn, Transcript } from './transcript';

/** Between reading a conversation from the store and its first turn in the same request. */
const JUST_READ_MS = 100;

export type Looking = ReturnType<typeof looking>;

/** Where other instances write to the same store: takes in what was said there. */
export function looking(transcript: Transcript, log: Log) {
  /**
   * Takes in the turns that memory lacks and gives them. For whoever has the stored transcript alone.
   * @param own activities of ours that may be among them, as they were before the store's share was taken out
   */
  async function takeIn(conversation: Conversation, own?: ReadonlyMap<string, Activity>): Promise<readonly StoredTurn[]> {
    const began = performance.now();
    const taken: StoredTurn[] = [];
    for await (const turn of transcript.after(conversation, conversation.turn, began - conversation.lookedAt)) {
      conversation.takeIn(turn, own);
      taken.push(turn);
    }
    conversation.lookedAt = began;
    return taken;
  }

  /**
   * Brings memory up to date: one point read when nothing was said elsewhere. Never rejects: a store that does not
   * answer takes no answer from a person who is threatened.
   */
  async function look(conversation: Conversation): Promise<void> {
    if (!transcript.shared || !conversation.stored) return;
    const upToDate = conversation.justRead && performance.now() - conversation.lookedAt < JUST_READ_MS;
    conversation.justRead = false;
    if (upToDate) return;
    try {
      await conversation.withStore(() => takeIn(conversation));
    } catch (error) {
      log.warn({ code: 'transcript_behind', error: error instanceof Error ? error.name : 'unknown' }, 'what was said on other instances cannot be read');
    }
  }

  return { takeIn, look, shared: transcript.shared };
}
