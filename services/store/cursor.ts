import * as z from 'zod';
import { InvalidCursor, type Query } from './ports';

/** Where a page ended: the sort key of its last item, the item's id last. */
export type Position = readonly (string | number)[];

/** `scan` goes through the partitions of a container in order, and through their ids. */
export type CursorOrder = Query['order'] | 'scan';

const ENCODED = {
  worst: z.tuple([z.literal('worst'), z.number(), z.number(), z.string()]),
  id: z.tuple([z.literal('id'), z.string()]),
  newestId: z.tuple([z.literal('newestId'), z.string()]),
  due: z.tuple([z.literal('due'), z.string(), z.string()]),
  changed: z.tuple([z.literal('changed'), z.string(), z.string()]),
  scan: z.tuple([z.literal('scan'), z.string(), z.string()]),
} satisfies Record<CursorOrder, z.ZodType>;

/**
 * The sort key of a page's last item, so that what is added or removed meanwhile shifts nothing.
 * @param position `worst`: severity, minus `receivedAt` in milliseconds, id; `id`, `newestId`: id; `due`, `changed`:
 * the instant, id; `scan`: partition, id
 */
export const encodeCursor = (order: CursorOrder, position: Position): string =>
  Buffer.from(JSON.stringify([order, ...position])).toString('base64url');

/** @throws {InvalidCursor} */
export function decodeCursor(order: CursorOrder, cursor: string): Position {
  const found = ENCODED[order].safeParse(parsed(cursor));
  if (!found.success) throw new InvalidCursor('not a cursor of this order');
  const [, ...position] = found.data;
  return position;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
