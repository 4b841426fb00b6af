import type { Keyring } from '../keys/ports';
import { seal, SealBroken, unseal } from '../keys/seal';
import { StoreUnavailable, type Item, type Key, type Store, type Write } from './ports';
import { CURRENT_VERSION, upgraded } from './versions';

/** A body as the adapters keep it: `v` is the version of the document in it, `k` the case's internal id, '' where none. */
export interface Envelope {
  readonly v: number;
  readonly k: string;
  readonly c: string;
}

/** Whether a body is sealed; those of the first release were not. Every document that is read comes through here. */
export function isSealed(body: unknown): body is Envelope {
  if (typeof body !== 'object' || body === null || !('v' in body && 'k' in body && 'c' in body)) return false;
  return Number.isInteger(body.v) && typeof body.k === 'string' && typeof body.c === 'string';
}

/** A case's data key is gone: what it sealed can be neither read nor changed any more. */
export class ContentDisposed extends Error {
  override readonly name = 'ContentDisposed';
  readonly code = 'content_disposed';
}

/**
 * The store as the services know it: every body is sealed on its way down and opened on its way up, each bound to its
 * place and to the internal id of its case. What has been disposed of is as good as absent. Derived fields pass as they are.
 */
export function sealed(raw: Store, keyring: Keyring, { plain = () => false }: { /** Whether documents of the first release may lie unsealed in it. */ readonly plain?: () => boolean } = {}): Store {
  const open = <B>(item: Item<unknown>): Promise<Item<B> | undefined> => opened<B>(keyring, item, plain());
  return {
    shared: raw.shared,
    async read<B>(key: Key) {
      const item = await raw.read<unknown>(key);
      return item && open<B>(item);
    },
    write(writes) {
      const ready = writes.map((write) => keyNow(keyring, write));
      // Without a wait where nothing has to be waited for: calls reach the store in the order in which they are made.
      if (ready.every((key) => key !== undefined)) return raw.write(writes.map((write, index) => sealedWrite(write, ready[index])));
      return keysFor(keyring, writes).then((keys) => raw.write(writes.map((write, index) => sealedWrite(write, keys[index]))));
    },
    remove: (key) => raw.remove(key),
    async query<B>(query: Parameters<Store['query']>[0]) {
      const page = await raw.query<unknown>(query);
      const items = await Promise.all(page.items.map((item) => open<B>(item)));
      return { ...page, items: items.filter((item) => item !== undefined) };
    },
    list: (query) => raw.list(query),
    close: () => raw.close(),
  };
}

function keyNow(keyring: Keyring, { key, sealedFor }: Write): Buffer | undefined {
  return sealedFor === undefined ? keyring.derived(nameOf(key)) : keyring.cached(sealedFor);
}

/** A call that creates something of a case makes the case's key; any other needs the key to be there. */
async function keysFor(keyring: Keyring, writes: readonly Write[]): Promise<readonly Buffer[]> {
  const begun = new Set(writes.flatMap(({ condition, sealedFor }) => (condition.kind === 'create' && sealedFor !== undefined ? [sealedFor] : [])));
  const keys: Buffer[] = [];
  for (const write of writes) {
    const { sealedFor } = write;
    const found = sealedFor === undefined ? keyNow(keyring, write) : await (begun.has(sealedFor) ? keyring.ensure(sealedFor) : keyring.find(sealedFor));
    if (!found) throw new ContentDisposed();
    keys.push(found);
  }
  return keys;
}

function sealedWrite({ sealedFor = '', ...write }: Write, key: Buffer | undefined): Write {
  const text = JSON.stringify(write.body) as string | undefined;
  if (text === undefined || key === undefined) throw new TypeError('a document needs a body');
  const body: Envelope = { v: CURRENT_VERSION, k: sealedFor, c: seal(key, binding(write.key, sealedFor), Buffer.from(text)).toString('base64') };
  return { ...write, body };
}

async function opened<B>(keyring: Keyring, { body, ...item }: Item<unknown>, plain: boolean): Promise<Item<B> | undefined> {
  if (!isSealed(body)) {
    // Whoever can write the store and has no key must not be able to put a case into it.
    if (!plain) throw new StoreUnavailable('a document is not sealed');
    return { ...item, body: upgraded(item.key.container, 1, body) as B };
  }
  const { v, k, c } = body;
  const key = k === '' ? keyring.derived(nameOf(item.key)) : (keyring.cached(k) ?? (await keyring.find(k)));
  if (key === undefined) return undefined;
  try {
    const text = unseal(key, binding(item.key, k), Buffer.from(c, 'base64')).toString();
    return { ...item, body: upgraded(item.key.container, v, JSON.parse(text)) as B };
  } catch (error) {
    if (error instanceof SealBroken) throw new StoreUnavailable('a document does not open', { cause: error });
    throw error;
  }
}

const nameOf = ({ container, partition }: Key): string => `${container}\n${partition}`;
const binding = ({ container, partition, id }: Key, internalId: string): string => ['trygg/document/1', container, partition, id, internalId, 'body'].join('\n');
