import { INCIDENT_TYPES } from '../../domain/board';
import { STATUSES, VISIBILITIES } from '../../domain/case';
import { CATEGORIES } from '../../domain/routing';
import { SEVERITIES } from '../../domain/severity';
import { CHECKLIST, CLOCKS, DUTIES, DUTY_STATES, IA_STATES, OUTCOMES, OWNERS, PREVENTION } from '../../domain/work/types';
import { isRecord, listAt, numberAt, recordAt, stringAt, type JsonRecord } from '../shared/json';
import type { AnswerView, ByView, CaseView, CheckView, ContactView, DutyView, FileView, IaView, ManagerView, MeasureView, MessageView, NoticeView, PersonView, PoliceView, RequestView, Scope, TimelineEntry } from './caseModel';
import { isCommand } from './commandForms';
import { among, required } from './model';
import { SUBJECTS } from './router';

const isTrue = (json: unknown, key: string): boolean => isRecord(json) && json[key] === true;
const has = (json: unknown, key: string): boolean => isRecord(json) && json[key] !== undefined;
const parts = <T>(json: unknown, key: string, parse: (item: unknown) => T | undefined): readonly T[] => listAt(json, key).flatMap((item) => parse(item) ?? []);
const part = <T>(json: unknown, key: string, parse: (item: JsonRecord) => T): T | undefined => (isRecord(json) && isRecord(json[key]) ? parse(json[key]) : undefined);
const strings = (json: unknown, key: string): readonly string[] => listAt(json, key).filter((one) => typeof one === 'string');

/** The answer of `GET /api/cases/{number}`, whichever of its views it is. @throws ApiError `shape` when it is something else */
export function parseCase(json: unknown): CaseView {
  const reporter = recordAt(json, 'reporter');
  return {
    ...head(json),
    ...around(json),
    ...work(json),
    exercise: isTrue(json, 'exercise'),
    reporter: {
      category: among(CATEGORIES, stringAt(reporter, 'category')),
      forSomeoneElse: isTrue(reporter, 'forSomeoneElse'),
      visibility: among(VISIBILITIES, stringAt(reporter, 'visibility')),
      name: stringAt(reporter, 'name'),
    },
    answers: listAt(json, 'answers').map(parseAnswer),
    files: parts(json, 'files', parseFile),
    timeline: listAt(json, 'timeline').map(parseEntry),
    notices: listAt(json, 'notices').map(parseNotice),
  };
}

type Head = Pick<CaseView, 'scope' | 'number' | 'version' | 'board' | 'subject' | 'type' | 'severity' | 'status' | 'receivedAt' | 'may'>;

function head(json: unknown): Head {
  return {
    scope: scopeOf(json),
    number: required(stringAt(json, 'number')),
    board: required(stringAt(json, 'board')),
    version: numberAt(json, 'version') ?? 0,
    subject: among(SUBJECTS, stringAt(json, 'subject')) ?? 'report',
    type: among(INCIDENT_TYPES, stringAt(json, 'type')) ?? 'unclear',
    severity: among(SEVERITIES, stringAt(json, 'severity')) ?? 'medium',
    status: among(STATUSES, stringAt(json, 'status')) ?? 'received',
    receivedAt: stringAt(json, 'receivedAt') ?? '',
    may: strings(json, 'may').filter(isCommand),
  };
}

/** Of several relations the one that shows most decided what was sent. */
function scopeOf(json: unknown): Scope {
  const relations = strings(json, 'relations');
  return (['worker', 'manager', 'authorised', 'safetyRepresentative'] as const).find((one) => relations.includes(one)) ?? 'worker';
}

type Around = Pick<CaseView, 'recipient' | 'workplace' | 'severityReasons' | 'concernsMinor' | 'dangerAt' | 'referred' | 'lacksManager' | 'note' | 'nameRequest' | 'nameToReview' | 'register' | 'outcome' | 'colleagues' | 'managers' | 'directory'>;

