import type { Board } from '../domain/board';
import type { IsHoliday } from '../domain/calendar';
import { isReachable, type Answer, type By, type Case, type CaseEvent, type FileRef, type Notice } from '../domain/case';
import { may, type Relation } from '../domain/access';
import { hasArrived, ledgerState } from '../domain/delivery';
import { feedbackBy, isOverdue, type Clock } from '../domain/clocks';
import { isScheduled } from '../domain/notices';
import { promiseFor } from '../domain/promise';
import { offerable, workers } from '../domain/routing';
import { managersOf } from '../domain/work/choices';
import { FROM, isOpenTo } from '../domain/work/decide';
import { isForAnother } from '../domain/work/offer';
import { leftIn } from '../domain/work/left';
import { CLOCKS, type WorkName } from '../domain/work/types';
import { awaitsNameReview, checklistOf, dutiesOf, eventsOf, hasDuties, iaOf, lacksManager, latest, measuresOf, messagesOf, nameRequestOf, nameReviewFor, referredTo, storyOf } from '../domain/work/views';
import type { CaseSummary } from '../services/cases';

/** Names in a line of the list; absent of whoever is no longer among the board's people. */
export interface RowNames {
  readonly acknowledgedBy: string | undefined;
  readonly recipient: string | undefined;
}

/** One line of the list: derived facts only, nothing anybody wrote. */
export function caseRow(one: CaseSummary, { acknowledgedBy, recipient }: RowNames, now: Date): object {
  const due = [one.contactBy, one.feedbackBy].filter((at) => at !== undefined);
  return {
    number: one.number,
    board: one.board,
    type: one.type,
    severity: one.severity,
    status: one.status,
    receivedAt: one.receivedAt,
    reporterCategory: one.category,
    ...(one.exercise ? { exercise: true } : {}),
    ...(one.ia ? { ia: one.ia } : {}),
    ...(one.acknowledged ? { acknowledgedAt: one.acknowledged.at } : {}),
    ...(acknowledgedBy === undefined ? {} : { acknowledgedBy }),
    ...(one.contactBy === undefined ? {} : { contactBy: one.contactBy }),
    ...(one.feedbackBy === undefined ? {} : { feedbackBy: one.feedbackBy }),
    overdue: one.status !== 'closed' && due.some((at) => at <= now.toISOString()),
    unanswered: one.waiting,
    ...(one.undelivered ? { undelivered: true } : {}),
    ...(recipient === undefined ? {} : { recipient }),
  };
}

const byOf = (by: By): object => ({ role: by.role, ...(by.name === undefined ? {} : { name: by.name }) });

/** What an event says in a timeline: what was written stands under dialogue, measures and the rest, once. */
function timelineEntry(event: CaseEvent): object {
  const base = { at: event.at, by: byOf(event.by), kind: event.kind };
  switch (event.kind) {
    case 'added':
      return { ...base, step: event.step, ...(event.replaced ? { replaced: event.replaced.map(({ id, question, value }) => ({ id, question, value })) } : {}) };
    case 'fileAdded':
      return { ...base, file: event.file.name };
    case 'received':
    case 'severityRaised':
    case 'severitySet':
      return { ...base, severity: event.severity, reasons: event.reasons, ...('reason' in event ? { reason: event.reason } : {}) };
    case 'caseLinked':
      // Which one is for whoever works both: see `/series`.
      return { ...base, confirmed: event.confirmed };
    case 'madeReal':
      return base;
    case 'conflictDeclared':
      return { ...base, ...(event.ofOther === true ? { ofOther: true } : {}), ...(event.reason === undefined ? {} : { reason: event.reason }) };
    default: {
      const { at: _at, by: _by, kind: _kind, ...rest } = event;
      return { ...base, ...rest };
    }
  }
}

/** What a page of a case needs besides the case. */
export interface Around {
  readonly board: Board;
  readonly isHoliday: IsHoliday;
  readonly now: Date;
  readonly hashOf: (personId: string) => string;
  /** The id of the reporter's own manager, only where whoever looks may see who reported. */
  readonly reporterManager: string | undefined;
  /** The id of whoever looks. */
  readonly viewer: string;
}

/** What the person may do with the case now, as their page offers it. */
function offered(one: Case, relations: readonly Relation[], viewer: string): readonly WorkName[] {
  return (Object.keys(FROM) as WorkName[]).filter((name) => may(relations, name) && isOpenTo(one, name) && !isForAnother(name, one, viewer));
}

