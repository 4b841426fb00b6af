import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { CommandError } from '../problems';

const question = z.object({
  id: z.string().min(1),
  lang: z.enum(['sv', 'en', 'fi']).default('sv'),
  question: z.string(),
  intent: z.string(),
  /** `file — heading (s. 2-3) ; file — heading`; null: the sources do not say. */
  answer_source: z.string().nullable().default(null),
  answer_facts: z.array(z.string()).default([]),
});

/** Where an answer stands. */
export interface Place {
  readonly file: string;
  readonly heading: string;
  /** As written, `4` or `2-3`. */
  readonly page?: string;
}

export interface Asked {
  readonly id: string;
  readonly lang: 'sv' | 'en' | 'fi';
  readonly text: string;
  readonly intent: string;
  /** False for what the bot must tell from a question: a report, an emergency, small talk. */
  readonly scored: boolean;
  /** Where the answer stands, any of them; empty: it must be refused. */
  readonly places: readonly Place[];
  readonly facts: readonly string[];
}

/** Reads questions as `eval/questions.dev.json` holds them. @throws {CommandError} which says what is wrong with the file */
export async function readQuestions(file: string): Promise<readonly Asked[]> {
  const read = z.array(question).safeParse(jsonOf(await textOf(file), file));
  if (read.success) return read.data.map((one) => toAsked(one, file));
  const [issue] = read.error.issues;
  throw new CommandError(`${file}, ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not as expected'}`);
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch {
    throw new CommandError(`${file} cannot be read.`);
  }
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${file} is no JSON.`);
  }
}

function toAsked({ id, lang, question: text, intent, answer_source, answer_facts }: z.infer<typeof question>, file: string): Asked {
  const scored = intent === 'question' || intent === 'out_of_scope';
  const places = answer_source === null ? [] : answer_source.split(' ; ').map((part) => placeOf(part, `${file}, ${id}`));
  return { id, lang, text, intent, scored, places, facts: answer_facts };
}

function placeOf(written: string, where: string): Place {
  const [, file, heading, page] = /^(\S+) [—–-] (.+?)(?: \(s\. ([\d\s,–-]+)\))?$/u.exec(written.trim()) ?? [];
  if (file === undefined || heading === undefined) throw new CommandError(`${where}: "${written}" is no place such as "file.txt — Heading (s. 2-3)".`);
  return { file, heading, ...(page === undefined ? {} : { page }) };
}
