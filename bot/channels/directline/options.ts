import type { AdaptiveCard } from '../../../cards/types';
import type { Actor } from '../../../domain/person';
import type { Store } from '../../../services/store/ports';
import type { TurnHandler } from '../../turn';

/** The logger's own shape (pino's): fields first, then a constant message. Never a word that somebody wrote. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface People {
  /** Whoever a bearer token stands for. An anonymous one gives a new nobody at each call. */
  resolve(token: string): Actor | undefined;
  /** The signed-in person with this id as configuration has them now; undefined when they are there no longer. */
  byId(id: string): Actor | undefined;
}

/** Bytes are bytes, rates are per second, durations are in seconds unless the name says otherwise. */
export interface Limits {
  /** Turns in one conversation. */
  readonly turnsPerSecond: number;
  readonly turnBurst: number;
  /** New tokens, everybody together. */
  readonly tokensPerSecond: number;
  readonly tokenBurst: number;
  /** Conversations in memory; those in use right now may exceed it. */
  readonly conversations: number;
  /** Activities kept in memory of each conversation, and of one read back from the store. */
  readonly activities: number;
  /** All activities in memory together. */
  readonly memoryBytes: number;
  readonly activityBytes: number;
  readonly files: number;
  readonly fileBytes: number;
  /** One upload, all parts together. */
  readonly uploadBytes: number;
  /** Uploads being received at the same time. */
  readonly uploads: number;
  readonly tokenSeconds: number;
  /** How long a stream address can be used to connect. */
  readonly streamTokenSeconds: number;
  /** After which the store forgets a turn; 0 keeps it until somebody decides. */
  readonly transcriptSeconds: number;
  readonly keepAliveMs: number;
  /** How often an open stream looks for what was said on other instances: lively, and after `newsMs` of silence. */
  readonly lookMs: number;
  readonly lookQuietMs: number;
  readonly newsMs: number;
  /** How long another instance may be silent while a request is handed to it. */
  readonly forwardMs: number;
  readonly sweepMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  turnsPerSecond: 10,
  turnBurst: 30,
  tokensPerSecond: 100,
  tokenBurst: 1000,
  conversations: 5000,
  activities: 200,
  memoryBytes: 64 * 1024 * 1024,
  activityBytes: 256 * 1024,
  files: 10,
  fileBytes: 25 * 1024 * 1024,
  uploadBytes: 60 * 1024 * 1024,
  uploads: 8,
  tokenSeconds: 30 * 60,
  streamTokenSeconds: 5 * 60,
  transcriptSeconds: 0,
  keepAliveMs: 20_000,
  lookMs: 400,
  lookQuietMs: 3000,
  newsMs: 60_000,
  forwardMs: 35_000,
  sweepMs: 30_000,
};

/** The instances that serve the same city. */
export interface Instance {
  /** This one's, not used by any before it: letters, digits, `-` and `_`. */
  readonly id: string;
  /** Where a living instance is reached (`http://10.0.0.7:3978`); undefined when it lives no more. Never a client's word. */
  peerUrl(instanceId: string): Promise<string | undefined>;
}

export interface DirectLineOptions {
  readonly handler: TurnHandler;
  readonly people: People;
  readonly store: Store;
  /** HMAC key of the tokens. */
  readonly secret: string;
  readonly clock: () => Date;
  /** Keyed hash of a person, which is all the store learns about whose transcript it is. */
  readonly ownerKey: (actorId: string) => string;
  /** The card as Direct Line clients understand it. */
  readonly present: (card: AdaptiveCard) => object;
  readonly log: Log;
  /** Where browsers reach the service (`https://trygg.example`), when a proxy hides it from the Host header. */
  readonly publicUrl?: string | undefined;
  /** Further origins whose pages may call these routes. The own origin always may. */
  readonly origins?: readonly string[] | undefined;
  /** Something of that person's waits for its turn; call the result when the turn begins, or will never come. */
  readonly announce?: ((actorId: string) => () => void) | undefined;
  /** An anonymous person's conversation has ended: whatever was held for that actor goes now. */
  readonly onAnonymousGone?: ((actorId: string) => void) | undefined;
  /** Absent where there is one instance only. */
  readonly instance?: Instance | undefined;
  readonly limits?: Partial<Limits> | undefined;
}
