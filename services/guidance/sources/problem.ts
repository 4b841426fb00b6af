import { reasonOf } from '../errors';
import type { ProblemCode } from '../types';

/** Why a file is not used; `message` is one line for the log. */
export class SourceProblem extends Error {
  override readonly name = 'SourceProblem';
  constructor(
    readonly code: ProblemCode,
    message: string,
  ) {
    super(message);
  }

  static from(code: ProblemCode, error: unknown): SourceProblem {
    return error instanceof SourceProblem ? error : new SourceProblem(code, reasonOf(error));
  }
}
