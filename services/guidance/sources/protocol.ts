import type { ProblemCode } from '../types';
import type { Content } from './contents';
import type { FoundFile } from './files';
import type { Part } from './parts';

/** What the reading thread is asked for: a file, more of the parts of the last one, or a list. */
export type HeavyTask = FoundFile | 'more' | { readonly list: string };

/**
 * What it says; one answer to each task, in their order. Parts come a few at a time: whoever gets ten megabytes in one
 * message is busy with nothing else for as long as that takes. `more`: there are further ones to ask for.
 */
export type HeavyAnswer =
  | { readonly content: Content; readonly more: boolean }
  | { readonly parts: readonly Part[]; readonly more: boolean }
  | { readonly list: unknown }
  | { readonly problem: { readonly code: ProblemCode; readonly message: string } };
