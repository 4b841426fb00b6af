import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../usage';

export const USAGE = `Usage: npm run guidance:eval -- --sources DIR --questions FILE [--json]
       npm run guidance:eval -- --beir DIR [--json]

  --sources DIR     a folder of guidance: what is answered from
  --questions FILE  questions with where their answers stand (JSON): is the right place cited, and what has none refused?
  --beir DIR        a folder in BEIR's format (corpus.jsonl, queries.jsonl, qrels/test.tsv): is the right document found?
  --json            prints the figures and what was measured, as JSON`;

/** What to measure. Absolute paths. */
export type Evaluation =
  | { readonly kind: 'beir'; readonly dir: string; readonly json: boolean }
  | { readonly kind: 'questions'; readonly sources: string; readonly file: string; readonly json: boolean };

/** @param typed what follows the program's name @throws {UsageError} */
export function readEvaluation(typed: readonly string[], cwd: string): Evaluation {
  const { beir, sources, questions, json = false } = options(typed);
  const given = [beir, sources, questions].filter((value) => value !== undefined && value !== '').length;
  if (beir !== undefined && beir !== '' && given === 1) return { kind: 'beir', dir: resolve(cwd, beir), json };
  if (sources !== undefined && questions !== undefined && given === 2 && beir === undefined) {
    return { kind: 'questions', sources: resolve(cwd, sources), file: resolve(cwd, questions), json };
  }
  throw new UsageError('Say what to measure on: --sources and --questions together, or --beir.');
}

const OPTIONS = { beir: { type: 'string' }, sources: { type: 'string' }, questions: { type: 'string' }, json: { type: 'boolean' } } as const;

function options(typed: readonly string[]) {
  try {
    return parseArgs({ args: [...typed], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
