import type { Case, CaseEvent, Notice } from './case';
import type { Setting } from './clocks';
import { inOrder, workers } from './routing';
import type { Severity } from './severity';

/** Which ways lead to a person. */
export interface Reach extends Pick<Setting, 'board' | 'hashOf'> {
  readonly hasMail: (person: string) => boolean;
  /** Whether they have a chat with the bot; undefined where that is found out when it is sent. */
  readonly hasChat: (person: string) => boolean | undefined;
}

/**
 * Attempts that failed, though each might have passed, after which a notice is sent by the next way as well: some
 * twenty minutes of trying.
 */
const LATE_ATTEMPTS = 8;

/** The id of the first notice in whose place this one is sent, or its own. */
export const rootOf = (notice: Notice): string => notice.insteadOf ?? notice.id;
const isStranded = ({ state }: Notice): boolean => state === 'failed' || state === 'noConversation';
const isLate = ({ state, attempts }: Notice): boolean => state === 'queued' && attempts >= LATE_ATTEMPTS;

const OTHERS = ['reporter', 'system', 'crisis'];

/** Whether a notice goes to somebody of the board's people. */
export const isToPerson = ({ recipient }: Notice): boolean => !OTHERS.includes(recipient) && !recipient.startsWith('place:');

/** A notice that tells a person of the board something: not a card brought up to date. */
const tellsWorker = (notice: Notice): boolean => notice.about !== 'copy' && (notice.channel === 'teams' || notice.channel === 'email') && isToPerson(notice);

/** A new case stops being news when somebody has it; everything else when the case is closed, but a call that was agreed. */
function isStillNews({ status }: Pick<Case, 'status'>, { about }: Notice): boolean {
  return about === 'new' ? status === 'received' : about === 'call' || status !== 'closed';
}

/** Each notice with those sent in its place, in the order in which they were tried. */
function chainsOf({ notices }: Pick<Case, 'notices'>): readonly (readonly Notice[])[] {
  return notices.filter(({ insteadOf }) => insteadOf === undefined).map((root) => [root, ...notices.filter(({ insteadOf }) => insteadOf === root.id)]);
}

/**
 * What is to be sent in the place of what did not arrive: to the same person by e-mail, then to whoever else may work
 * the case, one after another. Their ids follow from whom they go to and for what, so that doing it twice adds nothing.
 * @param at ISO 8601 instant before which none is tried
 */
export function fallbacks(one: Case, reach: Reach, at: string): readonly Notice[] {
  return chainsOf(one).flatMap((chain) => (tellsWorker(chain[0] as Notice) && isStillNews(one, chain[0] as Notice) ? continued(one, chain, reach, at) : []));
}

function continued(one: Case, chain: readonly Notice[], reach: Reach, at: string): readonly Notice[] {
  const added: Notice[] = [];
  for (let next = nextIn(one, chain, reach); next; next = nextIn(one, [...chain, ...added], reach)) {
    added.push(next.state === 'queued' ? { ...next, nextAt: at } : next);
  }
  return added;
}

function nextIn(one: Case, chain: readonly Notice[], reach: Reach): Notice | undefined {
  const last = chain.at(-1);
  if (!last || !(isStranded(last) || isLate(last))) return undefined;
  if (isMoot(last)) return undefined;
  if (last.channel === 'teams' && mayHearByMail(one, last, reach)) return inPlaceOf(last, last.recipient, 'email', 'queued');
  // Where Teams itself does not answer, nobody else is reached there either.
  if (last.only === true || (last.channel === 'teams' && !isStranded(last))) return undefined;
  const person = inOrder(reach, one).find((candidate) => chain.every(({ recipient }) => recipient !== candidate));
  return person === undefined ? undefined : inPlaceOf(last, person, 'teams', reach.hasChat(person) === false ? 'noConversation' : 'queued');
}

/** Nothing was left to say when its turn came; somebody who has no part in the case any more is another thing. */
const isMoot = ({ reason }: Notice): boolean => reason === 'moot';

/** Whether nobody misses it that a notice was not sent: nothing was left to say, or it was kept from a system on purpose. */
export const isSpared = (notice: Notice): boolean => isMoot(notice) || (notice.reason === 'noAccess' && !isToPerson(notice));

const mayHearByMail = ({ barred }: Case, { reason, recipient }: Notice, { hashOf, hasMail }: Reach): boolean => reason !== 'noAccess' && !barred.includes(hashOf(recipient)) && hasMail(recipient);

