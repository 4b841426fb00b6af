import { addDays } from '../../domain/calendar';
import type { Case, CaseEvent } from '../../domain/case';
import type { Contact } from '../../domain/board';
import type { Locale } from '../../domain/locale';
import type { Choice } from '../../domain/work/choices';
import { moreOf, WORK_FORMS, WORK_GROUPS, type FieldProblem, type WorkField, type WorkGroup, type WorkValues } from '../../domain/work/forms';
import type { WorkName } from '../../domain/work/types';
import { leftIn } from '../../domain/work/left';
import { measuresOf } from '../../domain/work/views';
import { lookup, t } from '../../locales';
import { card, container, facts, inert, quiet, submit, text, title } from '../build';
import { pack } from '../payloads';
import type { AdaptiveCard, Element, Json } from '../types';
import { backButton, commandButton, emphasis, happened, noteElements, onDay, room, commandName } from './parts';

/** What a command's form shows. */
export interface FormView {
  readonly locale: Locale;
  readonly command: WorkName;
  /** Local date. */
  readonly today: string;
  /** Of these words: sent twice, they are said once. */
  readonly id: string;
  readonly choices: (field: WorkField) => readonly Choice[];
  readonly values: WorkValues;
  readonly problems: readonly FieldProblem[];
  /** Why it was not done. */
  readonly notes: readonly string[];
  /** What others have done meanwhile, oldest first. */
  readonly since: readonly CaseEvent[];
  /** Whom to call about it, where the board has somebody. */
  readonly contact?: Contact | undefined;
  /** Who reads what is put into IA, as the board says it. */
  readonly iaReaders?: string | undefined;
}

/** Suggested days for what is agreed to come again: after one, two, four, eight and twelve weeks. */
const SUGGESTED = [7, 14, 28, 56, 84];

const labelOf = (locale: Locale, command: WorkName, id: string): string => lookup(locale, `work.field.${command}.${id}`) ?? lookup(locale, `work.field.${id}`) ?? id;

/** An option in words: a person's name, else by its code. */
function optionText(view: FormView, field: WorkField, { value, name, own }: Choice, index: number, one: Case): string {
  if (name !== undefined) return own === true ? t(view.locale, 'work.choose.own', { name }) : name;
  if (field.from === 'measures') return t(view.locale, 'work.measure', { index: index + 1, time: onDay(view.locale, measuresOf(one).find(({ id }) => id === value)?.due ?? view.today) });
  return lookup(view.locale, `work.option.${field.id}.${value}`) ?? lookup(view.locale, `${field.id}.${value}`) ?? value;
}

function choiceInput(view: FormView, field: WorkField, one: Case): Element {
  const options = field.kind === 'yesNo' ? ['true', 'false'].map((value) => ({ value })) : (field.options?.map((value) => ({ value })) ?? view.choices(field));
  const wanted = view.values[field.id] ?? field.preset ?? (options.length === 1 && !field.optional ? options[0]?.value : undefined);
  const value = options.some((option) => option.value === wanted) ? wanted : undefined;
  return {
    type: 'Input.ChoiceSet',
    id: field.id,
    label: labelOf(view.locale, view.command, field.id),
    style: options.length <= 4 && !field.optional ? 'expanded' : 'compact',
    wrap: true,
    placeholder: lookup(view.locale, `work.choose.${field.id}`) ?? t(view.locale, 'work.choose'),
    choices: options.map((option, index): Json => ({ title: optionText(view, field, option, index, one), value: option.value })),
    ...(value === undefined ? {} : { value }),
  };
}

