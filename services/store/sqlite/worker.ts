/** The store's own thread: SQLite's calls are synchronous, and a slow disk must not stop the conversation. */
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import type Database from 'libsql';
import { copyDatabase, countDocuments } from './copies';
import { inspectDatabase, isDamage, openDatabase } from './database';
import { OpenRefused } from './file';
import { Groups } from './group';
import { emptyLog } from './maintenance';
import type { Batch, Call, Counts, FromStore, StoreThreadOptions, ToStore } from './protocol';

/** More calls than this wait for the next commit, so that one transaction stays small. */
const GROUP_CALLS = 1_000;

function start(port: MessagePort, options: StoreThreadOptions): void {
  const reply = (message: FromStore): void => port.postMessage(message);
  try {
    if (options.task === 'serve' || options.task === 'serveInspected') serve(port, reply, openDatabase(options), options.commitDelayMs);
    else finish(port, reply, onceDone(options));
  } catch (error) {
    if (!(error instanceof OpenRefused)) throw error;
    reply({ kind: 'refused', code: error.code, detail: error.message });
    port.close();
  }
}

/** The tasks after which the thread ends. */
function onceDone({ task, file, copyTo = '' }: StoreThreadOptions): Counts {
  if (task === 'count') return countDocuments(file);
  if (task === 'copy') copyDatabase(file, copyTo);
  else inspectDatabase(file);
  return {};
}

function finish(port: MessagePort, reply: (message: FromStore) => void, counts: Counts): void {
  reply({ kind: 'finished', counts });
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
    const { answers, commits, failure } = groups.run(batch.calls, batch.now);
    reply({ kind: 'answers', answers, commits });
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
  emptyLog(db);
  db.close();
  port.close();
}

if (parentPort) start(parentPort, workerData as StoreThreadOptions);
