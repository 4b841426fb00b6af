import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { openStore } from '../../helpers/store';
import { key, upsert, walk } from './contract/documents';

/** Version 1, letter for letter as the first release wrote it. */
const VERSION_1 = `
CREATE TABLE documents (
  seq INTEGER PRIMARY KEY, container TEXT NOT NULL, partition_key TEXT NOT NULL, id TEXT NOT NULL, etag TEXT NOT NULL,
  expires_at INTEGER, status TEXT NOT NULL, audience TEXT NOT NULL, type TEXT NOT NULL, severity INTEGER, newest INTEGER,
  next_notice_at TEXT, barred TEXT, derived BLOB NOT NULL, body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX documents_key ON documents (container, partition_key, id);
CREATE INDEX documents_worst ON documents (container, partition_key, severity, newest, id, barred, expires_at)
  WHERE severity IS NOT NULL AND newest IS NOT NULL;
CREATE INDEX documents_access ON documents (container, partition_key, audience, status, severity, newest, id, barred, expires_at)
  WHERE severity IS NOT NULL AND newest IS NOT NULL;
CREATE INDEX documents_type ON documents (container, partition_key, type, audience, status, severity, newest, id, barred, expires_at)
  WHERE severity IS NOT NULL AND newest IS NOT NULL;
CREATE INDEX documents_due ON documents (container, partition_key, next_notice_at, id, expires_at) WHERE next_notice_at IS NOT NULL;
CREATE INDEX documents_expiry ON documents (expires_at) WHERE expires_at IS NOT NULL;
PRAGMA application_id = 1414682951;
PRAGMA user_version = 1;
`;

/** What version 2 added, letter for letter. */
const VERSION_2 = `
ALTER TABLE documents ADD COLUMN changed_at TEXT GENERATED ALWAYS AS (json_extract(CAST(derived AS TEXT), '$.changedAt')) VIRTUAL;
CREATE INDEX documents_changed ON documents (container, partition_key, changed_at, id, expires_at) WHERE changed_at IS NOT NULL;
CREATE TABLE found (
  container TEXT NOT NULL, partition_key TEXT NOT NULL, hash TEXT NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (container, partition_key, hash, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX found_document ON found (seq);
CREATE TRIGGER found_with_document AFTER DELETE ON documents BEGIN DELETE FROM found WHERE seq = OLD.seq; END;
PRAGMA user_version = 2;
`;

const DERIVED = { status: 'received', severity: 1, receivedAt: '2026-01-01T08:00:00.000Z' };

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trygg-upgrade-'));
  file = join(folder, 'trygg.db');
  const db = new Database(file);
  db.exec(`PRAGMA journal_mode = WAL; ${VERSION_1}`);
  // Not prepared: a statement would keep the file locked after closing.
  db.exec(`WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < 99)
    INSERT INTO documents (container, partition_key, id, etag, status, audience, type, severity, newest, derived, body)
    SELECT 'cases', 'AMN', 'id-' || n, 'etag-' || n, 'received', '', '', 1, ${-Date.parse(DERIVED.receivedAt)},
      CAST('${JSON.stringify(DERIVED)}' AS BLOB), CAST('{"n":' || n || ',"text":"${'x'.repeat(6000)}"}' AS BLOB) FROM numbers`);
  db.close();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const query = { container: 'cases', partition: 'AMN', order: 'worst', limit: 100 } as const;

/** The number at its place in the file's header (sqlite.org/fileformat.html). */
const versionIn = async (): Promise<number> => (await readFile(file)).readUInt32BE(60);

describe('a file of the first release', () => {
  it('is brought up to date when it is opened, with every document in its place', async () => {
    const store = await openStore({ file });
    expect((await walk(store, query)).ids).toHaveLength(100);
    expect(await store.read(key('AMN', 'id-7'))).toEqual({ key: key('AMN', 'id-7'), etag: 'etag-7', derived: DERIVED, body: { n: 7, text: 'x'.repeat(6000) } });
    await store.write([upsert(key('AMN', 'id-7'), 'new', { ...DERIVED, found: ['h'], changedAt: '2026-02-01T00:00:00.000Z' })]);
    expect((await walk(store, { ...query, found: ['h'] })).ids).toEqual(['id-7']);
    expect((await walk(store, { ...query, order: 'changed' })).ids).toEqual(['id-7']);
    await store.close();
    expect(await versionIn()).toBe(3);
    await (await openStore({ file })).close();
  });
});

describe('a file of the second version', () => {
  it('is brought up to date with what its documents are found by, which goes with them as before', async () => {
    const db = new Database(file);
    db.exec(`${VERSION_2} INSERT INTO found SELECT container, partition_key, 'h', seq FROM documents WHERE id IN ('id-3', 'id-5', 'id-7')`);
    db.close();
    const store = await openStore({ file });
    expect((await walk(store, { ...query, found: ['h'] })).ids).toEqual(['id-3', 'id-5', 'id-7']);
    expect((await walk(store, { ...query, found: ['h'], status: ['closed'] })).ids).toEqual([]);
    await store.remove(key('AMN', 'id-3'));
    await store.write([upsert(key('AMN', 'id-5'), 'new', { ...DERIVED, found: ['h'], severity: 0, dueAt: '2026-02-01T00:00:00.000Z', placeKind: 'home' })]);
    expect((await walk(store, { ...query, found: ['h'] })).ids).toEqual(['id-5', 'id-7']);
    expect((await walk(store, { ...query, placeKind: ['home'], needs: { dueBy: '2026-02-01T00:00:00.000Z' } })).ids).toEqual(['id-5']);
    await store.close();
    expect(await versionIn()).toBe(3);
  });
});
