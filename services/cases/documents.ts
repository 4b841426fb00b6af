import { EVENT_KINDS, lastEvent, STATUSES, type Case, type CaseEvent, type Status } from '../../domain/case';
import { INCIDENT_TYPES, type IncidentType } from '../../domain/board';
import { nextDue } from '../../domain/clocks';
import { findableWords } from '../../domain/findable';
import { isLostOnTheWay } from '../../domain/unsent';
import { isUnreached, nextNoticeAt } from '../../domain/notices';
import { rank, SEVERITIES, type Severity } from '../../domain/severity';
import type { Locale } from '../../domain/locale';
import { AUDIENCES, CATEGORIES, type Audience, type Category } from '../../domain/routing';
import { iaOf, isReplyWaiting, nameRequestOf, nameReviewsOf, referredTo } from '../../domain/work/views';
import type { Keys } from '../keys';
import type { Address } from '../notifications/ports';
import type { Derived, Key, Summary } from '../store/ports';
import { tagsOf } from './tags';
import { IA_OPEN, isIaOpen, type IaOpen } from '../../domain/handover';
import { OWNERS, type TaskOwner } from '../../domain/work/types';

/** Who reported: apart from the case, so that the case can be worked without it. An anonymous report has none. */
export interface Identity {
  readonly number: string;
  readonly board: string;
  readonly personId: string;
  readonly name: string;
  readonly category: Category;
  readonly locale: Locale;
  /** Where the report was made, and where its reporter is told. */
  readonly address: Address;
}

/** What a receipt code opens. */
export interface CodeTarget {
  readonly board: string;
  readonly number: string;
}

/** A case as lists and live changes know it: derived facts only, nothing anybody wrote. */
export interface CaseSummary {
  readonly number: string;
  readonly board: string;
  readonly version: number;
  readonly subject: Case['subject'];
  readonly type: IncidentType;
  readonly severity: Severity;
  readonly status: Status;
  readonly receivedAt: string;
  readonly category: Category;
  readonly audience: Audience;
  /** Keyed hashes of the board's people who must never see it. */
  readonly barred: readonly string[];
  /** Keyed hash of whoever acknowledged it, and when. */
  readonly acknowledged?: { readonly by: string; readonly at: string };
  /** Keyed hash of whoever has it; absent of a case not written since lists tell it. */
  readonly recipient?: string;
  /** Keyed hashes of the managers it was referred to, in that order. */
  readonly referred: readonly string[];
  /** ISO 8601 instants that its clocks run towards. */
  readonly contactBy?: string;
  readonly feedbackBy?: string;
  /** What the reporter has said waits for an answer. */
  readonly waiting: boolean;
  /** Something that had to be told was sent and has reached nobody. */
  readonly undelivered: boolean;
  /** A hidden name is asked for, or was seen by one person alone: who by keyed hash, and since when. */
  readonly name?: { readonly waits: 'request' | 'review'; readonly by: string; readonly at: string };
  /** Practised, not real. */
  readonly exercise?: true;
  /** What is left to do about IA: where it stands, since when, and whose task it is; absent where nothing is. */
  readonly ia?: { readonly state: IaOpen; readonly since: string; readonly owner: TaskOwner };
  /** ISO 8601 instants by the machine's own clock: of the last write, and of the last one that was an event of the case. */
  readonly changedAt: string;
  readonly eventAt: string;
  /** The last event's kind. */
  readonly last: CaseEvent['kind'] | 'changed';
}

/** When a case was written, by the machine's own clock in ISO 8601. */
export interface Written {
  readonly changedAt: string;
  readonly eventAt: string;
}

export const boardOf = (number: string): string => number.slice(0, number.indexOf('-'));
export const caseKey = (number: string): Key => ({ container: 'cases', partition: boardOf(number), id: number });
/** By the internal id and not by the number, which two drafts may draw and only one of them gets. */
export const identityKey = ({ board, key }: Pick<Case, 'board' | 'key'>): Key => ({ container: 'identities', partition: board, id: key });
export const codeKey = (hash: string): Key => ({ container: 'receiptCodes', partition: hash, id: 'case' });

/** Whether a notice of the case waits for its recipient to be reached. */
export const hasUnreached = ({ derived }: Summary): boolean => derived.shown?.['unreached'] === 1;

/** What of a case a list shows. */
export function summaryOf(one: Case, keys: Keys, written: Written): CaseSummary {
  const { number, board, version, subject, type, severity, status, receivedAt, category, audience, barred } = one;
  const event = lastEvent(one, 'acknowledged');
  const acknowledged = event ? { acknowledged: { by: keys.person(event.by.person ?? ''), at: event.at } } : {};
  const name = nameWaiting(one, keys);
  return {
    number, board, version, subject, type, severity, status, receivedAt, category, audience, barred,
    ...written,
    last: one.events.at(-1)?.kind ?? 'changed',
    ...acknowledged,
    recipient: keys.person(one.recipient),
    referred: referredTo(one).map((id) => keys.person(id)),
    ...(one.clocks?.contact ? { contactBy: one.clocks.contact.due } : {}),
    ...(one.clocks?.feedback ? { feedbackBy: one.clocks.feedback.due } : {}),
    waiting: status !== 'closed' && isReplyWaiting(one),
    undelivered: isLostOnTheWay(one, keys.person),
    ...(name ? { name } : {}),
    ...(one.exercise === true ? { exercise: true } : {}),
    ...iaLeft(one),
  };
}

function iaLeft(one: Case): Pick<CaseSummary, 'ia'> {
  const { state, owner, noted } = iaOf(one);
  return isIaOpen(one) ? { ia: { state: among(IA_OPEN, state, 'unasked'), since: noted?.at ?? one.receivedAt, owner } } : {};
}

