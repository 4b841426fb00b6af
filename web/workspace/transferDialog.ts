import type { CaseApi } from './caseApi';
import type { PersonView } from './caseModel';
import { button, byId, el } from './dom';
import { createField, type Field } from './fields';
import type { CaseRow } from './model';
import type { Filter } from './router';
import { counted, problemText, texts } from './texts';

/** A leaver's open cases, all at once, to a colleague. */
export interface TransferDialog {
  /** Offered where there is a list of cases with something in it. */
  show(filter: Filter, rows: readonly CaseRow[]): void;
}

export function createTransfer(api: CaseApi, onMoved: () => void): TransferDialog {
  const opener = byId('transfer-open', HTMLButtonElement);
  const dialog = byId('transfer', HTMLDialogElement);
  let board = '';
  let row: CaseRow | undefined;
  opener.addEventListener('click', () => void open());

  async function open(): Promise<void> {
    if (row === undefined || opener.getAttribute('aria-disabled') === 'true') return;
    opener.setAttribute('aria-disabled', 'true');
    try {
      // Who may work the board's cases stands with each of them.
      const { colleagues } = await api.read(row.number);
      fill(board, colleagues);
    } catch (error) {
      dialog.replaceChildren(heading(), el('p', { class: 'warning', role: 'alert' }, problemText(error)), el('div', { class: 'dialog-actions' }, close()));
    } finally {
      opener.removeAttribute('aria-disabled');
    }
    dialog.showModal();
  }

  const heading = (): HTMLElement => el('h2', { id: 'transfer-heading' }, texts.t('transfer.heading'));
  const close = (): HTMLButtonElement => button(texts.t('form.close'), '', () => dialog.close());

  function fill(code: string, colleagues: readonly PersonView[]): void {
    const options = colleagues.map(({ id, name }) => [id, name] as const);
    const [from, to] = (['field.transferFrom', 'field.transferTo'] as const).map((label) => createField({ id: label, kind: 'select', label, options }, () => undefined));
    if (!from || !to) return;
    const said = el('div', { class: 'form-problem', role: 'status' });
    const send = el('button', { type: 'submit', class: 'button primary' }, texts.t('transfer.send'));
    const form = el('form', { class: 'dialog-form', novalidate: true }, el('p', {}, texts.t('transfer.intro')), from.element, to.element, said, el('div', { class: 'dialog-actions' }, send, close()));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (isRight(from, to)) void give(code, from, to, send, said);
    });
    dialog.replaceChildren(heading(), form);
  }

  async function give(code: string, from: Field, to: Field, send: HTMLButtonElement, said: HTMLElement): Promise<void> {
    if (send.getAttribute('aria-disabled') === 'true') return;
    send.setAttribute('aria-disabled', 'true');
    try {
      const { moved, left, more } = await api.transfer(code, String(from.value()), String(to.value()));
      const lines = [counted('transfer.movedOne', 'transfer.moved', moved), ...(left.length > 0 ? [texts.t('transfer.left', { numbers: left.join(', ') })] : []), ...(more ? [texts.t('transfer.more')] : [])];
      said.replaceChildren(...lines.map((line) => el('p', {}, line)));
      onMoved();
    } catch (error) {
      said.replaceChildren(el('p', { class: 'warning' }, problemText(error)));
    } finally {
      send.removeAttribute('aria-disabled');
    }
  }

  return {
    show(filter, rows) {
      board = filter.board ?? '';
      row = rows[0];
      opener.hidden = filter.subject !== 'report' || row === undefined;
    },
  };
}

function isRight(from: Field, to: Field): boolean {
  const same = from.value() === to.value();
  for (const field of [from, to]) field.complain(field.value() === '' ? texts.t('form.chooseOne') : undefined);
  if (from.value() !== '' && same) to.complain(texts.t('transfer.same'));
  return !same && from.value() !== '' && to.value() !== '';
}
