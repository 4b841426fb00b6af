import { performance } from 'node:perf_hooks';
import { openGuidance } from '../../services/guidance';
import type { Answer, Guidance, Passage } from '../../services/guidance/types';
import { logTo, type Output, type Result } from '../output';
import { isRight, says, type Cited } from './judging';
import { readQuestions, type Asked } from './questionFile';
import { reportOf } from './questionReport';

/** One question with what became of it. Times in milliseconds. */
export interface Item {
  readonly id: string;
  /** As the file has it. */
  readonly intent: string;
  readonly answered: boolean;
  readonly answer: string;
  /** The answer's own, then those of the passages to read besides: in the order in which a person sees them. */
  readonly citations: readonly Cited[];
  readonly ms: number;
}

/** Shares are from 0 to 1, and 0 where there was nothing to count; times are in milliseconds. */
export interface Summary {
  readonly questions: number;
  readonly answerable: number;
  readonly toRefuse: number;
  /** Of the answerable: answered at all. */
  readonly found: number;
  readonly firstRight: number;
  readonly rightAmongThree: number;
  readonly refusedWrongly: number;
  /** Of what is to be refused. */
  readonly refusedRightly: number;
  /** Of the facts of those answered in the language of the question. */
  readonly factsPresent: number;
  /** Of the answers: in the language of the question. */
  readonly language: number;
  readonly msMedian: number;
  readonly msMost: number;
}

/** An item beside what was expected of it. */
export interface Judged {
  readonly asked: Asked;
  readonly item: Item;
  readonly first: boolean;
  readonly amongThree: boolean;
  readonly sameLanguage: boolean;
  readonly factsSaid: readonly string[];
}

const SHOWN = 3;

/** Asks everything in the file of the sources in the folder, and counts. No model, no network. */
export async function questionsCommand({ sources, file, synonyms }: { readonly sources: string; readonly file: string; readonly synonyms: string }, output: Output): Promise<Result> {
  const [questions, guidance] = await Promise.all([readQuestions(file), openGuidance({ dir: sources, log: logTo(output), synonyms })]);
  try {
    await guidance.makeReady();
    const judged = judge(guidance, questions, new Date());
    const summary = summaryOf(judged);
    return { json: { summary, items: judged.map(({ item }) => item) }, lines: reportOf(judged, summary) };
  } finally {
    await guidance.close();
  }
}

export function judge(guidance: Guidance, questions: readonly Asked[], now: Date): readonly Judged[] {
  return questions.map((asked) => {
    const begun = performance.now();
    const answer = guidance.answer(asked.text, { locale: asked.lang === 'en' ? 'en' : 'sv', now });
    const ms = performance.now() - begun;
    const citations = citationsOf(answer);
    const item = { id: asked.id, intent: asked.intent, answered: answer.kind === 'found', answer: textOf(answer), citations, ms };
    return {
      asked,
      item,
      first: citations.slice(0, 1).some((cited) => isRight(cited, asked.places)),
      amongThree: citations.slice(0, SHOWN).some((cited) => isRight(cited, asked.places)),
      sameLanguage: answer.kind === 'found' && answer.passage.locale === asked.lang,
      factsSaid: asked.facts.filter((fact) => says(item.answer, fact)),
    };
  });
}

function citationsOf(answer: Answer): readonly Cited[] {
  if (answer.kind !== 'found') return [];
  const own = answer.citations.map(({ source }) => citedOf(source));
  return [...own, ...answer.more.flatMap(({ sources }) => sources.map(citedOf))];
}

function citedOf({ document, heading, page }: Passage['sources'][number]): Cited {
  return { source: document, heading, page: page ?? null };
}

function textOf(answer: Answer): string {
  if (answer.kind !== 'found') return '';
  const sides = answer.sides.flatMap(({ statements }) => statements);
  return [...new Set([...answer.statements, ...sides].map(({ text }) => text))].join('\n');
}

export function summaryOf(judged: readonly Judged[]): Summary {
  const scored = judged.filter(({ asked }) => asked.scored);
  const answerable = scored.filter(({ asked }) => asked.places.length > 0);
  const toRefuse = scored.filter(({ asked }) => asked.places.length === 0);
  const answered = answerable.filter(({ item }) => item.answered);
  const inOwnLanguage = answered.filter(({ sameLanguage }) => sameLanguage);
  const facts = inOwnLanguage.reduce((sum, { asked }) => sum + asked.facts.length, 0);
  const times = scored.map(({ item }) => item.ms).sort((a, b) => a - b);
  return {
    questions: scored.length,
    answerable: answerable.length,
    toRefuse: toRefuse.length,
    found: share(answered.length, answerable.length),
    firstRight: share(answerable.filter(({ first }) => first).length, answerable.length),
    rightAmongThree: share(answerable.filter(({ amongThree }) => amongThree).length, answerable.length),
    refusedWrongly: share(answerable.length - answered.length, answerable.length),
    refusedRightly: share(toRefuse.filter(({ item }) => !item.answered).length, toRefuse.length),
    factsPresent: share(inOwnLanguage.reduce((sum, { factsSaid }) => sum + factsSaid.length, 0), facts),
    language: share(inOwnLanguage.length, answered.length),
    msMedian: times[Math.floor(times.length / 2)] ?? 0,
    msMost: times[times.length - 1] ?? 0,
  };
}

const share = (some: number, all: number): number => (all === 0 ? 0 : some / all);
