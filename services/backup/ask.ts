import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackupError, codeOf, type BackupErrorCode } from './errors';
import { readJson, writeJson } from './files';
import { requestFile, statusFile, statusSchema, type BackupRequest, type BackupStatus } from './signals';

const ANSWER_MS = 20_000;
const LOOK_MS = 50;
const BEAT_MS = 1_000;

/**
 * Lets the running server hold its databases still while `copy` copies them.
 * @param answerMs how long the server may take to answer
 * @throws {BackupError} `server_not_answering`, `backup_running`, `backup_interrupted`: then the copies are worth nothing
 */
export async function whileHeld(dataDir: string, copy: () => Promise<void>, answerMs = ANSWER_MS): Promise<void> {
  const asked = await ask(dataDir, answerMs);
  try {
    const held = await asked.answer((state) => state !== 'whole', 'server_not_answering');
    if (held.state !== 'held') throw new BackupError('backup_interrupted', 'The server could not hold its databases still. Its log says why.');
    await copy();
    await asked.say(held.hold);
    const { state, hold } = await asked.answer((now) => now !== 'held', 'backup_interrupted');
    if (state !== 'whole' || hold !== held.hold) throw new BackupError('backup_interrupted', 'The databases changed while they were copied. Try again.');
  } finally {
    await asked.end();
  }
}

interface Asked {
  say(copied: string): Promise<void>;
  answer(enough: (state: BackupStatus['state']) => boolean, otherwise: BackupErrorCode): Promise<BackupStatus>;
  end(): Promise<void>;
}

async function ask(dataDir: string, answerMs: number): Promise<Asked> {
  const file = requestFile(dataDir);
  const id = randomUUID();
  await makeAlone(file);
  let request: BackupRequest = { id, beat: 0 };
  // One after the other: both write the same file.
  let written = writeJson(file, request);
  const write = (change: Partial<BackupRequest>): Promise<void> => {
    request = { ...request, ...change, beat: request.beat + 1 };
    written = written.then(() => writeJson(file, request));
    return written;
  };
  let lost: unknown;
  const heart = setInterval(() => {
    write({}).catch((error: unknown) => {
      lost = error;
    });
  }, BEAT_MS);
  return {
    async say(copied) {
      clearInterval(heart);
      await write({ copied });
    },
    async answer(enough, otherwise) {
      for (const until = performance.now() + answerMs; performance.now() < until; ) {
        await sleep(LOOK_MS);
        if (lost !== undefined) throw new BackupError('backup_interrupted', 'The data folder cannot be written.', { cause: lost });
        const status = statusSchema.safeParse(await readJson(statusFile(dataDir)));
        if (status.success && status.data.id === id && enough(status.data.state)) return status.data;
      }
      throw new BackupError(otherwise, 'A process holds the databases but does not answer a backup.');
    },
    async end() {
      clearInterval(heart);
      await Promise.allSettled([written]);
      await Promise.all([rm(file, { force: true }), rm(statusFile(dataDir), { force: true })]);
    },
  };
}

/** One backup at a time: a server takes away the request of one that has died. */
async function makeAlone(file: string): Promise<void> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.close();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    throw new BackupError('backup_running', `Another backup is running. If none is, remove ${file}.`, { cause: error });
  }
}
