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
  | ({ readonly kind: 'reaction' } & Reaction)
  | { readonly kind: 'joined' };

/** What somebody thought of an answer of ours, where the channel has buttons of its own for that. */
export interface Reaction {
  /** What stood in the answer's {@link AnswerNote}; undefined where this person was given none there, or too long ago. */
  readonly data: unknown;
  readonly liked: boolean;
  readonly words?: string | undefined;
}

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
  /** Tells the channel that an answer is being thought out, so that it can show that somebody is at it. */
  readonly waiting?: (() => void) | undefined;
  /** Opaque to all but the channel: where a message can be sent to this person or place later. */
  readonly address: Address;
}

/** What the bot says back. `replace` asks the channel to put the card in the place of the one acted upon. */
export interface Reply {
  readonly card?: AdaptiveCard;
  readonly text?: string;
  /** Says what the card is an answer out of, for channels that show that in their own way. */
  readonly answer?: AnswerNote;
  /** To be saved by the person, where the channel brings files: a page of ours that stands alone, with no script in it. */
  readonly file?: { readonly name: string; readonly contentType: 'text/html'; readonly content: string };
  readonly replace?: boolean;
  /** What the person typed in this turn may be kept in the stored transcript: they have chosen who may know. */
  readonly keepInput?: boolean;
  /** The conversation's language after the turn, for the client's own texts. */
  readonly locale?: Locale;
}

/** What an answer rests on. Its texts are plain; those of the citations are a source's. */
export interface AnswerNote {
  /** `model`: the words are a machine's. */
  readonly written: 'extract' | 'model';
  /** A line of ours with a mark for each citation, in their order: `[1] [2]`. */
  readonly line: string;
  readonly citations: readonly { readonly name: string; readonly abstract: string }[];
  /** To be given back with what the person thought of the answer. */
  readonly feedback: { readonly [key: string]: string };
}

/** The bot as channels see it: never throws for what a person did, and rejects only when nothing at all could be said. */
export type TurnHandler = (turn: Turn) => Promise<readonly Reply[]>;
