import type { AdaptiveCard, Input } from 'adaptivecards';
import { ChoiceSetInput, OpenUrlAction, TextInput } from 'adaptivecards';
import { anchorTo, markdown } from '../shared/markdown';
import { counterFor } from './counter';
import { el } from './dom';
import { said, texts } from './i18n';

/** Ids that the renderer makes up for its labels; all others are the card's own. */
const MADE_UP = '__ac-';
/** The renderer's mark on a field whose value was refused; it takes it away when the value changes. */
const REFUSED = 'ac-input-validation-failed';

/**
 * Mends what the renderer leaves out: Markdown as nodes, real links, groups with names, errors tied to their fields,
 * counters, and ids that stay unique when a card comes twice (a card's own ids move to `data-id`).
 */
export function improve(card: AdaptiveCard, root: HTMLElement): void {
  ownIds(root);
  writeText(root);
  spaceLines(root);
  for (const heading of root.querySelectorAll<HTMLElement>('[role="heading"]')) heading.tabIndex = -1;
  for (const action of card.getAllActions()) if (action instanceof OpenUrlAction) toLink(action);
  for (const input of card.getAllInputs()) {
    nameInput(input);
    tieError(input, root);
  }
}

function ownIds(root: HTMLElement): void {
  for (const element of [root, ...root.querySelectorAll<HTMLElement>('[id]')]) {
    if (element.id === '' || element.id.startsWith(MADE_UP)) continue;
    element.dataset['id'] = element.id;
    element.removeAttribute('id');
  }
}

function writeText(root: HTMLElement): void {
  for (const block of root.querySelectorAll<HTMLElement>('.ac-textBlock')) {
    if (block.matches('label, .ac-input *')) continue;
    for (const lineBreak of block.querySelectorAll('br')) lineBreak.replaceWith('\n');
    block.replaceChildren(markdown(block.textContent));
    for (const anchor of block.querySelectorAll('a[target]')) anchor.append(said('span', 'opensNew', { class: 'visually-hidden' }));
  }
}

/** Lines of small letters stand as near each other whichever element they are of: the renderer gives runs a size, and their block none. */
function spaceLines(root: HTMLElement): void {
  for (const block of root.querySelectorAll<HTMLElement>('.ac-richTextBlock')) {
    const [size, ...others] = new Set([...block.querySelectorAll<HTMLElement>('.ac-textRun')].map((run) => run.style.fontSize));
    if (size !== undefined && others.length === 0) block.style.fontSize = size;
  }
}

/** The renderer's button for an address becomes a link, which a person can copy and open as they like. */
function toLink(action: OpenUrlAction): void {
  const button = action.renderedElement;
  const anchor = anchorTo(action.url ?? '');
  if (!button || !anchor) {
    button?.remove();
    return;
  }
  anchor.className = button.className;
  anchor.append(action.title ?? anchor.href);
  if (anchor.target !== '') anchor.append(said('span', 'opensNew', { class: 'visually-hidden' }));
  button.replaceWith(anchor);
}

function nameInput(input: Input): void {
  const control = controlOf(input);
  if (!control) return;
  if (input instanceof ChoiceSetInput && (input.isMultiSelect || input.style === 'expanded')) nameGroup(input, control);
  if (input instanceof TextInput && isField(control)) nameField(input, control);
  if (control instanceof HTMLSelectElement) offerNothing(control, input.isRequired);
}

/** A list starts at a word instead of a blank; where no answer is demanded, one can be taken back. */
function offerNothing(list: HTMLSelectElement, demanded: boolean): void {
  const blank = list.options[0];
  if (blank?.value !== '') return;
  if (blank.text === '') {
    blank.text = texts.t('choose');
    blank.dataset['t'] = 'choose';
  }
  blank.disabled = demanded;
  blank.hidden = demanded;
}

/** What the server says of a field stands in a text of its own, `error:<field>`: the field is told of it. */
function tieError(input: Input, root: HTMLElement): void {
  const control = controlOf(input);
  const error = root.querySelector<HTMLElement>(`[data-id="${CSS.escape(`error:${input.id ?? ''}`)}"]`);
  if (!control || !error) return;
  error.id = `error-${crypto.randomUUID()}`;
  control.setAttribute('aria-describedby', error.id);
  control.setAttribute('aria-invalid', 'true');
  control.classList.add(REFUSED);
}

/** Several radio buttons or boxes under one label are a group of that name. */
function nameGroup(input: ChoiceSetInput, control: HTMLElement): void {
  control.setAttribute('role', input.isMultiSelect ? 'group' : 'radiogroup');
  control.setAttribute('aria-label', input.label ?? '');
  if (input.isRequired && !input.isMultiSelect) control.setAttribute('aria-required', 'true');
}

function nameField(input: TextInput, field: HTMLInputElement | HTMLTextAreaElement): void {
  // What is typed here is nobody else's at a shared computer.
  field.autocomplete = 'off';
  if (input.isRequired) field.setAttribute('aria-required', 'true');
  if (field.maxLength > 0) field.parentElement?.after(counterFor(field));
}

function controlOf(input: Input): HTMLElement | null {
  return input.renderedElement?.querySelector<HTMLElement>('.ac-input') ?? null;
}

function isField(element: HTMLElement): element is HTMLInputElement | HTMLTextAreaElement {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
}

/** Says to assistive technology which fields were refused, after the renderer has checked them. */
export function markInvalid(card: AdaptiveCard): void {
  for (const input of card.getAllInputs()) {
    const control = controlOf(input);
    const refused = control?.classList.contains(REFUSED) ?? false;
    if (refused) control?.setAttribute('aria-invalid', 'true');
    else control?.removeAttribute('aria-invalid');
  }
}

/** A card that cannot be drawn still says what it is. */
export function fallback(text: string): HTMLElement {
  return el('p', { class: 'fallback' }, text);
}
