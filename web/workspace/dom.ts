import { el } from '../chat/dom';

export { announce } from '../chat/announce';
export { byId, el } from '../chat/dom';

/** Text for those who hear the page rather than see it. */
export function heard(text: string): HTMLElement {
  return el('span', { class: 'visually-hidden' }, text);
}

/** A button that does something on this page. */
export function button(label: string, look: string, onPress: () => void): HTMLButtonElement {
  const made = el('button', { type: 'button', class: `button ${look}`.trim() }, label);
  made.addEventListener('click', onPress);
  return made;
}

/** Moves focus to something that is no control, such as a heading, without putting it into the tab order. */
export function focusOn(element: HTMLElement): void {
  if (!element.matches('a[href], button, input, select, textarea, [tabindex]')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest' });
}

/**
 * Makes a change to the page while `anchor` stays where it is on the screen.
 * Without an anchor the change may move what is below it.
 */
export function keepStill(anchor: Element | undefined, change: () => void): void {
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (anchor === undefined || before === undefined || !anchor.isConnected) return;
  const moved = anchor.getBoundingClientRect().top - before;
  if (moved !== 0) window.scrollBy({ top: moved, behavior: 'instant' });
}
