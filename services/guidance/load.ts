import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as breath } from 'node:timers/promises';
import { LOCALES } from '../../domain/locale';
import { passageOf } from './curated';
import { GuidanceError, reasonOf } from './errors';
import { describeIssues, documentList, type DocumentList } from './frontMatter';
import type { Content, HeavyReader } from './sources/contents';
import { declaredOf, type Declared } from './sources/declared';
import { findFiles, type Folder, type FoundFile } from './sources/files';
import { Lists } from './sources/lists';
import { documentPassages, type NamedBoard } from './sources/passages';
import { SourceProblem } from './sources/problem';
import { Readings } from './sources/readings';
import type { GuidanceStatus, Passage, Problem, SourceFile } from './types';

const DOCUMENTS = 'documents.yaml';
const LISTS = [DOCUMENTS, 'synonyms.yaml'];

export interface LoadedGuidance {
  /** Swedish first, then English, each by file name; the documents that were read whole come last. */
  readonly passages: readonly Passage[];
  /** Ids of passages that say, in some language, that the sources do not answer. */
  readonly handingOver: ReadonlySet<string>;
  readonly problems: readonly Problem[];
  readonly files: readonly SourceFile[];
  readonly drafts: GuidanceStatus['drafts'];
  /** The folder and every folder in it. */
  readonly folders: readonly string[];
  /** Another one as soon as a file is new, changed or gone. */
  readonly signature: string;
}

export interface FolderOptions {
  readonly dir: string;
  /** Names by which a document's board is known. */
  readonly boards?: readonly NamedBoard[];
  readonly heavy: HeavyReader;
  /** Absent: read by the same reader, after the documents that it has to read. */
  readonly lists?: Lists;
  /** Called when a file is read that a load did not wait for. */
  readonly onLate?: () => void;
}

/** The guidance folder: `documents.yaml`, passages as editors wrote them, and documents that are read whole. */
export class GuidanceFolder {
  /** The folder's own lists. */
  readonly lists: Lists;
  private readonly readings: Readings;
  private readonly made: Made = new WeakMap();

  constructor(private readonly options: FolderOptions) {
    this.lists = options.lists ?? new Lists(options.heavy);
    this.readings = new Readings(options.heavy, options.onLate ?? (() => undefined));
  }

  /**
   * Reads what is new or changed since the last time. A file that cannot be read or breaks the format is named in
   * `problems`; what was read of it before holds, and so does everything else.
   * @throws GuidanceError `guidance_missing` when there is no such folder
   */
  async load(patienceMs = Number.POSITIVE_INFINITY): Promise<LoadedGuidance> {
    const [{ folder, signature }, list] = await Promise.all([this.look(), loadDocuments(this.lists, this.options.dir)]);
    this.readings.begin(folder.files);
    await this.readings.wait(patienceMs);
    const gathered = new Gathered(list.documents, this.options.boards ?? [], this.made);
    let since = performance.now();
    for (const file of [...folder.files].sort(inOrder(this.readings))) {
      const steps = this.gather(gathered, file);
      while (steps.next().done !== true) {
        if (performance.now() - since < SLICE_MS) continue;
        await breath();
        since = performance.now();
      }
    }
    const { passages, problems, drafts, files, handingOver } = gathered;
    return { passages, handingOver, files, drafts, folders: folder.folders, signature, problems: [...folder.problems, ...list.problems, ...problems, ...gathered.missingTranslations()] };
  }

  /**
   * Looks through the folder without reading it.
   * @throws GuidanceError `guidance_missing`
   */
  async look(): Promise<{ readonly folder: Folder; readonly signature: string; readonly empty: boolean }> {
    const { dir } = this.options;
    const [folder, ...lists] = await Promise.all([findFiles(dir), ...LISTS.map((name) => stat(join(dir, name)).catch(() => undefined))]);
    if (!folder) throw new GuidanceError('guidance_missing', `the guidance folder cannot be read: ${dir}`);
    const files = folder.files.map(({ file, size, changedMs }) => `${file} ${size} ${changedMs}`);
    const others = [...folder.problems.map(({ file }) => file), ...lists.map((list) => `${list?.size ?? ''} ${list?.mtimeMs ?? ''}`)];
    return { folder, signature: [...files, '', ...others].join('\n'), empty: folder.files.length === 0 };
  }

  private *gather(gathered: Gathered, found: FoundFile): Generator<void> {
    const { content, problem } = this.readings.of(found.file);
    if (problem) gathered.problem(found, content ? new SourceProblem(problem.code, `${problem.message}; what was read of it before is still answered from`) : problem);
    if (content) yield* gathered.add(found, content);
    yield;
  }
}

/** Passages of the curated folder first, by language; documents as their names follow each other. */
function inOrder(readings: Readings): (a: FoundFile, b: FoundFile) => number {
  const rank = ({ file }: FoundFile): number => {
    const content = readings.of(file).content;
    return content?.kind === 'passage' ? LOCALES.indexOf(content.locale) : LOCALES.length;
  };
  return (a, b) => rank(a) - rank(b) || (a.file < b.file ? -1 : 1);
}

