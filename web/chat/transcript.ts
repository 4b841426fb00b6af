import type { CardView } from './card';
import { el } from './dom';
import { said, texts } from './i18n';
import type { TextKey } from './i18n';
import { OwnMessage } from './ownMessage';
import type { Attachment } from './protocol';
import { saveButton } from './saveButton';
import { reveal, revealOnly } from './scroll';

/** The conversation on the page. Everything in it is made of text nodes and elements, never of HTML. */
export class Transcript {
  private readonly views = new Map<string, CardView>();
  private readonly typing = el('div', { class: 'typing', hidden: true }, said('span', 'typing'));
  private newest: CardView | undefined;

  constructor(private readonly log: HTMLElement) {
    log.append(this.typing);
  }

  /** The newest card, where nothing else came after it. */
  get last(): CardView | undefined {
    return this.newest;
  }

  /** Something the person wrote, at once; the files are named under it. */
  own(text: string, files: readonly string[]): OwnMessage {
    const names = files.map((name) => el('p', { class: 'file-name' }, texts.t('attached', { name })));
    const message = new OwnMessage([...paragraphs(text), ...names]);
    this.add(message.element, true);
    this.newest = undefined;
    return message;
  }

  botText(text: string, locale: string | undefined): void {
    const bubble = el('div', { class: 'bubble bot', lang: locale }, said('span', 'bot', { class: 'visually-hidden' }), ...paragraphs(text));
    this.add(el('div', { class: 'row bot' }, bubble), false);
    this.newest = undefined;
  }

  /** A page of the bot's to be saved; anything else that may come is left alone. */
  botFile(attachment: Attachment): void {
    const button = saveButton(attachment);
    if (!button) return;
    this.add(el('div', { class: 'row bot' }, el('div', { class: 'bubble bot' }, said('span', 'bot', { class: 'visually-hidden' }), button)), false);
    this.newest = undefined;
  }

  /**
   * Puts the card in the place of the one it replaces, where that is there; else last.
   * `urgent`: it is brought into sight wherever the person is reading.
   */
  card(view: CardView, replaces: string | undefined, urgent = false): void {
    const old = replaces === undefined ? undefined : this.views.get(replaces);
    this.views.set(view.activityId, view);
    if (!old) {
      this.newest = view;
      this.add(view.element, urgent);
      if (urgent) revealOnly(view.element);
      return;
    }
    this.views.delete(old.activityId);
    old.element.replaceWith(view.element);
    if (this.newest === old) {
      this.newest = view;
      reveal(view.element, true);
    }
  }

  /** The open card that asks this, if there is one. */
  asking(question: string | undefined): CardView | undefined {
    return question === undefined ? undefined : [...this.views.values()].find((view) => view.question === question);
  }

  remove(view: CardView): void {
    this.views.delete(view.activityId);
    view.element.remove();
    if (this.newest === view) this.newest = undefined;
  }

  notice(message: TextKey): void {
    this.add(said('p', message, { class: 'notice' }), true);
  }

  /** Shows or hides that an answer is on its way. */
  waiting(is: boolean): void {
    this.typing.hidden = !is;
    if (is) reveal(this.typing);
  }

  /** While earlier words are put back, nothing is announced; then the newest is in sight. */
  replaying(is: boolean): void {
    this.log.setAttribute('aria-live', is ? 'off' : 'polite');
    this.log.setAttribute('aria-busy', String(is));
    const { previousElementSibling: latest } = this.typing;
    if (!is && latest instanceof HTMLElement) revealOnly(latest);
  }

  /** What was said stays readable; none of its cards can be used. */
  freeze(): void {
    for (const view of this.views.values()) view.freeze();
    this.views.clear();
    this.newest = undefined;
  }

  clear(): void {
    this.views.clear();
    this.newest = undefined;
    this.log.replaceChildren(this.typing);
  }

  private add(node: HTMLElement, always: boolean): void {
    reveal(node, always);
    this.typing.before(node);
  }
}

/** The paragraphs of a plain text; all of it is text. */
function paragraphs(text: string): HTMLElement[] {
  if (text === '') return [];
  return text.split(/\n{2,}/).map((paragraph) => el('p', {}, paragraph.replace(/\n+$/, '')));
}
