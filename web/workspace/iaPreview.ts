import type { CaseApi, Paper } from './caseApi';
import type { CaseView } from './caseModel';
import { save } from './caseFiles';
import { announce, button, byId, el } from './dom';
import type { IaPreview } from './handoverModel';
import { problemText, refusalText, textOf, texts } from './texts';
import { ApiError } from '../shared/api';

/** What IA would hold of the case, before anything of it leaves; to be copied, kept as a file, or sent where there is a receiver. */
export async function openIaPreview(shown: CaseView, api: CaseApi, onSent: (next: CaseView) => void): Promise<void> {
  const dialog = byId('ia-preview', HTMLDialogElement);
  const said = el('div', { class: 'form-problem', role: 'status' });
  const heading = el('h2', { id: 'ia-preview-heading' }, texts.t('ia.previewHeading'));
  const close = button(texts.t('form.close'), '', () => dialog.close());
  const say = (text: string): void => said.replaceChildren(el('p', {}, text));
  dialog.replaceChildren(heading, el('p', { class: 'detail' }, texts.t('loading')), el('div', { class: 'dialog-actions' }, close));
  dialog.showModal();
  try {
    const preview = await api.ia(shown.number);
    if (!dialog.open) return;
    dialog.replaceChildren(heading, ...content(preview), said, el('div', { class: 'dialog-actions' }, ...actions(preview), close));
  } catch (error) {
    dialog.replaceChildren(heading, el('p', { class: 'warning', role: 'alert' }, problemText(error)), el('div', { class: 'dialog-actions' }, close));
  }

  function actions({ text, block, webhook, warnings }: IaPreview): readonly Node[] {
    if (text === undefined || block !== undefined) return [];
    const file = (label: 'ia.json' | 'ia.csv', paper: Paper, ending: string): Node => button(texts.t(label), 'small', () => void keep(paper, `ia-${shown.number}.${ending}`));
    return [
      ...(webhook ? [button(texts.t('ia.send'), 'primary', () => void send(warnings.length > 0))] : []),
      button(texts.t('ia.copy'), webhook ? 'small' : 'primary', () => void copy(text)),
      file('ia.json', 'iaJson', 'json'),
      file('ia.csv', 'iaCsv', 'csv'),
    ];
  }

  async function copy(text: string): Promise<void> {
    const copied = await navigator.clipboard.writeText(text).then(() => true, () => false);
    say(texts.t(copied ? 'ia.copied' : 'ia.notCopied'));
    if (!copied) said.append(el('pre', { class: 'said quoted', tabindex: '0' }, text));
  }

  async function keep(paper: Paper, name: string): Promise<void> {
    try {
      save(await api.paper(shown.number, paper), name);
    } catch (error) {
      say(problemText(error));
    }
  }

  /** `checked`: whoever sends has had before their eyes what may be a name. */
  async function send(checked: boolean): Promise<void> {
    try {
      onSent(await api.sendIa(shown.number, shown.version, shown.ia?.owner ?? 'coordinator', checked));
      dialog.close();
      announce(texts.t('form.done'));
    } catch (error) {
      say(error instanceof ApiError ? refusalText(error) : problemText(error));
    }
  }
}

function content({ readers, block, fields, withheld, warnings, isProtected }: IaPreview): readonly Node[] {
  const pairs = fields.map(({ label, value }) => el('div', { class: 'answer' }, el('dt', {}, label), el('dd', {}, value)));
  const notes = [
    ...(block === undefined ? [] : [textOf('ia.block', block, 'ia.block.other')]),
    ...(isProtected ? [texts.t('ia.protected')] : []),
    ...(withheld.length > 0 ? [texts.t('ia.withheld')] : []),
    ...(warnings.length > 0 ? [texts.t('ia.warnings', { words: warnings.join(', ') })] : []),
  ];
  return [el('p', {}, readers), el('dl', { class: 'answers' }, ...pairs), ...notes.map((note) => el('p', { class: 'warning mild' }, note))];
}
