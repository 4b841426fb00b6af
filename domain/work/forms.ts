import { parseCaseNumber } from '../caseNumber';
import { SEVERITIES } from '../severity';
import { CARE_ANSWERS, CHECKLIST, CONTACT_WAYS, DUTIES, DUTY_STATES, IA_STATES, INFORMED, OUTCOMES, OWNERS, PREVENTION, RIGHTS, RIGHT_RESULTS, type WorkCommand, type WorkName } from './types';

/** Characters of what is written in a case's work; inputs on cards and pages have the same limits. */
export const LIMITS = { message: 4_000, text: 1_000, line: 200, number: 60, dates: 12 } as const;

/** Options that the case or its board decides, see `choices.ts`. */
export type ChoicesFrom = 'colleagues' | 'managers' | 'people' | 'measures' | 'clocks' | 'types';

/** One thing that a command takes, as a form asks for it. `line`: one line. `text`: several. `dates`: one or more. */
export interface WorkField<Id extends string = string> {
  readonly id: Id;
  readonly kind: 'line' | 'text' | 'choice' | 'yesNo' | 'date' | 'dates';
  readonly max?: number;
  readonly options?: readonly string[];
  readonly from?: ChoicesFrom;
  readonly preset?: string;
  readonly optional?: true;
  /** Takes something only where that other field is one of these; optional elsewhere. */
  readonly neededWhen?: { readonly field: string; readonly is: readonly string[] };
  /** Not before today. */
  readonly toCome?: true;
  /** The number of a case, as somebody types it. */
  readonly caseNumber?: true;
}

/** The fields of a command: nothing that it does not take. `id`s are made by whoever sends. */
type FieldsOf<N extends WorkName> = readonly WorkField<Extract<Exclude<keyof Extract<WorkCommand, { command: N }>, 'command' | 'id'>, string>>[];

const why = { id: 'reason', kind: 'text', max: LIMITS.text } as const;
const note = { id: 'note', kind: 'text', max: LIMITS.text, optional: true } as const;
const words = { id: 'text', kind: 'text', max: LIMITS.message } as const;
const owner = { id: 'owner', kind: 'choice', options: OWNERS } as const;

/** What each command asks for, in that order: one table, for cards and pages alike. */
export const WORK_FORMS: { readonly [N in WorkName]: FieldsOf<N> } = {
  acknowledge: [],
  assess: [],
  assign: [{ id: 'to', kind: 'choice', from: 'colleagues' }],
  ask: [words],
  reply: [words],
  recordContact: [{ id: 'how', kind: 'choice', options: CONTACT_WAYS, preset: 'phone' }, note],
  setSeverity: [{ id: 'severity', kind: 'choice', options: SEVERITIES }, why],
  setType: [{ id: 'type', kind: 'choice', from: 'types' }],
  setWorkplace: [{ id: 'workplace', kind: 'line', max: LIMITS.line }],
  moveDate: [{ id: 'clock', kind: 'choice', from: 'clocks' }, { id: 'due', kind: 'date', toCome: true }, why],
  announceReferral: [why],
  refer: [{ id: 'to', kind: 'choice', from: 'managers' }, note],
  tick: [{ id: 'item', kind: 'choice', options: CHECKLIST }, { id: 'done', kind: 'yesNo', preset: 'true' }],
  addMeasure: [
    { id: 'what', kind: 'text', max: LIMITS.text },
    { id: 'who', kind: 'line', max: LIMITS.line },
    { id: 'due', kind: 'date' },
    { id: 'prevention', kind: 'choice', options: PREVENTION, preset: 'situational' },
  ],
  completeMeasure: [{ id: 'measure', kind: 'choice', from: 'measures' }, { id: 'effect', kind: 'text', max: LIMITS.text }],
  notePolice: [{ id: 'reported', kind: 'yesNo' }, { id: 'reference', kind: 'line', max: LIMITS.number, optional: true }],
  noteDuty: [
    { id: 'duty', kind: 'choice', options: DUTIES },
    { id: 'state', kind: 'choice', options: DUTY_STATES, preset: 'done' },
    { ...owner, preset: 'manager' },
    { id: 'on', kind: 'date', neededWhen: { field: 'state', is: ['done'] } },
    { ...why, neededWhen: { field: 'state', is: ['notNeeded'] } },
  ],
  noteRegister: [{ id: 'diaryNumber', kind: 'line', max: LIMITS.number }, { id: 'subject', kind: 'line', max: LIMITS.line }],
  transferToIa: [
    { id: 'state', kind: 'choice', options: IA_STATES },
    { ...owner, preset: 'coordinator' },
    { id: 'number', kind: 'line', max: LIMITS.number, neededWhen: { field: 'state', is: ['exists', 'confirmed'] } },
    { ...why, neededWhen: { field: 'state', is: ['notNeeded', 'failed'] } },
    { ...words, optional: true },
  ],
  consentToIa: [{ id: 'yes', kind: 'yesNo' }],
  declareConflict: [{ id: 'person', kind: 'choice', from: 'people', optional: true }, { ...why, optional: true }],
  revealName: [why],
  approveName: [],
  refuseName: [],
  reviewName: [],
  escalateCrisis: [why],
  notePointedOut: [{ id: 'information', kind: 'choice', options: INFORMED }, { ...why, neededWhen: { field: 'information', is: ['postponed', 'not'] } }],
  notePointedOutRequest: [
    { id: 'request', kind: 'choice', options: RIGHTS },
    { id: 'result', kind: 'choice', options: RIGHT_RESULTS, preset: 'open' },
    { ...why, neededWhen: { field: 'result', is: ['partly', 'refused'] } },
  ],
  linkCase: [{ id: 'number', kind: 'line', max: LIMITS.number, caseNumber: true }, { id: 'confirmed', kind: 'yesNo', preset: 'true' }],
  makeReal: [],
  agreeAftercare: [{ id: 'on', kind: 'dates' }, { ...owner, preset: 'coordinator' }],
  answerAftercare: [{ id: 'on', kind: 'date' }, { id: 'answer', kind: 'choice', options: CARE_ANSWERS }],
  close: [
    { id: 'outcome', kind: 'choice', options: OUTCOMES },
    { id: 'told', kind: 'text', max: LIMITS.message },
    { id: 'learnt', kind: 'text', max: LIMITS.message },
  ],
  reopen: [why],
};

