import type { WorkName } from '../../domain/work/types';
import type { CaseView } from './caseModel';
import { FORMS } from './commandForms';
import { el, focusOn, heard } from './dom';
import type { Values } from './formSpec';
import { icon } from './icons';
import { texts, type TextKey } from './texts';
import { createWorkForm, type WorkForm } from './workForm';

/** A command that a part of the page offers. */
export interface Offer {
  /** Where on the page: the same command may stand in several places. */
  readonly at: string;
  readonly command: WorkName;
  readonly label: TextKey;
  readonly look?: string;
  /** What it is about, for those who hear the page. */
  readonly about?: string;
  readonly preset?: Values;
  /** All that it takes is preset: it is given at once, without a form. */
  readonly isDirect?: boolean;
}

/** What the parts of a case's page need to offer what may be done. */
export interface Desk {
  /** Buttons for those commands that the person may give, and below them the room for their forms. */
  actions(shown: CaseView, ...offers: readonly Offer[]): readonly Node[];
  /** Room for what comes of those commands, kept whether or not they may be given now. */
  rooms(...offers: readonly Pick<Offer, 'at' | 'command'>[]): readonly Node[];
  /** A box to tick that gives its command at once. */
  box(shown: CaseView, offer: Offer & { readonly words: string; readonly isOn: boolean }): readonly Node[];
}

export interface DeskOptions {
  /** The part of the page that all of it stands in. */
  readonly root: HTMLElement;
  shown(): CaseView | undefined;
  give(task: Task): void;
}

/** A command to be given now, and where what comes of it is said. */
export interface Task {
  readonly offer: Offer;
  readonly key: string;
  readonly values: Values;
  readonly form: WorkForm | undefined;
}

export interface WorkDesk extends Desk {
  /** Puts every open form, and what is said, where it belongs; to be called after each drawing. */
  settle(): void;
  /** Said at the place of a command, until the next one is given. */
  say(key: string, text: string, look: 'done' | 'news' | 'problem'): void;
  hush(): void;
  busy(key: string, on: boolean): void;
  /** The form is done with: it closes, and the focus goes on to what opened it or to what stands there now. */
  done(key: string): void;
  relabel(): void;
  /** What was written into the shown case's forms and is not sent. */
  written(): readonly string[];
  /** Whether leaving the page would lose something. */
  readonly isTouched: boolean;
}

const keyOf = ({ at, command }: Pick<Offer, 'at' | 'command'>): string => `${at}:${command}`;

