import type { Locale } from '../../../domain/locale';
import type { Curated } from '../curated';
import { bytesOf } from './bytes';
import { contentOfText } from './contentOf';
import type { Declared } from './declared';
import { decoded } from './encoding';
import type { FoundFile } from './files';
import { SourceProblem } from './problem';
import type { ReadDocument } from './read';

/** What a file holds: one passage as an editor wrote it, a document that is read whole, or a draft. */
export type Content =
  | { readonly kind: 'passage'; readonly locale: Locale; readonly curated: Curated }
  | { readonly kind: 'document'; readonly locale: Locale; readonly declared: Declared; readonly mistakes: readonly string[]; readonly read: ReadDocument }
  | { readonly kind: 'draft'; readonly title: string };

/** Larger files are not opened. A text of this size has some ten thousand passages. */
export const LARGEST: Readonly<Record<FoundFile['format'], number>> = { text: 10_000_000, markdown: 10_000_000, docx: 50_000_000, pdf: 50_000_000 };

/** Reads what the main thread should not: started when there is something for it. */
export interface HeavyReader {
  /** @throws SourceProblem */
  read(file: FoundFile): Promise<Content>;
  /** A list in YAML, not yet looked at. @throws SourceProblem */
  list(path: string): Promise<unknown>;
}

/** Texts up to this size, some twenty pages, are read on the main thread in a few milliseconds. */
const LIGHT = 60_000;

export const isHeavy = ({ format, size }: FoundFile): boolean => format === 'docx' || format === 'pdf' || size > LIGHT;

/** A text of this size takes about a millisecond; longer ones take turns with everything else. */
const BRIEF = 2_000;

/**
 * @param turn resolves when it is this file's turn to keep the main thread busy
 * @throws SourceProblem that says why the file is not used
 */
export async function readContent(found: FoundFile, heavy: HeavyReader, turn: () => Promise<void>): Promise<Content> {
  const { format, size } = found;
  if (size > LARGEST[format]) throw new SourceProblem('too_large', `${Math.ceil(size / 1_000_000)} MB; at most ${LARGEST[format] / 1_000_000} MB are read`);
  if (isHeavy(found)) return heavy.read(found);
  const bytes = await bytesOf(found.path, LARGEST[format]);
  // It has grown since it was looked at.
  if (bytes.length > LIGHT) return heavy.read(found);
  const text = decoded(bytes);
  if (text.length > BRIEF) await turn();
  return contentOfText(found, text);
}
