import { createHash } from 'node:crypto';
import { answerFrom, type Shelves } from './answering';
import type { About, Answer } from './types';

/** Most people ask what others ask, and what the bot itself proposes to ask. */
const MOST = 500;
/** Answers are looked up for as long as the passages live that they were given from. */
const remembered = new WeakMap<Shelves, Map<string, Answer>>();

/**
 * The answer without a model, worked out once for as long as the passages are the same: who asks matters only by board,
 * role and language, and when only by the day. No question is kept: an answer is found by a digest of what was asked.
 */
export function rememberedAnswer(shelves: Shelves, asked: string, about: About): Answer {
  if (about.near !== undefined) return answerFrom(shelves, asked, about);
  const answers = remembered.get(shelves) ?? new Map<string, Answer>();
  remembered.set(shelves, answers);
  const key = digestOf(asked, about);
  const known = answers.get(key);
  const answer = known ?? answerFrom(shelves, asked, about);
  // The one asked longest ago goes first.
  if (known) answers.delete(key);
  else if (answers.size >= MOST) answers.delete(answers.keys().next().value ?? key);
  answers.set(key, answer);
  return answer;
}

function digestOf(asked: string, { locale, board, elected, now, previous }: About): string {
  return createHash('sha256').update(JSON.stringify([asked, locale, board, elected, now.toISOString().slice(0, 10), previous])).digest('base64');
}
