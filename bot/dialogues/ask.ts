import { randomUUID } from 'node:crypto';
import { answerCard, citationLine, notFoundCard, type AnswerView, type CitationView } from '../../cards/answer';
import { boardCard } from '../../cards/board';
import { questionSentCard } from '../../cards/question';
import { noteCard } from '../../cards/talk';
import { toLocal } from '../../domain/calendar';
import type { Case } from '../../domain/case';
import { route, usualReader } from '../../domain/routing';
import type { Locale } from '../../domain/locale';
import { t } from '../../locales';
import { newCode, newNumber } from '../../services/cases';
import { languageOf } from '../../services/guidance';
import type { Passage, Source } from '../../services/guidance/types';
import type { HeldQuestion } from '../../services/held';
import type { OwnerState } from '../../services/owners';
import { inPlace, knownBoard, knownCategory, type Context } from '../context';
import { nameAndRole } from '../names';
import type { Reply } from '../turn';

/** Characters of a question that is sent on. */
const QUESTION_MAX = 4_000;

function citation(source: Source, locale: Locale): CitationView {
  return { title: source.title[locale], heading: source.heading, page: source.page, quote: source.quote };
}

function view(passage: Passage, more: readonly Passage[], locale: Locale, today: string): AnswerView {
  const cited = (one: Passage): string => {
    const [first] = one.sources;
    return first ? citationLine(locale, citation(first, locale)) : '';
  };
  return {
    locale,
    title: passage.title,
    paragraphs: passage.text.split(/\n{2,}/),
    kind: passage.kind,
    citations: passage.sources.map((source) => citation(source, locale)),
    validFrom: passage.validFrom,
    validTo: passage.validTo,
    expired: passage.validTo !== undefined && passage.validTo < today,
    updated: passage.updated,
    more: more.map((one) => ({ title: one.title, citation: cited(one) })),
  };
}

/** Answers a question out of the guidance, or says that the guidance does not. Nothing of a question is stored. */
export function ask(context: Context, question: string): readonly Reply[] {
  const { turn, services } = context;
  // Answered in the language of the question, whatever the conversation's.
  const locale = languageOf(question) ?? context.locale;
  const board = knownBoard(context);
  const category = knownCategory(turn.actor, board?.code) ?? 'employee';
  const answer = services.guidance.answer(question, { locale, board: board?.code, elected: category === 'elected', now: context.now });
  if (answer.kind === 'found') return [{ card: answerCard(view(answer.passage, answer.more, locale, toLocal(context.now).date))}];
  const id = randomUUID();
  services.questions.put(id, { actor: turn.actor.id, text: question });
  const reader = board ? nameAndRole(board, usualReader(board, category, turn.actor.id), locale) : t(locale, 'role.coordinator');
  const nearest = answer.nearest.filter((passage) => passage !== answer.handsOver).slice(0, 3).map((passage) => passage.title);
  return [{ card: notFoundCard(locale, { question: id, reader, nearest, help: answer.handsOver?.text, anonymous: turn.actor.kind === 'anonymous' }) }];
}

/** Sends an unanswered question to whoever receives the person's reports; only now is it stored. */
export async function sendQuestion(context: Context, data: { readonly question: string }): Promise<readonly Reply[]> {
  const { locale, turn, services } = context;
  const own = context.state.cases.find((one) => one.draft === data.question);
  const sentBefore = own && (await services.cases.find(own.number));
  if (sentBefore) return inPlace(sentReply(context, sentBefore));
  const held = services.questions.peek(data.question);
  if (held?.actor !== turn.actor.id) return inPlace({ card: noteCard(locale, 'questionGone', t(locale, 'notFound.gone'), ['ask']) });
  if (held.text.length > QUESTION_MAX) return inPlace({ card: noteCard(locale, 'questionTooLong', t(locale, 'question.tooLong', { limit: QUESTION_MAX }), ['ask']) });
  const board = knownBoard(context);
  if (!board) {
    services.waitingQuestion.put(turn.actor.id, data.question);
    return inPlace({ card: boardCard(locale, [...services.boards.values()], undefined, undefined) });
  }
  const category = knownCategory(turn.actor, board.code) ?? 'employee';
  const anonymous = turn.actor.kind === 'anonymous';
  const chosen = route(board, { reporterId: anonymous ? undefined : turn.actor.id, category, involved: 'no' });
  if (!chosen) return inPlace({ card: noteCard(locale, 'questionGone', t(locale, 'notFound.gone'), ['ask']) });
  const { number, code } = fixed(held, board.code, anonymous);
  services.questions.put(data.question, { ...held, number, code });
  const { case: sent, alone } = await services.cases.submit({
    actor: turn.actor,
    address: turn.address,
    board,
    subject: 'question',
    key: data.question,
    number,
    locale,
    category,
    visibility: anonymous ? 'anonymous' : 'coordinator',
    involved: 'no',
    route: chosen,
    safety: 'no',
    answers: [{ id: 'question', step: 'question', question: t(locale, 'welcome.ask'), value: held.text, at: context.now.toISOString() }],
    values: {},
    code,
    alongside: (made) => {
      const write = services.owners.writeOf(turn.actor, context.loaded, withQuestion(context, data.question, made));
      return write ? [write] : [];
    },
  });
  services.questions.take(data.question);
  context.state = withQuestion(context, data.question, sent, code);
  context.saved = !anonymous;
  if (alone) await services.owners.change(turn.actor, (state) => ({ ...state, cases: [...state.cases, { number: sent.number, draft: data.question, subject: 'question' }] }));
  return inPlace(sentReply(context, sent));
}

/** The person's state once the question is sent: by its id a card pressed again finds what became of it. */
function withQuestion({ state }: Context, question: string, sent: Case, code?: string): OwnerState {
  return { ...state, cases: [...state.cases, { number: sent.number, draft: question, subject: 'question' }], ...(code === undefined ? {} : { shownCode: { draft: question, code } }) };
}

/** Fixed when it is first sent: pressed again because no answer came, it is the same question with the same code. */
function fixed({ number, code }: HeldQuestion, board: string, anonymous: boolean): { readonly number: string; readonly code: string | undefined } {
  return { number: number?.startsWith(`${board}-`) ? number : newNumber(board), code: anonymous ? (code ?? newCode()) : undefined };
}

function sentReply(context: Context, sent: Case): Reply {
  const { locale, services } = context;
  const board = services.boards.get(sent.board);
  const reader = board ? nameAndRole(board, sent.recipient, locale) : t(locale, 'role.coordinator');
  const { shownCode } = context.state;
  return { card: questionSentCard(locale, { reader, number: sent.number, code: shownCode?.draft === sent.key ? shownCode.code : undefined }) };
}
