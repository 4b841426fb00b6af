import { optionText, questionOf } from '../../cards/fields';
import { followCard, summaryCard } from '../../cards/follow';
import { noteCard } from '../../cards/talk';
import { INCIDENT_TYPES } from '../../domain/board';
import { toLocal } from '../../domain/calendar';
import { CHAT_STEP, lastChange } from '../../domain/additions';
import type { Answer, Case } from '../../domain/case';
import { neighbour, pick, validate, visibleFields, visibleSteps } from '../../domain/forms/engine';
import { FOLLOW_UP, LONG_MAX } from '../../domain/forms/report';
import type { Field, FieldError, FormContext, Values } from '../../domain/forms/types';
import { t } from '../../locales';
import type { Inputs } from '../actions';
import { inPlace, update, type Context } from '../context';
import { heldWords, letGo } from './heldWords';
import { caseMarked } from '../practice';
import type { Reply } from '../turn';
import { ownCase } from './own';
import { closedBefore, showStatus } from './status';

const formContext = (context: Context, one: Case): FormContext => ({ type: one.type, category: one.category, locale: context.locale });

/** What has been answered, as the form knows it. */
function valuesOf(one: Case): Values {
  return { ...Object.fromEntries(one.answers.map((answer) => [answer.id, answer.code ?? answer.value])), type: one.type };
}

interface Shown {
  readonly values?: Values;
  readonly errors?: readonly FieldError[];
  readonly note?: string;
}

/** A step's card; a step that is not asked of this person gives the first one that is. */
export function showStep(context: Context, one: Case, stepId: string, shown: Shown = {}): Reply {
  const stored = valuesOf(one);
  const steps = visibleSteps(FOLLOW_UP, stored, formContext(context, one));
  const step = steps.find((candidate) => candidate.id === stepId) ?? steps[0];
  if (!step) return summary(context, one);
  if (resumeStep(context, one) !== step.id) update(context, { adding: { number: one.number, step: step.id, at: context.now.toISOString() } });
  const fields = fieldsOf(context, one, step.id, stored);
  const card = followCard({
    locale: context.locale,
    number: one.number,
    step,
    fields,
    values: { ...stored, ...shown.values },
    errors: shown.errors ?? [],
    seen: lastChange(one, step.id),
    at: steps.indexOf(step) + 1,
    of: steps.length,
    ...(shown.note === undefined ? {} : { note: shown.note }),
  });
  return { card: caseMarked(context, one, card) };
}

/** The fields asked now; the board decides which types it offers. */
function fieldsOf(context: Context, one: Case, stepId: string, values: Values): readonly Field[] {
  const step = FOLLOW_UP.steps.find((candidate) => candidate.id === stepId);
  const offered = context.services.boards.get(one.board)?.incidentTypes ?? INCIDENT_TYPES;
  const fields = step ? visibleFields(step, values, formContext(context, one)) : [];
  return fields.map((field) => (field.id === 'type' ? { ...field, options: field.options?.filter((option) => offered.some((type) => type === option)) ?? [] } : field));
}

export function summary(context: Context, one: Case): Reply {
  const steps = visibleSteps(FOLLOW_UP, valuesOf(one), formContext(context, one)).map((step) => step.id);
  return { card: summaryCard({ locale: context.locale, number: one.number, answers: one.answers, files: one.files, steps, open: one.status !== 'closed' }) };
}

type InStep = { readonly number: string; readonly step: string; readonly seen?: string | undefined };

/** @param typed what was typed on the way, in a case that may be closed by now */
async function withOpenCase(context: Context, number: string, then: (one: Case) => readonly Reply[] | Promise<readonly Reply[]>, typed: (one: Case) => string = () => ''): Promise<readonly Reply[]> {
  const one = await ownCase(context, number);
  if (!one) return inPlace({ card: noteCard(context.locale, 'stale', t(context.locale, 'stale.gone'), ['report', 'mine']) });
  if (one.status === 'closed') return inPlace(closedWith(context, one, typed(one)));
  return then(one);
}

const closedWith = (context: Context, one: Case, words: string): Reply => (words === '' ? showStatus(context, one, { notes: [t(context.locale, 'error.closed')] }) : closedBefore(context, one, words));

