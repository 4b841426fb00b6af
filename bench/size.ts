/** Fills the embedded store's files with cases as like to one that a server has written as one report is to another, fast. */
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import Database from 'libsql';
import * as z from 'zod';
import type { Case } from '../domain/case';
import { STATUSES } from '../domain/case';
import { caseKey, identityKey, type Identity } from '../services/cases/documents';
import { FOLLOW_UP } from '../domain/forms/report';
import { INCIDENT_TYPES } from '../domain/board';
import { keysOf, openKeyring, readMaster, type Keys } from '../services/keys';
import { sealed } from '../services/store/sealed';
import { Documents } from '../services/store/sqlite/documents';
import { documentOf } from '../services/store/sqlite/rows';
import type { Key, Store, Write } from '../services/store/ports';
import { writesLike } from './cosmos/seed';

const AT_ONCE = 10_000;
/** Numbers of cases that are opened while it is measured. */
const SAMPLES = 500;
const CLOSED_SHARE = 10;
/** Words that cases are found by, and one case in how many holds each. */
const WORDS: readonly (readonly [word: string, oneIn: number])[] = [['kundcenter', 2], ['kvarnparken', 10], ['testsson', 1_000]];
const PLACES = FOLLOW_UP.steps.flatMap(({ fields }) => fields).find(({ id }) => id === 'placeKind')?.options ?? [];
const DAY_MS = 24 * 3_600_000;
const YEARS_MS = 3 * 365 * DAY_MS;

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
  const master = readMaster({ dataDir });
  const store = sealed(documents.store, openKeyring(keys.store, master));
  const hashes = keysOf(master);
  const template = await store.read<Case>(caseKey(number));
  const who = template && (await store.read<Identity>(identityKey(template.body)));
  if (!template || !who) throw new Error(`no case ${number}`);
  const numbers: string[] = [];
  for (let made = 0; made < count; made += AT_ONCE) {
    for (const file of files) file.begin();
    for (let index = made; index < Math.min(count, made + AT_ONCE); index++) {
      const writes = varied(writesLike(template, who.body), hashes);
      if (index % Math.ceil(count / SAMPLES) === 0) numbers.push(writes[1]?.key.id ?? '');
      await store.write(writes);
    }
    for (const file of files) file.end();
  }
  for (const file of files) file.close();
  return { numbers };
}

/** Most cases of a board are closed, and they are of every severity, type and kind of place, from three years. */
function varied(writes: readonly Write[], { word }: Keys): readonly Write[] {
  const status = randomInt(CLOSED_SHARE) === 0 ? STATUSES[randomInt(STATUSES.length)] : 'closed';
  const open = status !== undefined && status !== 'closed';
  const receivedAt = new Date(Date.now() - DAY_MS - randomInt(2 ** 40) % YEARS_MS).toISOString();
  const found = WORDS.filter(([, oneIn]) => randomInt(oneIn) === 0).map(([one]) => word(one));
  return writes.map((write) => {
    if (write.key.container !== 'cases' || !write.derived) return write;
    const { dueAt: _, found: known = [], ...derived } = write.derived;
    return {
      ...write,
      derived: {
        ...derived,
        severity: randomInt(4),
        type: INCIDENT_TYPES[randomInt(INCIDENT_TYPES.length)] ?? 'unclear',
        placeKind: PLACES[randomInt(PLACES.length)] ?? 'other',
        receivedAt,
        found: [...known, ...found],
        ...(status === undefined ? {} : { status }),
        ...(open ? { dueAt: new Date(Date.now() + (randomInt(20) - 2) * DAY_MS).toISOString() } : {}),
        ...(open && randomInt(5) === 0 ? { waiting: true as const } : {}),
      },
    };
  });
}

process.on('message', (message) => {
  const given = job.parse(message);
  fill(given).then(
    (result) => process.send?.({ id: given.id, ...result }),
    (error: unknown) => process.send?.({ id: given.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
