import { z } from 'zod';
import { InvalidCursor, type Query } from '../ports';
import type { Position } from './protocol';

const ENCODED = {
  worst: z.tuple([z.literal('worst'), z.number(), z.number(), z.string()]),
  id: z.tuple([z.literal('id'), z.string()]),
  due: z.tuple([z.literal('due'), z.string(), z.string()]),
};

/** The sort key of a page's last item, so that what is added or removed meanwhile shifts nothing. */
export const encodeCursor = (order: Query['order'], position: Position): string =>
  Buffer.from(JSON.stringify([order, ...position])).toString('base64url');

/** @throws {InvalidCursor} */
export function decodeCursor(order: Query['order'], cursor: string): Position {
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
