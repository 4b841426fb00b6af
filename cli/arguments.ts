import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from './usage';

/** The two folders of a command: what is sealed, and the wrapped keys apart from it. Absolute paths. */
export interface Folders {
  readonly dir: string;
  readonly keysDir: string;
}

export type Command =
  | { readonly name: 'help' }
  | { readonly name: 'cosmos:setup'; readonly json: boolean }
  | { readonly name: 'lists'; readonly json: boolean; /** Cases looked at in one run; all of them where nothing is given. */ readonly most?: number }
  | ({ readonly name: 'export' | 'import' | 'backup' | 'restore'; readonly json: boolean } & Folders);

const FOLDERS = { export: ['to', 'keys-to'], import: ['from', 'keys-from'], backup: ['to', 'keys-to'], restore: ['from', 'keys-from'] } as const;
type Moving = keyof typeof FOLDERS;

const isMoving = (name: string): name is Moving => Object.hasOwn(FOLDERS, name);

/** @param typed what follows the program's name @throws {UsageError} */
export function readCommand(typed: readonly string[], cwd: string): Command {
  const [name = 'help', ...rest] = typed;
  if (['help', '--help', '-h'].includes(name)) return { name: 'help' };
  if (name === 'cosmos:setup') return { name, json: options(rest, []).json };
  if (name === 'lists') return lists(rest);
  if (!isMoving(name)) throw new UsageError(`There is no command "${name}".`);
  const [to, keysTo] = FOLDERS[name];
  const given = options(rest, [to, keysTo]);
  return { name, json: given.json, dir: resolve(cwd, required(given.texts, name, to)), keysDir: resolve(cwd, required(given.texts, name, keysTo)) };
}

function lists(typed: readonly string[]): Command {
  const { json, texts } = options(typed, ['most']);
  const { most } = texts;
  if (most === undefined) return { name: 'lists', json };
  if (typeof most !== 'string' || !/^[1-9]\d{0,8}$/.test(most)) throw new UsageError('lists takes a whole number above 0 as --most N.');
  return { name: 'lists', json, most: Number(most) };
}

interface Given {
  readonly json: boolean;
  readonly texts: Readonly<Record<string, unknown>>;
}

function options(typed: readonly string[], names: readonly string[]): Given {
  const texts = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  try {
    const { values } = parseArgs({ args: [...typed], options: { ...texts, json: { type: 'boolean' } }, strict: true, allowPositionals: false });
    return { json: values.json === true, texts: values };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function required(texts: Given['texts'], command: string, name: string): string {
  const value = texts[name];
  if (typeof value !== 'string' || value === '') throw new UsageError(`${command} needs --${name} DIR.`);
  return value;
}
