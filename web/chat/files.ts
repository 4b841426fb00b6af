import { formatBytes } from '../shared/i18n';
import { byId, el } from './dom';
import { texts } from './i18n';

const MAX_BYTES = 25 * 1024 * 1024;
const MAX_FILES = 10;

export interface FilePicker {
  /** The chosen files; none are chosen afterwards. */
  take(): readonly File[];
  onChange(listener: (count: number) => void): void;
}

/** Files from the button, from pasting and from dropping, waiting to be sent. What is too big is refused at once. */
export function filePicker(): FilePicker {
  const input = byId('file-input', HTMLInputElement);
  const list = byId('files', HTMLUListElement);
  const problem = byId('file-problem', HTMLElement);
  const listeners: ((count: number) => void)[] = [];
  let chosen: File[] = [];

  function add(files: readonly File[]): void {
    const problems = files.flatMap((file) => refusal(file) ?? []);
    const fit = files.filter((file) => refusal(file) === undefined);
    if (chosen.length + fit.length > MAX_FILES) problems.push(texts.t('filesTooMany', { max: MAX_FILES }));
    chosen = [...chosen, ...fit].slice(0, MAX_FILES);
    problem.textContent = problems.join(' ');
    show();
    for (const listener of listeners) listener(chosen.length);
  }

  function show(): void {
    list.replaceChildren(...chosen.map((file) => chip(file, () => remove(file))));
    list.hidden = chosen.length === 0;
  }

  function remove(file: File): void {
    chosen = chosen.filter((other) => other !== file);
    show();
    byId('attach', HTMLButtonElement).focus();
  }

  byId('attach', HTMLButtonElement).addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    add([...(input.files ?? [])]);
    input.value = '';
  });
  document.addEventListener('paste', (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length === 0) return;
    event.preventDefault();
    add(pasted);
  });
  dropZone(add);

  return {
    take: () => {
      const taken = chosen;
      chosen = [];
      problem.textContent = '';
      show();
      return taken;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

function refusal(file: File): string | undefined {
  if (file.size === 0) return texts.t('fileEmpty', { name: file.name });
  if (file.size <= MAX_BYTES) return undefined;
  return texts.t('fileTooBig', { name: file.name, size: formatBytes(file.size, texts.locale) });
}

function chip(file: File, onRemove: () => void): HTMLElement {
  const name = el('span', { class: 'file-name' }, file.name);
  const size = el('span', { class: 'file-size' }, formatBytes(file.size, texts.locale));
  const remove = el('button', { type: 'button', class: 'button quiet', 'aria-label': texts.t('removeFile', { name: file.name }) }, '✕');
  remove.addEventListener('click', onRemove);
  return el('li', { class: 'file' }, name, size, remove);
}

function dropZone(add: (files: readonly File[]) => void): void {
  const zone = byId('drop', HTMLElement);
  const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
  document.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone.hidden = false;
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) zone.hidden = true;
  });
  document.addEventListener('drop', (event) => {
    zone.hidden = true;
    if (!carriesFiles(event)) return;
    event.preventDefault();
    add([...(event.dataTransfer?.files ?? [])]);
  });
}
