import { readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { reasonOf } from '../errors';
import type { ProblemCode, SourceFile } from '../types';

/** A file of the guidance folder that is there to be read. */
export interface FoundFile {
  /** Relative to the folder, with forward slashes. */
  readonly file: string;
  readonly path: string;
  readonly size: number;
  readonly changedMs: number;
  readonly format: SourceFile['format'];
}

export interface Folder {
  readonly files: readonly FoundFile[];
  readonly problems: readonly { readonly file: string; readonly code: ProblemCode; readonly reason: string }[];
  /** The folder itself and every folder in it that was looked into. */
  readonly folders: readonly string[];
}

const FORMATS: Readonly<Record<string, SourceFile['format']>> = { md: 'markdown', markdown: 'markdown', txt: 'text', text: 'text', docx: 'docx', pdf: 'pdf' };
/** What people write documents in and Trygg cannot read: said, so that nobody believes that it answers from them. */
const UNREAD = new Set(['doc', 'docm', 'dot', 'odt', 'rtf', 'html', 'htm', 'ppt', 'pptx', 'xls', 'xlsx', 'pages']);
const DEEPEST = 8;

/**
 * Looks through the folder and the folders in it. What begins with a dot, an underscore or `~$`, and every README, is
 * the editors' own.
 * @returns undefined where the folder itself cannot be read
 */
export async function findFiles(dir: string): Promise<Folder | undefined> {
  const found = await look(dir, '', 0);
  if (!found) return undefined;
  return { ...found, files: [...found.files].sort((a, b) => (a.file < b.file ? -1 : 1)) };
}

async function look(dir: string, below: string, depth: number): Promise<Folder | undefined> {
  const here = join(dir, below);
  let entries;
  try {
    entries = await readdir(here, { withFileTypes: true });
  } catch {
    return undefined;
  }
  const parts = await Promise.all(
    entries
      .filter(({ name }) => !/^(?:[._]|~\$|readme\b)/iu.test(name))
      .map(async (entry): Promise<Folder> => {
        const file = below === '' ? entry.name : `${below}/${entry.name}`;
        if (!entry.isDirectory()) return fileAt(dir, file, entry.isSymbolicLink());
        const inside = depth < DEEPEST ? await look(dir, file, depth + 1) : undefined;
        return inside ?? only({ file, code: 'unreadable', reason: depth < DEEPEST ? 'the folder cannot be read' : `a folder more than ${DEEPEST} deep is not looked into` });
      }),
  );
  return {
    files: parts.flatMap(({ files }) => files),
    problems: parts.flatMap(({ problems }) => problems),
    folders: [here, ...parts.flatMap(({ folders }) => folders)],
  };
}

const only = (problem: Folder['problems'][number]): Folder => ({ files: [], problems: [problem], folders: [] });

async function fileAt(dir: string, file: string, isLink: boolean): Promise<Folder> {
  const ending = /\.([^./]+)$/u.exec(file)?.[1]?.toLowerCase() ?? '';
  if (UNREAD.has(ending)) return only({ file, code: 'unread_format', reason: `the format .${ending} is not read; save it as .docx, .pdf, .md or .txt` });
  const format = FORMATS[ending];
  if (format === undefined) return { files: [], problems: [], folders: [] };
  const path = join(dir, file);
  try {
    if (isLink && !(await leadsInside(dir, path))) return only({ file, code: 'unreadable', reason: 'a link that leads out of the folder is not followed' });
    const { size, mtimeMs, isFile } = await fileStat(path);
    return isFile ? { files: [{ file, path, size, changedMs: mtimeMs, format }], problems: [], folders: [] } : { files: [], problems: [], folders: [] };
  } catch (error) {
    return only({ file, code: 'unreadable', reason: reasonOf(error) });
  }
}

/** Whoever may put a link into the folder need not be allowed to read what it leads to. */
async function leadsInside(dir: string, path: string): Promise<boolean> {
  const [folder, target] = await Promise.all([realpath(dir), realpath(path)]);
  return target.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}

/** Follows a link: that is how some platforms mount files. */
async function fileStat(path: string): Promise<{ size: number; mtimeMs: number; isFile: boolean }> {
  const found = await stat(path);
  return { size: found.size, mtimeMs: found.mtimeMs, isFile: found.isFile() };
}

/** A file's name as a heading, where the document has none. */
export const nameOf = (file: string): string => (file.split('/').at(-1) ?? file).replace(/\.[^.]+$/u, '').replace(/[_\s]+/gu, ' ').trim();
