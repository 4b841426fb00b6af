import { randomBytes, randomInt } from 'node:crypto';
import type { Board, IncidentType } from '../../domain/board';
import { nextStaffed, type IsHoliday } from '../../domain/calendar';
import { evolve, type Answer, type Case, type Visibility } from '../../domain/case';
import { newClocks } from '../../domain/clocks';
import { caseNumber } from '../../domain/caseNumber';
import { newNotices } from '../../domain/notices';
import { firstDates } from '../../domain/notices/after';
import type { Locale } from '../../domain/locale';
import type { Actor } from '../../domain/person';
import { workers, type Category, type Involved, type Route } from '../../domain/routing';
import { assess, type SafetyAnswer } from '../../domain/severity';
import { signsIn, typeFrom } from '../../domain/words';
import type { Keys } from '../keys';
import type { Further } from '../notifications/further';
import type { Address } from '../notifications/ports';
import type { References } from '../references';
import { StoreConflict, StoreUnavailable, type Store, type Write } from '../store/ports';
import { newClaim } from './claims';
import { caseKey, codeKey, derivedOf, identityKey, type Identity, type Written } from './documents';

/** A report as its reporter sends it; who it goes to has been decided and said before. */
export interface Submission {
  readonly actor: Actor;
  readonly address: Address;
  readonly board: Board;
  readonly subject: 'report' | 'question';
  /** Practised: counted nowhere until somebody says that it is real. */
  readonly exercise?: true | undefined;
  /** The draft's id: two sendings of one draft are one case. */
  readonly key: string;
  readonly number: string;
  readonly locale: Locale;
  readonly category: Category;
  readonly visibility: Visibility;
  readonly involved: Involved;
  readonly route: Route;
  readonly safety: SafetyAnswer;
  readonly dangerAt?: string | undefined;
  readonly answers: readonly Answer[];
  /** Codes of chosen options, for the severity rules. */
  readonly values: Readonly<Record<string, string>>;
  /** The 16 digits of an anonymous report's receipt code, fixed with its draft: sent again, it opens the same case. */
  readonly code?: string | undefined;
  /** Writes to stand in the same commit, last: the reporter's own state. */
  readonly alongside: (submitted: Case) => readonly Write[];
}

export interface Submitted {
  readonly case: Case;
  /** The 16 digits of an anonymous report, shown once. */
  readonly code?: string;
  readonly created: boolean;
  /** What was to stand alongside could not be written to a shared store; the case is stored all the same. */
  readonly alone: boolean;
  /** When it was written, as the store has it; absent where it was there already. */
  readonly written?: Written;
}

export interface SubmitDeps {
  readonly store: Store;
  readonly keys: Keys;
  readonly references: References;
  readonly isHoliday: IsHoliday;
  /** What is to be sent besides: to a board's own system, and where the recipient has no chat. */
  readonly further: Further['after'];
  /** Id of this process, which sends the case's notices at once. */
  readonly instance: string;
}

const CODE_DIGITS = 16;

/** A new number for a board, as random as the system can make it. */
export function newNumber(board: string): string {
  return caseNumber(board, randomBytes(7));
}

/** A new receipt code. */
export function newCode(): string {
  return Array.from({ length: CODE_DIGITS }, () => randomInt(10)).join('');
}

/** Channels and groups hear only of cases that the whole line may work: anybody of it may sit in them. */
async function placesFor(deps: SubmitDeps, submission: Submission): Promise<readonly string[]> {
  const line = workers(submission.board, 'line');
  const someBarred = submission.route.barred.some((person) => line.includes(person));
  if (submission.route.audience !== 'line' || someBarred || submission.subject === 'question' || submission.exercise) return [];
  return (await deps.references.placesOf(submission.board.code)).map((place) => place.key);
}