/** The words of a step that are not in the case. */
function newWords(context: Context, one: Case, stepId: string, inputs: Inputs): string {
  const fields = fieldsOf(context, one, stepId, valuesOf(one));
  const [stored, typed] = [valuesOf(one), pick(fields, inputs)];
  return fields.flatMap(({ id, options }) => (options || typed[id] === undefined || typed[id] === stored[id] ? [] : [typed[id]])).join('\n\n');
}

/** Begins, or goes on where the person left off. */
export function startAdding(context: Context, data: { readonly number: string }): Promise<readonly Reply[]> {
  return withOpenCase(context, data.number, (one) => {
    return inPlace(showStep(context, one, resumeStep(context, one) ?? 'kind'));
  });
}

export function edit(context: Context, data: InStep): Promise<readonly Reply[]> {
  return withOpenCase(context, data.number, (one) => inPlace(showStep(context, one, data.step)));
}

export function skip(context: Context, data: InStep): Promise<readonly Reply[]> {
  return withOpenCase(context, data.number, (one) => inPlace(onwards(context, one, data.step)));
}

function onwards(context: Context, one: Case, stepId: string): Reply {
  const following = neighbour(stepId, 1, valuesOf(one), formContext(context, one));
  if (following) return showStep(context, one, following.id);
  update(context, { adding: undefined });
  return summary(context, one);
}

/** Saves a step into the case and goes on; what breaks a rule comes back in the same card with everything typed. */
export function save(context: Context, data: InStep, inputs: Inputs): Promise<readonly Reply[]> {
  return withOpenCase(context, data.number, (one) => saving(context, one, data, inputs, (saved) => onwards(context, saved, data.step)), (one) => newWords(context, one, data.step, inputs));
}

/** Back keeps what was filled in. */
export function back(context: Context, data: InStep, inputs: Inputs): Promise<readonly Reply[]> {
  return withOpenCase(context, data.number, (one) =>
    saving(context, one, data, inputs, (saved) => showStep(context, saved, stepBefore(context, saved, data.step)), stepBefore(context, one, data.step)),
    (one) => newWords(context, one, data.step, inputs),
  );
}

function stepBefore(context: Context, one: Case, stepId: string): string {
  return neighbour(stepId, -1, valuesOf(one), formContext(context, one))?.id ?? stepId;
}

/** Enough for now: what was filled in is saved, and the step is remembered. */
export function later(context: Context, data: InStep, inputs: Inputs): Promise<readonly Reply[]> {
  return withOpenCase(context, data.number, (one) =>
    saving(context, one, data, inputs, (saved) => {
      update(context, { adding: { number: saved.number, step: data.step, at: context.now.toISOString() } });
      return showStatus(context, saved, { notes: [t(context.locale, 'follow.closedForLater', { number: saved.number })] });
    }, data.step),
    (one) => newWords(context, one, data.step, inputs),
  );
}

async function saving(context: Context, one: Case, { step: stepId, seen }: InStep, inputs: Inputs, then: (saved: Case) => Reply, goOn?: string): Promise<readonly Reply[]> {
  const fields = fieldsOf(context, one, stepId, valuesOf(one));
  const values = pick(fields, inputs);
  const errors = validate(fields, values, toLocal(context.now).date);
  if (errors.length > 0) return inPlace(showStep(context, one, stepId, { values, errors }));
  if (!changes(one, stepId, fields, values)) return inPlace(then(one));
  return inPlace(await add(context, one, { step: stepId, seen, answers: answers(context, stepId, fields, values), values, fields, goOn }, then));
}

/** What is stored and what was typed, together where both are text. */
function both(one: Case, fields: readonly Field[], typed: Values): Values {
  const stored = valuesOf(one);
  const merged = fields.map((field): readonly [string, string | undefined] => {
    const [before, now] = [stored[field.id], typed[field.id]];
    if (field.options || before === undefined || now === undefined) return [field.id, now ?? before];
    return [field.id, before.includes(now) ? before : `${before}\n\n${now}`];
  });
  return Object.fromEntries(merged.filter((entry): entry is readonly [string, string] => entry[1] !== undefined));
}

function changes(one: Case, stepId: string, fields: readonly Field[], values: Values): boolean {
  const stored = valuesOf(one);
  const before = one.answers.filter((answer) => answer.step === stepId);
  return before.length !== Object.keys(values).length ? before.length > 0 || Object.keys(values).length > 0 : fields.some((field) => values[field.id] !== undefined && values[field.id] !== stored[field.id]);
}

