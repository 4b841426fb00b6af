import type { JsonObject } from '../test/helpers/fakeConnector';

/** A person's conversation, in either channel. What throws was not answered, or not in time. */
export interface Chat {
  /** The card that stands last in it. */
  readonly card: JsonObject | undefined;
  /** Case numbers on the receipts in it, oldest first. */
  readonly receipts: readonly string[];
  say(text: string): Promise<void>;
  /** Presses an action of the last card, such as `report.next/story`, with what is typed into the card. */
  press(what: string, typed: Readonly<Record<string, string>>): Promise<void>;
  /** Presses the same card again with the same content; `redelivered` also under the same id, as Teams does by itself. */
  again(redelivered: boolean): Promise<void>;
  /** Told which life of which instance something goes to, when it goes. */
  onGoing: (life: string) => void;
}

/** A conversation that no instance knows any more. */
export class ConversationLost extends Error {
  override readonly name = 'ConversationLost';
}