function dateInputs(view: FormView, field: WorkField): readonly Element[] {
  const given = view.values[field.id];
  if (field.kind === 'date') return [{ type: 'Input.Date', id: field.id, label: labelOf(view.locale, view.command, field.id), ...(typeof given === 'string' ? { value: given } : {}) }];
  const days = SUGGESTED.map((after) => addDays(view.today, after));
  const chosen = typeof given === 'object' ? given : [];
  const other = chosen.filter((date) => !days.includes(date));
  // A day that was typed before stands among the suggested, so that no more than one need be typed at a time.
  const shown = [...days, ...other.slice(0, -1)].sort();
  const value = chosen.filter((date) => shown.includes(date)).join(',');
  return [
    {
      type: 'Input.ChoiceSet',
      id: field.id,
      label: labelOf(view.locale, view.command, field.id),
      isMultiSelect: true,
      style: 'expanded',
      wrap: true,
      choices: shown.map((date): Json => ({ title: onDay(view.locale, date), value: date })),
      ...(value === '' ? {} : { value }),
    },
    { type: 'Input.Date', id: moreOf(field.id), label: labelOf(view.locale, view.command, moreOf(field.id)), ...(other.length > 0 ? { value: other.at(-1) ?? '' } : {}) },
  ];
}

function textInput(view: FormView, field: WorkField): Element {
  const given = view.values[field.id];
  const value = typeof given === 'string' ? given : undefined;
  return {
    type: 'Input.Text',
    id: field.id,
    label: labelOf(view.locale, view.command, field.id),
    // What was typed is given back whole, too long as it may be.
    maxLength: Math.max(field.max ?? 0, value?.length ?? 0),
    ...(field.kind === 'text' ? { isMultiline: true } : {}),
    ...(value === undefined ? {} : { value }),
  };
}

function inputs(view: FormView, field: WorkField, one: Case): readonly Element[] {
  switch (field.kind) {
    case 'line':
    case 'text':
      return [textInput(view, field)];
    case 'choice':
    case 'yesNo':
      return [...(field.from === 'measures' ? [measureList(view.locale, one)] : []), choiceInput(view, field, one)];
    case 'date':
    case 'dates':
      return dateInputs(view, field);
  }
}

/** What the numbered measures are: in somebody's words, which no option may hold. */
function measureList(locale: Locale, one: Case): Element {
  const space = room(6_000);
  const open = measuresOf(one).filter(({ done }) => done === undefined);
  return container(open.flatMap(({ what, who, due }, index) => (space.isFull ? [] : [quiet(t(locale, 'work.measure', { index: index + 1, time: onDay(locale, due) })), inert(space.take(`${what} – ${who}`), { spacing: 'none' })])));
}

function fieldElements(view: FormView, field: WorkField, one: Case): readonly Element[] {
  const wrong = view.problems.filter((problem) => problem.field === field.id);
  return [
    ...inputs(view, field, one),
    ...wrong.map(({ code, limit }) => text(t(view.locale, `work.wrong.${code}`, { limit: limit ?? '' }), { id: `error:${field.id}`, color: 'attention', spacing: 'small' })),
  ];
}

/** How the case stands, in a few words: enough to know that it is the right one. */
function standing(locale: Locale, one: Case): string {
  const what = one.subject === 'question' ? [t(locale, 'work.case.question', { number: one.number })] : [t(locale, 'work.case', { number: one.number }), t(locale, `type.${one.type}`), t(locale, `severity.${one.severity}`)];
  return [...what, t(locale, `status.short.${one.status}`)].join(' · ');
}

/** Events told to somebody who was overtaken: the newest. */
const TOLD = 5;

/** Who did what meanwhile, and the case as it is now. */
function overtaken({ locale, since }: FormView, one: Case): readonly Element[] {
  if (since.length === 0) return [];
  const rows = [[t(locale, 'notice.severity'), t(locale, `severity.${one.severity}`)], [t(locale, 'case.status'), t(locale, `status.short.${one.status}`)]] as const;
  return [
    emphasis([text(t(locale, 'work.happened'), { weight: 'bolder' }), ...since.slice(-TOLD).map((event) => text(happened(locale, event, one.subject), { spacing: 'small' })), text(t(locale, 'work.nowHead'), { weight: 'bolder' }), facts(rows, { spacing: 'small' })], { id: 'since' }),
  ];
}

/** What is not done in the case, before it is closed. */
function leftElements(locale: Locale, one: Case): readonly Element[] {
  const { measures, duties, ia } = leftIn(one);
  const lines = [
    ...(measures > 0 ? [t(locale, measures === 1 ? 'work.open.measure' : 'work.open.measures', { count: measures })] : []),
    ...(duties > 0 ? [t(locale, duties === 1 ? 'work.open.duty' : 'work.open.duties', { count: duties })] : []),
    ...(ia ? [t(locale, 'work.open.ia')] : []),
  ];
  return lines.length === 0 ? [] : [emphasis([text(t(locale, 'work.open'), { weight: 'bolder' }), ...lines.map((line) => text(line, { spacing: 'small' })), text(t(locale, 'work.open.anyway'), { spacing: 'small' })], { id: 'left' })];
}

