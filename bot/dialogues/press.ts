import { emergencyCard } from '../../cards/emergency';
import { helpCard, noteCard } from '../../cards/talk';
import { isEmergency } from '../../domain/emergency';
import { t } from '../../locales';
import { parsePress, type Press } from '../actions';
import { inPlace, knownBoard, type Context } from '../context';
import type { Reply } from '../turn';
import { showPassage } from './answerView';
import { sendQuestion } from './askSend';
import { askBoard, saveBoard } from './board';
import * as care from './care';
import * as coordinate from './coordinate';
import { answerInvitation, makeReal } from './exercise';
import * as feedback from './feedback';
import * as follow from './follow';
import { askWithdraw, keepCase, open, withdraw } from './mine';
import { isPolice, onPolice } from './police';
import * as reply from './reply';
import * as report from './report';
import { onText } from './text';
import { isWork, onWork } from './work';

type Replies = readonly Reply[] | Promise<readonly Reply[]>;

const SAY = { report: 'rapportera', ask: 'fråga', mine: 'mina ärenden', continue: 'fortsätt', help: 'hjälp' } as const;

/** A press on a card. Nothing in it says who acts; a card that is none of ours changes nothing. */
export async function onPress(context: Context, value: unknown): Promise<readonly Reply[]> {
  const press = parsePress(value);
  if (!press) return inPlace({ card: noteCard(context.locale, 'foreign', t(context.locale, 'foreign.card'), ['report', 'ask']) }, { card: helpCard(context.locale) });
  const replies = await dispatch(context, press);
  const alarmed = replies.some((reply) => reply.card?.body[0]?.id === 'emergency');
  if (alarmed || !tellsOfDanger(press)) return replies;
  return [{ card: emergencyCard(context.locale, knownBoard(context), { kind: 'none' }) }, ...replies];
}

/** Whatever field it stands in: danger now gets 112 at once, and the card is handled all the same. */
function tellsOfDanger(press: Press): boolean {
  return Object.entries(press.inputs).some(([id, value]) => id !== 'a' && typeof value === 'string' && value.length > 5 && isEmergency(value));
}

function dispatch(context: Context, press: Press): Replies {
  const { inputs } = press;
  switch (press.action) {
    case 'say':
      return onText(context, SAY[press.data.word]);
    case 'safety.answer':
      return report.answerSafety(context, press.data, inputs);
    case 'board.change':
      return inPlace(askBoard(context, press.data.draft));
    case 'board.save':
      return saveBoard(context, press.data, inputs);
    case 'report.safe':
      return report.safeNow(context, press.data);
    case 'report.next':
      return report.next(context, press.data, inputs);
    case 'report.back':
      return report.back(context, press.data, inputs);
    case 'report.cancel':
      return report.askCancel(context, press.data, inputs);
    case 'report.discard':
      return report.discard(context, press.data);
    case 'report.resume':
      return report.resumeCard(context, press.data);
    case 'report.restart':
      return report.restart(context, press.data);
    default:
      return dispatchCase(context, press);
  }
}

function dispatchCase(context: Context, press: Exclude<Press, { action: `report.${string}` | `board.${string}` | 'say' | 'safety.answer' }>): Replies {
  if (isWork(press)) return onWork(context, press);
  if (isPolice(press)) return onPolice(context, press);
  if (isOnAnswer(press)) return dispatchAnswer(context, press);
  switch (press.action) {
    case 'words.add':
      return follow.addWords(context, press.data);
    case 'words.new':
      return inPlace(...report.start(context));
    case 'words.drop':
      return report.dropWords(context);
    case 'mine.open':
      return open(context, press.data.number).then((shown) => inPlace(shown));
    case 'withdraw.ask':
      return askWithdraw(context, press.data.number).then((shown) => inPlace(shown));
    case 'withdraw.confirm':
      return withdraw(context, press.data);
    case 'withdraw.keep':
      return keepCase(context, press.data);
    case 'exercise.answer':
      return answerInvitation(context, press.data);
    case 'exercise.real':
      return makeReal(context, press.data, press.inputs);
    case 'case.show':
      return coordinate.show(context, press.data);
    case 'case.acknowledge':
      return coordinate.acknowledge(context, press.data);
    default:
      return dispatchFollow(context, press);
  }
}

type OnAnswer = Extract<Press, { action: 'question.send' | 'passage.show' | `feedback.${string}` }>;

const isOnAnswer = (press: Press): press is OnAnswer => ['question.send', 'passage.show', 'feedback.give', 'feedback.why'].includes(press.action);

function dispatchAnswer(context: Context, press: OnAnswer): Replies {
  switch (press.action) {
    case 'question.send':
      return sendQuestion(context, press.data);
    case 'passage.show':
      return showPassage(context, press.data);
    case 'feedback.give':
      return feedback.give(context, press.data);
    case 'feedback.why':
      return feedback.why(context, press.data, press.inputs);
  }
}

function dispatchDialogue(context: Context, press: Extract<Press, { action: `dialogue.${string}` | 'ia.answer' | 'care.answer' }>): Replies {
  switch (press.action) {
    case 'dialogue.reply':
      return reply.send(context, press.data, press.inputs);
    case 'dialogue.held':
      return reply.sendHeld(context, press.data);
    case 'dialogue.report':
      return reply.reportInstead(context, press.data, press.inputs);
    case 'dialogue.earlier':
      return reply.showEarlier(context, press.data);
    case 'ia.answer':
      return reply.answerIa(context, press.data);
    case 'care.answer':
      return care.answer(context, press.data);
  }
}

function dispatchFollow(context: Context, press: Extract<Press, { action: `follow.${string}` | `dialogue.${string}` | 'ia.answer' | 'care.answer' }>): Replies {
  const { inputs } = press;
  switch (press.action) {
    case 'follow.start':
      return follow.startAdding(context, press.data);
    case 'follow.save':
      return follow.save(context, press.data, inputs);
    case 'follow.skip':
      return follow.skip(context, press.data);
    case 'follow.back':
      return follow.back(context, press.data, inputs);
    case 'follow.later':
      return follow.later(context, press.data, inputs);
    case 'follow.edit':
      return follow.edit(context, press.data);
    case 'follow.summary':
      return follow.showSummary(context, press.data);
    case 'follow.done':
      return follow.done(context, press.data);
    default:
      return dispatchDialogue(context, press);
  }
}
