import type { Colleague } from './boardModel';
import type { CaseApi } from './caseApi';
import { button, byId, el } from './dom';
import { createField, type Field } from './fields';
import type { Filter } from './router';
import { problemText, texts } from './texts';

/** A leaver's open cases, all at once, to a colleague. */
export interface TransferDialog {
  /** Offered where there is a list of cases with something in it. */
  show(filter: Filter, isEmpty: boolean): void;
}

export function createTransfer(api: CaseApi, onMoved: () => void): TransferDialog {
  const opener = byId('transfer-open', HTMLButtonElement);
  const dialog = byId('transfer', HTMLDialogElement);
  let board = '';
  opener.addEventListener('click', () => void open());

  async function open(): Promise<void> {
    if (opener.getAttribute('aria-disabled') === 'true') return;
    opener.setAttribute('aria-disabled', 'true');
    try {
      fill(board, await api.colleagues(board));
    } catch (error) {
      dialog.replaceChildren(heading(), el('p', { class: 'warning', role: 'alert' }, problemText(error)), el('div', { class: 'dialog-actions' }, close()));
    } finally {
      opener.removeAttribute('aria-disabled');
    }
    dialog.showModal();
  }

  const heading = (): HTMLElement => el('h2', { id: 'transfer-heading' }, texts.t('transfer.heading'));
  const close = (): HTMLButtonElement => button(texts.t('form.close'), '', () => dialog.close());

  function fill(code: string, colleagues: readonly Colleague[]): void {
    const about = el('p', { class: 'transfer-about', role: 'status' });
    const [from, to] = fieldsFor(colleagues, () => {
      const names = namesOf(colleagues, from, to);
      about.textContent = names === undefined ? '' : texts.t('transfer.about', names);
    });
    const said = el('div', { class: 'form-problem', role: 'status' });
    const send = el('button', { type: 'submit', class: 'button primary' }, texts.t('transfer.send'));
    const form = el('form', { class: 'dialog-form', novalidate: true }, el('p', {}, texts.t('transfer.intro')), from.element, to.element, about, said, el('div', { class: 'dialog-actions' }, send, close()));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const names = namesOf(colleagues, from, to);
      if (isRight(from, to) && names) void give({ code, from: String(from.value()), to: String(to.value()), names }, send, said);
    });
    dialog.replaceChildren(heading(), form);
  }

  async function give({ code, from, to, names }: Giving, send: HTMLButtonElement, said: HTMLElement): Promise<void> {
    if (send.getAttribute('aria-disabled') === 'true') return;
    send.setAttribute('aria-disabled', 'true');
    try {
      const { moved, left, more } = await api.transfer(code, from, to);
      const lines = [texts.t(moved === 1 ? 'transfer.movedOne' : 'transfer.moved', { count: moved, ...names }), ...(left.length > 0 ? [texts.t('transfer.left', { numbers: left.join(', '), ...names })] : []), ...(more ? [texts.t('transfer.more')] : [])];
      said.replaceChildren(...lines.map((line) => el('p', {}, line)));
      onMoved();
    } catch (error) {
      said.replaceChildren(el('p', { class: 'warning' }, problemText(error)));
    } finally {
      send.removeAttribute('aria-disabled');
    }
  }

  return {
    show(filter, isEmpty) {
      board = filter.board ?? '';
      opener.hidden = filter.subject !== 'report' || filter.exercise === true || isEmpty;
    },
  };
}

interface Giving {
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly names: Names;
}

type Names = Readonly<Record<'from' | 'to', string>>;

/** Whoever has left is told apart from whoever works there; of somebody who is no longer known by name only the id is left. */
const nameOf = ({ id, name, left }: Colleague): string => (left ? texts.t('transfer.gone', { name: name ?? id }) : (name ?? id));

/** Cases are taken from anybody, and given to those who work there. */
function fieldsFor(colleagues: readonly Colleague[], onChange: () => void): readonly [Field, Field] {
  const options = (some: readonly Colleague[]) => some.map((one) => [one.id, nameOf(one)] as const);
  return [
    createField({ id: 'from', kind: 'select', label: 'field.transferFrom', options: options(colleagues) }, onChange),
    createField({ id: 'to', kind: 'select', label: 'field.transferTo', options: options(colleagues.filter(({ left }) => !left)) }, onChange),
  ];
}

/** Both names once two different people are chosen. */
function namesOf(colleagues: readonly Colleague[], from: Field, to: Field): Names | undefined {
  const chosen = (field: Field): Colleague | undefined => colleagues.find(({ id }) => id === field.value());
  const [giver, taker] = [chosen(from), chosen(to)];
  return giver && taker && giver !== taker ? { from: giver.name ?? giver.id, to: taker.name ?? taker.id } : undefined;
}

function isRight(from: Field, to: Field): boolean {
  const same = from.value() === to.value();
  for (const field of [from, to]) field.complain(field.value() === '' ? texts.t('form.chooseOne') : undefined);
  if (from.value() !== '' && same) to.complain(texts.t('transfer.same'));
  return !same && from.value() !== '' && to.value() !== '';
}