function around(json: unknown): Around {
  return {
    recipient: part(json, 'recipient', person),
    workplace: stringAt(json, 'workplace'),
    severityReasons: strings(json, 'severityReasons'),
    concernsMinor: isTrue(json, 'concernsMinor'),
    dangerAt: stringAt(json, 'dangerAt'),
    referred: parts(json, 'referred', person),
    lacksManager: isTrue(json, 'lacksManager'),
    note: stringAt(json, 'note'),
    nameRequest: part(json, 'nameRequest', request),
    nameToReview: isTrue(json, 'nameToReview') ? {} : part(json, 'nameToReview', request),
    register: part(json, 'register', (noted) => {
      const diaryNumber = stringAt(noted, 'diaryNumber');
      return diaryNumber === undefined ? undefined : { diaryNumber, subject: stringAt(noted, 'subject') ?? '', at: stringAt(noted, 'at') ?? '' };
    }),
    outcome: part(json, 'outcome', (closed) => ({
      outcome: among(OUTCOMES, stringAt(closed, 'outcome')),
      told: stringAt(closed, 'told') ?? '',
      learnt: stringAt(closed, 'learnt') ?? '',
      at: stringAt(closed, 'at') ?? '',
    })),
    colleagues: parts(json, 'colleagues', person),
    managers: parts(json, 'managers', manager),
    directory: Object.entries(recordAt(json, 'directory')).flatMap(([key, contact]) => parseContact(key, contact)),
  };
}

type Work = Pick<CaseView, 'clocks' | 'nextFeedback' | 'left' | 'dialogue' | 'measures' | 'hasDuties' | 'duties' | 'checklist' | 'ia' | 'police' | 'authority'>;

function work(json: unknown): Work {
  const clocks = recordAt(json, 'clocks');
  const left = recordAt(json, 'left');
  return {
    clocks: Object.fromEntries(
      CLOCKS.flatMap((name) => {
        const due = stringAt(clocks[name], 'due');
        return due === undefined ? [] : [[name, { due, promised: isTrue(clocks[name], 'promised'), overdue: isTrue(clocks[name], 'overdue') }]];
      }),
    ),
    nextFeedback: stringAt(json, 'nextFeedback'),
    left: { measures: numberAt(left, 'measures') ?? 0, duties: numberAt(left, 'duties') ?? 0, ia: isTrue(left, 'ia') },
    dialogue: parts(json, 'dialogue', parseMessage),
    measures: listAt(json, 'measures').map(parseMeasure),
    hasDuties: isTrue(json, 'hasDuties'),
    duties: parts(json, 'duties', parseDuty),
    checklist: parts(json, 'checklist', parseCheck),
    ia: part(json, 'ia', parseIa),
    police: part(json, 'police', parsePolice),
    authority: part(json, 'workEnvironmentAuthority', (duty) => ({ state: among(DUTY_STATES, stringAt(duty, 'state')) ?? 'toDo', on: stringAt(duty, 'on') })),
  };
}

const by = (json: unknown): ByView => ({ role: stringAt(json, 'role'), name: stringAt(json, 'name') });
const byAt = (json: unknown): ByView => by(recordAt(json, 'by'));
const noted = (json: unknown): { at: string | undefined; by: ByView | undefined; reason: string | undefined } => ({ at: stringAt(json, 'at'), by: has(json, 'by') ? byAt(json) : undefined, reason: stringAt(json, 'reason') });
const request = (json: unknown): RequestView => ({ at: stringAt(json, 'at') ?? '', by: byAt(json), reason: stringAt(json, 'reason') ?? '' });

function person(json: unknown): PersonView | undefined {
  const id = stringAt(json, 'id');
  return id === undefined ? undefined : { id, name: stringAt(json, 'name') ?? id };
}

function manager(json: unknown): ManagerView | undefined {
  const one = person(json);
  return one && { ...one, own: isTrue(json, 'own') };
}

function parseAnswer(json: unknown): AnswerView {
  const value = isRecord(json) ? json['value'] : undefined;
  const shown = Array.isArray(value) ? value.join(', ') : typeof value === 'number' ? String(value) : value;
  const id = stringAt(json, 'id') ?? '';
  return { id, question: stringAt(json, 'question') ?? id, value: typeof shown === 'string' ? shown : '', at: stringAt(json, 'at') };
}

