import * as z from 'zod';

const id = z.string().min(1).max(2048);
const account = z.looseObject({ id, name: z.string().nullish(), aadObjectId: z.string().nullish() });

const attachment = z.looseObject({
  contentType: z.string(),
  contentUrl: z.string().nullish(),
  name: z.string().nullish(),
  content: z.unknown().optional(),
});

/**
 * The part of a Bot Framework activity that every turn needs, and what translation reads of the rest. What the
 * adapter would stumble over with an internal error (no type, conversation, recipient) is refused here.
 * Source: Bot Framework Activity schema, "Basic activity structure".
 */
const activity = z.looseObject({
  type: z.string().min(1).max(100),
  id: z.string().max(2048).nullish(),
  channelId: z.string().max(100).nullish(),
  serviceUrl: z.string().max(2048).refine(isHttpUrl),
  conversation: z.looseObject({
    id,
    conversationType: z.string().nullish(),
    isGroup: z.boolean().nullish(),
    tenantId: z.string().nullish(),
  }),
  from: account,
  recipient: account,
  name: z.string().nullish(),
  action: z.string().nullish(),
  text: z.string().nullish(),
  value: z.unknown().optional(),
  locale: z.string().max(100).nullish(),
  replyToId: z.string().max(2048).nullish(),
  deliveryMode: z.string().nullish(),
  attachments: z.array(attachment).nullish(),
  entities: z.array(z.unknown()).nullish(),
  membersAdded: z.array(account).nullish(),
  membersRemoved: z.array(account).nullish(),
  channelData: z.unknown().optional(),
});

export type Envelope = z.infer<typeof activity>;
export type Account = z.infer<typeof account>;
export type Attachment = z.infer<typeof attachment>;

export type Parsed = { readonly ok: Envelope } | { readonly code: 'malformed_json' | 'invalid_activity' };

/** Fatal: bytes that are no UTF-8 are a broken body, not a text with holes. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads an activity out of a request's body; never throws. */
export function parseEnvelope(body: Uint8Array): Parsed {
  const raw = parseJson(body);
  if (raw === undefined) return { code: 'malformed_json' };
  const parsed = activity.safeParse(raw.value);
  return parsed.success ? { ok: parsed.data } : { code: 'invalid_activity' };
}

function parseJson(body: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(utf8.decode(body)) };
  } catch {
    return undefined;
  }
}

function isHttpUrl(value: string): boolean {
  return /^https?:\/\//i.test(value) && URL.canParse(value);
}
