import { boardCard } from '../../cards/board';
import { questionSentCard } from '../../cards/question';
import { noteCard } from '../../cards/talk';
import type { Case } from '../../domain/case';
import { route } from '../../domain/routing';
import { t } from '../../locales';
import { newCode, newNumber } from '../../services/cases';
import type { HeldQuestion } from '../../services/held';
import type { OwnerState } from '../../services/owners';
import { inPlace, knownBoard, knownCategory, type Context } from '../context';
import { nameAndRole } from '../names';
import type { Reply } from '../turn';

/** Characters of a question that is sent on. */
export const QUESTION_MAX = 4_000;

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
  const reader = board ? nameAndRole(board, sent.recipient, locale) : t(locale, 'role.someCoordinator');
  const { shownCode } = context.state;
  return { card: questionSentCard(locale, { reader, number: sent.number, code: shownCode?.draft === sent.key ? shownCode.code : undefined }) };
}
