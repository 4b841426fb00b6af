import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { connect, lockAndSet, openRefusal, requireOurs, requireWhole, schemaVersion } from './database';
import { OpenRefused } from './file';
import type { Counts } from './protocol';
import { SCHEMA_VERSION } from './schema';

/**
 * Writes what is in a file that no process holds into an empty one. The file keeps its content and its version.
 * @throws {OpenRefused} `database_locked` where a process holds it, `database_missing`, `database_older` where an
 * earlier release wrote it, which did not encrypt, and others
 */
export function copyDatabase(file: string, copyTo: string): void {
  if (!existsSync(file)) throw new OpenRefused('database_missing', 'there is no database');
  try {
    const db = connect(file);
    lockAndSet(db);
    if (schemaVersion(db) < SCHEMA_VERSION) throw new OpenRefused('database_older', 'written by an earlier release');
    requireWhole(db);
    db.prepare('VACUUM INTO ?').run([copyTo]);
    db.close();
  } catch (error) {
    throw openRefusal(error);
  }
}

/**
 * Looks through a whole copy, leaving no trace beside it, and counts its documents by container.
 * @throws {OpenRefused} where it is not whole or not ours
 */
export function countDocuments(file: string): Counts {
  if (!existsSync(file)) throw new OpenRefused('database_missing', 'there is no database');
  try {
    const db = connect(`${pathToFileURL(file).href}?immutable=1`);
    requireOurs(db);
    requireWhole(db);
    const counts = db.prepare('SELECT container, count(*) FROM documents GROUP BY container').raw().all([]) as [string, number][];
    db.close();
    return Object.fromEntries(counts);
  } catch (error) {
    throw openRefusal(error);
  }
}
