import { randomUUID, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { answerCard } from '../../cards/answer';
import { feedbackCard, REASONS, WORDS_MAX, type FeedbackView } from '../../cards/feedback';
import type { Judged, Payloads } from '../../cards/payloads';
import { noteCard } from '../../cards/talk';
import { t } from '../../locales';
import type { FoundAnswer } from '../../services/guidance/types';
import type { Verdict } from '../../services/feedback';
import type { Inputs } from '../actions';
import { inPlace, knownBoard, type Context } from '../context';
import type { Reaction, Reply } from '../turn';

/** Passages of an answer that are remembered with what somebody thought of it. */
const PASSAGES = 5;
const PROOF = 22;

/** What a person's feedback on this answer will carry: enough to be known again, on any instance, and by nobody else. */
export function judged(context: Context, { citations }: FoundAnswer): Judged {
  const on = [...new Set(citations.map(({ passage }) => passage.id))].slice(0, PASSAGES).join('\n');
  const judgement = { answer: `${Date.now().toString(36).padStart(9, '0')}-${randomUUID()}`, on, board: knownBoard(context)?.code ?? '' };
  return { ...judgement, proof: proofOf(context, judgement) };
}

/** As a channel gives it back with the person's reaction. */
export const given = (on: Judged): { readonly [key: string]: string } => ({ ...on });

/** Nobody else's answer can be judged, and no other passages than those it rested on. */
function proofOf({ turn, services }: Context, { answer, on, board }: Omit<Judged, 'proof'>): string {
  return services.personKey(JSON.stringify(['feedback', turn.actor.id, answer, on, board])).slice(0, PROOF);
}

function isProven(context: Context, on: Judged): boolean {
  const wanted = Buffer.from(proofOf(context, on));
  const shown = Buffer.from(on.proof);
  return wanted.length === shown.length && timingSafeEqual(wanted, shown);
}

/** Whether an answer helped. A yes is thanked for; a no is asked why. */
export async function give(context: Context, data: Payloads['feedback.give']): Promise<readonly Reply[]> {
  if (!isProven(context, data)) return refused(context);
  await keep(context, data, { verdict: data.verdict === 'yes' ? 'helpful' : 'unhelpful' });
  return shown(context, data, data.verdict === 'yes' ? 'thanks' : 'why');
}

const reasons = z.object({ reason: z.enum(REASONS).optional().catch(undefined), words: z.string().optional().catch(undefined) });

/** What was wrong with an answer. */
export async function why(context: Context, data: Judged, inputs: Inputs): Promise<readonly Reply[]> {
  if (!isProven(context, data)) return refused(context);
  const { reason, words } = reasons.parse(inputs);
  await keep(context, data, { verdict: 'unhelpful', ...(reason ? { reason } : {}), ...worded(words) });
  return shown(context, data, 'thanks');
}

const known = z.object({ answer: z.string(), on: z.string(), board: z.string(), proof: z.string() });

/** A reaction to an answer, where the channel has buttons of its own for it. It shows the thanks by itself. */
export async function react(context: Context, { data, liked, words }: Reaction): Promise<readonly Reply[]> {
  const parsed = known.safeParse(data);
  // Any message can be named: what is no answer that this person was given counts for nothing, and they are told so.
  if (!parsed.success || !isProven(context, parsed.data)) return context.turn.scope === 'personal' ? [{ text: t(context.locale, 'feedback.unknown') }] : [];
  await keep(context, parsed.data, { verdict: liked ? 'helpful' : 'unhelpful', ...worded(words) });
  return [];
}

function worded(words: string | undefined): Pick<Verdict, 'words'> {
  const said = words?.trim().slice(0, WORDS_MAX) ?? '';
  return said === '' ? {} : { words: said };
}

function keep({ services, now }: Context, { answer, on, board }: Omit<Judged, 'proof'>, verdict: Verdict): Promise<void> {
  return services.feedback.give(answer, { at: now.toISOString(), ...(board === '' ? {} : { board }), passages: on === '' ? [] : on.split('\n'), ...verdict });
}

/** In the answer's own place where it is still known, else on a card of its own. */
function shown(context: Context, { answer, on, board, proof }: Judged, step: FeedbackView['step'] & ('why' | 'thanks')): readonly Reply[] {
  const { services, turn } = context;
  const judgement: Judged = { answer, on, board, proof };
  const held = services.answers.peek(answer);
  if (held?.actor === turn.actor.id) return inPlace({ card: answerCard({ ...held.view, feedback: { step, on: judgement } }) });
  return [{ card: feedbackCard(context.locale, step, judgement) }];
}

function refused({ locale }: Context): readonly Reply[] {
  return [{ card: noteCard(locale, 'foreign', t(locale, 'foreign.card'), ['report', 'ask']) }];
}
