import { isRecord, listAt, numberAt, recordAt, stringAt } from '../shared/json';
import type { JsonRecord } from '../shared/json';

/** The content type of a card in an activity's attachment. */
export const CARD = 'application/vnd.microsoft.card.adaptive';

export interface Attachment {
  readonly contentType: string;
  readonly name: string | undefined;
  readonly content: unknown;
  readonly contentUrl: string | undefined;
}

/** A Direct Line activity, as far as the page looks at it. */
export interface Activity {
  readonly id: string;
  readonly type: string;
  readonly fromBot: boolean;
  readonly text: string | undefined;
  readonly locale: string | undefined;
  readonly replyToId: string | undefined;
  readonly attachments: readonly Attachment[];
  /** Our own id of what this page sent, given back by the server. */
  readonly clientActivityId: string | undefined;
  /** A pressed button: it has an effect, yet no words of its own in the transcript. */
  readonly postBack: boolean;
  /** The activity whose card this one takes the place of. */
  readonly replaces: string | undefined;
}

/** What the page sends. */
export interface Outgoing {
  readonly type: 'message' | 'event';
  readonly text?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly replyToId?: string;
  readonly locale: string;
  readonly channelData: { readonly clientActivityID: string; readonly postBack?: true };
}

/** A fresh id for something sent: the same one is used when it is sent again. */
export function newClientActivityId(): string {
  return crypto.randomUUID();
}

export interface ActivitySet {
  readonly activities: readonly Activity[];
  readonly watermark: string | undefined;
}

/** An ActivitySet as it came over the wire; what has no id or type is left out. */
export function readActivitySet(json: unknown): ActivitySet {
  return {
    activities: listAt(json, 'activities').flatMap((item) => readActivity(item) ?? []),
    watermark: stringAt(json, 'watermark') ?? numberAt(json, 'watermark')?.toString(),
  };
}

function readActivity(json: unknown): Activity | undefined {
  const id = stringAt(json, 'id');
  const type = stringAt(json, 'type');
  if (id === undefined || type === undefined) return undefined;
  const channelData = recordAt(json, 'channelData');
  return {
    id,
    type,
    fromBot: isFromBot(recordAt(json, 'from')),
    text: stringAt(json, 'text'),
    locale: stringAt(json, 'locale'),
    replyToId: stringAt(json, 'replyToId'),
    attachments: listAt(json, 'attachments').flatMap((item) => readAttachment(item) ?? []),
    clientActivityId: stringAt(channelData, 'clientActivityID'),
    postBack: channelData['postBack'] === true,
    replaces: stringAt(recordAt(channelData, 'trygg'), 'replaces'),
  };
}

function isFromBot(from: JsonRecord): boolean {
  return from['role'] === 'bot';
}

function readAttachment(json: unknown): Attachment | undefined {
  const contentType = stringAt(json, 'contentType');
  if (contentType === undefined || !isRecord(json)) return undefined;
  return { contentType, name: stringAt(json, 'name'), content: json['content'], contentUrl: stringAt(json, 'contentUrl') };
}
