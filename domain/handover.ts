import type { Answer, Case, Decision } from './case';
import type { BoardIa } from './board';
import { toLocal } from './calendar';
import { findable } from './findable';
import { eventsOf, iaOf, isWithdrawn, latest, storyOf } from './work/views';
import type { Stamp, WorkCommand } from './work/types';

/**
 * What leaves the house and how little of it: to IA, to the register. Nothing here names a person, and nothing here knows
 * the linked matter: no report is ever copied into one.
 */
export const IA_FIELDS = ['type', 'date', 'placeKind', 'workplace', 'severity', 'description'] as const;
/** What may be handed over to IA. `description`: what somebody who works the case wrote, else what kind of thing it was. */
export type IaField = (typeof IA_FIELDS)[number];

/** Codes and words of a case as IA may have them; what is not known or not to be told is absent. */
export interface IaRecord {
  readonly type: Case['type'];
  readonly severity: Case['severity'];
  /** Local date */
  readonly date?: string;
  /** Codes of the form's options. */
  readonly placeKind?: string;
  readonly channel?: string;
  readonly workplace?: string;
  /** Written by somebody who works the case. */
  readonly text?: string;
  /** Kept back, since it could tell who it was. */
  readonly withheld: readonly IaField[];
}

/** Why a case is not handed over. `there`: it is in IA already. */
export type IaBlock = 'question' | 'exercise' | 'withdrawn' | 'elected' | 'there' | 'reporterFirst';

const codeOf = (one: Pick<Case, 'answers'>, id: string): string | undefined => one.answers.find((answer) => answer.id === id)?.code;

/** Whether whoever reported is not to be known, and has not said yes to IA. */
const isSheltered = (one: Case): boolean => (one.visibility === 'hidden' || one.visibility === 'anonymous') && iaOf(one).consent !== true;

/** "Skyddade personuppgifter": neither unit nor place is told of them. */
export const isProtected = (one: Pick<Case, 'answers'>): boolean => codeOf(one, 'protected') === 'yes';

/** Whether the case is kept from somebody of the board, who may be among those who read IA. */
export const isKeptFromSomebody = (one: Pick<Case, 'involved' | 'events'>): boolean => one.involved !== 'no' || one.events.some(({ kind }) => kind === 'conflictDeclared');

/** The words for IA that somebody wrote last. */
export const iaTextOf = (one: Pick<Case, 'events'>): string | undefined => eventsOf(one, 'iaNoted').flatMap(({ text }) => text ?? []).at(-1);

/** Why the case may not be sent to IA as it stands; undefined where it may. `text`: words given with the sending. */
export function iaBlock(one: Case, ia: BoardIa | undefined, text: string | undefined = iaTextOf(one)): IaBlock | undefined {
  if (one.subject === 'question') return 'question';
  if (one.exercise === true) return 'exercise';
  if (isWithdrawn(one)) return 'withdrawn';
  if (one.category === 'elected' && ia?.includeElected !== true) return 'elected';
  const { state } = iaOf(one);
  if (state === 'exists' || state === 'sent' || state === 'confirmed') return 'there';
  return isSheltered(one) && text === undefined ? 'reporterFirst' : undefined;
}

/** Whether something is left to do about IA. What is in exercises, or was taken back, is none of its business. */
export function isIaOpen(one: Case): boolean {
  const { state } = iaOf(one);
  return one.subject === 'report' && one.exercise !== true && !isWithdrawn(one) && IA_OPEN.some((open) => open === state);
}

/** States that somebody has still to do something about, `sent` until it is confirmed. */
export const IA_OPEN = ['unasked', 'toDo', 'failed', 'sent'] as const;
export type IaOpen = (typeof IA_OPEN)[number];

/** What IA may have of a case. Of somebody who is not to be known only what kind of thing it was, and the words written for it. */
export function iaRecord(one: Case, text: string | undefined = iaTextOf(one)): IaRecord {
  const date = dateOf(one);
  const known = {
    ...(date === undefined ? {} : { date }),
    ...given('placeKind', codeOf(one, 'placeKind')),
    ...given('workplace', latest(one, 'workplaceSet')?.workplace),
  };
  const kept: readonly IaField[] = isSheltered(one) ? ['date', 'placeKind', 'workplace'] : isProtected(one) ? ['placeKind', 'workplace'] : [];
  const withheld = kept.filter((field) => field in known);
  const told = Object.fromEntries(Object.entries(known).filter(([field]) => !kept.some((one) => one === field)));
  return { type: one.type, severity: one.severity, ...told, ...(isSheltered(one) ? {} : given('channel', codeOf(one, 'channel'))), ...given('text', text), withheld };
}

const given = <K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } => (value === undefined || value === '' ? {} : ({ [key]: value } as { readonly [P in K]?: string }));

/** The day it happened, where the reporter has said it or it was the day of the report. */
function dateOf(one: Case): string | undefined {
  const said = one.answers.find(({ id }) => id === 'date');
  const date = said?.code ?? said?.value;
  if (date !== undefined && /^\d{4}-\d\d-\d\d$/.test(date)) return date;
  return codeOf(one, 'when') === 'other' ? undefined : toLocal(new Date(one.receivedAt)).date;
}