function leads({ locale, command, contact, iaReaders }: FormView, one: Case): readonly Element[] {
  const lead = (one.subject === 'question' ? lookup(locale, `work.lead.question.${command}`) : undefined) ?? lookup(locale, `work.lead.${command}`);
  return [
    ...(lead === undefined ? [] : [text(lead, { id: 'lead' })]),
    ...(contact ? [text(t(locale, 'work.crisis', { name: contact.name[locale], phone: contact.phone ?? contact.email ?? contact.url ?? '' }), { weight: 'bolder' })] : []),
    ...(iaReaders === undefined ? [] : [text(iaReaders)]),
    ...(command === 'close' ? leftElements(locale, one) : []),
  ];
}

/** The form of one command, whichever it is: its fields are data, and this draws them. */
export function formCard(one: Case, view: FormView): AdaptiveCard {
  const { locale, command, id } = view;
  const head = commandName(locale, one, command);
  const body = [
    title(`work:${command}`, head),
    quiet(standing(locale, one), { id: 'standing', spacing: 'none' }),
    ...noteElements(view.notes, WORK_FORMS[command].some((field: WorkField) => field.id === 'note') ? 'why' : 'note'),
    ...overtaken(view, one),
    ...leads(view, one),
    ...WORK_FORMS[command].flatMap((field: WorkField) => fieldElements(view, field, one)),
  ];
  const send = submit((one.subject === 'question' ? lookup(locale, `work.send.question.${command}`) : undefined) ?? t(locale, `work.send.${command}`), pack('work.do', { case: one.number, command, version: one.version, id }), 'positive');
  return card(locale, head, body, [send, backButton(locale, one.number, one.subject)]);
}

/** A command that cannot be given any more: why, who did what, and the words that were typed, to be taken elsewhere. */
export function overCard(one: Case, view: FormView): AdaptiveCard {
  const { locale, command } = view;
  const head = commandName(locale, one, command);
  const words = WORK_FORMS[command].flatMap((field: WorkField) => {
    const value = view.values[field.id];
    return (field.kind === 'text' || field.kind === 'line') && typeof value === 'string' ? [{ label: labelOf(locale, command, field.id), value }] : [];
  });
  const space = room(20_000);
  const typed = words.flatMap(({ label, value }) => (space.isFull ? [] : [quiet(label), inert(space.take(value), { spacing: 'none' })]));
  const body = [
    title(`work:${command}`, head),
    quiet(standing(locale, one), { id: 'standing', spacing: 'none' }),
    ...noteElements(view.notes),
    ...overtaken(view, one),
    ...(typed.length > 0 ? [container([text(t(locale, 'work.typed'), { weight: 'bolder' }), ...typed], { id: 'typed' })] : []),
  ];
  return card(locale, head, body, [backButton(locale, one.number, one.subject)]);
}

/** Every command that the person may give now, in groups. */
export function moreCard(one: Case, locale: Locale, offered: readonly WorkName[]): AdaptiveCard {
  const head = t(locale, 'work.more.title');
  const groups = (Object.keys(WORK_GROUPS) as WorkGroup[]).flatMap((group): readonly Element[] => {
    const commands = WORK_GROUPS[group].filter((command) => offered.includes(command));
    if (commands.length === 0) return [];
    return [text((one.subject === 'question' ? lookup(locale, `work.group.question.${group}`) : undefined) ?? t(locale, `work.group.${group}`), { weight: 'bolder', spacing: 'medium' }), { type: 'ActionSet', spacing: 'small', actions: commands.map((command) => commandButton(locale, one, command)) }];
  });
  return card(locale, head, [title('work:more', head), quiet(standing(locale, one), { spacing: 'none' }), ...groups], [backButton(locale, one.number, one.subject)]);
}