function nameWaiting(one: Case, keys: Keys): CaseSummary['name'] {
  const request = nameRequestOf(one);
  if (request) return { waits: 'request', by: keys.person(request.by.person ?? ''), at: request.at };
  const reviews = nameReviewsOf(one);
  const [seen] = reviews;
  // Where two have each seen it alone, each may look at what the other did.
  const by = reviews.every(({ to }) => to === seen?.to) ? seen?.to : undefined;
  return seen && { waits: 'review', by: by === undefined ? '' : keys.person(by), at: seen.at };
}

const EXERCISE = 'exercise:';
/** The type under which an exercise is found: no list that asks for types has it by mistake, as with questions. */
export const exerciseType = (type: IncidentType): string => EXERCISE + type;

function typeOf({ subject, exercise, type }: Case): string {
  if (subject === 'question') return subject;
  return exercise === true ? exerciseType(type) : type;
}

/** The fields queries may read and lists show: never a word that somebody wrote. */
export function derivedOf(one: Case, keys: Keys, written: Written): Derived {
  const due = nextNoticeAt(one.notices);
  const { acknowledged, last, recipient = '', referred, contactBy, feedbackBy, waiting, name, ia } = summaryOf(one, keys, written);
  const found = [...tagsOf(one), ...findableWords(one)].map((word) => keys.word(word));
  const dueAt = nextDue(one.clocks);
  const placeKind = one.answers.find(({ id }) => id === 'placeKind')?.code;
  return {
    status: one.status,
    type: typeOf(one),
    severity: rank(one.severity),
    audience: one.audience,
    barred: one.barred,
    receivedAt: one.receivedAt,
    changedAt: written.changedAt,
    found,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(waiting ? { waiting } : {}),
    ...(placeKind === undefined ? {} : { placeKind }),
    ...(due === undefined ? {} : { nextNoticeAt: due }),
    shown: {
      version: one.version,
      category: one.category,
      eventAt: written.eventAt,
      last,
      recipient,
      ...(referred.length > 0 ? { referred: referred.join(' ') } : {}),
      ...(contactBy === undefined ? {} : { contactBy }),
      ...(feedbackBy === undefined ? {} : { feedbackBy }),
      ...(name ? { nameWaits: name.waits, nameBy: name.by, nameAt: name.at } : {}),
      ...(ia ? { ia: ia.state, iaSince: ia.since, iaOwner: ia.owner } : {}),
      ...(one.notices.some(isUnreached) ? { unreached: 1 } : {}),
      ...(isLostOnTheWay(one, keys.person) ? { undelivered: 1 } : {}),
      ...(acknowledged ? { acknowledgedBy: acknowledged.by, acknowledgedAt: acknowledged.at } : {}),
    },
  };
}

/** The summary again, out of what the store keeps in the clear. */
export function readSummary({ key, derived }: Summary): CaseSummary {
  const { type, shown = {} } = derived;
  const acknowledged = acknowledgedIn(shown);
  const name = nameIn(shown);
  const exercise = type?.startsWith(EXERCISE) === true;
  return {
    number: key.id,
    board: key.partition,
    version: Number(shown['version'] ?? 0),
    subject: type === 'question' ? 'question' : 'report',
    type: among(INCIDENT_TYPES, exercise ? type.slice(EXERCISE.length) : type, 'unclear'),
    severity: among(SEVERITIES, SEVERITIES[derived.severity ?? -1], 'medium'),
    status: among(STATUSES, derived.status, 'received'),
    receivedAt: textIn(derived.receivedAt),
    category: among(CATEGORIES, shown['category'], 'employee'),
    audience: among(AUDIENCES, derived.audience, 'line'),
    barred: derived.barred ?? [],
    changedAt: textIn(derived.changedAt),
    eventAt: textIn(shown['eventAt']),
    last: among<CaseSummary['last']>(EVENT_KINDS, shown['last'], 'changed'),
    ...(acknowledged ? { acknowledged } : {}),
    waiting: derived.waiting === true,
    undelivered: shown['undelivered'] === 1,
    ...textsIn(shown, 'recipient', 'contactBy', 'feedbackBy'),
    referred: textIn(shown['referred']).split(' ').filter((hash) => hash !== ''),
    ...(name ? { name } : {}),
    ...(exercise ? { exercise } : {}),
    ...iaIn(shown),
  };
}

type Shown = NonNullable<Summary['derived']['shown']>;

const among = <T extends string>(known: readonly T[], value: string | number | undefined, otherwise: T): T => known.find((one) => one === value) ?? otherwise;
const textIn = (value: string | number | undefined): string => String(value ?? '');

/** Those of the fields that are there. */
function textsIn<K extends string>(shown: Shown, ...names: readonly K[]): { readonly [P in K]?: string } {
  return Object.fromEntries(names.flatMap((name) => (typeof shown[name] === 'string' ? [[name, shown[name]]] : []))) as { readonly [P in K]?: string };
}

function iaIn({ ia: state, iaSince: since, iaOwner: owner }: Shown): Pick<CaseSummary, 'ia'> {
  return typeof since === 'string' ? { ia: { state: among(IA_OPEN, state, 'unasked'), since, owner: among(OWNERS, owner, 'coordinator') } } : {};
}

function nameIn({ nameWaits: waits, nameBy: by, nameAt: at }: Shown): CaseSummary['name'] {
  return typeof by === 'string' && typeof at === 'string' ? { waits: among(['request', 'review'], waits, 'request'), by, at } : undefined;
}

function acknowledgedIn({ acknowledgedBy: by, acknowledgedAt: at }: Shown): CaseSummary['acknowledged'] {
  return typeof by === 'string' && typeof at === 'string' ? { by, at } : undefined;
}
