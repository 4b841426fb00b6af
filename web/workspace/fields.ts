import { button, el } from './dom';
import type { FieldSpec } from './formSpec';
import { texts } from './texts';

/** One field of a form: its label, hint, control and error. */
export interface Field {
  readonly spec: FieldSpec;
  readonly element: HTMLElement;
  value(): string | readonly string[];
  set(value: string | readonly string[]): void;
  /** Shows what is wrong, or nothing. */
  complain(problem: string | undefined): void;
  focus(): void;
}

type Control = Pick<Field, 'value' | 'set' | 'focus'> & { readonly element: HTMLElement; /** What is marked as wrong. */ readonly inputs: () => readonly HTMLElement[] };

let made = 0;

/** Makes the field; `onChange` is called whenever what it holds has changed. */
export function createField(spec: FieldSpec, onChange: () => void): Field {
  const id = `field-${String(++made)}`;
  const error = el('p', { class: 'field-error', id: `${id}-error`, hidden: true });
  const hint = spec.hint === undefined ? undefined : el('p', { class: 'detail', id: `${id}-hint` }, texts.t(spec.hint));
  const described = [hint?.id, error.id].filter((one) => one !== undefined).join(' ');
  const control = controlOf(spec, id, described);
  const label = texts.t(spec.label) + (spec.optional === true ? ` ${texts.t('form.optional')}` : '');
  const isGroup = spec.kind === 'radio' || spec.kind === 'dates';
  const element = isGroup
    ? el('fieldset', { class: 'form-field', 'aria-describedby': described }, el('legend', {}, label))
    : el('div', { class: 'form-field' }, el('label', { for: id }, label));
  element.append(...(hint ? [hint] : []), control.element, ...counterOf(spec, control), error);
  element.addEventListener('input', onChange);
  element.addEventListener('change', onChange);
  return {
    spec,
    element,
    value: control.value,
    set: control.set,
    focus: control.focus,
    complain(problem) {
      error.textContent = problem ?? '';
      error.hidden = problem === undefined;
      for (const input of control.inputs()) {
        if (problem === undefined) input.removeAttribute('aria-invalid');
        else input.setAttribute('aria-invalid', 'true');
      }
    },
  };
}

function controlOf(spec: FieldSpec, id: string, described: string): Control {
  switch (spec.kind) {
    case 'line':
      return single(el('input', { class: 'field', type: 'text', id, maxlength: String(spec.max), autocomplete: 'off', 'aria-describedby': described }));
    case 'long':
      return single(el('textarea', { class: 'field', id, maxlength: String(spec.max), rows: spec.max > 1_000 ? '5' : '3', 'aria-describedby': described }));
    case 'date':
      return single(dateInput(id, described));
    case 'select': {
      const optional = spec.options.some(([value]) => value === '');
      const options = optional ? spec.options : ([['', texts.t('form.choose')], ...spec.options] as const);
      return single(el('select', { class: 'field', id, 'aria-describedby': described }, ...options.map(([value, label]) => el('option', { value }, label))));
    }
    case 'radio':
      return radios(id, spec.options);
    case 'dates':
      return dates(id, spec.max);
  }
}

function single(input: HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement): Control {
  return {
    element: input,
    inputs: () => [input],
    value: () => input.value.trim(),
    set: (value) => void (input.value = String(value)),
    focus: () => input.focus(),
  };
}

const dateInput = (id: string, described?: string): HTMLInputElement => el('input', { class: 'field field-date', type: 'date', id, min: '2000-01-01', max: '2099-12-31', 'aria-describedby': described });

function radios(id: string, options: readonly (readonly [string, string])[]): Control {
  const inputs = options.map(([value]) => el('input', { type: 'radio', name: id, value }));
  const labels = options.map(([, label], index) => el('label', { class: 'radio' }, inputs[index] ?? '', el('span', {}, label)));
  return {
    element: el('div', { class: 'radios' }, ...labels),
    inputs: () => [],
    value: () => inputs.find(({ checked }) => checked)?.value ?? '',
    set(value) {
      for (const input of inputs) input.checked = input.value === value;
    },
    focus: () => (inputs.find(({ checked }) => checked) ?? inputs[0])?.focus(),
  };
}

function dates(id: string, most: number): Control {
  const list = el('div', { class: 'dates' });
  const inputs = (): readonly HTMLInputElement[] => [...list.querySelectorAll('input')];
  const more = button(texts.t('form.anotherDate'), 'quiet', () => add().focus());
  function add(value = ''): HTMLInputElement {
    const number = inputs().length + 1;
    const input = dateInput(`${id}-${String(number)}`);
    input.setAttribute('aria-label', texts.t('form.dateNumber', { number }));
    input.value = value;
    list.append(input);
    more.hidden = number >= most;
    return input;
  }
  add();
  return {
    element: el('div', {}, list, more),
    inputs,
    value: () => [...new Set(inputs().map(({ value }) => value).filter((value) => value !== ''))].sort(),
    set(value) {
      list.replaceChildren();
      for (const one of typeof value === 'string' || value.length === 0 ? [''] : value) add(one);
    },
    focus: () => inputs()[0]?.focus(),
  };
}

/** How much room is left, said when it gets short. */
const NEARLY = 0.8;

function counterOf(spec: FieldSpec, control: Control): readonly HTMLElement[] {
  if (spec.kind !== 'long') return [];
  const counter = el('p', { class: 'detail counter', 'aria-live': 'polite' });
  control.element.addEventListener('input', () => {
    const { length } = String(control.value());
    counter.textContent = length < spec.max * NEARLY ? '' : texts.t('form.left', { left: spec.max - length });
  });
  return [counter];
}
