import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { parseJson } from './activity';
import { limited } from '../../../http/body';
import type { Limits } from './options';
import { Problem } from '../../../http/problem';
import { spool, type SpooledFile } from './spool';
import { fileName } from './translate';

const ACTIVITY = 'application/vnd.microsoft.activity';

/** What has been received so far. Files that are here are to be disposed of, whatever becomes of the rest. */
export interface Received {
  readonly files: SpooledFile[];
  activity?: unknown;
}

/**
 * Receives a multipart/form-data body as the official client sends it: the activity in one part, files in the others,
 * in any order. Resolves when all of it is here.
 * @throws Problem 400 `upload_malformed`, 413 `too_large`, `file_too_large` or `too_many_files`
 */
export async function receiveMultipart(request: IncomingMessage, contentType: string, limits: Limits, received: Received): Promise<void> {
  const parser = parserFor(contentType, limits);
  const open = new Set<BusboyFileStream>();
  const parts: Promise<void>[] = [];
  /** Where each file stood in the body: a small one is on the disk before a large one that came first. */
  const places = new Map<SpooledFile, number>();
  const failures: unknown[] = [];
  const stop = new AbortController();
  parser.on('filesLimit', () => failures.push(new Problem(413, 'too_many_files')));
  parser.on('field', (name, value) => {
    if (name === 'activity') parts.push(settled(() => takeActivity(Buffer.from(value), limits, received)));
  });
  parser.on('file', (name, stream, filename, _encoding, type) => {
    open.add(stream);
    // The parser may still complain to a part that nobody reads any more; the failure itself is known by then.
    stream.on('error', () => open.delete(stream));
    const place = parts.length;
    parts.push(
      settled(async () => {
        const file = await takePart(stream, { name, filename, type }, limits, received);
        if (file) places.set(file, place);
      }),
    );
  });

  /** Notes a failure. One that is not the sender's (the disk) leaves its part unread, so nothing more can be parsed. */
  async function settled(part: () => Promise<void> | void): Promise<void> {
    try {
      await part();
    } catch (error) {
      failures.push(error);
      if (!(error instanceof Problem)) stop.abort();
    }
  }

  try {
    await pipeline(Readable.from(limited(request, limits.uploadBytes, 'too_large')), parser, { signal: stop.signal });
  } catch (error) {
    if (!stop.signal.aborted) failures.unshift(error instanceof Problem ? error : new Problem(400, 'upload_malformed'));
    for (const stream of open) stream.destroy();
    request.resume();
  }
  await Promise.all(parts);
  received.files.sort((one, other) => (places.get(one) ?? 0) - (places.get(other) ?? 0));
  if (failures.length > 0) throw failures.find((failure) => failure instanceof Problem) ?? failures[0];
}

function parserFor(contentType: string, limits: Limits): BusboyInstance {
  try {
    const parser = new Busboy({
      headers: { 'content-type': contentType },
      // One part more than files may come: the activity, which the official client sends as a file too.
      limits: { fields: 10, fieldSize: limits.activityBytes + 1, files: limits.files + 1, fileSize: limits.fileBytes, headerPairs: 50 },
      isPartAFile: (name, type, filename) => filename !== undefined || name === 'file' || type === 'application/octet-stream',
    });
    // After the pipeline has gone the parser may still say that the data ended early.
    parser.on('error', () => undefined);
    return parser;
  } catch {
    throw new Problem(400, 'upload_malformed');
  }
}

interface Part {
  readonly name: string | undefined;
  readonly filename: string | undefined;
  readonly type: string;
}

async function takePart(stream: BusboyFileStream, part: Part, limits: Limits, received: Received): Promise<SpooledFile | undefined> {
  if (part.name === 'activity' || part.type === ACTIVITY) {
    takeActivity(await buffer(stream), limits, received);
    return undefined;
  }
  const file = await spool(stream, fileName(part.filename), part.type);
  received.files.push(file);
  if (stream.truncated) throw new Problem(413, 'file_too_large');
  if (received.files.length > limits.files) throw new Problem(413, 'too_many_files');
  return file;
}

function takeActivity(bytes: Uint8Array, limits: Limits, received: Received): void {
  if (bytes.length > limits.activityBytes) throw new Problem(413, 'too_large');
  received.activity = parseJson(bytes);
}
