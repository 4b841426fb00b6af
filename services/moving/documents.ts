import * as z from 'zod';
import type { Container, Derived, Key, RawDocument, WholeStore } from '../store/ports';
import { isSealed } from '../store/sealed';
import { NOTHING, withDocument, type Holding } from './digest';
import { MovingError } from './errors';
import type { ContainerState, ExportFolder } from './folder';
import { writePart } from './parts';

/** Notes in the target what has been imported; it is no part of what moves. */
export const IMPORT_MARK: Key = { container: 'leases', partition: 'installation', id: 'import' };
export const isImportMark = ({ container, partition, id }: Key): boolean => container === IMPORT_MARK.container && partition === IMPORT_MARK.partition && id === IMPORT_MARK.id;

/** Both are written as they are, and hold nothing that anybody wrote: wrapped keys, and marks of instances. */
const UNSEALED: readonly Container[] = ['keys', 'leases'];

export const PAGE = 50;

/** A line of a part. The instant instead of the seconds left, which pass while the folder lies there. */
const line = z.object({
  partition: z.string().min(1),
  id: z.string().min(1),
  derived: z.custom<Derived>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
  body: z.unknown(),
  expiresAt: z.iso.datetime().optional(),
});

export const lineOf = ({ key: { partition, id }, derived, body, ttlSeconds }: RawDocument, now: number): string =>
  JSON.stringify({ partition, id, derived, body, ...(ttlSeconds === undefined ? {} : { expiresAt: new Date(now + ttlSeconds * 1000).toISOString() }) });

/** The document of a line; undefined where it has been forgotten meanwhile. @throws {MovingError} `export_damaged` */
export function documentOf(container: Container, entry: unknown, now: number): RawDocument | undefined {
  const parsed = line.safeParse(entry);
  if (!parsed.success) throw new MovingError('export_damaged', `an entry of ${container} is none that this release knows`);
  const { partition, id, derived, body, expiresAt } = parsed.data;
  const document = { key: { container, partition, id }, derived, body };
  if (expiresAt === undefined) return document;
  const ttlSeconds = Math.ceil((Date.parse(expiresAt) - now) / 1000);
  return ttlSeconds > 0 ? { ...document, ttlSeconds } : undefined;
}

export interface ExportLimits {
  /** A part ends with the page that brings it above this; in bytes of text. */
  readonly partBytes: number;
  /** Documents read at once. */
  readonly page: number;
  readonly now: () => number;
}

/** Writes a container's documents into the folder, from where an interrupted export left off. @throws {MovingError} `not_sealed` */
export async function exportContainer(store: WholeStore, container: Container, folder: ExportFolder, limits: ExportLimits): Promise<void> {
  let state: ContainerState = folder.state.containers[container] ?? { ...NOTHING, parts: [], done: false };
  while (!state.done) {
    const { lines, held, cursor } = await nextPart(store, container, state, limits);
    const parts = lines.length === 0 ? state.parts : [...state.parts, await writePart(folder.dir, container, state.parts.length, lines)];
    state = { ...held, parts, done: cursor === undefined, ...(cursor === undefined ? {} : { cursor }) };
    await folder.save({ ...folder.state, containers: { ...folder.state.containers, [container]: state } });
  }
}

async function nextPart(store: WholeStore, container: Container, from: ContainerState, { partBytes, page: limit, now }: ExportLimits) {
  const { documents, expiring, hash } = from;
  let held: Holding = { documents, expiring, hash };
  let cursor = from.cursor;
  const lines: string[] = [];
  let bytes = 0;
  do {
    const page = await store.scan(container, limit, cursor);
    for (const document of page.items) {
      if (isImportMark(document.key)) continue;
      if (!UNSEALED.includes(container) && !isSealed(document.body)) {
        throw new MovingError('not_sealed', 'the store is of an earlier release and lies open: start this release once, which seals it, then export');
      }
      const text = lineOf(document, now());
      lines.push(text);
      bytes += Buffer.byteLength(text);
      held = withDocument(held, document);
    }
    cursor = page.nextCursor;
  } while (cursor !== undefined && bytes < partBytes);
  return { lines, held, cursor };
}

/** What a container holds now. */
export async function heldIn(store: WholeStore, container: Container): Promise<Holding> {
  let held = NOTHING;
  let cursor: string | undefined;
  do {
    const page = await store.scan(container, PAGE, cursor);
    for (const document of page.items) if (!isImportMark(document.key)) held = withDocument(held, document);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return held;
}
