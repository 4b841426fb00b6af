import { readFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { decoded } from './encoding';
import { SourceProblem } from './problem';
import type { HeavyAnswer, HeavyTask } from './protocol';
import { readText, type ReadDocument } from './read';

/** The program of the thread that reads documents, so that none of them holds the conversation up. */
parentPort?.on('message', (task: HeavyTask) => {
  void answerTo(task).then((answer) => parentPort?.postMessage(answer));
});

async function answerTo(task: HeavyTask): Promise<HeavyAnswer> {
  try {
    return { read: await read(task) };
  } catch (error) {
    const { code, message } = SourceProblem.from('damaged', error);
    return { problem: { code, message } };
  }
}

async function read({ path, format, fallback }: HeavyTask): Promise<ReadDocument> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw SourceProblem.from('unreadable', error);
  });
  // Each format's reader is large; one is seldom needed with the other.
  if (format === 'pdf') return (await import('./pdf.js')).readPdf(new Uint8Array(bytes), fallback);
  if (format === 'docx') return (await import('./docx.js')).readDocx(bytes, fallback);
  return readText(decoded(bytes), fallback);
}
