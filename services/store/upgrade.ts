import * as z from 'zod';
import type { Keyring } from '../keys/ports';
import type { Logger } from '../log';
import { isSealed } from './sealed';
import { moveTranscripts } from './upgradeTranscripts';
import { wholeContainer } from './whole';
import type { Container, Derived, Key, RawDocument, Store, WholeStore } from './ports';
import { upgraded } from './versions';

export interface SealingOptions {
  /** The store as the first release left it. It is one process's own: nobody else may write it meanwhile. */
  readonly raw: Store & WholeStore;
  /** The same, sealed. */
  readonly store: Store;
  readonly keyring: Keyring;
  /** The fields of a case that queries read, as this release has them. */
  readonly derivedOf: (body: unknown) => Derived;
  /** Seals a file of the case where it lies open; once more on one that is sealed changes nothing. */
  readonly resealFile: (internalId: string, fileId: string) => Promise<void>;
  readonly log: Logger;
}

type Document = RawDocument & { readonly etag: string };

const caseBody = z.looseObject({ key: z.string().min(1), files: z.array(z.object({ id: z.string() })) });
const identityBody = z.looseObject({ number: z.string(), board: z.string() });

/** Cases first: an identity is sealed with the key of its case. */
const IN_PLACE = ['cases', 'identities', 'owners', 'references', 'receiptCodes'] as const satisfies readonly Container[];

/**
 * Brings a store of the first release up to date, whose documents lay open: each is written again, sealed, in the shape
 * of this release. Interrupted anywhere, it goes on at the next call; where nothing is left to do it only looks. Pages
 * that the database no longer uses still hold the old ones: whoever calls has it rewritten afterwards.
 * @returns how many documents were sealed
 * @throws StoreConflict where somebody else writes meanwhile, and what store, keyring and files throw
 */
export async function sealOldDocuments(options: SealingOptions): Promise<{ readonly sealed: number }> {
  let sealed = 0;
  for (const container of IN_PLACE) {
    for await (const document of wholeContainer(options.raw, container)) {
      if (isSealed(document.body)) continue;
      await sealInPlace(options, document);
      sealed += 1;
    }
  }
  sealed += await moveTranscripts(options.raw, options.store);
  if (sealed > 0) options.log.info({ sealed }, 'documents of an earlier release have been sealed');
  return { sealed };
}

async function sealInPlace(options: SealingOptions, document: Document): Promise<void> {
  const { key, etag, ttlSeconds } = document;
  const body = upgraded(key.container, 1, document.body);
  const sealedFor = await caseOf(options, key, body);
  if (sealedFor !== undefined) await options.keyring.ensure(sealedFor);
  if (key.container === 'cases') await sealFiles(options, body);
  const moved = movedKey(key, sealedFor);
  await options.store.write([
    {
      key: moved,
      body,
      derived: key.container === 'cases' ? options.derivedOf(body) : document.derived,
      condition: moved === key ? { kind: 'match', etag } : { kind: 'upsert' },
      ...(ttlSeconds === undefined ? {} : { ttlSeconds }),
      ...(sealedFor === undefined ? {} : { sealedFor }),
    },
  ]);
  if (moved !== key) await options.raw.remove(key);
}

/** Who reported used to be kept under the case's number, and is now under its internal id. */
function movedKey(key: Key, internalId: string | undefined): Key {
  return key.container === 'identities' && internalId !== undefined ? { ...key, id: internalId } : key;
}

/** The internal id of the case that a document belongs to. An identity whose case was never written has none. */
async function caseOf({ store }: SealingOptions, { container }: Key, body: unknown): Promise<string | undefined> {
  if (container === 'cases') return caseBody.parse(body).key;
  if (container !== 'identities') return undefined;
  const { board, number } = identityBody.parse(body);
  const found = await store.read({ container: 'cases', partition: board, id: number });
  return found && caseBody.parse(found.body).key;
}

/** Before the case itself: as long as that lies open, its files are looked at again. */
async function sealFiles({ resealFile }: SealingOptions, body: unknown): Promise<void> {
  const { key, files } = caseBody.parse(body);
  for (const { id } of files) await resealFile(key, id);
}