/** Forms of the cases that were opened since the page was: in memory only, so that nothing stays on a shared computer. */
export function createDesk({ root, shown, give }: DeskOptions): WorkDesk {
  const offers = new Map<string, Offer>();
  const forms = new Map<string, Map<string, WorkForm>>();
  let said: { key: string; element: HTMLElement } | undefined;
  let busyKey: string | undefined;

  const here = (): Map<string, WorkForm> => forms.get(shown()?.number ?? '') ?? new Map<string, WorkForm>();
  const find = (attribute: string, key: string): HTMLElement | undefined => [...root.querySelectorAll<HTMLElement>(`[${attribute}]`)].find((one) => one.getAttribute(attribute) === key);

  root.addEventListener('click', (event) => {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-offer]') : null;
    const offer = offers.get(pressed?.dataset['offer'] ?? '');
    if (pressed === null || offer === undefined) return;
    // What a box shows is what the server has.
    if (pressed instanceof HTMLInputElement) event.preventDefault();
    press(offer);
  });

  function press(offer: Offer): void {
    const key = keyOf(offer);
    const current = shown();
    if (current === undefined) return;
    const form = here().get(key);
    if (form) form.focus();
    // Whoever goes on while a command is on its way may write; only giving waits.
    else if (opensForm(offer)) open(offer, key, current);
    else if (busyKey === undefined) give({ offer, key, values: offer.preset ?? {}, form: undefined });
  }

  function open(offer: Offer, key: string, current: CaseView): void {
    // Sent again after a broken line, the same words are taken once.
    const preset = { ...(IDENTIFIED.includes(offer.command) ? { id: crypto.randomUUID() } : {}), ...offer.preset };
    const spec = FORMS[offer.command]?.(current, preset);
    if (spec === undefined) return;
    hush();
    const form = createWorkForm({
      key,
      command: offer.command,
      spec,
      preset,
      onSend: (values) => {
        if (busyKey === undefined) give({ offer, key, values, form });
      },
      onCancel: () => done(key),
    });
    const own = forms.get(current.number) ?? new Map<string, WorkForm>();
    forms.set(current.number, own.set(key, form));
    settle();
    form.focus();
  }

  function settle(): void {
    for (const [key, form] of here()) {
      const slot = find('data-slot', key) ?? root.querySelector('#case-left');
      if (slot !== null && form.element.parentElement !== slot) slot.append(form.element);
    }
    if (said) {
      const slot = find('data-slot', said.key) ?? root.querySelector('#case-left');
      if (slot !== null && said.element.parentElement !== slot) slot.prepend(said.element);
    }
    for (const button of root.querySelectorAll<HTMLElement>('button[data-offer]')) {
      const key = button.dataset['offer'] ?? '';
      if (button.hasAttribute('aria-expanded')) button.setAttribute('aria-expanded', String(here().has(key)));
      if (busyKey === key) button.setAttribute('aria-disabled', 'true');
      else button.removeAttribute('aria-disabled');
    }
  }

  function hush(): void {
    said?.element.remove();
    said = undefined;
  }

  function done(key: string): void {
    const slot = find('data-slot', key);
    const own = here().get(key)?.element;
    const writingIn = document.activeElement?.closest('.work-form') ?? own;
    own?.remove();
    here().delete(key);
    settle();
    // Nobody is taken from what they have begun to write meanwhile.
    if (writingIn !== own) return;
    const next = find('data-offer', key) ?? slot?.closest<HTMLElement>('.part, .case-action')?.querySelector<HTMLElement>('.outcome, h2');
    if (next) focusOn(next);
  }

  function offered(current: CaseView, offer: Offer): boolean {
    offers.set(keyOf(offer), offer);
    return current.may.includes(offer.command);
  }

  return {
    actions(current, ...all) {
      const buttons = all.filter((offer) => offered(current, offer)).map(buttonOf);
      const slots = all.filter((offer) => current.may.includes(offer.command) || here().has(keyOf(offer))).map(room);
      return [...(buttons.length > 0 ? [el('div', { class: 'actions' }, ...buttons)] : []), ...slots];
    },
    rooms: (...all) => all.map(room),
    box(current, offer) {
      if (!offered(current, offer)) return [];
      const key = keyOf(offer);
      const input = el('input', { type: 'checkbox', 'data-key': key, 'data-offer': key, checked: offer.isOn });
      return [el('label', { class: 'check' }, input, el('span', {}, offer.words)), room(offer)];
    },
    settle,
    say(key, text, look) {
      hush();
      const symbol = icon(look === 'done' ? 'check' : look === 'news' ? 'waiting' : 'failed');
      const element = el('p', { class: { done: 'said-done', news: 'warning mild', problem: 'warning' }[look], ...(look === 'done' ? {} : { role: 'alert' }) }, symbol, el('span', {}, text));
      said = { key, element };
      settle();
    },
    hush,
    busy(key, on) {
      busyKey = on ? key : undefined;
      here().get(key)?.busy(on);
      settle();
    },
    done,
    relabel() {
      const current = shown();
      if (current === undefined) return;
      for (const form of here().values()) {
        const spec = FORMS[form.command]?.(current, form.preset);
        if (spec) form.relabel(spec);
      }
    },
    written: () => [...here().values()].flatMap(({ written }) => written),
    get isTouched() {
      return [...forms.values()].some((own) => [...own.values()].some(({ isTouched }) => isTouched));
    },
  };
}

function room(offer: Pick<Offer, 'at' | 'command'>): HTMLElement {
  return el('div', { class: 'slot', 'data-key': `slot:${keyOf(offer)}`, 'data-slot': keyOf(offer) });
}

/** What carries an id of its own, made once and sent with every try. */
const IDENTIFIED: readonly WorkName[] = ['ask', 'reply', 'addMeasure'];

const opensForm = ({ command, isDirect }: Offer): boolean => isDirect !== true && FORMS[command] !== undefined;

function buttonOf(offer: Offer): HTMLElement {
  const key = keyOf(offer);
  const opens = opensForm(offer);
  const button = el('button', { type: 'button', class: `button ${offer.look ?? ''}`.trim(), 'data-key': key, 'data-offer': key, ...(opens ? { 'aria-expanded': 'false' } : {}) }, texts.t(offer.label));
  if (offer.about !== undefined) button.append(heard(` ${offer.about}`));
  return button;
}