/** How a file is known to whoever reads answers: a document by the title that is cited, a passage by its own. */
function titleOf({ file }: FoundFile, { kind }: Content, [first]: readonly Passage[]): Pick<SourceFile, 'title'> {
  const title = first && (kind === 'passage' ? { sv: first.title, en: first.title } : first.sources[0]?.title);
  return title === undefined || title.sv === file.split('/').at(-1) ? {} : { title };
}

/** Passages of documents that have not changed: the same objects over reloads. */
type Made = WeakMap<Content, { readonly key: string; readonly passages: readonly Passage[] }>;

/** Others get their turn after so long. */
const SLICE_MS = 10;

/** What comes together out of the files, one after another. */
class Gathered {
  readonly passages: Passage[] = [];
  readonly problems: Problem[] = [];
  readonly files: SourceFile[] = [];
  readonly drafts: { file: string; title: string }[] = [];
  readonly handingOver = new Set<string>();
  private readonly taken = new Map<string, string>();
  private readonly curated: { file: string; passage: Passage }[] = [];

  constructor(
    private readonly documents: DocumentList,
    private readonly boards: readonly NamedBoard[],
    private readonly made: Made,
  ) {}

  /** In steps of a few milliseconds at the most: a document may have ten thousand passages. */
  *add(found: FoundFile, content: Content): Generator<void> {
    if (content.kind === 'draft') {
      this.drafts.push({ file: found.file, title: content.title });
      return;
    }
    try {
      const passages = content.kind === 'passage' ? [passageOf(content.curated, content.locale, this.documents)] : yield* this.read(found, content);
      for (const passage of passages) {
        this.take(found, passage);
        yield;
      }
      for (const passage of passages) this.passages.push(passage);
      this.files.push({ file: found.file, format: found.format, ...titleOf(found, content, passages), passages: passages.length, changed: new Date(found.changedMs).toISOString() });
      if (content.kind !== 'passage') return;
      for (const passage of passages) this.curated.push({ file: found.file, passage });
      if (content.curated.data.handsOver) this.handingOver.add(content.curated.data.id);
    } catch (error) {
      this.problem(found, SourceProblem.from('unreadable', error));
    }
  }

  problem({ file }: FoundFile, { code, message }: SourceProblem): void {
    this.problems.push({ file, code, reason: message });
  }

  /** A passage in one language only still answers, in that language. */
  missingTranslations(): readonly Problem[] {
    return this.curated.flatMap(({ file, passage: { id, locale } }) =>
      LOCALES.filter((other) => other !== locale && !this.taken.has(`${other}/${id}`)).map((other) => ({ file, code: 'no_translation' as const, reason: `no passage with the id ${id} in ${other}` })),
    );
  }

  private take({ file }: FoundFile, { id, locale }: Passage): void {
    const key = `${locale}/${id}`;
    const by = this.taken.get(key);
    if (by !== undefined) throw new SourceProblem('duplicate_id', `the id ${id} is taken by ${by}`);
    this.taken.set(key, file);
  }

  private *read(found: FoundFile, content: Extract<Content, { kind: 'document' }>): Generator<void, readonly Passage[]> {
    const listed = this.listed(found);
    const mistakes = [...content.mistakes, ...listed.mistakes];
    if (mistakes.length > 0) this.problem(found, new SourceProblem('bad_front_matter', `${mistakes.join('; ')}; left out, the rest of the file is used`));
    const place = { file: found.file, changed: new Date(found.changedMs).toISOString().slice(0, 10), listed: listed.declared, boards: this.boards };
    const key = JSON.stringify(place);
    const before = this.made.get(content);
    if (before?.key === key) return before.passages;
    const passages = yield* documentPassages(content, place);
    this.made.set(content, { key, passages });
    return passages;
  }

  /** What `documents.yaml` says of a file, by its path or its name alone. */
  private listed({ file }: FoundFile): { readonly declared: Declared; readonly mistakes: readonly string[] } {
    const name = file.split('/').at(-1);
    return declaredOf(Object.values(this.documents).find((entry) => entry.file === file || entry.file === name));
  }
}

/** The list may be absent: then documents tell of themselves, and passages that cite one are named. */
async function loadDocuments(lists: Lists, dir: string): Promise<{ readonly documents: DocumentList; readonly problems: readonly Problem[] }> {
  const bad = (reason: string): { documents: DocumentList; problems: readonly Problem[] } => ({ documents: {}, problems: [{ file: DOCUMENTS, code: 'bad_list', reason }] });
  try {
    const list = await lists.read(join(dir, DOCUMENTS));
    if (!list) return { documents: {}, problems: [] };
    const parsed = documentList.safeParse(list.data);
    return parsed.success ? { documents: parsed.data, problems: [] } : bad(describeIssues(parsed.error));
  } catch (error) {
    return bad(reasonOf(error));
  }
}
