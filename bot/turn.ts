import type { AdaptiveCard } from '../cards/types';
import type { Locale } from '../domain/locale';
import type { Actor } from '../domain/person';
import type { Address, ChannelName, Scope } from '../services/notifications/ports';

export type { Address, ChannelName, Scope };

/** A file that came with a message; its bytes are read once, by whoever stores it. */
export interface IncomingFile {
  readonly name: string;
  readonly contentType: string;
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** What the person did, still untrusted where it says `unknown`. */
export type Input =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly data: unknown }
  | { readonly kind: 'files'; readonly text: string; readonly files: readonly IncomingFile[] }
  | { readonly kind: 'joined' };

/** One thing a person did, verified and translated by a channel. */
export interface Turn {
  readonly actor: Actor;
  readonly channel: ChannelName;
  readonly scope: Scope;
  readonly input: Input;
  /** The activity's or browser's language where it gave one. */
  readonly localeHint?: string | undefined;
  readonly conversationId: string;
  /** The same each time a channel or client delivers the same activity again, on any instance; absent where it has no id. */
  readonly activityKey?: string | undefined;
  /** Opaque to all but the channel: where a message can be sent to this person or place later. */
  readonly address: Address;
}

/** What the bot says back. `replace` asks the channel to put the card in the place of the one acted upon. */
export interface Reply {
  readonly card?: AdaptiveCard;
  readonly text?: string;
  /** To be saved by the person, where the channel brings files: a page of ours that stands alone, with no script in it. */
  readonly file?: { readonly name: string; readonly contentType: 'text/html'; readonly content: string };
  readonly replace?: boolean;
  /** What the person typed in this turn may be kept in the stored transcript: they have chosen who may know. */
  readonly keepInput?: boolean;
  /** The conversation's language after the turn, for the client's own texts. */
  readonly locale?: Locale;
}

/** The bot as channels see it: never throws for what a person did, and rejects only when nothing at all could be said. */
export type TurnHandler = (turn: Turn) => Promise<readonly Reply[]>;
