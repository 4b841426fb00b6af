import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../usage';

export const USAGE = `Usage: npm run guidance:eval -- --beir DIR [--json]

  --beir DIR   a folder in BEIR's format (corpus.jsonl, queries.jsonl, qrels/test.tsv): is the right document found?
  --json       prints the figures alone, as JSON`;

/** What to measure. Absolute paths. */
export type Evaluation = { readonly kind: 'beir'; readonly dir: string; readonly json: boolean };

/** @param typed what follows the program's name @throws {UsageError} */
export function readEvaluation(typed: readonly string[], cwd: string): Evaluation {
  const { beir, json } = options(typed);
  if (beir === undefined || beir === '') throw new UsageError('Say what to measure on.');
  return { kind: 'beir', dir: resolve(cwd, beir), json: json === true };
}

function options(typed: readonly string[]) {
  try {
    return parseArgs({ args: [...typed], options: { beir: { type: 'string' }, json: { type: 'boolean' } }, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