function answers(context: Context, step: string, fields: readonly Field[], values: Values): readonly Answer[] {
  const at = context.now.toISOString();
  return fields.flatMap((field): readonly Answer[] => {
    const value = values[field.id];
    if (value === undefined) return [];
    const question = questionOf(context.locale, field.id);
    return [{ id: field.id, step, question, at, ...(field.options ? { value: optionText(context.locale, field.id, value), code: value } : { value }) }];
  });
}

interface Filled {
  readonly step: string;
  readonly seen: string | undefined;
  readonly answers: readonly Answer[];
  readonly values: Values;
  readonly fields: readonly Field[];
  /** Where the person goes on, if not at the step after. */
  readonly goOn: string | undefined;
}

async function add(context: Context, one: Case, filled: Filled, then: (saved: Case) => Reply): Promise<Reply> {
  const before = context.state;
  const outcome = await context.services.cases.actAsReporter(one, { command: 'add', step: filled.step, answers: filled.answers, seen: filled.seen, goOn: filled.goOn });
  if (!outcome.ok) return notAdded(context, outcome.case ?? one, filled, outcome.refusal);
  const reply = then(outcome.case);
  // The case says where to go on from: the person's state need not be written as well.
  if (before.adding?.number === one.number) context.state = before;
  return reply;
}

/** Where the person goes on in the case: after the step saved last, or where they have gone since. Undefined when all is asked. */
export function resumeStep(context: Context, one: Case): string | undefined {
  const { adding } = context.state;
  if (adding?.number !== one.number) return undefined;
  const saved = one.events.filter((event) => event.kind === 'added' && event.step !== CHAT_STEP).at(-1);
  if (saved?.kind !== 'added' || saved.at < (adding.at ?? '')) return adding.step;
  return saved.goOn ?? neighbour(saved.step, 1, valuesOf(one), formContext(context, one))?.id;
}

/** Everything typed comes back. Newer answers than the card showed are shown beside it, so that neither is lost. */
function notAdded(context: Context, one: Case, { step, values, fields }: Filled, refusal: string): Reply {
  if (refusal === 'changed') return showStep(context, one, step, { values: both(one, fields, values), note: t(context.locale, 'follow.changed') });
  if (refusal === 'tooLarge') return showStep(context, one, step, { values, note: t(context.locale, 'error.tooLarge') });
  return closedWith(context, one, newWords(context, one, step, values));
}

/** Words typed in the chat, once their writer has said that they belong to this case. */
export function addWords(context: Context, data: { readonly number: string }): Promise<readonly Reply[]> {
  return withOpenCase(context, data.number, async (one) => {
    const { services, locale } = context;
    const { text: words, id, lost } = heldWords(context);
    if (words === undefined) return inPlace({ card: noteCard(locale, 'wordsGone', t(locale, 'talk.gone'), ['report', 'mine']) });
    if (words.length > LONG_MAX) return inPlace(showStatus(context, one, { notes: [t(locale, 'talk.tooLong', { limit: LONG_MAX })] }));
    const outcome = await services.cases.actAsReporter(one, { command: 'say', id, question: questionOf(locale, 'added'), words });
    if (!outcome.ok) return inPlace(outcome.refusal === 'tooLarge' ? showStatus(context, one, { notes: [t(locale, 'error.tooLarge')] }) : closedBefore(context, outcome.case ?? one, words));
    const note = [t(locale, 'talk.added', { number: one.number }), ...(lost ? [t(locale, 'talk.lost')] : [])].join(' ');
    const shown = showStep(context, outcome.case, resumeStep(context, outcome.case) ?? 'kind', { note });
    letGo(context);
    return inPlace(shown);
  }, () => heldWords(context).text ?? '');
}

export async function showSummary(context: Context, data: { readonly number: string }): Promise<readonly Reply[]> {
  const one = await ownCase(context, data.number);
  return inPlace(one ? summary(context, one) : { card: noteCard(context.locale, 'stale', t(context.locale, 'stale.gone'), ['report', 'mine']) });
}

export async function done(context: Context, data: { readonly number: string }): Promise<readonly Reply[]> {
  const one = await ownCase(context, data.number);
  if (one) update(context, { adding: undefined });
  const line = one ? t(context.locale, 'summary.doneText', { number: one.number }) : t(context.locale, 'stale.gone');
  return inPlace({ card: noteCard(context.locale, 'done', line, ['mine', 'ask']) });
}