export interface Warnings {
  /** Words that look like names of those the report points out. */
  readonly names: readonly string[];
  /** Words of the reporter's own. */
  readonly words: readonly string[];
}

/** Shorter words are anybody's. */
const TELLING = 8;
const PRONOUNS = ['han', 'hon', 'hen', 'den', 'det', 'dem', 'jag', 'du', 'vi', 'en', 'ett', 'man', 'mannen', 'kvinnan', 'personen', 'chefen', 'he', 'she', 'they', 'it', 'the', 'a', 'an', 'i', 'we', 'woman', 'person'];
const wordsOf = (text: string): readonly string[] => text.split(/[^\p{L}\p{N}'-]+/u).map(findable).filter((word) => word !== '');

/**
 * What of a text that leaves the house a person should look at once more: names out of the report, and the reporter's own
 * words. A warning and no more: what looks like a name may be none.
 * @param neutral words that tell nothing, such as the type's
 */
export function warningsOf(one: Pick<Case, 'answers'>, text: string, neutral: readonly string[] = []): Warnings {
  const used = new Set(wordsOf(text));
  const value = (id: string): string => one.answers.find((answer) => answer.id === id)?.value ?? '';
  const capitals = `${value('description')} ${value('witnesses')} ${value('bribeGiver')}`.match(/\p{Lu}[\p{L}'-]+/gu) ?? [];
  const plain = new Set([...PRONOUNS, ...neutral.flatMap(wordsOf)]);
  const names = [...new Set(capitals.map(findable))].filter((word) => used.has(word) && !plain.has(word));
  const own = ['story', 'verbatim', 'description', 'more'].flatMap((id) => wordsOf(value(id)));
  const words = [...new Set(own)].filter((word) => word.length >= TELLING && used.has(word) && !plain.has(word) && !names.includes(word));
  return { names, words };
}

/** What the person pointed out has asked for; a no, or half a yes, takes a reason. */
export function notePointedOutRequest({ request, result, reason }: Extract<WorkCommand, { command: 'notePointedOutRequest' }>, stamp: Stamp): Decision {
  if ((result === 'refused' || result === 'partly') && reason === undefined) return { ok: false, refusal: 'missing' };
  return { ok: true, events: [{ ...stamp, kind: 'pointedOutAsked', request, result, ...given('reason', reason) }] };
}

/**
 * The reporter's answers that the police have use of, in the order in which they are told. Not among them: whom the
 * reporter trusted with it, what support they wanted, their own number, and the linked matter.
 */
const FOR_POLICE = [
  'type', 'story', 'when', 'date', 'time', 'placeKind', 'placeName', 'channel', 'verbatim', 'threatKind', 'threatAgainst', 'weapon', 'meetsSoon',
  'callTime', 'callWording', 'callSounds', 'callVoice', 'writtenWhere', 'letterWhere', 'violenceKind', 'injury', 'care', 'objectUsed', 'harassmentKind', 'howOften', 'publishedWhere', 'towardsHome',
  'pressureKind', 'pressureWhat', 'bribeWhat', 'bribeValue', 'bribeGiver', 'bribeStage', 'bribeOutcome', 'damaged', 'damageWhat', 'damageValue', 'unclearMore',
  'known', 'relation', 'description', 'witnesses', 'ongoing', 'before', 'evidence', 'police', 'policeNumber', 'more', 'added',
];

export interface PoliceFacts {
  readonly answers: readonly Answer[];
  /** An elected official's, where they have said it. */
  readonly assignment?: string;
  readonly timeline: readonly { readonly at: string; readonly what: 'received' | 'added' | 'file'; readonly step?: string; readonly file?: string }[];
  /** Absent for somebody to whom files are not shown. */
  readonly files?: Case['files'];
  readonly workplace?: string;
}

/** How much of a report goes along: all of it; the story, as it is shown to a manager whom the reporter chose; nothing of it. */
export type PoliceExtent = 'all' | 'story' | 'nothing';

/**
 * What a person takes along to the police: what the reporter said, when they said it, and what is kept of it. Nobody has
 * more of it on paper than the case's page shows them.
 */
export function policeFacts(one: Case, extent: PoliceExtent): PoliceFacts {
  const whole = extent === 'all';
  const own = whole ? one.answers : extent === 'story' ? storyOf(one) : [];
  const timeline = one.events.flatMap((event): PoliceFacts['timeline'] => {
    if (event.kind === 'received') return [{ at: event.at, what: 'received' }];
    if (!whole || event.by.role !== 'reporter') return [];
    if (event.kind === 'added') return [{ at: event.at, what: 'added', step: event.step }];
    return event.kind === 'fileAdded' ? [{ at: event.at, what: 'file', file: event.file.name }] : [];
  });
  return {
    answers: FOR_POLICE.flatMap((id) => own.filter((answer) => answer.id === id && answer.value !== '')),
    ...given('assignment', own.find(({ id }) => id === 'assignment')?.value),
    timeline,
    ...(whole ? { files: one.files } : {}),
    ...(isProtected(one) ? {} : given('workplace', latest(one, 'workplaceSet')?.workplace)),
  };
}
