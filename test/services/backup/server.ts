/**
 * A process that holds a data folder's databases as the server does: `node server.js <folder> <worker file> <kB to fill>`.
 * Says `open`, then writes cases, each after its key and its attachment, and says each number once it is acknowledged.
 * On SIGTERM it stops as the server does and says the longest write in milliseconds.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { watchForBackups } from '../../../services/backup';
import { openSqliteStore, type SqliteStore } from '../../../services/store/sqlite';
import type { Container } from '../../../services/store/ports';

const say = (line: string): Promise<void> => new Promise((resolve) => process.stdout.write(`${line}\n`, () => resolve()));

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const put = (store: SqliteStore, container: Container, id: string, body: unknown): Promise<unknown> =>
  store.write([{ key: { container, partition: 'AMN', id }, body, condition: { kind: 'create' } }]);

async function fill(store: SqliteStore, kilobytes: number): Promise<void> {
  const step = 500;
  for (let n = 0; n * 6 < kilobytes; n += step) {
    await Promise.all(Array.from({ length: step }, (_, i) => put(store, 'transcripts', `filled-${n + i}`, 'x'.repeat(6000))));
  }
}

async function main([folder = '', workerFile = '', kilobytes = '0']: readonly string[]): Promise<void> {
  const documents = await openSqliteStore({ file: join(folder, 'trygg.db'), workerFile });
  const keys = await openSqliteStore({ file: join(folder, 'keys.db'), workerFile });
  await fill(documents, Number(kilobytes));
  const watch = watchForBackups({ dataDir: folder, stores: [documents, keys], log: quiet, pollMs: 50, silenceMs: 3_000 });
  const stopping = new AbortController();
  process.once('SIGTERM', () => stopping.abort());
  await say('open');
  let longest = 0;
  mkdirSync(join(folder, 'files', 'ab'), { recursive: true });
  for (let n = 1; !stopping.signal.aborted; n += 1) {
    const id = String(n);
    writeFileSync(join(folder, 'files', 'ab', `ab${id}`), `sealed ${id}`);
    const started = performance.now();
    await put(keys, 'keys', id, { wrapped: id });
    await put(documents, 'cases', id, { n, begins: id, text: 'x'.repeat(3000), ends: id });
    longest = Math.max(longest, performance.now() - started);
    await say(id);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await watch.stop();
  await Promise.all([documents.close(), keys.close()]);
  await say(`longest ${Math.round(longest)}`);
}

main(process.argv.slice(2)).catch((error: unknown) => void say(String(error)));
