import { el } from './dom';
import { texts } from './i18n';
import type { Attachment } from './protocol';

const PAGE = /^data:text\/html;charset=utf-8;base64,([A-Za-z0-9+/]*={0,2})$/;

/** A button that saves a page that came in the message: to the browser's downloads, never opened beside ours. */
export function saveButton({ name, contentUrl }: Attachment): HTMLElement | undefined {
  const base64 = PAGE.exec(contentUrl ?? '')?.[1];
  if (base64 === undefined || name === undefined) return undefined;
  const button = el('button', { type: 'button', class: 'button' }, texts.t('saveFile', { name }));
  button.addEventListener('click', () => save(new Blob([bytesOf(base64)], { type: 'text/html' }), name));
  return button;
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  el('a', { href: url, download: name }).click();
  // The browser has taken hold of the bytes by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
