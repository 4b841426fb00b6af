import * as z from 'zod';
import { Problem } from '../../../http/problem';

const MAX_ID = 200;

/**
 * What a client may send, of the Bot Framework's activity. Everything else is dropped, `from` first of all: who
 * speaks is in the token. Official clients put what they like into `channelData`, so a strange one is no error.
 */
const incomingActivity = z.object({
  type: z.string().min(1).max(64),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  name: z.string().max(MAX_ID).nullish(),
  locale: z.string().max(35).nullish().catch(undefined),
  replyToId: z.string().max(MAX_ID).nullish().catch(undefined),
  attachments: z
    .array(z.object({ contentType: z.string().max(MAX_ID), contentUrl: z.string().nullish(), name: z.string().max(MAX_ID).nullish() }))
    .max(50)
    .nullish(),
  channelData: z
    .object({
      clientActivityID: z.string().min(1).max(MAX_ID).optional().catch(undefined),
      replyTo: z.string().max(MAX_ID).optional().catch(undefined),
      postBack: z.boolean().optional().catch(undefined),
    })
    .nullish()
    .catch(undefined),
});
export type IncomingActivity = z.infer<typeof incomingActivity>;

/** @throws Problem 400 `activity_malformed` */
export function parseActivity(json: unknown): IncomingActivity {
  const parsed = incomingActivity.safeParse(json);
  if (!parsed.success) throw new Problem(400, 'activity_malformed');
  return parsed.data;
}

/** @throws Problem 400 `json_malformed` */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Problem(400, 'json_malformed');
  }
}

/** Digits of a sequence: milliseconds since 1970, in ids that sort as text and in watermarks. */
const DIGITS = 15;

/**
 * An activity's id: `<conversation>|<sequence>`, and where several instances give out ids, which of them it was:
 * two of them may take the same sequence in the same millisecond.
 */
export function activityId(conversationId: string, sequence: number, tag = ''): string {
  return `${conversationId}|${String(sequence).padStart(DIGITS, '0')}${tag && `-${tag}`}`;
}

export function sequenceOf(id: string): number {
  return Number.parseInt(id.slice(id.lastIndexOf('|') + 1), 10);
}

export const BOT = { id: 'trygg', name: 'Trygg', role: 'bot' } as const;

/**
 * An activity of a transcript, in memory and in the store alike. `from` is there for the bot only: what has none is
 * the person's own, and gets its sender from the token of whoever reads it.
 */
export const transcriptActivity = z.object({
  id: z.string(),
  type: z.string(),
  timestamp: z.string(),
  from: z.object({ id: z.string(), name: z.string(), role: z.string() }).optional(),
  name: z.string().optional(),
  text: z.string().optional(),
  textFormat: z.string().optional(),
  attachments: z.array(z.object({ contentType: z.string(), name: z.string().optional(), content: z.unknown().optional(), contentUrl: z.string().optional() })).optional(),
  locale: z.string().optional(),
  inputHint: z.string().optional(),
  replyToId: z.string().optional(),
  channelData: z
    .object({
      clientActivityID: z.string().optional(),
      postBack: z.boolean().optional(),
      trygg: z.object({ replaces: z.string() }).optional(),
    })
    .optional(),
});
export type Activity = z.infer<typeof transcriptActivity>;

/** An activity before it has its place in the transcript. */
export type Draft = Omit<Activity, 'id' | 'timestamp'>;

/** What Direct Line clients get in an answer or a frame. */
export interface ActivitySet {
  readonly activities: readonly object[];
  readonly watermark: string;
}

/** Adds what every activity of a conversation shares; `personId` is whose conversation it is. */
export function onTheWire(activity: Activity, conversationId: string, personId: string): object {
  return {
    ...activity,
    from: activity.from ?? { id: personId, role: 'user' },
    channelId: 'directline',
    conversation: { id: conversationId },
  };
}
