import { nextStaffed } from '../calendar';
import type { Case, CaseEvent, Notice } from '../case';
import type { Setting } from '../clocks';
import { inOrder, remaining } from '../routing';
import { nameRequestOf } from '../work/views';
import { careOwner } from './care';
import type { Numbered } from './events';

/** The recipient that stands for the board's crisis contact, who is none of its people. */
export const CRISIS = 'crisis';

/** What comes in several steps is told once, so long after the first of them. */
const GATHERED_MS = 10 * 60_000;
const GATHERED: readonly CaseEvent['kind'][] = ['added', 'fileAdded'];
/** Told once while the card is on its way. */
const SAME: readonly CaseEvent['kind'][] = [...GATHERED, 'replied'];
/** Meant for whoever it is about and nobody else. */
const PERSONAL: readonly CaseEvent['kind'][] = ['referred', 'nameRequested', 'nameRevealed', 'nameRefused'];

interface Moment {
  readonly before: Case;
  readonly after: Case;
  readonly setting: Setting;
}

/** Who of the board's people hears of an event, whoever did it and whoever must not hear of it still among them. */
function hearersOf(event: CaseEvent, { before, after, setting }: Moment): readonly string[] {
  // Whoever has the case, or what they have left behind: nothing that comes falls to nobody.
  const has = inOrder(setting, after).slice(0, 1);
  switch (event.kind) {
    // Until somebody has acknowledged it, it is all seen together.
    case 'added':
    case 'fileAdded':
    case 'withdrawn':
      return before.status === 'received' ? [] : has;
    case 'severityRaised':
      return event.by.role !== 'worker' && (event.severity === 'critical' || event.severity === 'high') ? has : [];
    case 'replied':
    case 'crisisEscalated':
      return has;
    case 'aftercareAnswered':
      return event.answer === 'yes' ? [careOwner(after, setting)] : [];
    default:
      return hearersOfHanding(event, { before, after, setting });
  }
}

/** Whoever gets the case, or a part of it. */
function hearersOfHanding(event: CaseEvent, moment: Moment): readonly string[] {
  switch (event.kind) {
    case 'assigned':
    case 'referred':
      return [event.to];
    case 'conflictDeclared':
      return [...(event.recipient === moment.before.recipient ? [] : [event.recipient]), ...(event.ofOther === true ? [moment.setting.board.recipients.independent] : [])];
    default:
      return hearersOfName(event, moment);
  }
}

/** A hidden name takes a second person: whoever may answer is asked, and whoever asked is told. */
function hearersOfName(event: CaseEvent, { before, after, setting }: Moment): readonly string[] {
  switch (event.kind) {
    case 'nameRequested':
      return authorised(after, setting, event.by.person);
    case 'nameRevealed':
      return event.alone ? authorised(after, setting, event.to).slice(0, 1) : [event.to];
    case 'nameRefused':
      return [nameRequestOf(before)?.by.person ?? ''].filter((person) => person !== '');
    default:
      return [];
  }
}

/** Those who may answer for a hidden name besides that person, whoever stands outside the board's line first. */
function authorised({ barred }: Case, setting: Setting, besides: string | undefined): readonly string[] {
  const { independent, deputy, elected, default: usual } = setting.board.recipients;
  return remaining(setting, [...new Set([independent, deputy, usual, elected])], barred).filter((person) => person !== besides);
}

/** What the board's people are to hear of these events: never what they did themselves, and never anybody the case is kept from. */
export function workNotices(before: Case, after: Case, events: readonly Numbered[], setting: Setting, now: Date): readonly Notice[] {
  return events.flatMap(({ event, version }) => {
    const people = [...new Set(remaining(setting, hearersOf(event, { before, after, setting }), after.barred))].filter((person) => person !== event.by.person);
    const told = people.filter((person) => !isWaiting(before, event.kind, person));
    return [...told.map((person) => (isHandedTo(person, after, event) ? newAgain(version, person, setting, now) : workNotice(event, version, person, setting, now))), ...crisisNotices(after, { event, version }, setting, now)];
  });
}

/** Whoever gets a case that nobody has acknowledged has a new one. */
const isHandedTo = (person: string, { status }: Case, event: CaseEvent): boolean => status === 'received' && (event.kind === 'assigned' || (event.kind === 'conflictDeclared' && event.recipient === person));

/** Meant for nobody else; that somebody put others out of a case is for whoever looks after that, and not for those who are left. */
const isPersonal = (event: CaseEvent, person: string): boolean => PERSONAL.includes(event.kind) || (event.kind === 'conflictDeclared' && event.recipient !== person);

function isWaiting({ notices, events, version: last }: Case, kind: CaseEvent['kind'], person: string): boolean {
  if (!SAME.includes(kind)) return false;
  const same = GATHERED.includes(kind) ? GATHERED : [kind];
  const of = (version = 0): CaseEvent['kind'] | undefined => events[version - 1 - last + events.length]?.kind;
  return notices.some((notice) => notice.about === 'work' && notice.state === 'queued' && notice.recipient === person && same.some((one) => one === of(notice.version)));
}

const whenStaffed = ({ board, isHoliday }: Setting, at: Date): string => (nextStaffed(board.hours, at, isHoliday) ?? at).toISOString();

function newAgain(version: number, recipient: string, setting: Setting, now: Date): Notice {
  return { id: `new:${version}:teams`, about: 'new', recipient, channel: 'teams', state: 'queued', attempts: 0, nextAt: whenStaffed(setting, now) };
}

function workNotice(event: CaseEvent, version: number, recipient: string, setting: Setting, now: Date): Notice {
  const at = new Date(now.getTime() + (GATHERED.includes(event.kind) ? GATHERED_MS : 0));
  return { id: `work:${version}:${recipient}`, about: 'work', recipient, channel: 'teams', state: 'queued', attempts: 0, nextAt: whenStaffed(setting, at), version, ...(isPersonal(event, recipient) ? { only: true } : {}) };
}

/** The crisis contact hears at once: whoever works the case has just said that it cannot wait. Never of what is practised. */
function crisisNotices({ exercise }: Case, { event, version }: Numbered, { board }: Setting, now: Date): readonly Notice[] {
  if (event.kind !== 'crisisEscalated' || exercise === true || board.directory.crisis?.email === undefined) return [];
  return [{ id: `work:${version}:${CRISIS}`, about: 'work', recipient: CRISIS, channel: 'email', state: 'queued', attempts: 0, nextAt: now.toISOString(), version, only: true }];
}
