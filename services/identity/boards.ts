import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import type { Board } from '../../domain/board';
import { ruleProblems, type BoardsProblem } from './boardsRules';
import { boardsFileSchema } from './boardsSchema';

export type { BoardsProblem };

/** A BOARDS_FILE that cannot be used; `problems` holds every mistake found, and the message a line for each. */
export class BoardsInvalid extends Error {
  override readonly name = 'BoardsInvalid';
  readonly code = 'boards_invalid';
  constructor(
    readonly file: string,
    readonly problems: readonly BoardsProblem[],
  ) {
    const lines = problems.map(({ path, message }) => `${path}: ${message}`);
    super(`The boards file ${file} cannot be used: ${lines.length === 1 ? lines.join('') : lines.map((line) => `\n  ${line}`).join('')}`);
  }
}

/**
 * Reads and checks a BOARDS_FILE (format: docs/operations.md).
 * The telephone numbers of the demo file come from 08-465 004 00–99, which Post- och telestyrelsen keeps for books and
 * films, so that nobody is called by mistake.
 * @throws BoardsInvalid when the file cannot be read, is no JSON, or holds mistakes.
 */
export function readBoards(file: string): readonly Board[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new BoardsInvalid(file, [{ path: '(file)', message: `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})` }]);
  }
  return parseBoards(text, file);
}

/** As {@link readBoards}, from the file's text. */
export function parseBoards(text: string, file = 'BOARDS_FILE'): readonly Board[] {
  const parsed = boardsFileSchema.safeParse(parseJson(text, file));
  if (!parsed.success) throw new BoardsInvalid(file, parsed.error.issues.flatMap(explain));
  const problems = ruleProblems(parsed.data.boards);
  if (problems.length > 0) throw new BoardsInvalid(file, problems);
  return parsed.data.boards;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new BoardsInvalid(file, [{ path: '(file)', message: `is no JSON${placeIn(text, error)}` }]);
  }
}

/** The parser's own message would quote the file, and with it people's names. */
function placeIn(text: string, error: unknown): string {
  const position = /position (\d+)/.exec(error instanceof Error ? error.message : '')?.[1];
  return position === undefined ? '' : `: look at line ${text.slice(0, Number(position)).split('\n').length}`;
}

/** An unknown key is reported under its own path, so that a misspelt setting is easy to find. */
function explain(issue: z.core.$ZodIssue): readonly BoardsProblem[] {
  const path = toPath(issue.path);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: path === '' ? key : `${path}.${key}`, message: 'is not a known setting' }));
  return [{ path: path === '' ? '(file)' : path, message: issue.message }];
}

function toPath(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => (typeof key === 'number' ? `${path}[${key}]` : `${path}${path === '' ? '' : '.'}${String(key)}`), '');
}
