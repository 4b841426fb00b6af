import { announce } from './announce';
import { el } from './dom';
import { said, texts } from './i18n';
import type { TextKey } from './i18n';

/** After so long a person is told that it is still going on. */
const SLOW_MS = 1_000;

export interface PressState {
  readonly busy: boolean;
  /** The button says that it is sending; nothing on the card can be pressed or changed. */
  begin(button: HTMLElement | undefined): void;
  /** The card is as it was before the press. */
  end(): void;
  /** As it was, with a message and a button that sends the same again. */
  fail(message: TextKey, retry: () => void): void;
}

/** What a card shows while a press of one of its buttons is under way. `foot` is where messages stand. */
export function pressState(card: HTMLElement, foot: HTMLElement): PressState {
  let undo: (() => void) | undefined;

  function begin(button: HTMLElement | undefined): void {
    end();
    const label = said('span', 'sending');
    const restore = [lock(card), button ? relabel(button, label) : () => undefined];
    const slow = setTimeout(() => {
      label.replaceWith(said('span', 'stillSaving'));
      announce(texts.t('stillSaving'));
    }, SLOW_MS);
    undo = () => {
      clearTimeout(slow);
      for (const step of restore) step();
    };
  }

  function end(): void {
    undo?.();
    undo = undefined;
    foot.replaceChildren();
  }

  function fail(message: TextKey, retry: () => void): void {
    end();
    const again = said('button', 'retry', { type: 'button', class: 'button' });
    again.addEventListener('click', retry);
    foot.replaceChildren(el('div', { class: 'problem', role: 'alert' }, said('p', message), again));
  }

  return {
    get busy() {
      return undo !== undefined;
    },
    begin,
    end,
    fail,
  };
}

/** Makes a card inert without taking the focus from the button that was pressed. */
export function lock(card: HTMLElement): () => void {
  const fields = [...card.querySelectorAll<HTMLElement>('.ac-input-container')];
  const buttons = [...card.querySelectorAll<HTMLElement>('.ac-pushButton, button')];
  card.setAttribute('aria-busy', 'true');
  for (const field of fields) field.inert = true;
  for (const button of buttons) button.setAttribute('aria-disabled', 'true');
  return () => {
    card.removeAttribute('aria-busy');
    for (const field of fields) field.inert = false;
    for (const button of buttons) button.removeAttribute('aria-disabled');
  };
}

function relabel(button: HTMLElement, text: HTMLElement): () => void {
  const before = [...button.childNodes];
  const label = button.getAttribute('aria-label');
  button.removeAttribute('aria-label');
  button.replaceChildren(text);
  button.classList.add('sending');
  return () => {
    button.classList.remove('sending');
    button.replaceChildren(...before);
    if (label !== null) button.setAttribute('aria-label', label);
  };
}
