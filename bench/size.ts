/** Fills the embedded store's files with cases as like to one that a server has written as one report is to another, fast. */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import Database from 'libsql';
import { z } from 'zod';
import type { Case } from '../domain/case';
import { STATUSES } from '../domain/case';
import { caseKey, identityKey, type Identity } from '../services/cases/documents';
import { openKeyring, readMaster } from '../services/keys';
import { sealed } from '../services/store/sealed';
import { Documents } from '../services/store/sqlite/documents';
import { documentOf } from '../services/store/sqlite/rows';
import type { Item, Key, Store, Write } from '../services/store/ports';
import { writesLike } from './cosmos/seed';

const AT_ONCE = 10_000;
/** Numbers of cases that are opened while it is measured. */
const SAMPLES = 500;
const CLOSED_SHARE = 10;

const job = z.object({ id: z.number(), dataDir: z.string(), number: z.string(), count: z.number() });

interface File {
  readonly store: Store;
  begin(): void;
  end(): void;
  close(): void;
}

/** A store that writes straight into a file, without waiting for the disk: what it holds is lost where the machine stops. */
function fileAt(path: string): File {
  const db = new Database(path);
  for (const setting of ['journal_mode = OFF', 'synchronous = OFF', 'cache_size = -262144']) db.exec(`PRAGMA ${setting}`);
  const documents = new Documents(db);
  const put = (write: Write): string => documents.put(documentOf(write), Date.now()) ?? '';
  const nothing = (): Promise<never> => Promise.reject(new Error('only written to'));
  return {
    store: {
      shared: false,
      read<B>(key: Key) {
        const row = documents.read(key, Date.now());
        return Promise.resolve(row && ({ key, etag: row.etag, derived: JSON.parse(row.derived) as object, body: JSON.parse(row.body) as B }));
      },
      write: (writes) => Promise.resolve(writes.map(put)),
      remove: nothing,
      query: nothing,
      list: nothing,
      close: () => Promise.resolve(),
    },
    begin: () => db.exec('BEGIN'),
    end: () => db.exec('COMMIT'),
    close: () => void db.close(),
  };
}

async function fill({ dataDir, number, count }: z.infer<typeof job>): Promise<{ readonly numbers: readonly string[] }> {
  const files = ['trygg.db', 'keys.db'].map((name) => fileAt(join(dataDir, name)));
  const [documents, keys] = files;
  if (!documents || !keys) throw new Error('no files');
  const store = sealed(documents.store, openKeyring(keys.store, readMaster({ dataDir })));
  const template = await store.read<Case>(caseKey(number));
  const who = template && (await store.read<Identity>(identityKey(template.body)));
  if (!template || !who) throw new Error(`no case ${number}`);
  const numbers: string[] = [];
  for (let made = 0; made < count; made += AT_ONCE) {
    for (const file of files) file.begin();
    for (let index = made; index < Math.min(count, made + AT_ONCE); index++) {
      const writes = writesLike(varied(template), who.body);
      if (index % Math.ceil(count / SAMPLES) === 0) numbers.push(writes[1]?.key.id ?? '');
      await store.write(writes);
    }
    for (const file of files) file.end();
  }
  for (const file of files) file.close();
  return { numbers };
}

/** Most cases of a board are closed, and of every severity. */
function varied({ derived, ...item }: Item<Case>): Item<Case> {
  const status = randomInt(CLOSED_SHARE) === 0 ? STATUSES[randomInt(STATUSES.length)] : 'closed';
  return { ...item, derived: { ...derived, severity: randomInt(4), ...(status === undefined ? {} : { status }) } };
}

process.on('message', (message) => {
  const given = job.parse(message);
  fill(given).then(
    (result) => process.send?.({ id: given.id, ...result }),
    (error: unknown) => process.send?.({ id: given.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
