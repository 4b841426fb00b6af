import type { Logger } from '../services/log';
import type { Moved } from '../services/moving';

/** Where a command speaks. What it does goes to stderr, so that stdout holds the result alone. */
export interface Output {
  say(line: string): void;
  print(line: string): void;
}

/** A log whose lines a person reads while a command runs. */
export function logTo({ say }: Output): Logger {
  const line = (fields: object, message: string): void => {
    const details = Object.entries(fields).map(([name, value]) => `${name} ${String(value)}`);
    say(details.length === 0 ? `${message}.` : `${message} (${details.join(', ')}).`);
  };
  return { info: line, warn: line, error: line };
}

export interface Result {
  /** What `--json` prints. */
  readonly json: object;
  /** What is printed without it. */
  readonly lines: readonly string[];
}

/** A table of what was moved, with a closing line. */
export function movedResult(moved: Moved, closing: readonly string[]): Result {
  const containers = Object.entries(moved.containers).map(([name, { documents, expiring, hash }]) => {
    const also = expiring === 0 ? '' : ` and ${expiring} that expire`;
    return `  ${name}: ${documents} documents${also}, SHA-256 sum ${hash.slice(0, 16)}…`;
  });
  const { files, bytes, hash } = moved.files;
  return { json: moved, lines: [...containers, `  files: ${files} with ${bytes} bytes, SHA-256 sum ${hash.slice(0, 16)}…`, ...closing] };
}
