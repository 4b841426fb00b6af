import { announce } from './announce';
import { counterFor } from './counter';
import { byId } from './dom';
import { composerDraft, keepComposerDraft } from './drafts';
import { filePicker } from './files';
import { texts } from './i18n';

/** Characters of a message, as the server takes them. */
const MAX_MESSAGE = 4_000;

export interface Composer {
  clear(): void;
  focus(): void;
}

/** The field for free words, with files. `submit` gets what is to be sent; the field is empty afterwards. */
export function composer(submit: (text: string, files: readonly File[]) => void): Composer {
  const form = byId('composer', HTMLFormElement);
  const field = byId('message', HTMLTextAreaElement);
  const files = filePicker();
  field.maxLength = MAX_MESSAGE;
  field.value = composerDraft();
  byId('composer-notes', HTMLElement).append(counterFor(field));

  const fit = (): void => {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight + 2, window.innerHeight * 0.3)}px`;
  };

  function send(): void {
    const text = field.value.trim();
    const chosen = files.take();
    if (text === '' && chosen.length === 0) return;
    submit(text, chosen);
    field.value = '';
    field.dispatchEvent(new Event('input'));
  }

  field.addEventListener('input', () => {
    keepComposerDraft(field.value);
    fit();
  });
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send();
    field.focus();
  });
  files.onChange((count) => {
    if (count > 0) announce(count === 1 ? texts.t('fileReady') : texts.t('filesReady', { count }));
  });
  fit();

  return {
    focus: () => field.focus(),
    clear: () => {
      files.take();
      field.value = '';
      field.dispatchEvent(new Event('input'));
    },
  };
}
