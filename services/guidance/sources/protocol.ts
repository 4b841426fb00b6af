import type { ProblemCode, SourceFile } from '../types';
import type { ReadDocument } from './read';

/** What the reading thread is asked for. */
export interface HeavyTask {
  readonly path: string;
  readonly format: SourceFile['format'];
  /** Heading for what stands before the first one. */
  readonly fallback: string;
}

/** What it says; one answer to each task, in their order. */
export type HeavyAnswer = { readonly read: ReadDocument } | { readonly problem: { readonly code: ProblemCode; readonly message: string } };
