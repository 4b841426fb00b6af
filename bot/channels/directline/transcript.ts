import { z } from 'zod';
import type { Key, Page, Query, Store, Write } from '../../../services/store/ports';
import { StoreConflict } from '../../../services/store/ports';
import { padded, transcriptActivity, type Activity } from './activity';
import type { Conversation } from './conversation';
import type { Limits, Log } from './options';

const PAGE = 200;

const storedTurn = z.object({
  /** Keyed hash of whose transcript it is. */
  owner: z.string(),
  /** The turn answered the person's arrival. */
  joined: z.boolean(),
  activities: z.array(transcriptActivity),
});

/** One turn as the store keeps it: everything said in it, less what must not last. */
export interface TurnRecord {
  readonly sequence: number;
  readonly joined: boolean;
  readonly activities: readonly Activity[];
}

export interface StoredTranscript {
  readonly owner: string;
  readonly joined: boolean;
  /** The newest ones, oldest first. */
  readonly activities: readonly Activity[];
}

export type Transcript = ReturnType<typeof transcript>;

/** The transcripts of signed-in people in the store: one document a turn, in the conversation's partition. */
export function transcript(store: Store, limits: Limits, log: Log) {
  /** What the store has of a conversation, its newest activities; undefined when it knows nothing of it. */
  async function load(conversationId: string): Promise<StoredTranscript | undefined> {
    let found: StoredTranscript | undefined;
    // The port reads forwards only, so older turns pass by on the way to the newest.
    for await (const { owner, joined, activities } of turnsOf(conversationId)) {
      const all = [...(found?.activities ?? []), ...activities.map(asShown)];
      found = { owner, joined: joined || (found?.joined ?? false), activities: all.slice(-limits.activities) };
    }
    return found;
  }

  async function* turnsOf(conversationId: string): AsyncGenerator<z.infer<typeof storedTurn>> {
    const query: Query = { container: 'transcripts', partition: conversationId, order: 'id', limit: PAGE };
    let cursor: string | undefined;
    do {
      const page: Page<unknown> = await store.query(cursor === undefined ? query : { ...query, cursor });
      for (const item of page.items) yield storedTurn.parse(item.body);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
  }

  /**
   * Writes a turn, durable when it resolves, together with those that could not be written before. What is `must` be
   * written or is not said at all; anything else is kept for the next turn when the store fails.
   * @throws StoreUnavailable and what else the store throws, for what must be written
   */
  async function save(conversation: Conversation, record: TurnRecord, must: boolean): Promise<void> {
    const write = (turn: TurnRecord, kind: 'create' | 'upsert'): Write => ({
      key: key(conversation.id, turn.sequence),
      body: { owner: conversation.owner, joined: turn.joined, activities: turn.activities },
      condition: { kind },
      ...(limits.transcriptSeconds > 0 ? { ttlSeconds: limits.transcriptSeconds } : {}),
    });
    const late = conversation.unsaved.splice(0);
    try {
      // A late one may have been written after all, before its answer got lost: writing it again is no conflict.
      await store.write([...late.map((turn) => write(turn, 'upsert')), write(record, 'create')]);
    } catch (error) {
      failed(conversation, must ? late : [...late, record], error);
      if (must) throw error;
    }
  }

  /**
   * The turn itself has been handled and is shown; a person who was threatened gets the receipt whether or not its
   * transcript could be written. It is written with the next turn.
   */
  function failed(conversation: Conversation, records: readonly TurnRecord[], error: unknown): void {
    const conflict = error instanceof StoreConflict;
    if (!conflict) conversation.unsaved.push(...records.slice(-limits.activities));
    const name = error instanceof Error ? error.name : 'unknown';
    log.error({ code: conflict ? 'transcript_conflict' : 'transcript_unwritten', error: name }, 'a turn is not in the stored transcript');
  }

  return { load, save };
}

function key(conversationId: string, sequence: number): Key {
  return { container: 'transcripts', partition: conversationId, id: padded(sequence) };
}

/** A message of the person's own that came back without its words is one that official clients should not draw. */
function asShown(activity: Activity): Activity {
  if (activity.from || activity.text !== undefined || activity.attachments) return activity;
  return { ...activity, channelData: { ...activity.channelData, postBack: true } };
}

/**
 * What of a turn's activities the store may keep. What a person typed lasts only when the turn says so (`storable`):
 * else their own message is reduced to its place in the transcript, and answers lose what was typed into their fields.
 */
export function kept(activities: readonly Activity[], storable: boolean): Activity[] {
  return activities.map((activity) => (activity.from ? keptAnswer(activity, storable) : keptMessage(activity, storable)));
}

function keptMessage({ id, type, timestamp, text, channelData }: Activity, storable: boolean): Activity {
  const clientActivityID = channelData?.clientActivityID;
  return {
    id,
    type,
    timestamp,
    ...(storable && text !== undefined ? { text } : {}),
    ...(clientActivityID === undefined ? {} : { channelData: { clientActivityID } }),
  };
}

function keptAnswer(activity: Activity, storable: boolean): Activity {
  if (storable || !activity.attachments) return activity;
  return { ...activity, attachments: activity.attachments.map((file) => ({ ...file, content: withoutTypedText(file.content) })) };
}

/** A card without the values of its text fields: a card given back with a mistake in it holds what was typed. */
function withoutTypedText(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutTypedText);
  if (typeof node !== 'object' || node === null) return node;
  const fields = Object.entries(node).filter(([name]) => name !== 'value' || !('type' in node) || node.type !== 'Input.Text');
  return Object.fromEntries(fields.map(([name, value]) => [name, withoutTypedText(value)]));
}
