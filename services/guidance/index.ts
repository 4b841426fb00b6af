import type { Locale } from '../../domain/locale';
import { whole } from './answering';
import { GuidanceFolder } from './load';
import { LiveFolder } from './live';
import { emptyShelves, newShelves, type ShelvesNow } from './shelves';
import { heavyReader, type HeavyOptions, type ThreadReader } from './sources/heavy';
import { Lists } from './sources/lists';
import type { NamedBoard } from './sources/passages';
import type { WatchTimes } from './sources/watch';
import { rememberedAnswer } from './remembered';
import { loadSynonyms } from './synonyms';
import type { Guidance, Problem } from './types';

export { languageOf } from './analyse';
export { goesOn, standsAlone } from './answering';
export { GuidanceError } from './errors';
export { withoutNames } from './persons';

/** The part of the logger that is used: file names and reasons only, never a question. */
export interface GuidanceLog {
  warn(details: { readonly file: string; readonly reason: string }, message: string): void;
  info?(details: { readonly files: number; readonly passages: number }, message: string): void;
}

export interface GuidanceOptions extends HeavyOptions {
  readonly dir: string;
  readonly log: GuidanceLog;
  /** By whose names a document's board is known. */
  readonly boards?: readonly NamedBoard[];
  /** Path of a list of synonyms for folders that have none of their own. */
  readonly synonyms?: string | undefined;
  /** With it the folder is read again when something in it changes, until `close`. */
  readonly watch?: Partial<WatchTimes>;
  /** How long opening waits for documents that take long to read; those that are not done follow, where the folder is watched. */
  readonly patienceMs?: number;
}

const TIMES: WatchTimes = { pollMs: 10_000, settleMs: 300 };

/**
 * Loads the guidance folder into memory; it is indexed at the first question or by `makeReady`. Files that could not be
 * used are logged and listed in `problems`; the rest answers. An empty folder answers nothing, and says so.
 * @throws GuidanceError when the folder is missing.
 */
export async function openGuidance(options: GuidanceOptions): Promise<Guidance> {
  const guidance = new OpenGuidance(options);
  await guidance.open();
  return guidance;
}

class OpenGuidance implements Guidance {
  private readonly folder: GuidanceFolder;
  private readonly heavy: ThreadReader;
  /** Nothing is answered before the lists are read, so they wait for no document. */
  private readonly forLists: ThreadReader;
  /** Everything that is answered from hangs on this one reference, so that a reload changes all of it at once. */
  private now: ShelvesNow = emptyShelves;
  private ready = false;
  private live: LiveFolder | undefined;
  private folderProblem: Problem | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: GuidanceOptions) {
    const { dir, boards = [] } = options;
    this.heavy = heavyReader(options);
    this.forLists = heavyReader(options);
    this.folder = new GuidanceFolder({ dir, boards, heavy: this.heavy, lists: new Lists(this.forLists), onLate: () => this.live?.readLate() });
  }

  async open(): Promise<void> {
    const { watch, patienceMs } = this.options;
    const loaded = await this.reload(patienceMs);
    if (!watch) return;
    this.live = new LiveFolder({ ...loaded, folder: this.folder, times: { ...TIMES, ...watch }, reload: () => this.reload(0), onProblem: (problem) => this.noteFolder(problem) });
  }

  answer: Guidance['answer'] = (text, about) => rememberedAnswer(this.now, text, about);

  whole: Guidance['whole'] = (question, before) => whole(this.now, question, before);

  makeReady(): Promise<void> {
    this.ready = true;
    return this.now.makeReady();
  }

  passage: Guidance['passage'] = (id: string, locale: Locale) => this.now.passage(id, locale);

  status: Guidance['status'] = () => {
    const { loadedAt, files, problems, passages, drafts } = this.now;
    return { loadedAt, files, problems: this.folderProblem ? [this.folderProblem, ...problems] : problems, passages, drafts };
  };

  onChange: Guidance['onChange'] = (listener) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  concepts: Guidance['concepts'] = () => this.now.concepts;

  get size(): number {
    return this.now.passages.length;
  }

  async close(): Promise<void> {
    await this.live?.close();
    await Promise.all([this.heavy.close(), this.forLists.close()]);
  }

  /** What is new is made ready aside; until then, what was loaded before answers. */
  private async reload(patienceMs?: number): Promise<{ readonly signature: string; readonly folders: readonly string[] }> {
    const { dir, log, synonyms: general } = this.options;
    const [loaded, synonyms] = await Promise.all([this.folder.load(patienceMs), loadSynonyms(this.folder.lists, dir, general)]);
    const next = newShelves(loaded, synonyms);
    if (this.ready) await next.makeReady();
    const known = new Set(this.now === emptyShelves ? [] : this.now.problems.map(said));
    for (const problem of next.problems) if (!known.has(said(problem))) log.warn({ ...problem }, 'guidance file has a problem');
    if (this.live) log.info?.({ files: next.files.length, passages: next.passages.length }, 'guidance has been read again');
    this.now = next;
    this.tell();
    return loaded;
  }

  private noteFolder(problem: Problem | undefined): void {
    if (problem && !this.folderProblem) this.options.log.warn({ ...problem }, 'guidance folder has a problem');
    const isNews = said(problem) !== said(this.folderProblem);
    this.folderProblem = problem;
    if (isNews) this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const said = (problem: Problem | undefined): string => (problem === undefined ? '' : [problem.file, problem.code, problem.reason].join('\n'));
