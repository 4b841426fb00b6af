import type { Answer, FileRef } from '../domain/case';
import type { Field, FieldError, Step, Values } from '../domain/forms/types';
import type { Locale } from '../domain/locale';
import { lookup, t } from '../locales';
import { card, container, inert, quiet, submit, text, title } from './build';
import { fieldElements } from './fields';
import { pack } from './payloads';
import type { AdaptiveCard, Element } from './types';

export interface FollowView {
  readonly locale: Locale;
  readonly number: string;
  readonly step: Step;
  readonly fields: readonly Field[];
  readonly values: Values;
  readonly errors: readonly FieldError[];
  /** Place among the steps, from 1. */
  readonly at: number;
  readonly of: number;
  /** When the step's answers were last changed; empty when there are none. */
  readonly seen: string;
  /** Said first, for example that something was saved or that a card was old. */
  readonly note?: string;
}

const stepTitle = (locale: Locale, step: string): string => lookup(locale, `step.${step}`) ?? t(locale, 'field.added');

/** One step of what can be added later. Everything is optional; the positive action saves and goes on. */
export function followCard(view: FollowView): AdaptiveCard {
  const { locale, number, step } = view;
  const intro = step.intro ? lookup(locale, `step.${step.id}.intro`) : undefined;
  const body: Element[] = [
    title(`step:${step.id}`, stepTitle(locale, step.id)),
    quiet(`${t(locale, 'follow.progress', { at: view.at, of: view.of })}. ${t(locale, 'follow.case', { number })}`),
    ...(view.note ? [text(view.note, { id: 'note', weight: 'bolder' })] : []),
    ...(view.errors.length > 0 ? [text(t(locale, 'error.card'), { id: 'error', color: 'attention', weight: 'bolder' })] : []),
    ...(intro ? [text(intro)] : []),
    ...fieldElements(view.fields, { locale, names: {}, values: view.values, errors: view.errors }),
  ];
  const ref = { number, step: step.id, seen: view.seen };
  const asks = view.fields.length > 0;
  const actions = [
    submit(t(locale, asks ? 'follow.save' : 'follow.files.done'), pack('follow.save', ref), 'positive'),
    ...(asks ? [submit(t(locale, 'follow.skip'), pack('follow.skip', ref))] : []),
    ...(view.at > 1 ? [submit(t(locale, 'follow.back'), pack('follow.back', ref), 'default', true)] : []),
    submit(t(locale, 'follow.later'), pack('follow.later', ref), 'default', true),
  ];
  return card(locale, stepTitle(locale, step.id), body, actions);
}

export interface SummaryView {
  readonly locale: Locale;
  readonly number: string;
  readonly answers: readonly Answer[];
  readonly files: readonly FileRef[];
  /** Ids of the steps that can be changed, in order. */
  readonly steps: readonly string[];
  readonly open: boolean;
}

/** Characters of one answer shown in a summary, and of all together: Teams takes cards of about 28 kB. */
const SHOWN_EACH = 600;
const SHOWN_ALL = 6_000;

function answered(locale: Locale, answers: readonly Answer[], step: string): Element {
  const rows = answers.filter((answer) => answer.step === step);
  const shown = (value: string): string => (value.length > SHOWN_EACH ? `${value.slice(0, SHOWN_EACH)} …` : value);
  return container([
    text(stepTitle(locale, step), { weight: 'bolder' }),
    ...rows.flatMap((answer) => [quiet(answer.question), inert(shown(answer.value), { spacing: 'none' })]),
  ]);
}

/** The newest answers that fit into one card; the case holds them all. */
function thatFit(answers: readonly Answer[]): readonly Answer[] {
  let left = SHOWN_ALL;
  return [...answers].reverse().filter((answer) => (left -= Math.min(answer.value.length, SHOWN_EACH) + answer.question.length) >= 0).reverse();
}

/** Everything told so far, with a way to change each part. */
export function summaryCard(view: SummaryView): AdaptiveCard {
  const { locale, number } = view;
  const shown = thatFit(view.answers);
  const told = [...new Set(view.answers.map((answer) => answer.step))];
  const editable = view.open ? view.steps.filter((step) => told.includes(step)) : [];
  const fileRows = view.files.map((file) => inert(`${file.name} (${Math.ceil(file.bytes / 1024)} kB)`, { spacing: 'none' }));
  const body: Element[] = [
    title('summary', t(locale, 'summary.title')),
    quiet(t(locale, 'follow.case', { number })),
    ...(shown.length < view.answers.length || view.answers.some((answer) => answer.value.length > SHOWN_EACH) ? [quiet(t(locale, 'summary.shortened'))] : []),
    ...[...new Set(shown.map((answer) => answer.step))].map((step) => answered(locale, shown, step)),
    ...(fileRows.length > 0 ? [text(t(locale, 'summary.files'), { weight: 'bolder' }), ...fileRows] : []),
    ...(view.open ? [quiet(t(locale, 'summary.original'))] : []),
    ...editable.map((step) => ({
      type: 'ActionSet',
      actions: [submit(t(locale, 'summary.change', { step: stepTitle(locale, step) }), pack('follow.edit', { number, step }))],
    })),
  ];
  const actions = [
    submit(t(locale, 'summary.done'), pack('follow.done', { number }), 'positive'),
    ...(view.open ? [submit(t(locale, 'status.add'), pack('follow.start', { number }))] : []),
  ];
  return card(locale, t(locale, 'summary.title'), body, actions);
}
