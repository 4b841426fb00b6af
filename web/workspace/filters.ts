import { INCIDENT_TYPES } from '../../domain/board';
import { STATUSES, type Status } from '../../domain/case';
import { SEVERITIES } from '../../domain/severity';
import { byId, el } from './dom';
import { everything, listHash, NO_FILTER, SUBJECTS, type Filter } from './router';
import { texts, type TextKey } from './texts';

/** The statuses that a case can have today; another one is offered as soon as an address asks for it. */
const OFFERED: readonly Status[] = ['received', 'acknowledged', 'closed'];

export interface Filters {
  /** Shows what is chosen, in the language of the moment. */
  show(filter: Filter): void;
}

/** The headings and the ways between reports and questions. */
function showSubject({ subject, board }: Filter): void {
  const isQuestions = subject === 'question';
  byId('list-heading', HTMLElement).textContent = texts.t(isQuestions ? 'list.questionsHeading' : 'list.heading');
  byId('list', HTMLElement).setAttribute('aria-label', texts.t(isQuestions ? 'list.questionsLabel' : 'list.label'));
  byId('view-list', HTMLElement).classList.toggle('is-questions', isQuestions);
  for (const one of SUBJECTS) {
    const link = byId(`subject-${one}`, HTMLAnchorElement);
    link.href = listHash(everything(one, board));
    if (one === subject) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

/** The controls above the list. They change nothing themselves: `onChange` gets the filter that was asked for. */
export function createFilters(boards: readonly string[], onChange: (filter: Filter) => void): Filters {
  const board = byId('filter-board', HTMLSelectElement);
  const severity = byId('filter-severity', HTMLSelectElement);
  const type = byId('filter-type', HTMLSelectElement);
  const statuses = byId('filter-status', HTMLElement);
  let current: Filter = NO_FILTER;

  byId('filter-board-field', HTMLElement).hidden = boards.length < 2;
  board.addEventListener('change', () => onChange({ ...current, board: board.value }));
  severity.addEventListener('change', () => onChange({ ...current, severity: SEVERITIES.filter((one) => one === severity.value) }));
  type.addEventListener('change', () => onChange({ ...current, type: INCIDENT_TYPES.filter((one) => one === type.value) }));

  function toggle(status: Status): void {
    const on = current.status.includes(status);
    onChange({ ...current, status: STATUSES.filter((one) => (one === status ? !on : current.status.includes(one))) });
  }

  function show(filter: Filter): void {
    current = filter;
    showSubject(filter);
    for (const id of ['filter-severity-field', 'filter-type-field']) byId(id, HTMLElement).hidden = filter.subject === 'question';
    fillSelect(board, boards.map((code) => [code, code]), filter.board ?? boards[0] ?? '');
    fillSelect(severity, choices(SEVERITIES, 'severity'), several(filter.severity));
    fillSelect(type, choices(INCIDENT_TYPES, 'type'), several(filter.type));
    const offered = STATUSES.filter((status) => OFFERED.includes(status) || filter.status.includes(status));
    showStatuses(statuses, offered, filter.status, toggle);
  }

  return { show };
}

type Choice = readonly [value: string, label: string];

function choices<T extends string, P extends string>(
  values: readonly T[],
  prefix: `${P}.${T}` extends TextKey ? P : never,
): readonly Choice[] {
  return [['', texts.t('filter.all')], ...values.map((value): Choice => [value, texts.t(`${prefix}.${value}` as TextKey)])];
}

/** An address may ask for several; the menu then shows them as one choice more. */
function several(values: readonly string[]): string {
  return values.join(',');
}

function fillSelect(select: HTMLSelectElement, offered: readonly Choice[], chosen: string): void {
  const labels = new Map(offered);
  const extra: readonly Choice[] = labels.has(chosen)
    ? []
    : [[chosen, chosen.split(',').map((value) => labels.get(value) ?? value).join(' + ')]];
  const all = [...offered, ...extra];
  const wanted = JSON.stringify(all);
  if (select.dataset['choices'] !== wanted) {
    select.dataset['choices'] = wanted;
    select.replaceChildren(...all.map(([value, label]) => el('option', { value }, label)));
  }
  select.value = chosen;
}

/** Buttons that stay down; kept through changes so that focus stays where the person pressed. */
function showStatuses(
  container: HTMLElement,
  offered: readonly Status[],
  chosen: readonly Status[],
  toggle: (status: Status) => void,
): void {
  const key = (button: Element): string => (button instanceof HTMLElement ? (button.dataset['status'] ?? '') : '');
  if ([...container.children].map(key).join() !== offered.join()) {
    container.replaceChildren(
      ...offered.map((status) => {
        const button = el('button', { type: 'button', class: 'chip', 'data-status': status });
        button.addEventListener('click', () => toggle(status));
        return button;
      }),
    );
  }
  for (const [index, status] of offered.entries()) {
    const button = container.children[index];
    if (button === undefined) continue;
    button.textContent = texts.t(`filter.${status}`);
    button.setAttribute('aria-pressed', String(chosen.includes(status)));
  }
}
