import type { Board } from '../domain/board';
import type { IsHoliday } from '../domain/calendar';
import { isReachable, type By, type Case, type CaseEvent } from '../domain/case';
import { may, type Deed } from '../domain/access';
import { promiseFor } from '../domain/promise';
import type { CaseSummary } from '../services/cases';

/** One line of the list: derived facts only, nothing anybody wrote. `acknowledgedBy`: that person's name. */
export function caseRow(one: CaseSummary, acknowledgedBy: string | undefined): object {
  return {
    number: one.number,
    board: one.board,
    type: one.type,
    severity: one.severity,
    status: one.status,
    receivedAt: one.receivedAt,
    reporterCategory: one.category,
    ...(one.acknowledged ? { acknowledgedAt: one.acknowledged.at } : {}),
    ...(acknowledgedBy === undefined ? {} : { acknowledgedBy }),
  };
}

const byOf = (by: By): object => ({ role: by.role, ...(by.name === undefined ? {} : { name: by.name }) });

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
      return { ...base, severity: event.severity, reasons: event.reasons };
    default:
      return base;
  }
}

const COMMANDS: readonly Deed[] = ['acknowledge'];

/** A case for somebody whose access has been checked. `name` only where the reporter chose to be known. */
export function caseDetail(one: Case, board: Board, name: string | undefined, isHoliday: IsHoliday): object {
  const promise = promiseFor(board, one.severity, new Date(one.receivedAt), isHoliday);
  return {
    number: one.number,
    version: one.version,
    board: one.board,
    subject: one.subject,
    type: one.type,
    severity: one.severity,
    severityReasons: one.severityReasons,
    status: one.status,
    receivedAt: one.receivedAt,
    locale: one.locale,
    safety: one.safety,
    ...(one.dangerAt === undefined ? {} : { dangerAt: one.dangerAt }),
    ...(promise.contact && isReachable(one) ? { contactBy: promise.contact.by.toISOString() } : {}),
    concernsMinor: one.answers.some((answer) => answer.id === 'minor' && answer.code === 'yes'),
    reporter: { category: one.category, forSomeoneElse: forSomeoneElse(one), visibility: one.visibility, ...(name === undefined ? {} : { name }) },
    answers: one.answers.map(({ id, step, question, value, at }) => ({ id, step, question, value, at })),
    timeline: one.events.map(timelineEntry),
    notices: one.notices.map(({ about, recipient, channel, state, attempts, reason }) => ({
      about,
      recipient: recipient.startsWith('place:') ? 'place' : recipient,
      name: board.people.find((person) => person.id === recipient)?.name,
      channel,
      state,
      attempts,
      ...(reason === undefined ? {} : { reason }),
    })),
    files: one.files.map(({ id, name: file, contentType, bytes, sha256, at }) => ({ id, name: file, contentType, bytes, sha256, at })),
    may: COMMANDS.filter((deed) => may('worker', deed) && one.status === 'received'),
  };
}

function forSomeoneElse(one: Case): boolean {
  const code = one.answers.find((answer) => answer.id === 'forWhom')?.code;
  return code === 'otherKnows' || code === 'otherDoesNotKnow';
}
