import { lastEvent, type Case, type CaseEvent, type Notice } from '../domain/case';
import type { Clock } from '../domain/clocks';
import { doneBy } from '../domain/delivery';
import { isForOverseer } from '../domain/notices/concerns';
import type { Locale } from '../domain/locale';
import { t, type TextKey } from '../locales';
import { card, facts, openUrl, submit, text, title } from './build';
import { pack } from './payloads';
import { day, dayAndClock } from './time';
import type { AdaptiveCard } from './types';

const at = (locale: Locale, iso: string): string => dayAndClock(locale, new Date(iso));

/** Who acknowledged, answered or withdrew it and when; empty while it waits. */
function settled(locale: Locale, one: Case): string {
  const withdrawn = lastEvent(one, 'withdrawn');
  if (withdrawn) return t(locale, 'notice.withdrawn', { time: at(locale, withdrawn.at) });
  const acknowledged = lastEvent(one, 'acknowledged');
  const read = acknowledged ?? lastEvent(one, 'informed');
  // A report that was written about before anybody acknowledged it waits still.
  if (read === undefined || one.status === 'received') return '';
  return t(locale, read.kind === 'informed' ? 'notice.answered' : one.subject === 'question' ? 'notice.questionAcknowledged' : 'notice.acknowledged', { name: read.by.name ?? '', time: at(locale, read.at) });
}

function heading(locale: Locale, one: Case): string {
  if (lastEvent(one, 'withdrawn')) return t(locale, 'notice.titleClosed');
  if (lastEvent(one, 'acknowledged')) return t(locale, one.subject === 'question' ? 'notice.titleQuestionRead' : 'notice.titleRead');
  if (one.subject === 'question' && lastEvent(one, 'informed')) return t(locale, 'notice.titleAnswered');
  return t(locale, one.subject === 'question' ? 'notice.question' : 'notice.title');
}

/** The notice in a recipient's personal chat: number, severity, time, and nothing anybody wrote. */
export function noticeCard(locale: Locale, one: Case, note?: string): AdaptiveCard {
  const head = heading(locale, one);
  const status = settled(locale, one);
  const rows: (readonly [string, string])[] = [
    [t(locale, 'notice.number'), one.number],
    ...severityRow(locale, one),
    [t(locale, 'notice.received'), at(locale, one.receivedAt)],
  ];
  const body = [
    title('notice', head),
    ...(note ? [text(note, { id: 'note', weight: 'bolder' })] : []),
    facts(rows),
    ...(status ? [text(status, { id: 'settled' })] : []),
  ];
  const actions = [
    ...(status ? [] : [submit(t(locale, 'notice.acknowledge'), pack('case.acknowledge', { number: one.number, version: one.version }), 'positive')]),
    submit(t(locale, 'notice.show'), pack('case.show', { number: one.number })),
  ];
  return card(locale, head, body, actions);
}

/** What each event says to whoever of the board's people hears of it: that it happened, and what to do. */
const WORK = {
  replied: ['notice.replied.title', 'notice.replied'],
  added: ['notice.added.title', 'notice.added'],
  fileAdded: ['notice.added.title', 'notice.added'],
  withdrawn: ['notice.titleClosed', 'notice.withdrawnNow'],
  severityRaised: ['notice.raised.title', 'notice.raised'],
  assigned: ['notice.assigned.title', 'notice.assigned'],
  conflictDeclared: ['notice.assigned.title', 'notice.assigned'],
  crisisEscalated: ['notice.crisis.title', 'notice.crisis'],
  aftercareAnswered: ['notice.careYes.title', 'notice.careYes'],
  referred: ['notice.referred.title', 'notice.referred'],
  nameRequested: ['notice.nameRequested.title', 'notice.nameRequested'],
  nameRefused: ['notice.nameRefused.title', 'notice.nameRefused'],
} as const satisfies Partial<Record<CaseEvent['kind'], readonly [TextKey, TextKey]>>;

/** What has happened to a case, or is to be done, in the chat of somebody of the board's people. Nothing in anybody's words. */
export function workCard(locale: Locale, one: Case, notice: Notice, kind: CaseEvent['kind'] | undefined, caseUrl: string): AdaptiveCard {
  const [head, line] = saidOf(locale, one, notice, kind);
  // Each is shown their own part of the case; the notice stays, since it tells of something else than that the case has come.
  const show = submit(t(locale, 'notice.show'), pack('case.show', { number: one.number, keep: 'yes' }));
  const rows: (readonly [string, string])[] = [[t(locale, 'notice.number'), one.number], ...severityRow(locale, one)];
  const body = [title('notice', head), text(line), facts(rows)];
  // Whoever only hears of it has no part of the case to be shown.
  return isForOverseer(one, notice) ? card(locale, head, body) : card(locale, head, body, [show, openUrl(t(locale, 'notice.openCase'), caseUrl)]);
}

const severityRow = (locale: Locale, one: Case): readonly (readonly [string, string])[] => (one.subject === 'question' ? [] : [[t(locale, 'notice.severity'), t(locale, `severity.${one.severity}`)]]);

function saidOf(locale: Locale, one: Case, notice: Notice, kind: CaseEvent['kind'] | undefined): readonly [string, string] {
  const { about, clock, on } = notice;
  const both = (head: TextKey, line: TextKey, params = {}): readonly [string, string] => [t(locale, head), t(locale, line, params)];
  if ((about === 'reminder' || about === 'overdue') && clock !== undefined) return both(`notice.${about}.${clock}.title`, `notice.${about}.${clock}`, { time: timeOf(locale, one.clocks?.[clock]) });
  if (about === 'call') return both('notice.call.title', one.visibility === 'anonymous' || on === undefined ? 'notice.call.agreed' : 'notice.call.silent');
  if (isForOverseer(one, notice)) return both('notice.conflict.title', 'notice.conflict', { name: doneBy(one, notice)?.by.name ?? '' });
  return both(...keysOf(one, notice, kind));
}

function keysOf(one: Case, { recipient }: Notice, kind: CaseEvent['kind'] | undefined): readonly [TextKey, TextKey] {
  if (kind === 'nameRevealed') return lastEvent(one, 'nameRevealed')?.to === recipient ? ['notice.nameApproved.title', 'notice.nameApproved'] : ['notice.nameReview.title', 'notice.nameReview'];
  return kind !== undefined && kind in WORK ? WORK[kind as keyof typeof WORK] : ['notice.changed.title', 'notice.changed'];
}

const timeOf = (locale: Locale, clock: Clock | undefined): string => (clock ? (clock.precision === 'day' ? day : dayAndClock)(locale, new Date(clock.due)) : '');

/** The notice in a connected channel or group chat: only that there is a case, and a link that asks who you are. */
export function placeNoticeCard(locale: Locale, workspace: string): AdaptiveCard {
  const body = [title('notice', t(locale, 'notice.placeTitle')), text(t(locale, 'notice.place'))];
  return card(locale, t(locale, 'notice.placeTitle'), body, [openUrl(t(locale, 'notice.open'), workspace)]);
}
