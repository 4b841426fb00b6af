import * as z from 'zod';
import type { Actor } from '../../../domain/person';
import type { Address, Input, Reaction, Turn } from '../../turn';
import type { DownloadRules } from './download';
import type { Account, Envelope } from './envelope';
import { filesOf } from './files';
import type { People } from './options';
import { placeOf, type Place } from './reference';
import { plainText } from './text';

/** Who speaks where, for every activity that means something to us. */
interface Spoken {
  readonly actor: Actor;
  readonly place: Place;
  readonly address: Address;
}

export type Translated =
  /** `invoke`: the caller waits for a card in the response. `replaces`: the message whose card was pressed, where the client says so. */
  | (Spoken & { readonly kind: 'turn'; readonly turn: Turn; readonly invoke: boolean; readonly replaces?: string })
  /** What somebody thought of one of our messages, where the client says of which; what was an answer in it is for whoever sent it to know. */
  | (Spoken & { readonly kind: 'reaction'; readonly turn: Turn; readonly message?: string; readonly reaction: Omit<Reaction, 'data'> })
  /** Updated in place: the conversation is still there, and nothing is to be said. */
  | (Spoken & { readonly kind: 'seen' })
  | (Spoken & { readonly kind: 'removed' })
  | { readonly kind: 'ignored' }
  | { readonly kind: 'unknownInvoke' }
  | { readonly kind: 'malformedAction' };

const IGNORED: Translated = { kind: 'ignored' };

/** The universal action of an Adaptive Card. Source: "Universal Actions for Adaptive Cards", request format. */
const actionValue = z.looseObject({
  action: z.looseObject({ type: z.literal('Action.Execute'), verb: z.string().nullish(), data: z.unknown().optional() }),
});

/** What an accepted activity means. Pure: looks people up, reads no clock, fetches and sends nothing. */
export function translate(activity: Envelope, people: People, downloads: DownloadRules): Translated {
  switch (activity.type) {
    case 'message':
      return messageTurn(activity, people, downloads);
    case 'invoke':
      return invokeTurn(activity, people);
    case 'conversationUpdate':
      return membersChanged(activity, people);
    case 'installationUpdate':
      return installationChanged(activity, people);
    default:
      return IGNORED;
  }
}

function messageTurn(activity: Envelope, people: People, downloads: DownloadRules): Translated {
  if (typeof activity.value === 'object' && activity.value !== null) {
    const turn = asTurn(activity, activity.from, people, { kind: 'action', data: activity.value });
    return activity.replyToId ? { ...turn, replaces: activity.replyToId } : turn;
  }
  const text = plainText(activity.text ?? '', activity.entities ?? [], activity.recipient);
  const files = filesOf(activity.attachments ?? [], downloads);
  return asTurn(activity, activity.from, people, files.length > 0 ? { kind: 'files', text, files } : { kind: 'text', text });
}

function invokeTurn(activity: Envelope, people: People): Translated {
  if (activity.name === 'message/submitAction') return reactionTurn(activity, people);
  if (activity.name !== 'adaptiveCard/action') return { kind: 'unknownInvoke' };
  const value = actionValue.safeParse(activity.value);
  if (!value.success) return { kind: 'malformedAction' };
  return { ...asTurn(activity, activity.from, people, { kind: 'action', data: value.data.action.data ?? {} }), invoke: true };
}

/** The form's own JSON stands as a text in it; Microsoft's emulator sends the words alone. */
const feedbackForm = z.string().transform((text, context) => {
  if (!/^\s*[{[]/u.test(text)) return { feedbackText: text };
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'no JSON' });
    return z.NEVER;
  }
});
/** Source: Teams docs, "Enhance AI-generated bot messages", Handle feedback. */
const feedbackValue = z.looseObject({
  actionName: z.literal('feedback'),
  actionValue: z.looseObject({
    reaction: z.enum(['like', 'dislike']),
    feedback: feedbackForm.pipe(z.looseObject({ feedbackText: z.string().max(20_000).optional().catch(undefined) })).optional().catch(undefined),
  }),
});

function reactionTurn(activity: Envelope, people: People): Translated {
  const value = feedbackValue.safeParse(activity.value);
  if (!value.success) return { kind: 'malformedAction' };
  const { reaction: verdict, feedback } = value.data.actionValue;
  const reaction = { liked: verdict === 'like', words: feedback?.feedbackText };
  return { ...asTurn(activity, activity.from, people, { kind: 'reaction', data: undefined, ...reaction }), kind: 'reaction', ...(activity.replyToId ? { message: activity.replyToId } : {}), reaction };
}

/** In a personal chat any arrival is the person's; elsewhere only the bot's own counts, not every new member. */
function membersChanged(activity: Envelope, people: People): Translated {
  const isBot = ({ id }: Account): boolean => id === activity.recipient.id;
  const added = activity.membersAdded ?? [];
  const person = isBot(activity.from) ? added.find((member) => !isBot(member)) : activity.from;
  if (person === undefined) return IGNORED;
  if (activity.membersRemoved?.some(isBot)) return { kind: 'removed', ...spokenBy(activity, person, people) };
  const arrived = placeOf(activity, person).scope === 'personal' ? added.length > 0 : added.some(isBot);
  return arrived ? asTurn(activity, person, people, { kind: 'joined' }) : IGNORED;
}

function installationChanged(activity: Envelope, people: People): Translated {
  switch (activity.action) {
    case 'add':
      return asTurn(activity, activity.from, people, { kind: 'joined' });
    case 'add-upgrade':
      return { kind: 'seen', ...spokenBy(activity, activity.from, people) };
    case 'remove':
      return { kind: 'removed', ...spokenBy(activity, activity.from, people) };
    default:
      return IGNORED;
  }
}

function asTurn(activity: Envelope, person: Account, people: People, input: Input): Extract<Translated, { kind: 'turn' }> {
  const spoken = spokenBy(activity, person, people);
  const turn: Turn = {
    actor: spoken.actor,
    channel: 'teams',
    scope: spoken.place.scope,
    input,
    localeHint: localeOf(activity),
    conversationId: activity.conversation.id,
    ...(activity.id ? { activityKey: `teams:${activity.conversation.id}\n${activity.id}` } : {}),
    address: spoken.address,
  };
  return { kind: 'turn', ...spoken, turn, invoke: false };
}

function spokenBy(activity: Envelope, person: Account, people: People): Spoken {
  const place = placeOf(activity, person);
  return {
    actor: people.byAadObjectId(person.aadObjectId || undefined, person.id, person.name ?? undefined),
    place,
    address: { channel: 'teams', scope: place.scope, reference: place.reference },
  };
}

const clientInfo = z.looseObject({ type: z.literal('clientInfo'), locale: z.string() });

function localeOf(activity: Envelope): string | undefined {
  if (activity.locale) return activity.locale;
  for (const entity of activity.entities?.slice(0, 20) ?? []) {
    const info = clientInfo.safeParse(entity);
    if (info.success) return info.data.locale;
  }
  return undefined;
}
