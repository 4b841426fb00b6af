import { stat } from 'node:fs/promises';
import { parse } from 'yaml';
import { isMissingFile } from '../errors';
import { bytesOf } from './bytes';
import { decoded } from './encoding';
import { SourceProblem } from './problem';

const LARGEST = 1_000_000;
/** Takes some tens of milliseconds on the main thread; a longer one is read beside it. */
const LIGHT = 30_000;

/** A list in YAML, not yet looked at. @throws SourceProblem */
export async function listOf(path: string): Promise<unknown> {
  const text = decoded(await bytesOf(path, LARGEST));
  try {
    return parse(text);
  } catch (error) {
    throw SourceProblem.from('bad_list', error);
  }
}

interface Kept {
  readonly size: number;
  readonly changedMs: number;
  readonly data: unknown;
}

/** The folder's own lists, `documents.yaml` and `synonyms.yaml`, each version of them read once. */
export class Lists {
  private readonly kept = new Map<string, Kept>();

  constructor(private readonly heavy: { list(path: string): Promise<unknown> }) {}

  /** What is in it; undefined where there is no such file. @throws SourceProblem */
  async read(path: string): Promise<{ readonly data: unknown } | undefined> {
    const found = await stat(path).catch((error: unknown) => {
      if (!isMissingFile(error)) throw SourceProblem.from('unreadable', error);
      return undefined;
    });
    if (!found) return undefined;
    const before = this.kept.get(path);
    if (before && before.size === found.size && before.changedMs === found.mtimeMs) return before;
    const data = found.size > LIGHT && found.size <= LARGEST ? await this.heavy.list(path) : await listOf(path);
    const kept = { size: found.size, changedMs: found.mtimeMs, data };
    this.kept.set(path, kept);
    return kept;
  }
}
