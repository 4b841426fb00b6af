import type { Output } from '../output';
import { problemOf } from '../problems';
import { UsageError } from '../usage';
import { readEvaluation, USAGE } from './arguments';
import { beirCommand } from './beir';

const DONE = 0;
const FAILED = 1;
const MISUSED = 2;

/**
 * Measures the guidance and says what was measured.
 * @param typed what follows the program's name
 * @returns the exit code: 0 when it was measured, 1 when it could not be, 2 when nothing to measure was named
 */
export async function main(typed: readonly string[], output: Output, cwd: string): Promise<number> {
  try {
    const evaluation = readEvaluation(typed, cwd);
    // Each way to measure is a file of its own beside this one.
    const result = await beirCommand(evaluation);
    for (const line of evaluation.json ? [JSON.stringify(result.json)] : result.lines) output.print(line);
    return DONE;
  } catch (error) {
    const misused = error instanceof UsageError;
    output.say(misused ? `${error.message}\n\n${USAGE}` : problemOf(error));
    return misused ? MISUSED : FAILED;
  }
}
