import { ApiError } from '../shared/api';
import type { CaseApi } from './caseApi';
import { save } from './caseFiles';
import type { CaseView } from './caseModel';
import { announce, button, byId, el } from './dom';
import { createField } from './fields';
import { problemText, refusalText, texts } from './texts';

/** Characters of a passage's title, as the server takes them. */
const TITLE_MAX = 120;

const isAnswered = ({ dialogue, outcome }: CaseView): boolean => outcome !== undefined || dialogue.some(({ kind }) => kind === 'information');

/** The way from an answered question to a passage: for whoever works it. */
export function draftPart(shown: CaseView, onOpen: () => void): readonly Node[] {
  if (shown.scope !== 'worker' || shown.subject !== 'question' || !isAnswered(shown)) return [];
  const open = button(texts.t('draft.open'), '', onOpen);
  open.dataset['key'] = 'draft-open';
  return [el('h2', {}, texts.t('draft.heading')), el('p', { class: 'detail' }, texts.t('draft.more')), el('div', { class: 'actions', 'data-key': 'draft' }, open)];
}

/** Asks for the passage's title, which must be whoever's who answers: the question itself may be about its asker. */
export function openDraft({ number }: CaseView, api: CaseApi): void {
  const dialog = byId('draft', HTMLDialogElement);
  const title = createField({ id: 'title', kind: 'line', max: TITLE_MAX, label: 'field.draftTitle', hint: 'hint.draftTitle' }, () => title.complain(undefined));
  const said = el('div', { class: 'form-problem', role: 'alert' });
  const actions = el('div', { class: 'dialog-actions' }, el('button', { type: 'submit', class: 'button primary' }, texts.t('draft.get')), button(texts.t('form.cancel'), '', () => dialog.close()));
  const form = el('form', { class: 'dialog-form', novalidate: true }, el('p', {}, texts.t('draft.intro')), title.element, said, actions);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void get();
  });
  dialog.replaceChildren(el('h2', { id: 'draft-heading' }, texts.t('draft.open')), form);
  dialog.showModal();
  title.focus();

  async function get(): Promise<void> {
    said.replaceChildren();
    const words = String(title.value());
    if (words === '') {
      wrong(texts.t('form.needed'));
      return;
    }
    try {
      const { blob, name } = await api.draft(number, words);
      save(blob, name);
      dialog.close();
      announce(texts.t('draft.done'));
    } catch (error) {
      const text = error instanceof ApiError ? refusalText(error) : problemText(error);
      if (error instanceof ApiError && error.status === 422) wrong(text);
      else said.replaceChildren(el('p', { class: 'warning' }, text));
    }
  }

  function wrong(text: string): void {
    title.complain(text);
    title.focus();
  }
}