/** Both clocks as they run, with whether they have passed. Nobody has been promised a contact that no way leads to. */
function clocksJson(one: Case, now: Date): object {
  const json = (name: (typeof CLOCKS)[number], clock: Clock): object => ({ ...clock, promised: clock.promised && (name !== 'contact' || isReachable(one)), overdue: isOverdue(clock, now) });
  return Object.fromEntries(CLOCKS.flatMap((name) => (one.clocks?.[name] ? [[name, json(name, one.clocks[name])]] : [])));
}

const fileJson = ({ id, name, contentType, bytes, sha256, at }: FileRef): object => ({ id, name, contentType, bytes, sha256, at });
const answerJson = ({ id, step, question, value, at }: Answer): object => ({ id, step, question, value, at });

/** What every view of a case begins with. */
function headOf(one: Case, relations: readonly Relation[], viewer: string): object {
  const { number, version, board, subject, type, severity, status, receivedAt } = one;
  return { number, version, board, subject, type, severity, status, receivedAt, ...(one.exercise === true ? { exercise: true } : {}), relations, may: offered(one, relations, viewer) };
}

/** What the employer and the manager have to do, and where it stands. */
function dutiesJson(one: Case): object {
  return {
    checklist: checklistOf(one).map(({ by, ...check }) => ({ ...check, ...(by ? { by: byOf(by) } : {}) })),
    duties: dutiesOf(one).map(({ duty, state, owner, noted }) => ({ duty, state, owner, ...(noted ? { at: noted.at, by: byOf(noted.by), on: noted.on, reason: noted.reason } : {}) })),
    ia: iaJson(one),
    ...policeJson(one),
  };
}

function iaJson(one: Case): object {
  const { state, owner, number, noted, consent } = iaOf(one);
  return { state, owner, ...(number === undefined ? {} : { number }), ...(noted ? { at: noted.at, by: byOf(noted.by), reason: noted.reason, failure: noted.failure, text: noted.text } : {}), ...(consent === undefined ? {} : { consent }) };
}

function policeJson(one: Case): object {
  const noted = latest(one, 'policeNoted');
  return noted ? { police: { reported: noted.reported, reference: noted.reference, at: noted.at, by: byOf(noted.by) } } : {};
}

const measuresJson = (one: Case): readonly object[] => measuresOf(one).map(({ by, done, ...measure }) => ({ ...measure, by: byOf(by), ...(done ? { done: { ...done, by: byOf(done.by) } } : {}) }));

/** A case for somebody who works it, whose access has been checked. `name` only where they may see who reported. */
export function caseDetail(one: Case, relations: readonly Relation[], name: string | undefined, around: Around): object {
  const { board, isHoliday, now } = around;
  const promise = promiseFor(board, one.severity, new Date(one.receivedAt), isHoliday);
  const person = (id: string): string | undefined => board.people.find((known) => known.id === id)?.name;
  const request = nameRequestOf(one);
  const closed = latest(one, 'closed');
  return {
    ...headOf(one, relations, around.viewer),
    severityReasons: one.severityReasons,
    locale: one.locale,
    safety: one.safety,
    ...(one.dangerAt === undefined ? {} : { dangerAt: one.dangerAt }),
    ...(promise.contact && isReachable(one) ? { contactBy: promise.contact.by.toISOString() } : {}),
    clocks: clocksJson(one, now),
    ...(one.subject === 'report' && one.status !== 'closed' && one.exercise !== true ? { nextFeedback: feedbackBy(around, 'then', now) } : {}),
    left: leftIn(one),
    concernsMinor: one.answers.some((answer) => answer.id === 'minor' && answer.code === 'yes'),
    reporter: { category: one.category, forSomeoneElse: forSomeoneElse(one), visibility: one.visibility, ...(name === undefined ? {} : { name }) },
    recipient: { id: one.recipient, name: person(one.recipient) },
    workplace: latest(one, 'workplaceSet')?.workplace,
    answers: one.answers.map(answerJson),
    dialogue: messagesOf(one).map(({ by, ...message }) => ({ ...message, by: byOf(by) })),
    measures: measuresJson(one),
    ...dutiesJson(one),
    hasDuties: hasDuties(one),
    referred: referredTo(one).map((id) => ({ id, name: person(id) })),
    lacksManager: lacksManager(one),
    ...(request ? { nameRequest: { at: request.at, by: byOf(request.by), reason: request.reason } } : {}),
    nameToReview: awaitsNameReview(one),
    register: registerOf(one),
    pointedOut: pointedOutOf(one),
    ...(closed && one.status === 'closed' ? { outcome: { outcome: closed.outcome, told: closed.told, learnt: closed.learnt, at: closed.at } } : {}),
    timeline: one.events.map(timelineEntry),
    notices: one.notices.filter((notice) => !isScheduled(notice)).map((notice) => noticeJson(one, notice, person(notice.recipient))),
    files: one.files.map(fileJson),
    // Whom it may be given to and referred to; ids and names of the board's own people.
    colleagues: offerable(around, workers(board, one.audience), one).map((id) => ({ id, name: person(id) })),
    managers: managersOf(one, around).map(({ value: id, name: called, own }) => ({ id, name: called, ...(own === true ? { own } : {}) })),
    directory: board.directory,
  };
}

