import * as z from 'zod';
import type { Actor } from '../../../domain/person';
import type { Address, Scope } from '../../turn';
import type { Account, Envelope } from './envelope';
import type { TeamsOptions } from './options';
import { Recent } from './recent';

const account = z.object({ id: z.string(), aadObjectId: z.string().optional() });

/** The part of a Bot Framework conversation reference that sending needs: ids and the service's address, no names. */
export const storedReference = z.object({
  serviceUrl: z.string(),
  channelId: z.string(),
  conversation: z.object({
    id: z.string(),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
    isGroup: z.boolean().optional(),
  }),
  bot: account,
  /** The person, in a personal chat only. */
  user: account.optional(),
});
export type StoredReference = z.infer<typeof storedReference>;

export interface Place {
  readonly scope: Scope;
  /** Names the conversation the address leads to. */
  readonly key: string;
  readonly reference: StoredReference;
}

/** Where the conversation of an activity can be reached later. `person` is whom a personal chat belongs to. */
export function placeOf(activity: Envelope, person: Account): Place {
  const scope = scopeOf(activity.conversation);
  const { conversationType, isGroup } = activity.conversation;
  const id = rootConversation(activity.conversation.id, scope);
  const tenantId = tenantOf(activity);
  const reference: StoredReference = {
    serviceUrl: activity.serviceUrl,
    channelId: activity.channelId ?? 'msteams',
    conversation: {
      id,
      ...(conversationType ? { conversationType } : {}),
      ...(tenantId === undefined ? {} : { tenantId }),
      ...(typeof isGroup === 'boolean' ? { isGroup } : {}),
    },
    bot: { id: activity.recipient.id },
    ...(scope === 'personal' ? { user: withoutName(person) } : {}),
  };
  return { scope, key: scope === 'personal' ? `${id}\n${person.id}` : id, reference };
}

/** Anything that does not say it is personal is taken for a place where others read along. */
function scopeOf({ conversationType, isGroup }: Envelope['conversation']): Scope {
  if (!conversationType) return isGroup === true ? 'group' : 'personal';
  if (conversationType === 'personal') return 'personal';
  return conversationType === 'channel' ? 'team' : 'group';
}

/** A channel's conversation id names one thread in it; without that part a message begins a new one, which is seen. */
function rootConversation(id: string, scope: Scope): string {
  return scope === 'team' ? (id.split(';messageid=')[0] ?? id) : id;
}

/** Channels leave the tenant out of the conversation; proactive sends are refused without it. */
function tenantOf(activity: Envelope): string | undefined {
  if (activity.conversation.tenantId) return activity.conversation.tenantId;
  const data = z.object({ tenant: z.object({ id: z.string() }) }).safeParse(activity.channelData);
  return data.success ? data.data.tenant.id : undefined;
}

function withoutName({ id, aadObjectId }: Account): StoredReference['user'] {
  return { id, ...(aadObjectId ? { aadObjectId } : {}) };
}

/** The two activities of one installation come closer together than this. */
const SAME_INSTALLATION_MS = 5_000;

/** Reports conversations to whoever stores them, once each and not at every turn. */
export class References {
  private readonly reported: Recent<string>;
  private readonly reportedAt: Recent<number>;

  constructor(
    private readonly options: Pick<TeamsOptions, 'onReference' | 'log'>,
    capacity: number,
  ) {
    this.reported = new Recent(capacity);
    this.reportedAt = new Recent(capacity);
  }

  /** Never rejects: a turn is answered though its reference could not be stored. */
  async seen(actor: Actor, address: Address, place: Place): Promise<void> {
    if (this.reported.get(place.key) === place.reference.serviceUrl) return;
    this.reported.set(place.key, place.reference.serviceUrl);
    this.reportedAt.set(place.key, Date.now());
    try {
      await this.options.onReference(actor, address, 'seen');
    } catch {
      this.reported.delete(place.key);
      this.options.log.error({ code: 'teams.reference_not_stored' }, 'a conversation reference was not stored');
    }
  }

  /** Added anew: what was stored may have been removed meanwhile, by another instance. One installation arrives twice. */
  forget({ key }: Place): void {
    if (Date.now() - (this.reportedAt.get(key) ?? 0) > SAME_INSTALLATION_MS) this.reported.delete(key);
  }

  async removed(actor: Actor, address: Address, place: Place): Promise<void> {
    this.reported.delete(place.key);
    await this.options.onReference(actor, address, 'removed');
  }
}
