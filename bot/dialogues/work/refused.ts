import { noteCard } from '../../../cards/talk';
import { happened } from '../../../cards/work/parts';
import { may } from '../../../domain/access';
import { toLocal } from '../../../domain/calendar';
import { lastEvent, type Case, type CaseEvent } from '../../../domain/case';
import { problemsOf, WORK_FORMS, type WorkValues } from '../../../domain/work/forms';
import type { WorkCommand, WorkName } from '../../../domain/work/types';
import { codeOf, type Refused } from '../../../services/cases/refusals';
import { lookup, t, type TextKey } from '../../../locales';
import { inPlace, type Context } from '../../context';
import type { Reply } from '../../turn';
import { emptyForm, formReply, overReply, type Filled } from './form';
import { cardFor, gone, standing, type Standing } from './standing';

/** What was asked for and not done. */
export interface Attempt {
  readonly command: WorkName;
  readonly number: string;
  /** The case's version on the card. */
  readonly version: number;
  readonly id: string;
  readonly values: WorkValues;
}

/** For the log: which command and why not, and no word of anybody's. */
export function logRefusal({ services, turn }: Context, command: WorkName, refusal: Refused): void {
  services.log.info({ code: 'command_refused', command, reason: codeOf(refusal), person: services.cases.personKey(turn.actor.id) }, 'a command was refused');
}

/** What happened to the case since that version, oldest first. */
export function eventsSince({ events, version }: Pick<Case, 'events' | 'version'>, seen: number): readonly CaseEvent[] {
  const count = version - seen;
  return count > 0 ? events.slice(-Math.min(count, events.length)) : [];
}

const KINDS: Partial<Readonly<Record<WorkName, readonly CaseEvent['kind'][]>>> = {
  acknowledge: ['acknowledged'],
  assess: ['assessing'],
  assign: ['assigned'],
  ask: ['asked'],
  reply: ['informed'],
  recordContact: ['contactRecorded'],
  setSeverity: ['severitySet'],
  setType: ['typeSet'],
  setWorkplace: ['workplaceSet'],
  moveDate: ['dateMoved'],
  announceReferral: ['referralAnnounced'],
  refer: ['referred'],
  tick: ['ticked'],
  addMeasure: ['measureAdded'],
  completeMeasure: ['measureCompleted'],
  notePolice: ['policeNoted'],
  noteDuty: ['dutyNoted'],
  noteRegister: ['registerNoted'],
  transferToIa: ['iaNoted'],
  revealName: ['nameRequested', 'nameRevealed'],
  approveName: ['nameRevealed'],
  refuseName: ['nameRefused'],
  reviewName: ['nameReviewed'],
  escalateCrisis: ['crisisEscalated'],
  notePointedOut: ['pointedOutNoted'],
  notePointedOutRequest: ['pointedOutAsked'],
  linkCase: ['caseLinked'],
  makeReal: ['madeReal'],
  agreeAftercare: ['aftercareAgreed'],
  close: ['closed'],
  reopen: ['reopened'],
};

/** Whether the person's own press has been taken already: a button pressed twice, or a message that came again, is no news. */
export function isDone(one: Case, seen: number, wanted: WorkCommand, personId: string): boolean {
  const { command, ...fields } = wanted;
  const [first] = eventsSince(one, seen);
  if (!first || first.by.person !== personId || !(KINDS[command] ?? []).includes(first.kind)) return false;
  const event: Readonly<Record<string, unknown>> = { ...first };
  return Object.entries(fields).every(([field, value]) => !(field in event) || value === undefined || JSON.stringify(event[field]) === JSON.stringify(value));
}

/** Why not, in words for the person. Who was first is said by name. */
function notesOf(context: Context, refusal: Refused, one: Case | undefined): readonly string[] {
  const { locale } = context;
  const reason = lookup(locale, `work.refused.${refusal}`) ?? t(locale, 'work.refused.notHere');
  const first = refusal === 'alreadyAcknowledged' && one ? lastEvent(one, 'acknowledged') : refusal === 'closed' && one ? one.events.findLast(({ kind }) => kind === 'closed' || kind === 'withdrawn') : undefined;
  return [reason, ...(first ? [happened(locale, first, one?.subject)] : [])];
}

/** Which field the refusal is about, where it is about one. */
function fieldOf(refusal: Refused, { command, values }: Attempt, today: string): Filled['problems'] {
  if (refusal !== 'missing') return [];
  const found = problemsOf(command, values, today);
  if (found.length > 0) return found;
  return command === 'moveDate' ? [{ field: 'due', code: 'past' }] : [];
}

/** Not done: the same form again with what was typed, or, where it can be done no more, the case as it is with the reason. */
export async function refused(context: Context, attempt: Attempt, refusal: Refused): Promise<readonly Reply[]> {
  logRefusal(context, attempt.command, refusal);
  const here = refusal === 'notFound' ? undefined : await standing(context, attempt.number);
  if (!here) return gone(context);
  const since = refusal === 'stale' && may(here.relations, 'view') ? eventsSince(here.one, attempt.version) : [];
  return again(context, here, attempt, refusal, since);
}

async function again(context: Context, here: Standing, attempt: Attempt, refusal: Refused, since: readonly CaseEvent[]): Promise<readonly Reply[]> {
  const { locale } = context;
  const { command, values, id } = attempt;
  const stays = here.offered.includes(command);
  const asks = WORK_FORMS[command].length > 0;
  const kept = refusal === 'stale' && asks && stays ? [t(locale, 'work.refused.overtaken')] : [];
  const notes = [...notesOf(context, refusal, here.one), ...kept];
  if (refusal === 'forbidden' || (!asks && (!stays || !may(here.relations, 'view')))) return inPlace({ card: await cardFor(context, here, [...notes, ...since.map((event) => happened(locale, event, here.one.subject))]) });
  const filled: Filled = { ...emptyForm(id), values, notes, since, problems: fieldOf(refusal, attempt, toLocal(context.now).date) };
  return stays ? formReply(context, here, command, filled) : overReply(context, here, command, filled);
}

/** Said to whoever has just left the case by their own doing. */
export const left = (context: Context, said: TextKey): readonly Reply[] => inPlace({ card: noteCard(context.locale, 'left', t(context.locale, said)) });
