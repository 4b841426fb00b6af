/** Marks the file as ours in its header ("TRYG"), so that no other program's database is taken for it. */
export const APPLICATION_ID = 0x54525947;

/** Raised with every change of the tables; a file with a higher number was written by a newer release. */
export const SCHEMA_VERSION = 3;

/** Greater than every severity and instant that JavaScript can count: SQLite's greatest integer. */
export const LAST = '9223372036854775807';

/**
 * Version 1. One table for all containers. `body` stands last so that reading the other columns never walks its overflow
 * pages; it and `derived` are JSON in UTF-8 kept as bytes, since the driver ends the process on a text that damage
 * has left malformed. The list indexes hold every column their filters read, so a list looks at index pages alone and fetches
 * rows only for the page it returns; both are partial, so that containers without derived fields pay nothing.
 *
 * `newest` is minus `receivedAt` in milliseconds: all sort keys ascend, and one row-value comparison continues a page.
 * `type`, `audience` and `status` are '' where absent, so that their distinct values can be walked in an index.
 */
const DOCUMENTS = `
CREATE TABLE documents (
  seq INTEGER PRIMARY KEY,
  container TEXT NOT NULL,
  partition_key TEXT NOT NULL,
  id TEXT NOT NULL,
  etag TEXT NOT NULL,
  expires_at INTEGER,
  status TEXT NOT NULL,
  audience TEXT NOT NULL,
  type TEXT NOT NULL,
  severity INTEGER,
  newest INTEGER,
  next_notice_at TEXT,
  barred TEXT,
  derived BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX documents_key ON documents (container, partition_key, id);
CREATE INDEX documents_worst ON documents
  (container, partition_key, severity, newest, id, barred, expires_at)
  WHERE severity IS NOT NULL AND newest IS NOT NULL;
CREATE INDEX documents_access ON documents
  (container, partition_key, audience, status, severity, newest, id, barred, expires_at)
  WHERE severity IS NOT NULL AND newest IS NOT NULL;
CREATE INDEX documents_type ON documents
  (container, partition_key, type, audience, status, severity, newest, id, barred, expires_at)
  WHERE severity IS NOT NULL AND newest IS NOT NULL;
CREATE INDEX documents_due ON documents (container, partition_key, next_notice_at, id, expires_at)
  WHERE next_notice_at IS NOT NULL;
CREATE INDEX documents_expiry ON documents (expires_at) WHERE expires_at IS NOT NULL;
PRAGMA application_id = ${APPLICATION_ID};
`;

/**
 * Version 2. `changed_at` is computed from `derived`, so that a file of any size gets it at once and it never stands
 * behind a body; only the index keeps it. `found` holds a row for each hash a document is found by, and loses them
 * with the document, however that is deleted: its `seq` may be given out again.
 */
const FOUND_AND_CHANGED = `
ALTER TABLE documents ADD COLUMN changed_at TEXT
  GENERATED ALWAYS AS (json_extract(CAST(derived AS TEXT), '$.changedAt')) VIRTUAL;
CREATE INDEX documents_changed ON documents (container, partition_key, changed_at, id, expires_at)
  WHERE changed_at IS NOT NULL;
CREATE TABLE found (
  container TEXT NOT NULL,
  partition_key TEXT NOT NULL,
  hash TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (container, partition_key, hash, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX found_document ON found (seq);
CREATE TRIGGER found_with_document AFTER DELETE ON documents BEGIN
  DELETE FROM found WHERE seq = OLD.seq;
END;
`;

/**
 * Version 3. What the day's list asks for besides: a date that has passed, an answer that is waited for, a kind of place.
 * Each list index holds the new columns too, so that no filter looks at a row, and so does `found` from now on, in the
 * list's order: a word that half of the cases share costs a look into one range. What has no severity or instant sorts
 * after everything there is. Cases get the new values with their next write.
 */
const DAY_AND_PLACE = `
ALTER TABLE documents ADD COLUMN due_at TEXT;
ALTER TABLE documents ADD COLUMN waiting INTEGER;
ALTER TABLE documents ADD COLUMN place_kind TEXT;
DROP INDEX documents_worst;
DROP INDEX documents_access;
DROP INDEX documents_type;
CREATE INDEX documents_worst ON documents
  (container, partition_key, severity, newest, id, audience, type, status, barred, expires_at, due_at, waiting, place_kind)
  WHERE severity IS NOT NULL AND newest IS NOT NULL;
CREATE INDEX documents_access ON documents
  (container, partition_key, audience, status, severity, newest, id, barred, expires_at, due_at, waiting)
  WHERE severity IS NOT NULL AND newest IS NOT NULL;
CREATE INDEX documents_type ON documents
  (container, partition_key, type, audience, status, severity, newest, id, barred, expires_at, due_at, waiting)
  WHERE severity IS NOT NULL AND newest IS NOT NULL;
CREATE INDEX documents_place ON documents
  (container, partition_key, place_kind, type, audience, status, severity, newest, id, barred, expires_at, due_at, waiting)
  WHERE place_kind IS NOT NULL AND severity IS NOT NULL AND newest IS NOT NULL;
CREATE TABLE found_sorted (
  container TEXT NOT NULL,
  partition_key TEXT NOT NULL,
  hash TEXT NOT NULL,
  severity INTEGER NOT NULL,
  newest INTEGER NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  expires_at INTEGER,
  status TEXT NOT NULL,
  audience TEXT NOT NULL,
  type TEXT NOT NULL,
  barred TEXT,
  due_at TEXT,
  waiting INTEGER,
  place_kind TEXT,
  PRIMARY KEY (container, partition_key, hash, severity, newest, id)
) STRICT, WITHOUT ROWID;
INSERT INTO found_sorted
  SELECT f.container, f.partition_key, f.hash, ifnull(d.severity, ${LAST}), ifnull(d.newest, ${LAST}), d.id, d.seq, d.expires_at, d.status, d.audience, d.type, d.barred, NULL, NULL, NULL
  FROM found f JOIN documents d ON d.seq = f.seq;
DROP TRIGGER found_with_document;
DROP TABLE found;
ALTER TABLE found_sorted RENAME TO found;
CREATE INDEX found_document ON found (seq);
CREATE TRIGGER found_with_document AFTER DELETE ON documents BEGIN
  DELETE FROM found WHERE seq = OLD.seq;
END;
`;

/** The steps from each version to the next; the first makes a file out of nothing. */
const STEPS = [DOCUMENTS, FOUND_AND_CHANGED, DAY_AND_PLACE];

/** What brings a file of that version up to {@link SCHEMA_VERSION}, to be run in one transaction. */
export const stepsFrom = (version: number): string => `${STEPS.slice(version).join('')} PRAGMA user_version = ${SCHEMA_VERSION};`;