/** A line of the delivery ledger: to whom, by which way, what came of it and when it was last tried. */
function noticeJson(one: Case, notice: Notice, name: string | undefined): object {
  const { about, recipient, channel, attempts, at, reason } = notice;
  return {
    about,
    recipient: recipient.startsWith('place:') ? 'place' : recipient,
    name,
    channel,
    state: ledgerState(one, notice),
    attempts,
    ...(at === undefined ? {} : { at }),
    ...(reason === undefined ? {} : { reason }),
    // By another way, or to somebody else in their place.
    ...(notice.state !== 'sent' && hasArrived(one, notice) ? { arrived: true } : {}),
  };
}

/** For the board's register: when it came, and, once noted, its number and a subject that tells nothing. */
function registerOf(one: Case): object {
  const noted = latest(one, 'registerNoted');
  return { receivedAt: one.receivedAt, ...(noted ? { diaryNumber: noted.diaryNumber, subject: noted.subject, at: noted.at } : {}) };
}

/** Whether the person pointed out has been told, and what they have asked for. */
function pointedOutOf(one: Case): object {
  const noted = latest(one, 'pointedOutNoted');
  const requests = eventsOf(one, 'pointedOutAsked').map(({ request, result, reason, at, by }) => ({ request, result, reason, at, by: byOf(by) }));
  return { ...(noted ? { information: noted.information, reason: noted.reason, at: noted.at, by: byOf(noted.by) } : {}), requests };
}

/**
 * What was referred to a manager: what happened and what is theirs to do, without the dialogue and without deliveries.
 * @param chosen whether the reporter chose that this manager knows
 */
export function referredDetail(one: Case, relations: readonly Relation[], name: string | undefined, chosen: boolean, around: Pick<Around, 'board' | 'viewer'>): object {
  const note = eventsOf(one, 'referred').findLast(({ to }) => to === around.viewer)?.note;
  return {
    ...headOf(one, relations, around.viewer),
    reporter: { category: one.category, visibility: one.visibility, ...(name === undefined ? {} : { name }) },
    ...(note === undefined ? {} : { note }),
    workplace: latest(one, 'workplaceSet')?.workplace,
    // The reporter's own words only where they chose that this manager knows; else the coordinator's note is what was referred.
    answers: chosen ? storyOf(one).map(answerJson) : [],
    measures: measuresJson(one),
    ...dutiesJson(one),
    hasDuties: hasDuties(one),
    directory: around.board.directory,
  };
}

/** The least of a serious incident, for a safety representative: never the dialogue, never who, never in whose words. */
export function minimumOf(one: Case): object {
  const { number, board, type, severity, status, receivedAt } = one;
  // What a measure is about is in somebody's words; that there is one, and when, is not.
  const measures = measuresOf(one).map(({ prevention, due, done }) => ({ prevention, due, ...(done ? { doneAt: done.at } : {}) }));
  const { state, noted } = dutiesOf(one).find(({ duty }) => duty === 'workEnvironmentAuthority') ?? {};
  return { number, board, type, severity, status, receivedAt, relations: ['safetyRepresentative'], may: [], measures, ...(state ? { workEnvironmentAuthority: { state, on: noted?.on } } : {}) };
}

/** For the second person: who asks for a hidden name, in which case and why. Nothing of the case itself. */
export function nameRequestJson(one: Case, relations: readonly Relation[], { viewer }: Pick<Around, 'viewer'>): object {
  const request = nameRequestOf(one);
  const seen = nameReviewFor(one, viewer);
  return {
    number: one.number,
    board: one.board,
    version: one.version,
    relations,
    may: offered(one, relations, viewer),
    ...(request ? { nameRequest: { at: request.at, by: byOf(request.by), reason: request.reason } } : {}),
    ...(!request && seen ? { nameToReview: { at: seen.at, by: byOf(seen.by), reason: seen.reason } } : {}),
  };
}

function forSomeoneElse(one: Case): boolean {
  const code = one.answers.find((answer) => answer.id === 'forWhom')?.code;
  return code === 'otherKnows' || code === 'otherDoesNotKnow';
}
