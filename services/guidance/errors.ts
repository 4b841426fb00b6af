export type GuidanceErrorCode = 'guidance_missing';

/** The guidance folder cannot serve at all. `message` is for the log; it names files, never what anybody asked. */
export class GuidanceError extends Error {
  override readonly name = 'GuidanceError';
  constructor(
    readonly code: GuidanceErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** One line for the log that says what is wrong with a file. */
export function reasonOf(error: unknown): string {
  const message = hasField(error, 'message') ? String(error.message) : String(error);
  return (message.split('\n')[0] ?? '').replace(/:$/u, '');
}

export function isMissingFile(error: unknown): boolean {
  return hasField(error, 'code') && error.code === 'ENOENT';
}

/** Asked of the value itself: an Error from another realm is no `instanceof Error`. */
function hasField<K extends string>(value: unknown, name: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && name in value;
}
