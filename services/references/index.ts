import type { Actor } from '../../domain/person';
import type { Keys } from '../keys';
import type { Address } from '../notifications/ports';
import type { Store } from '../store/ports';

/** Where a person's personal chat is, and which channels and group chats a board's notices go to. */
export interface References {
  saveChat(actor: Actor, address: Address): Promise<void>;
  removeChat(actor: Actor): Promise<void>;
  chatOf(personId: string): Promise<Address | undefined>;
  /** Whether there is one, where that is known without asking the store: in one that other processes write to it is not. */
  knowsChat(personId: string): Promise<boolean | undefined>;
  connect(board: string, conversationId: string, address: Address): Promise<void>;
  disconnect(board: string, conversationId: string): Promise<void>;
  placesOf(board: string): Promise<readonly Place[]>;
}

export interface Place {
  readonly key: string;
  readonly address: Address;
}

const MAX_PLACES = 50;
/** Every report asks for its board's places, which hardly ever change; one connected elsewhere is known after this. */
const PLACES_KEPT_MS = 10_000;
/** People whose having a chat or not is remembered: those whom cases go to. */
const PEOPLE_KNOWN = 2_000;

/** References to conversations, in the store. */
export function references(store: Store, keys: Keys): References {
  const chat = (personId: string) => ({ container: 'references', partition: keys.person(personId), id: 'teams' }) as const;
  const place = (board: string, conversationId: string) => ({ container: 'references', partition: `board:${board}`, id: keys.place(conversationId) }) as const;
  const known = new Map<string, { readonly places: Promise<readonly Place[]>; readonly until: number }>();
  const chats = new Map<string, boolean>();
  let changes = 0;
  const forget = (personId: string): void => {
    changes += 1;
    chats.delete(personId);
  };
  const askPlaces = async (board: string): Promise<readonly Place[]> => {
    const page = await store.query<Address>({ container: 'references', partition: `board:${board}`, order: 'id', limit: MAX_PLACES });
    return page.items.map((item) => ({ key: item.key.id, address: item.body }));
  };
  return {
    async saveChat(actor, address) {
      await store.write([{ key: chat(actor.id), body: address, condition: { kind: 'upsert' } }]);
      forget(actor.id);
    },
    async removeChat(actor) {
      await store.remove(chat(actor.id));
      forget(actor.id);
    },
    async chatOf(personId) {
      return (await store.read<Address>(chat(personId)))?.body;
    },
    async knowsChat(personId) {
      if (store.shared) return undefined;
      const before = changes;
      const known = chats.get(personId) ?? (await this.chatOf(personId)) !== undefined;
      // What was read before a chat came or went is not kept.
      if (changes === before && chats.size < PEOPLE_KNOWN) chats.set(personId, known);
      return known;
    },
    async connect(board, conversationId, address) {
      await store.write([{ key: place(board, conversationId), body: address, condition: { kind: 'upsert' } }]);
      known.delete(board);
    },
    async disconnect(board, conversationId) {
      await store.remove(place(board, conversationId));
      known.delete(board);
    },
    placesOf(board) {
      const recent = known.get(board);
      if (recent && recent.until > Date.now()) return recent.places;
      const places = askPlaces(board);
      known.set(board, { places, until: Date.now() + PLACES_KEPT_MS });
      places.catch(() => known.delete(board));
      return places;
    },
  };
}
