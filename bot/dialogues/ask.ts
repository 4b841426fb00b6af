import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerCard } from '../../cards/answer';
import { notFoundCard } from '../../cards/notFound';
import { usualReader } from '../../domain/routing';
import type { Locale } from '../../domain/locale';
import { t } from '../../locales';
import { goesOn, languageOf, standsAlone, withoutNames } from '../../services/guidance';
import type { About, Answer, FoundAnswer, SilentAnswer } from '../../services/guidance/types';
import type { Asked } from '../../services/held';
import { knownBoard, knownCategory, type Context } from '../context';
import { nameAndRole } from '../names';
import type { Reply } from '../turn';
import { answerView, furtherOf, noteOf } from './answerView';
import { QUESTION_MAX } from './askSend';
import { given, judged } from './feedback';

const NEAREST = 3;
/** No more of a question is read: what goes on from so long a one stands for itself. */
const WHOLE_MAX = 1_000;
/** A person goes on from one answer, the last. */
const SUBJECT = 'last';

/** Answers a question out of the guidance, or says that the guidance does not. Nothing of a question's words is stored. */
export async function ask(context: Context, question: string): Promise<readonly Reply[]> {
  const { turn, services } = context;
  // Answered in the language of the question, whatever the conversation's.
  const locale = languageOf(question) ?? context.locale;
  const board = knownBoard(context);
  const elected = knownCategory(turn.actor, board?.code) === 'elected';
  const previous = goesOn(question) ? await services.subjects.get(turn.actor, SUBJECT) : undefined;
  const asker = turn.actor.kind === 'anonymous' ? undefined : turn.actor.id;
  const { answer, asked } = await together(context, question, { locale, board: board?.code, elected, now: context.now, previous, asker, names: [turn.actor.name] });
  return [answer.kind === 'found' ? found(context, locale, answer) : silent(context, locale, answer, { text: asked.typed, isMore: asked.typed !== question })];
}

/** Answers the question with what it takes up; where that finds nothing, by itself: "Vad gäller för mutor?" may be either. */
async function together(context: Context, question: string, about: About): Promise<{ readonly answer: Answer; readonly asked: Asked }> {
  const asked = withWhatItTakesUp(context, question);
  const answer = await answerTo(context, asked.whole, about);
  if (answer.kind === 'found' || asked.whole === question || !standsAlone(question)) return { answer, asked };
  const alone = await answerTo(context, question, { ...about, previous: undefined });
  if (alone.kind === 'silent') return { answer, asked };
  const itself = { whole: question, typed: question };
  context.services.asked.put(context.turn.actor.id, itself);
  return { answer: alone, asked: itself };
}

/** Questions that go on and on from each other, no longer than what can be sent: of the first ones their end. */
function sentTogether(before: string, question: string): string {
  const room = QUESTION_MAX - question.length - 2;
  if (room <= 0) return question;
  return `${before.length > room ? `…${before.slice(1 - room)}` : before}\n${question}`;
}

/** "Och för förtroendevalda?" is asked of what its writer asked just before, whether that was answered or not. */
function withWhatItTakesUp({ turn, services }: Context, question: string): Asked {
  const before = services.asked.peek(turn.actor.id);
  const put = before === undefined ? question : services.guidance.whole(question, before.whole);
  const whole = put.length > WHOLE_MAX ? question : put;
  const typed = before === undefined || whole === question ? question : sentTogether(before.typed, question);
  const asked = { whole, typed };
  services.asked.put(turn.actor.id, asked);
  return asked;
}

/** The guidance's own answer as soon as a model's is not there in time, or its person goes on to something else. */
async function answerTo({ services, turn, wait }: Context, question: string, about: About): Promise<Answer> {
  const { answerer, guidance } = services;
  if (!answerer.asksModel) return answerer.answer(question, about);
  turn.waiting?.();
  const over = new AbortController();
  const signal = AbortSignal.any([wait.newer, over.signal]);
  const late = sleep(Math.max(0, wait.until - performance.now()), undefined, { signal, ref: false }).catch(() => undefined);
  try {
    return await Promise.race([answerer.answer(question, about, signal), late.then(() => guidance.answer(question, about))]);
  } finally {
    over.abort();
  }
}

function found(context: Context, locale: Locale, answer: FoundAnswer): Reply {
  const { turn, services } = context;
  services.subjects.put(turn.actor, SUBJECT, answer.passage.id);
  const on = judged(context, answer);
  const view = answerView(context, locale, answer);
  services.answers.put(on.answer, { actor: turn.actor.id, view });
  // Teams asks by itself, under the message.
  const shown = turn.channel === 'teams' ? view : { ...view, feedback: { step: 'ask', on } as const };
  return { card: answerCard(shown), answer: noteOf(view, given(on)) };
}

/** An honest no; what the person asked is held in memory, for them to send, with what it goes on from. */
function silent(context: Context, locale: Locale, answer: SilentAnswer, question: { readonly text: string; readonly isMore: boolean }): Reply {
  const { turn, services } = context;
  const { actor } = turn;
  const board = knownBoard(context);
  services.subjects.drop(actor, SUBJECT);
  const id = randomUUID();
  services.questions.put(id, { actor: actor.id, text: question.text });
  const reader = board ? nameAndRole(board, usualReader(board, knownCategory(actor, board.code) ?? 'employee', actor.id), locale) : t(locale, 'role.someCoordinator');
  const nearest = answer.nearest.filter((passage) => passage !== answer.handsOver).slice(0, NEAREST).map((passage) => furtherOf(context, passage, locale));
  return { card: notFoundCard(locale, { question: id, reader, nearest, sends: question.isMore ? question.text : undefined, help: answer.handsOver && { ...furtherOf(context, answer.handsOver, locale), text: withoutNames(answer.handsOver.text) }, anonymous: actor.kind === 'anonymous' }) };
}
