import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { CommandError } from '../problems';

const document = z.object({ _id: z.string(), title: z.string().default(''), text: z.string() });
const query = z.object({ _id: z.string(), text: z.string() });

export interface Query {
  readonly id: string;
  readonly text: string;
  /** Document id to its grade, above 0; at least one. */
  readonly relevant: ReadonlyMap<string, number>;
}

export interface Beir {
  readonly corpus: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  /** Those for which a relevant document is known. */
  readonly queries: readonly Query[];
}

/** Reads a folder in BEIR's format. @throws {CommandError} which says what is wrong with it */
export async function readBeir(dir: string): Promise<Beir> {
  // One after another: of several that are missing, the same one is named each time.
  const corpus = await linesOf(join(dir, 'corpus.jsonl'), document);
  const queries = await linesOf(join(dir, 'queries.jsonl'), query);
  const qrels = await textOf(join(dir, 'qrels', 'test.tsv'));
  const grades = gradesOf(qrels, join(dir, 'qrels', 'test.tsv'));
  const known = queries.flatMap(({ _id, text }): readonly Query[] => {
    const relevant = grades.get(_id);
    return relevant === undefined ? [] : [{ id: _id, text, relevant }];
  });
  if (known.length === 0) throw new CommandError(`${dir} has no query with a relevant document.`);
  return { corpus: corpus.map(({ _id, title, text }) => ({ id: _id, title, text })), queries: known };
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new CommandError(`${file} cannot be read.`);
  }
}

async function linesOf<T>(file: string, schema: z.ZodType<T>): Promise<readonly T[]> {
  const lines = (await textOf(file)).split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [parsed(line, schema, `${file}, line ${index + 1}`)]));
}

function parsed<T>(line: string, schema: z.ZodType<T>, where: string): T {
  const read = schema.safeParse(jsonOf(line, where));
  if (read.success) return read.data;
  throw new CommandError(`${where}: ${read.error.issues[0]?.message ?? 'not as expected'}`);
}

function jsonOf(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new CommandError(`${where} is no JSON.`);
  }
}

/** Query id, document id and grade on each line; a line that names the columns stands first. */
function gradesOf(qrels: string, file: string): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const grades = new Map<string, Map<string, number>>();
  for (const [index, line] of qrels.split(/\r?\n/u).entries()) {
    const [queryId, documentId, grade] = line.split('\t');
    if (line.trim() === '' || (index === 0 && !Number.isFinite(Number(grade)))) continue;
    if (queryId === undefined || documentId === undefined || !Number.isFinite(Number(grade))) throw new CommandError(`${file}, line ${index + 1} is no query, document and grade.`);
    if (Number(grade) > 0) grades.set(queryId, (grades.get(queryId) ?? new Map<string, number>()).set(documentId, Number(grade)));
  }
  return grades;
}
