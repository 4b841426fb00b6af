import { el } from './dom';
import { said, texts } from './i18n';
import type { TextKey } from './i18n';

/** What the person wrote, with how it stands: on its way, sent, or failed with a button to send it again. */
export class OwnMessage {
  readonly element: HTMLElement;
  private readonly bubble: HTMLElement;
  private readonly status = el('p', { class: 'own-status', role: 'status' });

  constructor(content: readonly HTMLElement[]) {
    this.bubble = el('div', { class: 'bubble own' }, said('span', 'you', { class: 'visually-hidden' }), ...content);
    this.element = el('div', { class: 'row own' }, this.bubble, this.status);
  }

  sending(): void {
    this.show('sending', said('span', 'sending'));
  }

  sent(): void {
    this.show('sent');
  }

  /** `share` of the files that has left, 0 to 1. */
  progress(share: number): void {
    this.status.textContent = texts.t('uploading', { percent: Math.round(share * 100) });
  }

  failed(message: TextKey, retry: () => void): void {
    const again = said('button', 'retry', { type: 'button', class: 'button' });
    again.addEventListener('click', retry, { once: true });
    this.show('failed', said('span', 'notSent'), said('span', message), again);
  }

  private show(state: 'sending' | 'sent' | 'failed', ...parts: readonly HTMLElement[]): void {
    this.bubble.dataset['state'] = state;
    this.status.replaceChildren(...parts);
  }
}
