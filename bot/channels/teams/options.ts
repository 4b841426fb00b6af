import type { AdaptiveCard } from '../../../cards/types';
import type { Actor } from '../../../domain/person';
import type { Address, AnswerNote, TurnHandler } from '../../turn';

/** The logger's own shape (pino's): fields first, then a constant message. Never a word that somebody wrote. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The bot's registration in Entra ID. Without `id` the channel serves this machine only. */
export interface BotApp {
  readonly id?: string | undefined;
  readonly password?: string | undefined;
  /** `MultiTenant` (default), `SingleTenant` or `UserAssignedMSI`, as the Bot Framework names them. */
  readonly type?: string | undefined;
  readonly tenantId?: string | undefined;
}

export interface People {
  /** Whoever the channel verified. Ids are opaque strings; `name` is what the channel calls them. */
  byAadObjectId(aadObjectId: string | undefined, fallbackId: string, name?: string): Actor;
}

/** Durations are milliseconds, sizes bytes. */
export interface Limits {
  readonly bodyBytes: number;
  /** How long the outcome of an activity is kept for its redelivery. */
  readonly redeliveryMs: number;
  /** Outcomes kept, and the characters in their bodies together. */
  readonly redeliveryEntries: number;
  readonly redeliveryCharacters: number;
  /** Conversations remembered: whose reference was reported, who was welcomed. */
  readonly conversations: number;
  /** One proactive send or update, everything included; so short that its outcome is recorded before a server that stops has to end. */
  readonly sendMs: number;
  /** After which a person who waits is told that it is still being saved. */
  readonly patienceMs: number;
  /** One attempt to send a reply inside a turn. */
  readonly replyMs: number;
  /** One file, from the request to its last byte. */
  readonly downloadMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 256 * 1024,
  redeliveryMs: 10 * 60_000,
  redeliveryEntries: 4096,
  redeliveryCharacters: 8 * 1024 * 1024,
  conversations: 20_000,
  sendMs: 7_000,
  patienceMs: 3_000,
  replyMs: 5_000,
  downloadMs: 30_000,
};

export interface GivenAnswers {
  put(actor: Actor, message: string, feedback: AnswerNote['feedback']): void;
  /** Undefined where that person was given no answer there, or too long ago. */
  get(actor: Actor, message: string): Promise<AnswerNote['feedback'] | undefined>;
}

export interface TeamsOptions {
  readonly handler: TurnHandler;
  readonly app: BotApp;
  readonly people: People;
  /**
   * Where a conversation can be reached later (`seen`: once per conversation and process, and when its service
   * moves), and that it no longer can (`removed`). Called for accepted turns only. A `seen` that rejects is
   * reported again at the conversation's next turn.
   */
  readonly onReference: (actor: Actor, address: Address, change: 'seen' | 'removed') => Promise<void>;
  /** What is to be given back with a reaction to an answer, by the conversation and message that the answer was given in. */
  readonly answers: GivenAnswers;
  /** The card as Teams understands it. */
  readonly present: (card: AdaptiveCard) => object;
  /** What a person reads when the bot itself failed. */
  readonly failureText: (localeHint?: string) => string;
  /** What a person reads who waits longer than usual. */
  readonly savingText: (localeHint?: string) => string;
  readonly log: Log;
  readonly limits?: Partial<Limits> | undefined;
  /** Where tokens come from and are checked, for other clouds than the public one. Names are the Bot Framework's. */
  readonly cloud?: Readonly<Record<string, string>> | undefined;
}
