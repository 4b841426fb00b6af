import { message } from '../../cards/build';
import { invitationCard, takingPartCard } from '../../cards/exercise';
import type { Payloads } from '../../cards/payloads';
import { noteCard } from '../../cards/talk';
import { clock } from '../../cards/time';
import { isOf, unanswered, type Invitation } from '../../domain/exercise';
import { t } from '../../locales';
import type { Draft } from '../../services/owners';
import { parsePress, type Inputs } from '../actions';
import { inPlace, update, type Context } from '../context';
import type { Reply, Turn } from '../turn';
import { ownCase } from './own';
import { keepTyped, resume } from './report';

const saidOf = ({ services, locale }: Context, { board, until }: Invitation): { readonly board: string; readonly time: string } => ({
  board: services.boards.get(board)?.name[locale] ?? board,
  time: clock(locale, new Date(until)),
});

/** A turn in which somebody says something or opens the chat; what is pressed goes on with what is under way. */
function isSaying({ input, scope }: Turn): boolean {
  const says = input.kind === 'action' ? parsePress(input.data)?.action === 'say' : true;
  return scope === 'personal' && says;
}

/**
 * What is answered, and with it the question to whoever was invited to an exercise and has not been asked, or opens the chat
 * anew: first, so that what they came for is what they see last. Never beside 112, where nothing else has a place.
 */
export function withInvitations(context: Context, replies: readonly Reply[]): readonly Reply[] {
  const { state, turn, locale, now } = context;
  const waiting = unanswered(state.exercises ?? [], now).filter(({ asked }) => asked !== true || turn.input.kind === 'joined');
  const alarmed = replies.some(({ card }) => card?.body[0]?.id === 'emergency');
  if (waiting.length === 0 || alarmed || context.saved || !isSaying(turn)) return replies;
  update(context, { exercises: state.exercises?.map((one) => (waiting.includes(one) ? { ...one, asked: true as const } : one)) });
  const asking = waiting.map((one): Reply => ({ card: invitationCard(locale, one, saidOf(context, one)) }));
  return turn.input.kind === 'joined' ? [...replies, ...asking] : [...asking, ...replies];
}

/** Opened, and nothing answered in it. */
const isUntouched = ({ step, values, safety, dangerAt }: Draft): boolean => step === 'safety' && safety === undefined && dangerAt === undefined && Object.keys(values).length === 0;

/**
 * Yes or no to an exercise. Only somebody's own invitation, for as long as it runs, can be answered: a card of another
 * exercise or of nobody's changes nothing. With a yes, what is under way or has been written stays as real as it was.
 */
export function answerInvitation(context: Context, { board, started, answer }: Payloads['exercise.answer']): readonly Reply[] {
  const { state, locale, now, services, turn } = context;
  const parts = state.exercises ?? [];
  const own = parts.find((one) => isOf(one, { board, startedAt: started }));
  const said = (id: string, line: string): readonly Reply[] => inPlace({ card: noteCard(locale, id, line, ['report', 'ask']) });
  if (!own || now.toISOString() >= own.until) return said('exerciseOver', t(locale, 'exercise.over'));
  if (answer === 'no') {
    const left = parts.filter((one) => one !== own);
    update(context, { exercises: left.length > 0 ? left : undefined });
    return said('notTakingPart', t(locale, 'exercise.out'));
  }
  const { asked: _, ...invitation } = own;
  const accepted: Invitation = { ...invitation, acceptedAt: own.acceptedAt ?? now.toISOString() };
  // A report that has only been opened is begun anew, as practice: what stands in one stays as real as it was.
  const draft = state.draft && isUntouched(state.draft) && services.words.peek(turn.actor.id) === undefined ? undefined : state.draft;
  update(context, {
    draft,
    exercises: parts.map((one) => (one === own ? accepted : one)),
    ...(state.held && own.acceptedAt === undefined ? { held: { ...state.held, real: true as const } } : {}),
  });
  return inPlace({ card: takingPartCard(locale, saidOf(context, own), draft !== undefined) });
}

/**
 * "This is real": the exercise ends for whoever says so, and the case that the card is about, or the draft under way, is
 * as any other from now on. What stands in the card is kept.
 */
export async function makeReal(context: Context, { number }: { readonly number?: string | undefined }, inputs: Inputs): Promise<readonly Reply[]> {
  const { locale } = context;
  update(context, { exercises: undefined });
  const said = (line: string): Reply => ({ card: message(locale, 'real', t(locale, 'exercise.realTitle'), [line, t(locale, 'exercise.realBody')]) });
  if (number === undefined) {
    keepTyped(context, inputs);
    return inPlace(...(resume(context) ?? []), said(''));
  }
  const one = await ownCase(context, number);
  if (!one) return [said('')];
  // Whatever has happened since the card was made: it is real all the same.
  const outcome = await context.services.cases.actAsReporter(one, { command: 'makeReal' });
  // Beside the pressed card and not in its place: there may be answers in it that are not saved yet.
  return [said(t(locale, outcome.ok || one.exercise !== true ? 'exercise.realCase' : 'exercise.realGone', { number }))];
}
