import type { WorkName } from '../../domain/work/types';
import { button, el, focusOn } from './dom';
import { createField, type Field } from './fields';
import type { FormSpec, Values } from './formSpec';
import { icon } from './icons';
import { texts } from './texts';

/** What somebody is filling in. It lives until it is sent or thrown away, whatever happens to the page around it. */
export interface WorkForm {
  readonly key: string;
  readonly command: WorkName;
  readonly preset: Values;
  readonly element: HTMLFormElement;
  /** Something was written or chosen that would be lost with it. */
  readonly isTouched: boolean;
  /** Words that were written, for somebody who can no longer send them. */
  readonly written: readonly string[];
  busy(on: boolean): void;
  /** Says what came of it: something that went wrong, or what somebody else did meanwhile. */
  say(text: string, isNews: boolean): void;
  /** What the server would not take. @returns false where the form has no such field */
  complain(field: string, problem: string): boolean;
  focus(): void;
  /** Its words again, in the language and for the case of the moment. */
  relabel(spec: FormSpec): void;
}

export interface WorkFormOptions {
  readonly key: string;
  readonly command: WorkName;
  readonly spec: FormSpec;
  /** What it begins with; a value that no field shows is sent as it is. */
  readonly preset: Values;
  onSend(values: Values): void;
  onCancel(): void;
}

/** A form for a command, with every error at its field and nothing sent before all is right. */
export function createWorkForm({ key, command, spec, preset, onSend, onCancel }: WorkFormOptions): WorkForm {
  const element = el('form', { class: 'work-form', novalidate: true });
  const problem = el('div', { class: 'form-problem', role: 'alert' });
  let fields: readonly Field[] = [];
  let send = button('', 'primary', () => undefined);
  let initial = '';
  let isBusy = false;
  const current = (): Values => Object.fromEntries(fields.map((field) => [field.spec.id, field.value()]));
  const isWanted = ({ spec: { when } }: Field): boolean => when === undefined || when.is.includes(String(fields.find((field) => field.spec.id === when.field)?.value() ?? ''));
  build(spec, preset);

  function build(shown: FormSpec, values: Values): void {
    fields = shown.fields.map((field) => createField(field, changed));
    for (const field of fields) {
      const value = values[field.spec.id];
      if (value !== undefined) field.set(value);
    }
    send = el('button', { type: 'submit', class: `button ${shown.grave === true ? 'danger' : 'primary'}` }, texts.t(shown.submit));
    const heading = el('h4', { class: 'form-title' }, texts.t(shown.title));
    const intro = shown.intro === undefined ? [] : [el('p', { class: 'form-intro' }, shown.intro)];
    element.setAttribute('aria-label', texts.t(shown.title));
    element.replaceChildren(heading, ...intro, ...fields.map((field) => field.element), problem, el('div', { class: 'form-actions' }, send, button(texts.t('form.cancel'), 'quiet', onCancel)));
    showWanted();
  }

  function showWanted(): void {
    for (const field of fields) field.element.hidden = !isWanted(field);
  }

  function changed(): void {
    showWanted();
    for (const field of fields) if (!isEmpty(field)) field.complain(undefined);
  }

  /** The fields that are wrong, each saying so. */
  function check(): readonly Field[] {
    const missing = fields.filter((field) => isWanted(field) && field.spec.optional !== true && isEmpty(field));
    for (const field of fields) field.complain(missing.includes(field) ? texts.t(isChoice(field) ? 'form.chooseOne' : 'form.needed') : undefined);
    return missing;
  }

  element.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isBusy) return;
    const [first] = check();
    if (first) {
      first.focus();
      return;
    }
    const sent = fields.filter((field) => isWanted(field) && !isEmpty(field)).map((field): [string, string | readonly string[]] => [field.spec.id, field.value()]);
    const hidden = Object.entries(preset).filter(([id]) => !fields.some((field) => field.spec.id === id));
    onSend(Object.fromEntries([...hidden, ...sent]));
  });
  element.addEventListener('keydown', (event) => {
    // Escape closes what holds nothing; what somebody has written is only thrown away by the button that says so.
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    if (JSON.stringify(current()) === initial) onCancel();
  });
  initial = JSON.stringify(current());

  return {
    key,
    command,
    preset,
    element,
    get isTouched() {
      return JSON.stringify(current()) !== initial;
    },
    get written() {
      return fields.filter(({ spec: { kind } }) => kind === 'long' || kind === 'line').map((field) => String(field.value())).filter((text) => text !== '');
    },
    busy(on) {
      isBusy = on;
      if (on) problem.replaceChildren();
      if (on) send.setAttribute('aria-disabled', 'true');
      else send.removeAttribute('aria-disabled');
    },
    say(text, isNews) {
      problem.replaceChildren(el('p', { class: isNews ? 'warning mild' : 'warning' }, icon(isNews ? 'waiting' : 'failed'), text));
    },
    complain(id, text) {
      const field = fields.find((one) => one.spec.id === id);
      field?.complain(text);
      field?.focus();
      return field !== undefined;
    },
    focus() {
      element.scrollIntoView({ block: 'nearest' });
      const [first] = fields;
      if (first) first.focus();
      else focusOn(send);
    },
    relabel(next) {
      build(next, current());
    },
  };
}

const isEmpty = (field: Field): boolean => field.value().length === 0;
const isChoice = ({ spec: { kind } }: Field): boolean => kind === 'radio' || kind === 'select';