function parseEntry(json: unknown): TimelineEntry {
  return { at: stringAt(json, 'at') ?? '', kind: stringAt(json, 'kind') ?? '', ...byAt(json), detail: isRecord(json) ? json : {} };
}

function parseNotice(json: unknown): NoticeView {
  return {
    about: stringAt(json, 'about') ?? '',
    recipient: stringAt(json, 'recipient') ?? '',
    name: stringAt(json, 'name'),
    channel: stringAt(json, 'channel') ?? '',
    state: stringAt(json, 'state') ?? '',
    attempts: numberAt(json, 'attempts') ?? 0,
    reason: stringAt(json, 'reason'),
    arrived: isTrue(json, 'arrived'),
  };
}

function parseFile(json: unknown): FileView | undefined {
  const id = stringAt(json, 'id');
  if (id === undefined) return undefined;
  return { id, name: stringAt(json, 'name') ?? id, contentType: stringAt(json, 'contentType') ?? '', bytes: numberAt(json, 'bytes') ?? 0, sha256: stringAt(json, 'sha256'), at: stringAt(json, 'at') };
}

function parseMessage(json: unknown): MessageView | undefined {
  const id = stringAt(json, 'id');
  if (id === undefined) return undefined;
  return {
    id,
    from: stringAt(json, 'from') === 'reporter' ? 'reporter' : 'worker',
    kind: among(['question', 'answer', 'information'] as const, stringAt(json, 'kind')) ?? 'information',
    text: stringAt(json, 'text') ?? '',
    at: stringAt(json, 'at') ?? '',
    by: byAt(json),
  };
}

/** A safety representative's has neither words nor id. */
function parseMeasure(json: unknown): MeasureView {
  const doneAt = stringAt(json, 'doneAt');
  const done = part(json, 'done', (settled) => ({ at: stringAt(settled, 'at') ?? '', by: byAt(settled), effect: stringAt(settled, 'effect') }));
  return {
    id: stringAt(json, 'id') ?? '',
    what: stringAt(json, 'what'),
    who: stringAt(json, 'who'),
    due: stringAt(json, 'due') ?? '',
    prevention: among(PREVENTION, stringAt(json, 'prevention')),
    done: done ?? (doneAt === undefined ? undefined : { at: doneAt, by: { role: undefined, name: undefined }, effect: undefined }),
  };
}

function parseDuty(json: unknown): DutyView | undefined {
  const duty = among(DUTIES, stringAt(json, 'duty'));
  if (duty === undefined) return undefined;
  return { duty, state: among(DUTY_STATES, stringAt(json, 'state')) ?? 'toDo', owner: among(OWNERS, stringAt(json, 'owner')) ?? 'manager', on: stringAt(json, 'on'), ...noted(json) };
}

function parseCheck(json: unknown): CheckView | undefined {
  const item = among(CHECKLIST, stringAt(json, 'item'));
  return item && { item, done: isTrue(json, 'done'), at: stringAt(json, 'at'), by: has(json, 'by') ? byAt(json) : undefined };
}

function parseIa(json: JsonRecord): IaView {
  return {
    state: among(IA_STATES, stringAt(json, 'state')) ?? 'unasked',
    owner: among(OWNERS, stringAt(json, 'owner')) ?? 'coordinator',
    number: stringAt(json, 'number'),
    text: stringAt(json, 'text'),
    consent: typeof json['consent'] === 'boolean' ? json['consent'] : undefined,
    failure: recordAt(json, 'failure'),
    ...noted(json),
  };
}

const parsePolice = (json: JsonRecord): PoliceView => ({ reported: isTrue(json, 'reported'), reference: stringAt(json, 'reference'), at: stringAt(json, 'at') ?? '', by: byAt(json) });

function parseContact(key: string, json: unknown): readonly ContactView[] {
  if (!isRecord(json)) return [];
  return [{ key, name: recordAt(json, 'name'), phone: stringAt(json, 'phone'), email: stringAt(json, 'email'), url: stringAt(json, 'url') }];
}