export const WORK_NAMES = Object.keys(WORK_FORMS) as readonly WorkName[];

/** The commands as a menu lists them. What only a reporter gives is in none. */
export const WORK_GROUPS = {
  state: ['acknowledge', 'assess', 'close', 'reopen', 'makeReal'],
  contact: ['ask', 'reply', 'recordContact', 'moveDate', 'agreeAftercare'],
  facts: ['setSeverity', 'setType', 'setWorkplace', 'noteRegister', 'linkCase'],
  measures: ['addMeasure', 'completeMeasure'],
  manager: ['announceReferral', 'refer', 'tick', 'noteDuty'],
  outside: ['notePolice', 'transferToIa', 'escalateCrisis'],
  people: ['assign', 'declareConflict', 'revealName', 'approveName', 'refuseName', 'reviewName'],
  pointedOut: ['notePointedOut', 'notePointedOutRequest'],
} as const satisfies Readonly<Record<string, readonly WorkName[]>>;
export type WorkGroup = keyof typeof WORK_GROUPS;

/** What somebody has filled in, by field; several dates as a list. */
export type WorkValues = Readonly<Record<string, string | readonly string[]>>;

/** The further input of a field that takes several dates: one that was not among the suggested. */
export const moreOf = (fieldId: string): string => `${fieldId}.more`;

/** What stands in a form's inputs, and nothing else of what was sent. */
export function gathered(name: WorkName, inputs: Readonly<Record<string, unknown>>): WorkValues {
  const typed = (id: string): string => {
    const value = Object.hasOwn(inputs, id) ? inputs[id] : undefined;
    return typeof value === 'string' ? value.trim() : typeof value === 'boolean' ? String(value) : '';
  };
  const datesIn = (id: string): readonly string[] => [...new Set([...typed(id).split(','), typed(moreOf(id))].filter((date) => date !== ''))].sort();
  const entries = WORK_FORMS[name].map(({ id, kind }: WorkField): readonly [string, string | readonly string[]] => [id, kind === 'dates' ? datesIn(id) : typed(id)]);
  return Object.fromEntries(entries.filter(([, value]) => value.length > 0));
}

export interface FieldProblem {
  readonly field: string;
  readonly code: 'missing' | 'long' | 'choice' | 'date' | 'past' | 'caseNumber' | 'wrong';
  readonly limit?: number;
}

const DATE = /^20\d\d-\d\d-\d\d$/;
const isDate = (date: string): boolean => DATE.test(date) && !Number.isNaN(Date.parse(`${date}T00:00:00Z`)) && new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);

function isNeeded({ optional, neededWhen }: WorkField, values: WorkValues): boolean {
  if (optional) return false;
  return neededWhen === undefined || neededWhen.is.some((code) => values[neededWhen.field] === code);
}

function problemOf(field: WorkField, value: string, today: string): Omit<FieldProblem, 'field'> | undefined {
  if (field.max !== undefined && value.length > field.max) return { code: 'long', limit: field.max };
  if (field.options && !field.options.includes(value)) return { code: 'choice' };
  if (field.kind === 'yesNo' && value !== 'true' && value !== 'false') return { code: 'choice' };
  if ((field.kind === 'date' || field.kind === 'dates') && !isDate(value)) return { code: 'date' };
  if (field.toCome && value < today) return { code: 'past' };
  return field.caseNumber && !parseCaseNumber(value) ? { code: 'caseNumber' } : undefined;
}

/** Everything that is missing or wrong in a form, all at once. @param today local date */
export function problemsOf(name: WorkName, values: WorkValues, today: string): readonly FieldProblem[] {
  return WORK_FORMS[name].flatMap((field: WorkField): readonly FieldProblem[] => {
    const value = values[field.id];
    if (value === undefined) return isNeeded(field, values) ? [{ field: field.id, code: 'missing' }] : [];
    if (field.kind === 'dates' && value.length > LIMITS.dates) return [{ field: field.id, code: 'wrong' }];
    const problem = (typeof value === 'string' ? [value] : value).map((one) => problemOf(field, one, today)).find((found) => found !== undefined);
    return problem ? [{ field: field.id, ...problem }] : [];
  });
}
