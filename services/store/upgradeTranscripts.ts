import * as z from 'zod';
import { isSealed } from './sealed';
import type { Key, RawDocument, Store, WholeStore } from './ports';
import { upgraded } from './versions';
import { wholeContainer } from './whole';

const oldTurn = z.looseObject({ owner: z.string().min(1) });

/** The first release kept turns under their conversation; now they lie under their person, in ids that name both. */
const isOld = ({ id }: Key): boolean => !id.includes('|');
const turnId = (conversation: string, turn: number): string => `${conversation}|${String(turn).padStart(7, '0')}`;

/**
 * Moves every turn that lies under its conversation, numbered from 1 without gaps. The embedded store gives documents by
 * partition and id, so that the turns of a conversation come together and in the order they were said.
 * @returns how many were moved
 */
export async function moveTranscripts(raw: Store & WholeStore, store: Store): Promise<number> {
  let conversation: string | undefined;
  let last = 0;
  let moved = 0;
  for await (const document of wholeContainer(raw, 'transcripts')) {
    const { key, body } = document;
    if (!isOld(key)) continue;
    if (!isSealed(body)) {
      const { owner } = oldTurn.parse(body);
      if (conversation !== key.partition) last = await lastTurn(raw, owner, key.partition);
      conversation = key.partition;
      last += 1;
      await moveTurn(store, document, { container: 'transcripts', partition: owner, id: turnId(conversation, last) });
      moved += 1;
    }
    await raw.remove(key);
  }
  return moved;
}

/**
 * In one commit, which is the embedded store's promise: the turn in its new place, and a sealed nothing over its old
 * one. So however often this is interrupted, each turn is moved once, and what is left is removed.
 */
async function moveTurn(store: Store, { key, etag, body, ttlSeconds }: RawDocument & { readonly etag: string }, to: Key): Promise<void> {
  const ttl = ttlSeconds === undefined ? {} : { ttlSeconds };
  await store.write([
    { key: to, body: upgraded('transcripts', 1, body), condition: { kind: 'create' }, ...ttl },
    { key, body: {}, condition: { kind: 'match', etag }, ...ttl },
  ]);
}

/** Number of the newest turn that has been moved; 0 where none has. */
async function lastTurn(raw: Store, owner: string, conversation: string): Promise<number> {
  const page = await raw.list({ container: 'transcripts', partition: owner, idPrefix: `${conversation}|`, order: 'newestId', limit: 1 });
  const id = page.items[0]?.key.id;
  return id === undefined ? 0 : Number(id.slice(id.lastIndexOf('|') + 1));
}
