import { randomBytes } from 'node:crypto';
import type { Claims } from './auth';
import { Conversation, type Place } from './conversation';
import type { Recipient } from './messenger';
import type { DirectLineOptions, Limits } from './options';
import { Problem } from '../../../http/problem';
import type { Transcript } from './transcript';

/**
 * The conversations in memory, least recently used first. A signed-in person's comes back from the store when it has
 * left memory; an anonymous one exists here alone, from its start until its token runs out or it is ended.
 */
export class Conversations {
  private readonly open = new Map<string, Conversation>();
  private readonly loading = new Map<string, Promise<Conversation | undefined>>();
  /** Anonymous ones that were ended, until their tokens have run out: conversation id → unix seconds. */
  private readonly over = new Map<string, number>();
  /** Who is anonymous in which conversation, to say that they are gone. */
  private readonly nobodies = new Map<string, string>();
  private readonly tag: string;
  private bytes = 0;

  constructor(
    private readonly options: Pick<DirectLineOptions, 'ownerKey' | 'onAnonymousGone'>,
    private readonly transcript: Transcript,
    private readonly limits: Limits,
    private readonly seconds: () => number,
  ) {
    this.tag = transcript.shared ? randomBytes(4).toString('hex') : '';
  }

  /**
   * Does something with the conversation of a token, which stays in memory meanwhile. A signed-in person's is there as
   * soon as there is a token for it.
   * @throws Problem 404 `conversation_unknown`: an anonymous one that was never started, or is gone
   */
  async use<T>(claims: Claims, work: (conversation: Conversation) => Promise<T> | T): Promise<T> {
    const { conversationId, actor } = claims;
    const conversation = this.open.get(conversationId) ?? (actor.kind === 'person' ? await this.load(claims) : undefined);
    if (!conversation || conversation.owner !== this.options.ownerKey(actor.id)) throw new Problem(404, 'conversation_unknown');
    conversation.validUntil = Math.max(conversation.validUntil, claims.expiresAt);
    return this.hold(conversation, work);
  }

  /** As {@link use}, but an anonymous one that was not there begins. @throws Problem 404 when it was ended */
  async start<T>(claims: Claims, work: (conversation: Conversation) => Promise<T> | T): Promise<T> {
    const { conversationId, actor } = claims;
    this.refuseEnded(conversationId);
    if (actor.kind === 'anonymous' && !this.open.has(conversationId)) {
      this.open.set(conversationId, this.create(conversationId, this.options.ownerKey(actor.id), false));
      this.nobodies.set(conversationId, actor.id);
    }
    return this.use(claims, work);
  }

  /** Does something with a conversation known here or in the store, whoever's it is; false when there is none. */
  async reach({ conversationId: id, owner }: Recipient, work: (conversation: Conversation) => Promise<void>): Promise<boolean> {
    const conversation = this.open.get(id) ?? (owner === undefined ? undefined : await this.fromStore({ id, owner }));
    if (!conversation || (owner !== undefined && conversation.owner !== owner)) return false;
    await this.hold(conversation, work);
    return true;
  }

  /** A newer token has been given out. One that is not in memory learns of it when the token is used. */
  extend(conversationId: string, until: number): void {
    const conversation = this.open.get(conversationId);
    if (conversation) conversation.validUntil = Math.max(conversation.validUntil, until);
  }

  /** @throws Problem 404 `conversation_unknown` for an anonymous one that was ended before its time */
  refuseEnded(conversationId: string): void {
    if (this.over.has(conversationId)) throw new Problem(404, 'conversation_unknown');
  }

  /** Ends a conversation: streams close and memory forgets it. What the store has of it stays. */
  end(conversation: Conversation): void {
    conversation.disconnect();
    this.forget(conversation);
    if (!conversation.stored) this.over.set(conversation.id, conversation.validUntil);
  }

  /** Closes the streams of those whose tokens have all run out, and drops the anonymous ones among them. */
  sweep(): void {
    const now = this.seconds();
    for (const conversation of this.open.values()) {
      if (conversation.validUntil > now) continue;
      conversation.disconnect();
      if (!conversation.stored) this.forget(conversation);
    }
    for (const [id, until] of this.over) if (until <= now) this.over.delete(id);
    this.evict();
  }

  all(): readonly Conversation[] {
    return [...this.open.values()];
  }

  private async load({ conversationId: id, actor }: Claims): Promise<Conversation> {
    const owner = this.options.ownerKey(actor.id);
    const began = performance.now();
    const stored = await this.fromStore({ id, owner });
    const there = stored ?? this.open.get(id);
    if (there) return there;
    const fresh = this.create(id, owner, true);
    this.keep(fresh, began);
    return fresh;
  }

  /** Has it in memory, as the store had it at that moment. */
  private keep(conversation: Conversation, readAt: number): void {
    conversation.lookedAt = readAt;
    conversation.justRead = true;
    this.open.set(conversation.id, conversation);
  }

  /** Reads it once, however many ask at the same time. */
  private async fromStore(place: Place): Promise<Conversation | undefined> {
    const running = this.loading.get(place.id) ?? this.read(place);
    this.loading.set(place.id, running);
    try {
      return await running;
    } finally {
      this.loading.delete(place.id);
    }
  }

  private async read({ id, owner }: Place): Promise<Conversation | undefined> {
    const began = performance.now();
    const stored = await this.transcript.load({ id, owner });
    // Somebody else may have begun it meanwhile: there is never a second one beside the first.
    const there = this.open.get(id);
    if (there || !stored) return there;
    const conversation = this.create(id, owner, true);
    conversation.takeIn(stored);
    this.keep(conversation, began);
    return conversation;
  }

  private create(id: string, owner: string, stored: boolean): Conversation {
    return new Conversation(id, owner, stored, this.tag, this.limits, (bytes) => {
      this.bytes += bytes;
    });
  }

  /** Keeps it in memory while work is done with it, and makes it the most recently used. */
  private async hold<T>(conversation: Conversation, work: (conversation: Conversation) => Promise<T> | T): Promise<T> {
    if (this.open.delete(conversation.id)) this.open.set(conversation.id, conversation);
    const release = conversation.hold();
    try {
      return await work(conversation);
    } finally {
      release();
      this.evict();
    }
  }

  /** Those that the store can give back go first; one in use never goes. */
  private evict(): void {
    for (const storedOnes of [true, false]) {
      for (const conversation of this.open.values()) {
        if (this.open.size <= this.limits.conversations && this.bytes <= this.limits.memoryBytes) return;
        if (conversation.stored === storedOnes && !conversation.busy && conversation.unsaved.length === 0) this.forget(conversation);
      }
    }
  }

  private forget(conversation: Conversation): void {
    if (!this.open.delete(conversation.id)) return;
    this.bytes -= conversation.bytes;
    const nobody = this.nobodies.get(conversation.id);
    this.nobodies.delete(conversation.id);
    if (nobody !== undefined) this.options.onAnonymousGone?.(nobody);
  }
}
