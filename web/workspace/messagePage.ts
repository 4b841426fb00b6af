import { ApiError } from '../shared/api';
import { button, byId, el } from './dom';
import { problemText, texts, type TextKey } from './texts';

export interface MessagePage {
  /** Kind words for somebody who has no cases to work. */
  nothing(): void;
  unknownAddress(): void;
  failed(error: unknown, onRetry: () => void): void;
  relabel(): void;
  focus(): void;
}

/** The page in place of the list and the case, where there is neither. */
export function createMessagePage(): MessagePage {
  const heading = byId('message-heading', HTMLElement);
  const body = byId('message-body', HTMLElement);
  let draw: () => void = () => undefined;

  function show(next: () => void): void {
    draw = next;
    draw();
  }

  function say(title: TextKey, text: string, ...actions: readonly Node[]): void {
    heading.textContent = texts.t(title);
    body.replaceChildren(el('p', {}, text), ...actions);
  }

  const link = (label: TextKey, href: string): HTMLElement => el('a', { class: 'button primary', href }, texts.t(label));

  return {
    nothing: () => show(() => say('nothing.heading', texts.t('nothing.text'), link('chat', '/'))),
    unknownAddress: () => show(() => say('unknown.heading', texts.t('unknown.text'), link('case.back', '#/cases'))),
    failed(error, onRetry) {
      const signedOut = error instanceof ApiError && error.status === 401;
      show(() =>
        signedOut
          ? say('signin.heading', texts.t('signin.text'))
          : say('failed.heading', problemText(error), button(texts.t('retry'), 'primary', onRetry)),
      );
    },
    relabel: () => draw(),
    focus: () => heading.focus(),
  };
}
