import { optionText, questionOf } from '../../cards/fields';
import { emergencyCard } from '../../cards/emergency';
import { receiptCard } from '../../cards/receipt';
import { describe } from '../../cards/report';
import type { Board } from '../../domain/board';
import { isReachable, type Answer, type Case } from '../../domain/case';
import { isEmergency } from '../../domain/emergency';
import { SHORT_REPORT } from '../../domain/forms/report';
import type { Field } from '../../domain/forms/types';
import { promiseFor } from '../../domain/promise';
import { t } from '../../locales';
import type { Submission, Submitted } from '../../services/cases/submit';
import type { Draft, OwnerState } from '../../services/owners';
import { inPlace, update, type Context } from '../context';
import { readersOf, usualNames } from '../names';
import type { Reply } from '../turn';
import { askedFields, draftBoard, draftCard, draftCategory, draftInvolved, draftRoute, draftVisibility } from './reportView';

/** The answers with their questions as asked; who may know is a choice about the report, not a part of it. */
function answersOf(context: Context, draft: Draft, board: Board): readonly Answer[] {
  const category = draftCategory(context, draft);
  const { reader, deputy } = usualNames(board, category, context.turn.actor.id, context.locale);
  const names = { reader, deputy };
  const at = context.now.toISOString();
  const answer = (step: string, field: Field): readonly Answer[] => {
    const value = draft.values[field.id] ?? field.preset;
    if (value === undefined || field.id === 'visibility') return [];
    const question = questionOf(context.locale, field.id);
    return [{ id: field.id, step, question, at, ...(field.options ? { value: optionText(context.locale, field.id, value, names), code: value } : { value }) }];
  };
  const [, story] = SHORT_REPORT.steps;
  return [...story.fields.flatMap((field) => answer('story', field)), ...askedFields(context, draft).flatMap((field) => answer('who', field))];
}

function sentState(context: Context, draft: Draft, submitted: Case): OwnerState {
  const { draft: _, ...rest } = context.state;
  const others = rest.cases.filter((one) => one.draft !== draft.id);
  return { ...rest, cases: [...others, { number: submitted.number, draft: draft.id, subject: 'report' }] };
}

/** Sends the report: durable before the receipt is built, and one case however often it is sent. */
export async function send(context: Context, draft: Draft): Promise<readonly Reply[]> {
  const { services, turn } = context;
  const board = draftBoard(context, draft);
  const route = board && draftRoute(context, draft, board);
  if (!board || !route || draft.number === undefined) {
    const note = board ? t(context.locale, 'report.noRecipient', { board: board.name[context.locale], contact: describe(board.directory.whistleblowing, context.locale) }) : undefined;
    const again: Draft = { ...draft, step: board ? 'who' : 'safety' };
    update(context, { draft: again });
    return inPlace({ card: draftCard(context, again, [], note) });
  }
  const submission: Submission = {
    actor: turn.actor,
    address: turn.address,
    board,
    subject: 'report',
    key: draft.id,
    number: draft.number,
    locale: context.locale,
    category: draftCategory(context, draft),
    visibility: draftVisibility(context, draft),
    involved: draftInvolved(draft),
    route,
    // Safe now changes the advice, not the level: that there was danger stands.
    safety: draft.dangerAt === undefined ? (draft.safety ?? 'no') : 'yes',
    dangerAt: draft.dangerAt,
    answers: answersOf(context, draft, board),
    values: draft.values,
    code: draft.code,
    alongside: (submitted) => {
      const write = services.owners.writeOf(turn.actor, context.loaded, sentState(context, draft, submitted));
      return write ? [write] : [];
    },
  };
  const submitted = await services.cases.submit(submission);
  services.words.take(turn.actor.id);
  await settleState(context, draft, submitted);
  return withEmergency(context, board, draft, receipt(context, board, submitted.case, submitted.code));
}

async function settleState(context: Context, draft: Draft, submitted: Submitted): Promise<void> {
  const code = submitted.code === undefined ? {} : { shownCode: { draft: draft.id, code: submitted.code } };
  context.state = { ...sentState(context, draft, submitted.case), ...code };
  if (context.turn.actor.kind === 'anonymous' || !submitted.created) await context.services.owners.save(context.turn.actor, context.loaded, context.state);
  context.saved = true;
}

function isBarred(context: Context, one: Case, personId: string): boolean {
  return one.barred.includes(context.services.personKey(personId));
}

/** The receipt, true to the board's hours at the moment the report came in. */
export function receipt(context: Context, board: Board, one: Case, code?: string): Reply {
  const promise = promiseFor(board, one.severity, new Date(one.receivedAt), context.services.isHoliday);
  return { card: receiptCard({ locale: context.locale, case: one, reachable: isReachable(one), reader: readersOf(board, { ...one, deputyBarred: isBarred(context, one, board.recipients.deputy) }, context.locale), promise, code }) };
}

/** A story that tells of danger now gets 112 first; the report is stored all the same. */
function withEmergency(context: Context, board: Board, draft: Draft, sent: Reply): readonly Reply[] {
  const placed = { ...sent, replace: true };
  if (!isEmergency(draft.values['story'] ?? '')) return [placed];
  return [{ card: emergencyCard(context.locale, board, { kind: 'none' }) }, placed];
}
