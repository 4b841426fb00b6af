/** The guidance's search over many passages, next to lunr and SQLite's FTS5 over the same, in a process of its own. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Database from 'libsql';
import lunr from 'lunr';
import * as z from 'zod';
import { answerFrom } from '../services/guidance/answering';
import { parseQuestion } from '../services/guidance/query';
import { rank } from '../services/guidance/rank';
import { newShelves } from '../services/guidance/shelves';
import type { Passage } from '../services/guidance/types';

const job = z.object({ id: z.number(), passages: z.number(), questions: z.number(), corpora: z.string() });
type Job = z.infer<typeof job>;
const line = z.object({ text: z.string() });

const SENTENCES_EACH = 4;
const now = new Date();

/** Megabytes in use after collecting. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc()');
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

/** Texts and questions: those of the folders in BEIR's format where they are, else made of syllables. */
function material({ corpora, passages, questions }: Job): { readonly texts: readonly string[]; readonly asked: readonly string[] } {
  const folders = existsSync(corpora) ? readdirSync(corpora) : [];
  const read = (name: string): readonly string[] =>
    folders.flatMap((folder) => readFileSync(join(corpora, folder, name), 'utf8').trim().split('\n').map((one) => line.parse(JSON.parse(one)).text));
  const documents = folders.length > 0 ? read('corpus.jsonl') : Array.from({ length: 500 }, (_, seed) => madeUp(seed, 40));
  const texts = documents.flatMap(overlapping);
  const asked = folders.length > 0 ? read('queries.jsonl') : documents.map((text) => text.split(' ').slice(3, 11).join(' '));
  return { texts: Array.from({ length: passages }, (_, position) => texts[position % texts.length] ?? ''), asked: asked.slice(0, questions) };
}

/** A few sentences at a time, from each sentence on. */
function overlapping(text: string): readonly string[] {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/u).filter((sentence) => sentence.length > 20);
  return sentences.map((_, start) => sentences.slice(start, start + SENTENCES_EACH).join(' '));
}

const SYLLABLES = 'sä ker het sam ord na re hot våld nämnd för valt ning hän del se rap port kon takt chef per son mil jö till syn by rå'.split(' ');

function madeUp(seed: number, sentences: number): string {
  let state = seed + 1;
  const random = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
  const word = (): string => Array.from({ length: 1 + random(4) }, () => SYLLABLES[random(SYLLABLES.length)] ?? '').join('');
  return Array.from({ length: sentences }, () => `${Array.from({ length: 8 + random(12) }, word).join(' ')}.`).join(' ');
}

const passageOf = (text: string, position: number): Passage => ({
  id: `p${position}`,
  locale: 'sv',
  title: text.split(' ').slice(0, 5).join(' '),
  text,
  verbatim: true,
  kind: 'general',
  sources: [{ document: 'd', title: { sv: 'd', en: 'd' }, heading: text.split(' ').slice(0, 3).join(' ') }],
  boards: [],
  audience: [],
  keywords: [],
  updated: '2026-01-01',
});

/** Milliseconds that each question took. */
function timed(asked: readonly string[], ask: (question: string) => unknown): readonly number[] {
  for (const question of asked.slice(0, 50)) ask(question);
  return asked.map((question) => {
    const begun = performance.now();
    ask(question);
    return performance.now() - begun;
  });
}

/** The longest that anything else on the thread had to wait meanwhile. */
async function longestWait(work: Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    const at = performance.now();
    longest = Math.max(longest, at - last - 1);
    last = at;
  }, 1);
  await work;
  clearInterval(watch);
  return longest;
}

async function ours(texts: readonly string[], asked: readonly string[]) {
  const passages = texts.map(passageOf);
  const before = memory();
  const begun = performance.now();
  const shelves = newShelves({ passages, handingOver: new Set(), files: [], drafts: [], problems: [] }, { concepts: [], problems: [] });
  const longest = await longestWait(shelves.makeReady());
  const buildMs = performance.now() - begun;
  const megabytes = memory() - before;
  const shelf = shelves.shelf('sv');
  return {
    buildMs,
    longest,
    megabytes,
    queries: timed(asked, (question) => rank(shelf.index, parseQuestion(question, shelf.index, shelf.thesaurus), 10, () => 1)),
    answers: timed(asked, (question) => answerFrom(shelves, question, { locale: 'sv', now })),
  };
}

function lunrs(texts: readonly string[], asked: readonly string[]) {
  const begun = performance.now();
  const index = lunr((builder) => {
    builder.field('text');
    for (const [id, text] of texts.entries()) builder.add({ id, text });
  });
  const buildMs = performance.now() - begun;
  return { buildMs, queries: timed(asked, (question) => index.search(question.replace(/[^\p{L}\p{N}]+/gu, ' '))) };
}

function ftsOf(texts: readonly string[], asked: readonly string[]) {
  const database = new Database(':memory:');
  const begun = performance.now();
  database.exec("CREATE VIRTUAL TABLE passages USING fts5(text, tokenize = 'unicode61')");
  const insert = database.prepare('INSERT INTO passages (text) VALUES (?)');
  database.transaction(() => texts.forEach((text) => insert.run(text)))();
  const buildMs = performance.now() - begun;
  const select = database.prepare('SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT 10');
  const queries = timed(asked, (question) => select.all((question.match(/[\p{L}\p{N}]+/gu) ?? ['x']).map((word) => `"${word}"`).join(' OR ')));
  database.close();
  return { buildMs, queries };
}

async function measure(given: Job) {
  const { texts, asked } = material(given);
  return { texts: texts.length, ours: await ours(texts, asked), lunr: lunrs(texts, asked), fts: ftsOf(texts, asked) };
}

process.on('message', (message) => {
  const given = job.parse(message);
  measure(given).then(
    (result) => process.send?.({ id: given.id, ...result }),
    (error: unknown) => process.send?.({ id: given.id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());
