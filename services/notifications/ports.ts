import type { Case, Notice } from '../../domain/case';

export type ChannelName = 'teams' | 'directline';
/** `personal` is one person and the bot. Nothing a person wrote is ever shown in the other two. */
export type Scope = 'personal' | 'group' | 'team';

/** A channel's own way to reach a conversation later: plain JSON so that it can be stored, opaque to all but the channel. */
export interface Address {
  readonly channel: ChannelName;
  readonly scope: Scope;
  readonly reference: unknown;
}

/** A card or a text to send. `card` is a neutral Adaptive Card; the channel adapts it. */
export interface Message {
  readonly card?: unknown;
  readonly text?: string;
}

export type DeliveryFailure = 'blocked' | 'gone' | 'throttled' | 'unavailable' | 'rejected';

/** What came of one attempt. `blocked`, `gone` and `rejected` will not get better by trying again. */
export type Delivery =
  | { readonly ok: true; readonly messageId?: string }
  | { readonly ok: false; readonly reason: DeliveryFailure; readonly retryAfterMs?: number };

/** Sends outside a turn. Never throws: every outcome is a Delivery. */
export interface Messenger {
  send(address: Address, message: Message): Promise<Delivery>;
  /** Puts a message in the place of an earlier one; a channel that cannot answers `rejected`. */
  update(address: Address, messageId: string, message: Message): Promise<Delivery>;
}

/** The mail server that takes notices by e-mail. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `starttls` and `tls` send nothing unless the connection is encrypted and the server is who it says it is. */
  readonly security: 'starttls' | 'tls' | 'none';
  readonly login?: { readonly user: string; readonly password: string };
  /** The sender's address. */
  readonly from: string;
}

/** By board: what is sent to its own system is signed with each of them; two while one takes the place of the other. */
export type WebhookSecrets = ReadonlyMap<string, readonly string[]>;

/** Sends where there is no conversation, by e-mail or to a board's own system. Never throws: every outcome is a Delivery. */
export interface Outlet {
  /** Undefined where there is nowhere to send it to. */
  send(notice: Notice, current: Case): Promise<Delivery | undefined>;
  /** What fails together: one mail server, one system of a board's. */
  routeOf(current: Case): string;
}
