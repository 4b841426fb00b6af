import { AdaptiveCard, GlobalSettings, HostConfig, SubmitActionBase } from 'adaptivecards';
import { cardLook } from '../shared/hostConfig';
import { isRecord, listAt, recordAt, stringAt } from '../shared/json';
import { fallback, improve, markInvalid } from './cardDom';
import { el } from './dom';
import { texts } from './i18n';
import { pressState } from './press';
import type { PressState } from './press';
import { withValues } from './drafts';
import type { Values } from './drafts';

GlobalSettings.setTabIndexAtCardRoot = false;
// The renderer's own truncation puts text back as HTML; ours never is.
GlobalSettings.useAdvancedTextBlockTruncation = false;
GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false;
AdaptiveCard.onProcessMarkdown = () => undefined;

const hostConfig = new HostConfig(
  cardLook(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16),
);

export interface CardView {
  readonly element: HTMLElement;
  readonly activityId: string;
  /** What the card is about, in a few words. */
  readonly title: string;
  /** The id of its first element: `step:story`, `receipt`, `emergency`. */
  readonly name: string;
  /** The same for two cards that ask the same thing of the same report; undefined for a card that asks nothing. */
  readonly question: string | undefined;
  /** True where the card can be acted upon. */
  readonly actionable: boolean;
  readonly press: PressState;
  /** To where a person who pressed should be taken: a refused field, the heading, else the first field. */
  focusStart(): void;
  /** Leaves the card readable and no more. */
  freeze(): void;
}

export interface CardHandlers {
  /** A button was pressed; `data` is the action's data with the inputs' values. */
  pressed(view: CardView, button: HTMLElement | undefined, data: unknown): void;
  /** Something was typed or chosen. */
  edited(activityId: string, values: Values): void;
}

/** Draws a card; `draft` are values typed before a reload. */
export function drawCard(activityId: string, content: unknown, draft: Values, on: CardHandlers): CardView {
  const card = new AdaptiveCard();
  card.hostConfig = hostConfig;
  const body = render(card, withValues(content, draft));
  const foot = el('div', { class: 'card-foot' });
  const title = titleOf(content);
  const name = cardName(content);
  const element = el('section', { class: 'card', role: 'group', 'aria-label': title, 'aria-live': 'off' }, body, foot);
  element.dataset['card'] = name;
  element.lang = stringAt(content, 'lang') ?? texts.locale;

  const view: CardView = {
    element,
    activityId,
    title,
    name,
    question: questionOf(content),
    actionable: card.getAllActions().some((action) => action instanceof SubmitActionBase),
    press: pressState(body, foot),
    focusStart: () => startOf(body)?.focus(),
    freeze: () => freeze(body, foot),
  };
  card.onInputValueChanged = () => {
    markInvalid(card);
    on.edited(activityId, valuesOf(card));
  };
  card.onExecuteAction = (action) => {
    if (action instanceof SubmitActionBase && !view.press.busy) on.pressed(view, action.renderedElement, action.data);
  };
  guard(body, card);
  return view;
}

function render(card: AdaptiveCard, content: unknown): HTMLElement {
  card.parse(content);
  const rendered = card.render();
  if (!rendered) return fallback(stringAt(content, 'fallbackText') ?? texts.t('cardUnreadable'));
  improve(card, rendered);
  return rendered;
}

/** Presses on a card that is busy or over go nowhere; refused fields are told to assistive technology. */
function guard(body: HTMLElement, card: AdaptiveCard): void {
  body.addEventListener(
    'click',
    (event) => {
      if (event.target instanceof Element && event.target.closest('[aria-disabled="true"]')) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    { capture: true },
  );
  // The renderer's own listener, which checks the fields, stands before this one and lets no click rise further.
  for (const { renderedElement } of card.getAllActions()) renderedElement?.addEventListener('click', () => markInvalid(card));
}

function freeze(body: HTMLElement, foot: HTMLElement): void {
  foot.replaceChildren();
  body.removeAttribute('aria-busy');
  for (const button of body.querySelectorAll('button.ac-pushButton')) button.setAttribute('aria-disabled', 'true');
  for (const field of body.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) field.readOnly = true;
}

const FIELDS = 'input, textarea, select';

/** A refused field, else what has changed in a card that was there already, else the heading, else whatever comes first. */
function startOf(body: HTMLElement): HTMLElement | null {
  const refused = body.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (refused) return refused.matches(FIELDS) ? refused : refused.querySelector(FIELDS);
  const changed = body.querySelector<HTMLElement>('[data-id="feedback"], [data-id="thanks"]');
  return changed ?? body.querySelector<HTMLElement>('[role="heading"]') ?? body.querySelector(`${FIELDS}, button`);
}

function valuesOf(card: AdaptiveCard): Values {
  const entries = card.getAllInputs().flatMap((input): [string, string][] => {
    const value: unknown = input.value;
    if (input.id === undefined) return [];
    return typeof value === 'string' ? [[input.id, value]] : typeof value === 'number' ? [[input.id, String(value)]] : [];
  });
  return Object.fromEntries(entries);
}

/** A step is told from others by its name and by what its buttons say of the report it belongs to. */
export function questionOf(content: unknown): string | undefined {
  const name = cardName(content);
  return name.startsWith('step:') ? JSON.stringify([name, listAt(content, 'actions').map((action) => recordAt(action, 'data'))]) : undefined;
}

/** The id of the first body element names the card: `step:what`, `receipt`. */
function cardName(content: unknown): string {
  return stringAt(listAt(content, 'body')[0], 'id') ?? '';
}

function titleOf(content: unknown): string {
  const spoken = stringAt(content, 'speak');
  return spoken ?? headingIn(content) ?? '';
}

function headingIn(node: unknown): string | undefined {
  if (!isRecord(node)) return undefined;
  if (node['type'] === 'TextBlock' && node['style'] === 'heading') return stringAt(node, 'text');
  for (const part of [...listAt(node, 'body'), ...listAt(node, 'items')]) {
    const found = headingIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
