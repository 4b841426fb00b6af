/** The store's own thread: SQLite's calls are synchronous, and a slow disk must not stop the conversation. */
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import type Database from 'libsql';
import { inspectDatabase, isDamage, openDatabase } from './database';
import { OpenRefused } from './file';
import { Groups } from './group';
import type { Batch, Call, FromStore, StoreThreadOptions, ToStore } from './protocol';

/** More calls than this wait for the next commit, so that one transaction stays small. */
const GROUP_CALLS = 1_000;

function start(port: MessagePort, options: StoreThreadOptions): void {
  const reply = (message: FromStore): void => port.postMessage(message);
  try {
    if (options.task === 'inspect') inspect(port, reply, options.file);
    else serve(port, reply, openDatabase(options), options.commitDelayMs);
  } catch (error) {
    if (!(error instanceof OpenRefused)) throw error;
    reply({ kind: 'refused', code: error.code, detail: error.message });
    port.close();
  }
}

function inspect(port: MessagePort, reply: (message: FromStore) => void, file: string): void {
  inspectDatabase(file);
  reply({ kind: 'inspected' });
  port.close();
}

/** Everything that is waiting goes into one commit; while it is written, the next group gathers. */
function serve(port: MessagePort, reply: (message: FromStore) => void, db: Database.Database, commitDelayMs: number): void {
  const groups = new Groups(db, commitDelayMs);
  port.on('message', (message: ToStore) => {
    if (message.kind === 'close') {
      close(port, db);
      return;
    }
    const { batch, closing } = drain(port, message);
    const { answers, committed, failure } = groups.run(batch.calls, batch.now);
    reply({ kind: 'answers', answers, commits: committed ? 1 : 0 });
    if (isDamage(failure)) throw failure;
    if (closing) close(port, db);
  });
  reply({ kind: 'opened' });
}

/** Time is read once for the group: that of its last batch. */
function drain(port: MessagePort, first: Batch): { batch: Batch; closing: boolean } {
  const calls: Call[] = [...first.calls];
  let now = first.now;
  while (calls.length < GROUP_CALLS) {
    const waiting = receiveMessageOnPort(port);
    if (!waiting) break;
    const message = waiting.message as ToStore;
    if (message.kind === 'close') return { batch: { ...first, now, calls }, closing: true };
    calls.push(...message.calls);
    now = message.now;
  }
  return { batch: { ...first, now, calls }, closing: false };
}

/** The lock goes with the thread: statements still prepared keep SQLite's connection until then. */
function close(port: MessagePort, db: Database.Database): void {
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  port.close();
}

if (parentPort) start(parentPort, workerData as StoreThreadOptions);
