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
import { caseMarked, isStillPractised } from '../practice';
import type { Reply } from '../turn';
import { showStep } from './follow';
import { askedFields, draftBoard, draftCard, draftCategory, draftInvolved, draftRoute, draftVisibility } from './reportView';
import { showStatus } from './status';

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

/** The person's state once the draft has become that case. */
export function sentState(state: OwnerState, draft: Draft, submitted: Case): OwnerState {
  const { draft: current, held: _, ...rest } = state;
  const others = rest.cases.filter((one) => one.draft !== draft.id);
  const later = current && current.id !== draft.id ? { draft: current } : {};
  return { ...rest, ...later, cases: [...others, { number: submitted.number, draft: draft.id, subject: 'report' }] };
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
    exercise: (await isStillPractised(context, draft, board.code)) ? true : undefined,
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
      const write = services.owners.writeOf(turn.actor, context.loaded, sentState(context.state, draft, submitted));
      return write ? [write] : [];
    },
  };
  const submitted = await madeReal(context, submission, await services.cases.submit(submission));
  await settleState(context, draft, submitted);
  services.words.take(turn.actor.id);
  if (!submitted.created && differs(draft, submission, submitted.case)) return alreadySent(context, board, draft, submission, submitted.case);
  return withEmergency(context, board, draft, receipt(context, board, submitted.case, submitted.code));
}

/** What came through as an exercise at an earlier press, and has become real since, is real. */
async function madeReal({ services }: Context, { exercise }: Submission, submitted: Submitted): Promise<Submitted> {
  if (submitted.created || submitted.case.exercise !== true || exercise === true) return submitted;
  const outcome = await services.cases.actAsReporter(submitted.case.number, { command: 'makeReal' });
  return outcome.case ? { ...submitted, case: outcome.case } : submitted;
}

/** The case is stored whatever becomes of this: what cannot be remembered now is found out at the next press. */
async function settleState(context: Context, draft: Draft, submitted: Submitted): Promise<void> {
  const { services, turn } = context;
  const code = submitted.code === undefined ? {} : { shownCode: { draft: draft.id, code: submitted.code } };
  context.state = { ...sentState(context.state, draft, submitted.case), ...code };
  context.saved = true;
  if (turn.actor.kind === 'anonymous') await services.owners.save(turn.actor, context.loaded, context.state);
  else if (!submitted.created || submitted.alone) {
    const remembered = await services.owners.change(turn.actor, (state) => sentState(state, draft, submitted.case));
    if (!remembered) services.log.warn({ code: 'sent_not_remembered' }, 'a report is stored, and its reporter’s state does not know it yet');
  }
}

const wordsIn = (one: Case, id: string): string => one.answers.find((answer) => answer.id === id)?.value ?? '';

/** Whether what is sent now is not what was stored at an earlier press, of which nobody could say that it had come through. */
function differs(draft: Draft, { visibility, involved }: Submission, stored: Case): boolean {
  return stored.involved !== involved || stricter(visibility, stored) || newWords(draft, stored) !== '';
}

const stricter = (visibility: Submission['visibility'], stored: Case): boolean => visibility === 'hidden' && stored.visibility !== 'hidden';

/** The words of the draft that are not in the case. */
function newWords(draft: Draft, stored: Case): string {
  return ['story', 'callback'].map((id) => [draft.values[id] ?? '', wordsIn(stored, id)] as const).filter(([now, before]) => now !== '' && now !== before).map(([now]) => now).join('\n\n');
}

/** The report had come through as it was first sent: what has changed since is carried over, or the person is told that it cannot be. */
async function alreadySent(context: Context, board: Board, draft: Draft, submission: Submission, stored: Case): Promise<readonly Reply[]> {
  const { locale, services } = context;
  const hidden = stricter(submission.visibility, stored) ? await services.cases.actAsReporter(stored.number, { command: 'hideName' }) : undefined;
  const one = hidden?.ok === true ? hidden.case : stored;
  const reader = readersOf(board, { ...one, deputyBarred: isBarred(context, one, board.recipients.deputy) }, locale);
  const notes = [t(locale, 'send.already'), ...(hidden ? [t(locale, 'send.nowHidden')] : []), ...(stored.involved === submission.involved ? [] : [t(locale, 'send.alreadyReaders', { reader })])];
  const words = newWords(draft, stored);
  if (words === '') return inPlace(showStatus(context, one, { notes }));
  return inPlace(showStep(context, one, 'more', { values: { more: words }, note: [...notes, t(locale, 'stale.keptWords')].join(' ') }));
}

function isBarred(context: Context, one: Case, personId: string): boolean {
  return one.barred.includes(context.services.personKey(personId));
}

/** The receipt, true to the board's hours at the moment the report came in. */
export function receipt(context: Context, board: Board, one: Case, code?: string): Reply {
  const promise = promiseFor(board, one.severity, new Date(one.receivedAt), context.services.isHoliday);
  const card = receiptCard({ locale: context.locale, case: one, reachable: isReachable(one), reader: readersOf(board, { ...one, deputyBarred: isBarred(context, one, board.recipients.deputy) }, context.locale), promise, code });
  return { card: caseMarked(context, one, card) };
}

/** A story that tells of danger now gets 112 first; the report is stored all the same. */
function withEmergency(context: Context, board: Board, draft: Draft, sent: Reply): readonly Reply[] {
  const placed = { ...sent, replace: true };
  if (!isEmergency(draft.values['story'] ?? '')) return [placed];
  return [{ card: emergencyCard(context.locale, board, { kind: 'none' }) }, placed];
}
