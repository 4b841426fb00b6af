import { button, byId, el } from './dom';
import type { FileView } from './caseModel';
import { problemText, texts } from './texts';

/** A dialog that first says what may be seen, and shows the picture only when that is asked for. */
export function openPicture(file: FileView, load: () => Promise<Blob>): void {
  const dialog = byId('picture', HTMLDialogElement);
  const heading = el('h2', { id: 'picture-heading' }, texts.t('files.warningHeading'));
  const text = el('p', {}, texts.t('files.warning'));
  const status = el('p', { role: 'status' });
  const frame = el('div', { class: 'picture-frame' }, text, status);
  const open = button(texts.t('files.open'), 'primary', () => void show());
  const close = button(texts.t('files.close'), '', () => dialog.close());
  let url: string | undefined;

  async function show(): Promise<void> {
    if (open.getAttribute('aria-disabled') === 'true') return;
    open.setAttribute('aria-disabled', 'true');
    status.textContent = texts.t('files.fetching');
    try {
      const blob = await load();
      if (!dialog.open) return;
      url = URL.createObjectURL(blob);
      await draw(url);
    } catch (error) {
      open.removeAttribute('aria-disabled');
      status.textContent = problemText(error);
    }
  }

  async function draw(source: string): Promise<void> {
    const image = el('img', { src: source, alt: texts.t('files.alt', { name: file.name }) });
    const drawn = await image.decode().then(() => true, () => false);
    heading.textContent = file.name;
    close.focus();
    open.remove();
    frame.replaceChildren(drawn ? image : el('p', {}, texts.t('files.unreadable')));
  }

  dialog.addEventListener('close', () => {
    if (url !== undefined) URL.revokeObjectURL(url);
    dialog.replaceChildren();
  }, { once: true });
  dialog.replaceChildren(heading, frame, el('div', { class: 'dialog-actions' }, open, close));
  dialog.showModal();
}
