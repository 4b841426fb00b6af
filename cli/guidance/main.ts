import { join } from 'node:path';
import type { Output } from '../output';
import { problemOf } from '../problems';
import { UsageError } from '../usage';
import { readEvaluation, USAGE } from './arguments';
import { beirCommand } from './beir';
import { questionsCommand } from './questions';

const DONE = 0;
const FAILED = 1;
const MISUSED = 2;

/**
 * Measures the guidance and says what was measured.
 * @param typed what follows the program's name
 * @param root the checkout
 * @returns the exit code: 0 when it was measured, 1 when it could not be, 2 when nothing to measure was named
 */
export async function main(typed: readonly string[], output: Output, cwd: string, root: string): Promise<number> {
  try {
    const evaluation = readEvaluation(typed, cwd);
    // Each way to measure is a file of its own beside this one.
    const result = evaluation.kind === 'beir' ? await beirCommand(evaluation) : await questionsCommand({ ...evaluation, synonyms: join(root, 'guidance', 'synonyms.yaml') }, output);
    for (const line of evaluation.json ? [JSON.stringify(result.json)] : result.lines) output.print(line);
    return DONE;
  } catch (error) {
    const misused = error instanceof UsageError;
    output.say(misused ? `${error.message}\n\n${USAGE}` : problemOf(error));
    return misused ? MISUSED : FAILED;
  }
}