function inPlaceOf(last: Notice, recipient: string, channel: 'teams' | 'email', state: 'queued' | 'noConversation'): Notice {
  const insteadOf = rootOf(last);
  return { ...subjectOf(last), id: `${insteadOf}>${recipient}:${channel}`, recipient, channel, state, attempts: 0, insteadOf };
}

/** What a notice is about, for one in its place. */
function subjectOf({ about, version, clock, on, only }: Notice): Pick<Notice, 'about' | 'version' | 'clock' | 'on' | 'only'> {
  return { about, ...(version === undefined ? {} : { version }), ...(clock === undefined ? {} : { clock }), ...(on === undefined ? {} : { on }), ...(only === undefined ? {} : { only }) };
}

/** Whether something that had to be told about the case has reached nobody, and nothing more will be tried. */
export function isUndelivered(one: Pick<Case, 'notices' | 'status'>): boolean {
  return chainsOf(one).some((chain) => {
    const root = chain[0] as Notice;
    if (root.about === 'copy' || root.recipient.startsWith('place:') || !isStillNews(one, root)) return false;
    return chain.every((notice) => isStranded(notice) && !isSpared(notice));
  });
}

/** Whether a notice, or one sent in its place, has arrived. */
export function hasArrived({ notices }: Pick<Case, 'notices'>, notice: Notice): boolean {
  return notices.some((other) => rootOf(other) === rootOf(notice) && other.state === 'sent');
}

/** How a notice stands in the ledger: acknowledged when its recipient has acknowledged the case it was about. */
export function ledgerState(one: Pick<Case, 'events'>, { about, recipient, state }: Notice): Notice['state'] | 'acknowledged' {
  return about === 'new' && state === 'sent' && one.events.some(({ kind, by }) => kind === 'acknowledged' && by.person === recipient) ? 'acknowledged' : state;
}

/** Events that a board's own systems hear of. */
const HOOKED: readonly CaseEvent['kind'][] = ['received', 'acknowledged', 'severityRaised', 'severitySet', 'withdrawn', 'closed', 'reopened', 'madeReal'];

/**
 * Whether everybody of the board's line may hear of the case: nothing that several of them read, a channel or a system,
 * is told of any other.
 */
export function isOpenToLine({ audience, barred, subject }: Pick<Case, 'audience' | 'barred' | 'subject'>, { board, hashOf }: Pick<Setting, 'board' | 'hashOf'>): boolean {
  return subject === 'report' && audience === 'line' && !workers(board, 'line').some((person) => barred.includes(hashOf(person)));
}

/** What the board's own system is to be told of a case's newest events, where the board has one. */
export function hookNotices(since: number, after: Case, setting: Pick<Setting, 'board' | 'hashOf'>, at: string): readonly Notice[] {
  if (setting.board.webhook === undefined || after.exercise === true || !isOpenToLine(after, setting)) return [];
  return after.events.flatMap(({ kind }, index): readonly Notice[] => {
    const version = versionOf(after, index);
    if (version <= since || !HOOKED.includes(kind)) return [];
    return [{ id: `event:${version}`, about: 'event', recipient: 'system', channel: 'webhook', state: 'queued', attempts: 0, nextAt: at, version }];
  });
}

/** The version that an event made. */
const versionOf = ({ version, events }: Pick<Case, 'version' | 'events'>, index: number): number => version - events.length + index + 1;

const placeOf = (one: Pick<Case, 'version' | 'events'>, version: number | undefined): number => one.events.findIndex((_event, place) => versionOf(one, place) === version);

/** Who did what a notice tells of, and when. */
export const doneBy = (one: Pick<Case, 'version' | 'events'>, { version }: Notice): Pick<CaseEvent, 'at' | 'by'> | undefined => one.events[placeOf(one, version)];

/** The event that a notice tells of, with the severity that the case had then. */
export function eventOf(one: Pick<Case, 'version' | 'events'>, { version }: Notice): { readonly kind: CaseEvent['kind']; readonly at: string; readonly severity: Severity } | undefined {
  const index = placeOf(one, version);
  const event = one.events[index];
  if (!event) return undefined;
  const judged = one.events.slice(0, index + 1).findLast((earlier) => 'severity' in earlier);
  // To the system, an exercise that is real has just come.
  return { kind: event.kind === 'madeReal' ? 'received' : event.kind, at: event.at, severity: judged && 'severity' in judged ? judged.severity : 'medium' };
}
