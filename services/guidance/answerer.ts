import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { allowances } from './model/allowance';
import { breaker, type Breaker } from './model/breaker';
import { checker, type Check } from './model/check';
import { modelClient } from './model/client';
import { nearness } from './model/nearness';
import { ModelError, type ModelClient, type ModelServer } from './model/ports';
import { promptFor } from './model/prompt';
import { search } from './model/search';
import { within } from './model/within';
import { candidates, worded } from './model/wording';
import { isFunction, mask, namePattern } from './privacy/mask';
import { MAX_LENGTH, mayLeave } from './privacy/mayLeave';
import type { KnownNames } from './privacy/nearNames';
import { vocabularyOf, type Vocabulary } from './privacy/vocabulary';
import type { About, Answer, Answerer, FoundAnswer, Guidance } from './types';

/** The answers that the guidance gives by itself: nothing leaves the machine. */
export function withoutModel(guidance: Guidance): Answerer {
  return { asksModel: false, answer: (question, about) => Promise.resolve(guidance.answer(question, about)) };
}

/** A person waits so long for a model, a second try included. */
const BUDGET_MS = 6_000;
const MAX_RETRY_AFTER_MS = 2_000;
const AT_ONCE = 4;

export interface ModelOptions {
  readonly guidance: Guidance;
  readonly server: ModelServer;
  /** Names of the people whom the boards configure: never sent, never said. */
  readonly names: readonly string[];
  readonly log: { warn(fields: object, message: string): void };
  /** Milliseconds on a clock that never goes back. */
  readonly now?: () => number;
  readonly budgetMs?: number;
}

/** Retrieval first; a model words what was found, and each of its claims is held against the passages. */
export function withModel({ guidance, server, names, log, now = () => performance.now(), budgetMs = BUDGET_MS }: ModelOptions): Answerer {
  const client = modelClient(server);
  const guard = breaker(AT_ONCE, now, isServersFault);
  const allowed = allowances(server.questionsPerHour, now, () => log.warn({ code: 'model_questions_per_hour' }, 'somebody has asked as many questions of the model as one may within an hour; answered without it'));
  const knowledge = knowledgeOf(guidance, names);
  const near = server.embeddingModel === undefined ? undefined : nearness({ client, guidance, log, now, hidden: async () => (await knowledge()).configured });
  const known = (about: About): Required<KnownNames> => ({ given: about.names ?? [], configured: names });
  return {
    asksModel: true,
    async answer(question, about, signal) {
      if (signal?.aborted === true || question.length > MAX_LENGTH) return guidance.answer(question, about);
      const { words, check, configured } = await knowledge();
      const asked = mask(question, about.names, words.has, configured);
      if (!mayLeave(asked, words, known(about))) return guidance.answer(question, about);
      const allowance = allowed.of(about.asker);
      // A question's vector is asked of the same server.
      const found = search(guidance, question, about, near && allowance.spend() ? await near.of(asked, signal) : undefined);
      if (!mayBeWorded(found) || isAborted(signal) || !allowance.spend()) return found;
      try {
        const persons = [...names, ...known(about).given].filter((name) => !isFunction(name, words.has));
        return (await ask({ client, guard, budgetMs, names: configured, check: check(about.locale, persons) }, asked, found, about, signal)) ?? found;
      } catch (error) {
        if (!(error instanceof ModelError && error.code === 'aborted')) log.warn(fieldsOf(error), 'the model gave no answer; answered without it');
        return found;
      }
    },
  };
}

const isAborted = (signal: AbortSignal | undefined): boolean => signal?.aborted === true;

/** Where boards are held against each other, they are shown in their own words. */
const mayBeWorded = (answer: Answer): answer is FoundAnswer => answer.kind === 'found' && answer.sides.length === 0 && answer.noViewFrom === undefined;

interface Asking {
  readonly client: ModelClient;
  readonly guard: Breaker;
  readonly budgetMs: number;
  readonly names: RegExp | undefined;
  readonly check: Check;
}

async function ask({ client, guard, budgetMs, names, check }: Asking, question: string, found: FoundAnswer, { locale }: About, outer?: AbortSignal): Promise<Answer | undefined> {
  const { prompt, read } = promptFor(question, candidates(question, found), locale, names);
  const said = await guard.run(async () => {
    const claims = read(await within(budgetMs, outer, (signal) => patiently(() => client.complete(prompt, signal), signal)));
    if (!claims) throw new ModelError('malformed');
    return claims;
  });
  if (!said) return undefined;
  const claims = said.flatMap(({ text, passages }) => {
    const given = passages.filter((passage) => passage !== undefined);
    return given.length === passages.length && check.carries({ text, passages: given }) ? [{ text: text.trim(), passages: given }] : [];
  });
  return worded(question, found, claims);
}

/** One more try where the server has too much to do and says that it is over soon. */
async function patiently<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const pause = error instanceof ModelError && error.code === 'throttled' ? error.retryAfterMs : undefined;
    if (pause === undefined || pause > MAX_RETRY_AFTER_MS) throw error;
    await wait(pause, undefined, { signal }).catch(() => {
      throw error;
    });
    return work();
  }
}

/** A question that a server will have nothing to do with, as content filters do, says nothing of the next one. */
const isServersFault = (error: unknown): boolean => !(error instanceof ModelError && (error.code === 'aborted' || (error.code === 'refused' && (error.status === undefined || error.status === BAD_REQUEST))));
const BAD_REQUEST = 400;

/** Codes alone: no word of what was asked or answered. */
function fieldsOf(error: unknown): object {
  if (!(error instanceof ModelError)) return { code: 'model_failed', why: error instanceof Error ? error.name : 'unknown' };
  return { code: `model_${error.code}`, ...(error.status === undefined ? {} : { status: error.status }) };
}

interface Knowledge {
  /** The names of the people whom the boards configure. */
  readonly configured: RegExp | undefined;
  readonly words: Vocabulary;
  readonly check: ReturnType<typeof checker>;
}

/** Made anew when the guidance has been read anew, while others get their turn in between. */
function knowledgeOf(guidance: Guidance, names: readonly string[]): () => Promise<Knowledge> {
  let made: { readonly loadedAt: string; readonly knowledge: Promise<Knowledge> } | undefined;
  return () => {
    const { loadedAt, passages } = guidance.status();
    if (made?.loadedAt !== loadedAt) {
      const concepts = guidance.concepts();
      made = { loadedAt, knowledge: vocabularyOf(passages, concepts).then((words) => ({ words, check: checker(concepts), configured: namePattern(names, words.has) })) };
    }
    return made.knowledge;
  };
}
