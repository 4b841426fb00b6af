import { formatBytes } from '../shared/i18n';
import type { CaseApi } from './caseApi';
import { button, el, heard } from './dom';
import { icon } from './icons';
import type { CaseView, FileView } from './caseModel';
import { openPicture } from './picture';
import { problemText, texts, timeElement, type TextKey } from './texts';

/** Kinds that every browser draws and none runs: an SVG may hold a script, so it is only ever downloaded. */
const PICTURES: readonly string[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** The case's files. A picture opens after a press and a warning; anything else is downloaded. */
export function filesPart(shown: CaseView, api: CaseApi): readonly Node[] {
  if (shown.files.length === 0) return [];
  return [
    el('h2', {}, texts.t('files.heading')),
    el('ul', { class: 'files' }, ...shown.files.map((file) => fileItem(file, () => api.file(shown.number, file.id)))),
  ];
}

function fileItem(file: FileView, load: () => Promise<Blob>): HTMLElement {
  const isPicture = PICTURES.includes(file.contentType);
  const status = el('p', { class: 'file-status', role: 'status' });
  const facts = el('p', { class: 'detail' }, formatBytes(file.bytes, texts.locale));
  if (file.at !== undefined) facts.append(' · ', timeElement(file.at));
  const print = file.sha256 === undefined ? [] : [el('details', { class: 'fingerprint', 'data-key': `sha-${file.id}` }, el('summary', {}, texts.t('files.fingerprint')), el('code', {}, file.sha256))];
  const actions = el('div', { class: 'file-actions' });
  if (isPicture) actions.append(fileButton('files.show', file, 'show', '', () => openPicture(file, load)));
  actions.append(fileButton('files.download', file, 'save', isPicture ? 'quiet' : '', () => void download(load, file.name, status)));
  const what = el('div', { class: 'file-what' }, el('p', { class: 'file-name' }, file.name), facts, ...print);
  return el('li', { class: 'file' }, icon(isPicture ? 'image' : 'file'), what, actions, status);
}

/** Who sees the page sees which file it is; who hears it is told with the button. */
function fileButton(label: TextKey, file: FileView, key: string, look: string, onPress: () => void): HTMLButtonElement {
  const made = button(texts.t(label), look, onPress);
  made.append(heard(` ${file.name}`));
  made.dataset['key'] = `${key}:${file.id}`;
  return made;
}

/** Fetches a file and hands it over, saying how it goes. */
export async function download(load: () => Promise<Blob>, name: string, status: HTMLElement): Promise<void> {
  status.textContent = texts.t('files.fetching');
  try {
    save(await load(), name);
    status.textContent = '';
  } catch (error) {
    status.textContent = problemText(error);
  }
}

/** Hands bytes to the browser's downloads. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = el('a', { href: url, download: name });
  link.click();
  // The browser has taken hold of the bytes by the next turn of the loop.
  setTimeout(() => URL.revokeObjectURL(url), 1_000);
}
