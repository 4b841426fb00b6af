import { announce } from './announce';
import type { ConnectionState } from './connection';
import { byId } from './dom';
import { texts } from './i18n';

/** A short break is not worth a word. */
const CALM_MS = 1_000;

export interface StatusLine {
  show(state: ConnectionState): void;
}

/** The quiet line that says when the page is connecting again. */
export function statusLine(): StatusLine {
  const line = byId('status', HTMLElement);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let told = false;
  let current: ConnectionState = 'online';

  function tell(key: 'connecting' | 'reconnecting'): void {
    line.dataset['t'] = key;
    line.textContent = texts.t(key);
    line.hidden = false;
    announce(line.textContent);
    told = true;
  }

  function show(state: ConnectionState): void {
    if (state === current) return;
    current = state;
    clearTimeout(timer);
    if (state !== 'online') {
      timer = setTimeout(() => tell(state), told ? 0 : CALM_MS);
      return;
    }
    if (told) announce(texts.t('reconnected'));
    told = false;
    line.hidden = true;
  }

  return { show };
}