async function buildCase(deps: SubmitDeps, submission: Submission, now: Date): Promise<Case> {
  const { board, route } = submission;
  // The reporter too, who may come to work here later: nobody handles their own case.
  const barred = route.barred.map((person) => deps.keys.person(person));
  const [chat, places] = await Promise.all([deps.references.chatOf(route.recipient), placesFor(deps, submission)]);
  const { type, severity, reasons } = judge(submission);
  const setting = { board, isHoliday: deps.isHoliday, hashOf: deps.keys.person };
  const notBefore = nextStaffed(board.hours, now, deps.isHoliday) ?? now;
  const at = now.toISOString();
  const blank: Case = {
    schema: 2,
    key: submission.key,
    number: submission.number,
    board: board.code,
    version: 0,
    subject: submission.subject,
    ...(submission.exercise ? { exercise: true } : {}),
    locale: submission.locale,
    type,
    severity,
    severityReasons: reasons,
    status: 'received',
    receivedAt: at,
    category: submission.category,
    visibility: submission.visibility,
    involved: submission.involved,
    audience: route.audience,
    barred,
    recipient: route.recipient,
    safety: submission.safety,
    ...(submission.dangerAt === undefined ? {} : { dangerAt: submission.dangerAt }),
    answers: submission.answers,
    files: [],
    events: [],
    notices: newNotices({ recipient: route.recipient, hasChat: chat !== undefined, places, notBefore, now }),
    claim: newClaim(deps.instance, 0),
    // Nobody is disturbed by the dates of an exercise.
    clocks: submission.exercise ? {} : newClocks(setting, { subject: submission.subject, severity }, now),
  };
  const received = evolve(blank, { at, by: { role: 'reporter' }, kind: 'received', severity, reasons });
  return { ...received, notices: [...received.notices, ...firstDates(received, setting, now), ...(await deps.further(0, received, now, notBefore))] };
}

function judge(submission: Submission): { type: IncidentType; severity: Case['severity']; reasons: readonly string[] } {
  if (submission.subject === 'question') return { type: 'unclear', severity: 'low', reasons: [] };
  const signs = signsIn(submission.answers.find((answer) => answer.id === 'story')?.value ?? '');
  const type = typeFrom(signs);
  return { type, ...assess({ safety: submission.safety, type, signs, values: submission.values }) };
}

function identityOf(submission: Submission): Identity | undefined {
  if (submission.visibility === 'anonymous') return undefined;
  const { actor, number, board, category, locale, address } = submission;
  return { number, board: board.code, personId: actor.id, name: actor.name, category, locale, address };
}

/**
 * Stores the case with its notices in one commit, durable when this answers. The identity and the receipt code stand
 * before it, since either alone tells nothing; the reporter's state comes last. A draft that was sent before gives
 * the same case again; a number taken by another case is drawn anew.
 * @throws StoreUnavailable, and then the case is not stored, or is found when its draft is sent again
 */
export async function submit(deps: SubmitDeps, submission: Submission, now: Date): Promise<Submitted> {
  const made = await buildCase(deps, submission, now);
  const code = submission.visibility === 'anonymous' ? (submission.code ?? newCode()) : undefined;
  const at = new Date().toISOString();
  const written: Written = { changedAt: at, eventAt: at };
  const own = writesOf(deps, submission, made, written, code);
  const beside = submission.alongside(made);
  try {
    await deps.store.write(deps.store.shared ? own : [...own, ...beside]);
  } catch (error) {
    if (!(error instanceof StoreConflict) || error.key.container !== 'cases') throw error;
    return resolveTaken(deps, submission, now);
  }
  const alone = deps.store.shared && !(await writtenBeside(deps, beside));
  return { case: made, created: true, alone, written, ...(code === undefined ? {} : { code }) };
}

/** In a shared store the case stands before the rest does. Nobody is told that nothing was sent because the rest does not. */
async function writtenBeside({ store }: SubmitDeps, beside: readonly Write[]): Promise<boolean> {
  if (beside.length === 0) return true;
  try {
    await store.write(beside);
    return true;
  } catch (error) {
    if (error instanceof StoreConflict || error instanceof StoreUnavailable) return false;
    throw error;
  }
}

function writesOf(deps: SubmitDeps, submission: Submission, made: Case, written: Written, code: string | undefined): readonly Write[] {
  const identity = identityOf(submission);
  const upsert = { kind: 'upsert' } as const;
  const sealedFor = made.key;
  return [
    ...(identity ? [{ key: identityKey(made), body: identity, condition: upsert, sealedFor }] : []),
    ...(code ? [{ key: codeKey(deps.keys.receiptCode(code)), body: { board: made.board, number: made.number }, condition: upsert }] : []),
    { key: caseKey(made.number), body: made, derived: derivedOf(made, deps.keys, written), condition: { kind: 'create' }, sealedFor },
  ];
}

async function resolveTaken(deps: SubmitDeps, submission: Submission, now: Date): Promise<Submitted> {
  const existing = await deps.store.read<Case>(caseKey(submission.number));
  if (existing?.body.key !== submission.key) return submit(deps, { ...submission, number: newNumber(submission.board.code) }, now);
  const code = submission.visibility === 'anonymous' && submission.code !== undefined ? { code: submission.code } : {};
  return { case: existing.body, created: false, alone: false, ...code };
}
