import { Readable } from 'node:stream';
import type { Input, IncomingFile, Reply, Turn } from '../../turn';
import { BOT, type Draft, type IncomingActivity } from './activity';
import type { Conversation } from './conversation';
import type { DirectLineOptions } from './options';
import { Problem } from '../../../http/problem';

const ARRIVALS = new Set(['webchat/join', 'startConversation']);

/** Shown while an answer is on its way, and kept nowhere. */
export const TYPING: Draft = { type: 'typing', from: BOT };

/** An activity that starts a turn: what the person did, and how it shows in the transcript. */
export interface Incoming {
  readonly input: Input;
  /** The person's own activity as everybody reading the conversation sees it: never with a button's `value`. */
  readonly echo: Draft;
  readonly clientActivityId?: string | undefined;
  /** The activity whose card was pressed. */
  readonly replyTo?: string | undefined;
  readonly localeHint?: string | undefined;
}

/**
 * What a client sent as a turn, or undefined when it is nothing to answer (typing and the like).
 * @throws Problem 400 `activity_empty` or `attachment_unsupported`
 */
export function inward(activity: IncomingActivity, uploaded: readonly IncomingFile[] = []): Incoming | undefined {
  const input = inputOf(activity, uploaded);
  if (!input) return undefined;
  return {
    input,
    echo: echoOf(activity, input),
    clientActivityId: activity.channelData?.clientActivityID,
    replyTo: activity.replyToId ?? activity.channelData?.replyTo,
    localeHint: languageTag(activity.locale),
  };
}

function inputOf(activity: IncomingActivity, uploaded: readonly IncomingFile[]): Input | undefined {
  if (activity.type === 'event') return ARRIVALS.has(activity.name ?? '') ? { kind: 'joined' } : undefined;
  if (activity.type !== 'message') return undefined;
  // An upload announces in its activity the files that come beside it.
  const files = uploaded.length > 0 ? uploaded : (activity.attachments ?? []).map(inlineFile);
  if (files.length > 0) return { kind: 'files', text: activity.text ?? '', files };
  if (typeof activity.value === 'object' && activity.value !== null) return { kind: 'action', data: activity.value };
  if (typeof activity.text === 'string') return { kind: 'text', text: activity.text };
  throw new Problem(400, 'activity_empty');
}

function echoOf(activity: IncomingActivity, input: Input): Draft {
  const clientActivityID = activity.channelData?.clientActivityID;
  // Official clients draw nothing for a postBack, which is right for a button pressed in a card.
  const postBack = input.kind === 'action' || activity.channelData?.postBack === true;
  return {
    type: activity.type,
    ...(typeof activity.name === 'string' ? { name: activity.name } : {}),
    ...(typeof activity.text === 'string' ? { text: activity.text } : {}),
    ...(input.kind === 'files' ? { attachments: input.files.map(({ name, contentType }) => ({ name, contentType })) } : {}),
    channelData: { ...(clientActivityID === undefined ? {} : { clientActivityID }), ...(postBack ? { postBack } : {}) },
  };
}

/** Only what stands in the activity itself is taken: fetching an address that a client names would let it reach ours. */
function inlineFile(attachment: NonNullable<IncomingActivity['attachments']>[number]): IncomingFile {
  const base64 = /^data:[^,]*;base64,([A-Za-z0-9+/=]*)$/.exec(attachment.contentUrl ?? '')?.[1];
  if (base64 === undefined) throw new Problem(400, 'attachment_unsupported');
  const bytes = Buffer.from(base64, 'base64');
  return {
    name: fileName(attachment.name),
    contentType: attachment.contentType,
    open: () => Promise.resolve(Readable.from([bytes])),
  };
}

/** A file's name without folders and control characters, at most 200 characters. */
export function fileName(name: string | null | undefined): string {
  const base = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  const clean = base.replace(/\p{Cc}/gu, '').trim();
  return clean.slice(-200) || 'file';
}

/** A BCP 47 tag, or undefined for anything else. */
export function languageTag(text: string | null | undefined): string | undefined {
  return text && /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(text) ? text : undefined;
}

/** The turn as the bot gets it. */
export function turnOf(
  { id, owner, stored }: Pick<Conversation, 'id' | 'owner' | 'stored'>,
  actor: Turn['actor'],
  { input, localeHint, clientActivityId }: Pick<Incoming, 'input' | 'localeHint' | 'clientActivityId'>,
): Turn {
  return {
    actor,
    channel: 'directline',
    scope: 'personal',
    input,
    localeHint,
    conversationId: id,
    activityKey: clientActivityId === undefined ? undefined : `dl:${id}:${clientActivityId}`,
    address: { channel: 'directline', scope: 'personal', reference: { conversationId: id, ...(stored ? { owner } : {}) } },
  };
}

/** What the bot's answer answers: the person's activity, and the activity whose card was pressed in it. */
export interface Answered {
  readonly id: string;
  readonly replyTo?: string | undefined;
  /** Shows that somebody is at it. */
  readonly waiting?: () => void;
}

/** A reply as an activity; one with nothing in it gives none. */
export function outward(reply: Reply, present: DirectLineOptions['present'], answered?: Answered): Draft[] {
  const attachments = [...(reply.card ? [{ contentType: 'application/vnd.microsoft.card.adaptive', content: present(reply.card) }] : []), ...(reply.file ? [attached(reply.file)] : [])];
  if (attachments.length === 0 && reply.text === undefined) return [];
  const replaces = reply.replace === true ? answered?.replyTo : undefined;
  return [
    {
      type: 'message',
      from: BOT,
      // Plain, so that a word of somebody's that is quoted cannot become a link or a picture.
      ...(reply.text === undefined ? {} : { text: reply.text, textFormat: 'plain' }),
      ...(attachments.length > 0 ? { attachments } : {}),
      ...(reply.locale === undefined ? {} : { locale: reply.locale }),
      inputHint: 'acceptingInput',
      ...(answered ? { replyToId: answered.id } : {}),
      ...(replaces === undefined ? {} : { channelData: { trygg: { replaces } } }),
    },
  ];
}

/** In the activity itself: an address where it could be fetched would be one more door to what is in it. */
function attached({ name, contentType, content }: NonNullable<Reply['file']>): NonNullable<Draft['attachments']>[number] {
  return { contentType, name, contentUrl: `data:${contentType};charset=utf-8;base64,${Buffer.from(content).toString('base64')}` };
}
