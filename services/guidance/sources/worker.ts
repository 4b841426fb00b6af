import { parentPort } from 'node:worker_threads';
import { bytesOf } from './bytes';
import { contentOfText, documentOf } from './contentOf';
import { LARGEST, type Content } from './contents';
import { decoded } from './encoding';
import { nameOf, type FoundFile } from './files';
import { listOf } from './lists';
import type { Part } from './parts';
import { SourceProblem } from './problem';
import type { HeavyAnswer, HeavyTask } from './protocol';

/** Characters of the parts in one message: about a millisecond for whoever gets it. */
const AT_ONCE = 200_000;

/** Parts of the last document that have not been asked for. */
let rest: readonly Part[] = [];

/** The program of the thread that reads documents, so that none of them holds the conversation up. */
parentPort?.on('message', (task: HeavyTask) => {
  void answerTo(task).then((answer) => parentPort?.postMessage(answer));
});

async function answerTo(task: HeavyTask): Promise<HeavyAnswer> {
  try {
    if (task === 'more') return { parts: some(), more: rest.length > 0 };
    return 'list' in task ? { list: await listOf(task.list) } : begun(await read(task));
  } catch (error) {
    const { code, message } = SourceProblem.from('damaged', error);
    return { problem: { code, message } };
  }
}

function begun(content: Content): HeavyAnswer {
  if (content.kind !== 'document') return { content, more: false };
  rest = content.read.parts;
  const parts = some();
  return { content: { ...content, read: { ...content.read, parts } }, more: rest.length > 0 };
}

/** The next parts, one at the least. */
function some(): readonly Part[] {
  let [count, length] = [0, 0];
  while (count < rest.length && length < AT_ONCE) {
    length += rest[count]?.text.length ?? 0;
    count += 1;
  }
  const next = rest.slice(0, count);
  rest = rest.slice(count);
  return next;
}

async function read(found: FoundFile): Promise<Content> {
  const { path, format, file } = found;
  const bytes = await bytesOf(path, LARGEST[format]);
  // Each format's reader is large; one is seldom needed with the other.
  if (format === 'pdf') return documentOf(file, await (await import('./pdf.js')).readPdf(new Uint8Array(bytes), nameOf(file)), undefined);
  if (format === 'docx') return documentOf(file, await (await import('./docx.js')).readDocx(bytes, nameOf(file)), undefined);
  return contentOfText(found, decoded(bytes));
}
