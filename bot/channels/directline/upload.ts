import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { IncomingFile } from '../../turn';
import { parseActivity, type IncomingActivity } from './activity';
import { limited, refuseAnnounced } from '../../../http/body';
import { receiveMultipart, type Received } from './multipart';
import type { Limits } from './options';
import { Problem } from '../../../http/problem';
import { spool } from './spool';
import { fileName } from './translate';

type Use<T> = (activity: IncomingActivity, files: readonly IncomingFile[]) => Promise<T>;
export type Uploads = ReturnType<typeof uploads>;

/**
 * Files sent to a conversation. They are received before their turn begins, so that a slow line does not hold up what
 * the person writes meanwhile, and held encrypted outside memory until the turn is over.
 */
export function uploads(limits: Limits) {
  let receiving = 0;

  /**
   * Receives everything, then hands it over; the files are gone when `use` has settled.
   * @throws Problem 400 `upload_malformed` or `upload_empty`, 413 `too_large`, `file_too_large` or `too_many_files`,
   * 503 `busy`
   */
  async function receive<T>(request: IncomingMessage, use: Use<T>): Promise<T> {
    const received: Received = { files: [] };
    try {
      await inTurn(() => receiveAll(request, received));
      if (received.files.length === 0) throw new Problem(400, 'upload_empty');
      return await use(parseActivity(received.activity ?? { type: 'message' }), received.files);
    } finally {
      await Promise.all(received.files.map((file) => file.dispose()));
    }
  }

  async function inTurn(work: () => Promise<void>): Promise<void> {
    if (receiving >= limits.uploads) throw new Problem(503, 'busy', 5);
    receiving += 1;
    try {
      await work();
    } finally {
      receiving -= 1;
    }
  }

  async function receiveAll(request: IncomingMessage, received: Received): Promise<void> {
    await refuseAnnounced(request, limits.uploadBytes);
    const contentType = request.headers['content-type'] ?? 'application/octet-stream';
    if (/^multipart\//i.test(contentType)) return receiveMultipart(request, contentType, limits, received);
    const body = Readable.from(limited(request, limits.fileBytes, 'file_too_large'));
    const name = fileName(dispositionName(request.headers['content-disposition']));
    received.files.push(await spool(body, name, (contentType.split(';')[0] ?? '').trim().slice(0, 200)));
  }

  return { receive };
}

/** The file name of a Content-Disposition, in its extended form (RFC 6266) if there is one. */
function dispositionName(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const extended = /filename\*\s*=\s*UTF-8''([^;\s]+)/i.exec(header)?.[1];
  if (extended !== undefined) return decoded(extended);
  const quoted = /filename\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(header)?.[1]?.replace(/\\(.)/g, '$1');
  const plain = quoted ?? /filename\s*=\s*([^;\s]+)/i.exec(header)?.[1];
  return plain === undefined ? undefined : asWritten(plain);
}

/** Headers arrive byte for byte as Latin-1; most clients write UTF-8 there, some Latin-1. */
function asWritten(header: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(header, 'latin1'));
  } catch {
    return header;
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
