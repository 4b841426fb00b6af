import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { INCIDENT_TYPES } from '../../domain/board';
import { fromLocal } from '../../domain/calendar';
import { parseCaseNumber } from '../../domain/caseNumber';
import { SEVERITIES } from '../../domain/severity';
import { LIMITS } from '../../domain/work/forms';
import { CARE_ANSWERS, CHECKLIST, CLOCKS, CONTACT_WAYS, DUTIES, DUTY_STATES, IA_STATES, INFORMED, OUTCOMES, OWNERS, PREVENTION, RIGHTS, RIGHT_RESULTS, type WorkCommand, type WorkName } from '../../domain/work/types';

export { LIMITS };

const trimmed = (most: number) => z.string().trim().min(1).max(most);
const text = trimmed(LIMITS.text);
const message = trimmed(LIMITS.message);
const line = trimmed(LIMITS.line);
const number = trimmed(LIMITS.number);
const person = z.string().min(1).max(LIMITS.line);
/** A card's empty field comes as an empty string. */
const maybe = <T extends z.ZodType>(schema: T) => z.preprocess((value) => (value === '' || value === null ? undefined : value), schema.optional());
/** A card's toggle comes as "true" or "false". */
const yesNo = z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean());
const isDate = (value: string): boolean => !Number.isNaN(Date.parse(`${value}T00:00:00Z`)) && new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
const date = z.string().regex(/^20\d\d-\d\d-\d\d$/).refine(isDate);
const id = z.string().regex(/^[\w-]{1,64}$/).default(() => randomUUID());
const owner = z.enum(OWNERS);
/** As somebody types it. */
const caseNumber = z.string().transform((typed) => parseCaseNumber(typed)?.number ?? '').pipe(z.string().min(1));

const LAST_MINUTE = 24 * 60 - 1;
/** The end of a local day, as an instant. */
const endOf = (day: string): string => fromLocal(day, LAST_MINUTE).toISOString();

const bare = <N extends WorkName>(command: N) => z.object({ command: z.literal(command) });

/** One schema a command: from whoever asks, over HTTP or from a card, to what the domain knows. */
const SCHEMAS = {
  acknowledge: bare('acknowledge'),
  assess: bare('assess'),
  assign: bare('assign').extend({ to: person }),
  ask: bare('ask').extend({ id, text: message }),
  reply: bare('reply').extend({ id, text: message }),
  recordContact: bare('recordContact').extend({ how: z.enum(CONTACT_WAYS), note: maybe(text) }),
  setSeverity: bare('setSeverity').extend({ severity: z.enum(SEVERITIES), reason: text }),
  setType: bare('setType').extend({ type: z.enum(INCIDENT_TYPES) }),
  setWorkplace: bare('setWorkplace').extend({ workplace: line }),
  moveDate: bare('moveDate').extend({ clock: z.enum(CLOCKS), due: date.transform(endOf), reason: text }),
  announceReferral: bare('announceReferral').extend({ reason: text }),
  refer: bare('refer').extend({ to: person, note: maybe(text) }),
  tick: bare('tick').extend({ item: z.enum(CHECKLIST), done: yesNo }),
  addMeasure: bare('addMeasure').extend({ id, what: text, who: line, due: date, prevention: z.enum(PREVENTION) }),
  completeMeasure: bare('completeMeasure').extend({ measure: person, effect: text }),
  notePolice: bare('notePolice').extend({ reported: yesNo, reference: maybe(number) }),
  noteDuty: bare('noteDuty').extend({ duty: z.enum(DUTIES), state: z.enum(DUTY_STATES), owner, on: maybe(date), reason: maybe(text) }),
  noteRegister: bare('noteRegister').extend({ diaryNumber: number, subject: line }),
  transferToIa: bare('transferToIa').extend({ state: z.enum(IA_STATES), owner, number: maybe(number), reason: maybe(text), text: maybe(message) }),
  consentToIa: bare('consentToIa').extend({ yes: yesNo }),
  declareConflict: bare('declareConflict').extend({ person: maybe(person), reason: maybe(text) }),
  revealName: bare('revealName').extend({ reason: text }),
  approveName: bare('approveName'),
  refuseName: bare('refuseName'),
  reviewName: bare('reviewName'),
  escalateCrisis: bare('escalateCrisis').extend({ reason: text }),
  notePointedOut: bare('notePointedOut').extend({ information: z.enum(INFORMED), reason: maybe(text) }),
  notePointedOutRequest: bare('notePointedOutRequest').extend({ request: z.enum(RIGHTS), result: z.enum(RIGHT_RESULTS), reason: maybe(text) }),
  linkCase: bare('linkCase').extend({ number: caseNumber, confirmed: yesNo }),
  makeReal: bare('makeReal'),
  agreeAftercare: bare('agreeAftercare').extend({ on: z.array(date).min(1).max(LIMITS.dates), owner }),
  answerAftercare: bare('answerAftercare').extend({ on: date, answer: z.enum(CARE_ANSWERS) }),
  close: bare('close').extend({ outcome: z.enum(OUTCOMES), told: message, learnt: message }),
  reopen: bare('reopen').extend({ reason: text }),
} satisfies { readonly [N in WorkName]: z.ZodType<Extract<WorkCommand, { command: N }>> };

export type Parsed = { readonly ok: true; readonly command: WorkCommand } | { readonly ok: false; readonly problem: 'unknown' } | { readonly ok: false; readonly problem: 'invalid'; readonly field: string };

export const isWorkName = (name: string): name is WorkName => Object.hasOwn(SCHEMAS, name);

/** A command of the work out of what was sent; which field is wrong where it is none. */
export function parseWork(name: string, fields: unknown): Parsed {
  if (!isWorkName(name)) return { ok: false, problem: 'unknown' };
  const parsed = SCHEMAS[name].safeParse({ ...(typeof fields === 'object' && fields !== null ? fields : {}), command: name });
  if (parsed.success) return { ok: true, command: parsed.data };
  return { ok: false, problem: 'invalid', field: String(parsed.error.issues[0]?.path[0] ?? '') };
}
