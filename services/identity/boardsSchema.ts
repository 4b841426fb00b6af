import * as z from 'zod';
import { INCIDENT_TYPES, ROLES, WEEKDAYS } from '../../domain/board';
import { isSafeUrl } from '../notifications/signed';

/** The shape of a BOARDS_FILE. What the parts of one mean to each other is checked in `boardsRules.ts`. */

const text = z.string().trim().min(1, 'must not be empty');
const localised = z.strictObject({ sv: text, en: text });
/** Short national numbers (112, 116 006) up to international ones; a note may follow, e.g. `08-465 004 00 (exempel)`. */
const phone = z.string().regex(/^\+?\d(?:[ ()-]{0,2}\d){2,14}(?: \([^()]{1,40}\))?$/, 'must be a telephone number, such as 08-465 004 00');
const email = z.string().regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'must be an e-mail address');
const url = z.string().refine((value) => URL.canParse(value) && /^https?:/.test(value), 'must be an http or https address');
/** Nothing about a case goes over a network in the clear. */
const safeUrl = z.string().refine(isSafeUrl, 'must be an https address without a password in it, or http to this machine');
const personId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,63}$/i, 'must be letters, digits, ".", "_" or "-"')
  .refine((id) => id !== 'anonymous', 'is kept for people without sign-in');
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:00');

const unique = (values: readonly string[]): boolean => new Set(values).size === values.length;

const period = z
  .strictObject({ days: z.array(z.enum(WEEKDAYS)).min(1).refine(unique, 'names a day twice'), from: clock, to: clock })
  .refine(({ from, to }) => from < to, { message: 'must be later than "from" on the same day', path: ['to'] });

const contact = z
  .strictObject({ name: localised, phone: phone.optional(), email: email.optional(), url: url.optional() })
  .refine((one) => one.phone !== undefined || one.email !== undefined || one.url !== undefined, 'must have a phone, an email or a url: nobody can turn to a name');

const directory = z.strictObject({
  whistleblowing: contact,
  hr: contact,
  occupationalHealth: contact.optional(),
  police: contact.optional(),
  guards: contact.optional(),
  safetyRepresentative: contact.optional(),
  crisis: contact.optional(),
});

/** Working days until somebody has been in touch, at most so many: longer is no promise. */
const contactDays = z.number().int().min(0).max(20);
const feedbackDays = z.number().int().min(1).max(60);

const clocks = z.strictObject({
  contact: z.strictObject({ high: contactDays.optional(), medium: contactDays.optional(), low: contactDays.optional() }).optional(),
  feedback: z.strictObject({ first: feedbackDays.optional(), then: feedbackDays.optional() }).optional(),
  reminderHours: z.number().min(0.5).max(120).optional(),
});

const person = z.strictObject({
  id: personId,
  name: text,
  aadObjectId: text.optional(),
  email: email.optional(),
  roles: z.array(z.enum(ROLES)).min(1).refine(unique, 'names a role twice'),
  manager: personId.optional(),
});

const ia = z.strictObject({
  readers: localised,
  includeElected: z.boolean().optional(),
  webhook: safeUrl.optional(),
  overdueAfterDays: z.number().int().min(1).max(365).optional(),
});

const board = z.strictObject({
  code: z.string().regex(/^[A-Z]{2,6}$/, 'must be two to six capital letters'),
  name: localised,
  hours: z.union([z.literal('always'), z.array(period).min(1)], 'must be "always" or a list of periods {days, from, to}'),
  phones: z.strictObject({ duty: phone.optional(), alarm: phone.optional() }),
  incidentTypes: z
    .array(z.enum(INCIDENT_TYPES))
    .refine(unique, 'names a type twice')
    .refine((types) => types.includes('unclear'), 'must include "unclear": nobody has to know what it was'),
  people: z.array(person).min(1),
  recipients: z.strictObject({ default: personId, deputy: personId, independent: personId, elected: personId }),
  webhook: z.strictObject({ url: safeUrl }).optional(),
  ia: ia.optional(),
  workplace: z.strictObject({ address: text.optional(), phone: phone.optional() }).optional(),
  series: z.strictObject({ months: z.number().int().min(1).max(120) }).optional(),
  clocks: clocks.optional(),
  directory,
});

export const boardsFileSchema = z.strictObject({ boards: z.array(board).min(1) });
