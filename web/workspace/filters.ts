import { INCIDENT_TYPES } from '../../domain/board';
import { STATUSES, type Status } from '../../domain/case';
import { SEVERITIES } from '../../domain/severity';
import { byId, el } from './dom';
import { isNarrowed, NO_FILTER, parseRoute, PLACE_KINDS, type Access, type Filter } from './router';
import { listName, showTabs } from './tabs';
import { texts, type TextKey } from './texts';

export interface Filters {
  /** Shows what is chosen, in the language of the moment. */
  show(filter: Filter): void;
}

/** The headings and the ways between the person's lists. */
function showSubject({ subject, board }: Filter, access: Access): void {
  byId('list-heading', HTMLElement).textContent = listName(subject);
  byId('list', HTMLElement).setAttribute('aria-label', subject === 'report' ? texts.t('list.label') : subject === 'question' ? texts.t('list.questionsLabel') : listName(subject));
  byId('view-list', HTMLElement).classList.toggle('is-questions', subject === 'question');
  byId('view-list', HTMLElement).dataset['list'] = subject;
  showTabs(subject, board, access);
}

/** Says what is searched: a question is found by its number only. */
function labelSearch({ subject }: Filter): void {
  byId('filter-q-label', HTMLElement).textContent = texts.t(subject === 'question' ? 'filter.qQuestion' : 'filter.q');
}

function isChosen(): boolean {
  const route = parseRoute(location.hash);
  return route.view === 'list' && isNarrowed({ ...route.filter, needs: [] });
}

/** The controls above the list. They change nothing themselves: `onChange` gets the filter that was asked for. */
export function createFilters(access: Access, onChange: (filter: Filter) => void): Filters {
  const board = byId('filter-board', HTMLSelectElement);
  const severity = byId('filter-severity', HTMLSelectElement);
  const type = byId('filter-type', HTMLSelectElement);
  const place = byId('filter-place', HTMLSelectElement);
  const from = byId('filter-from', HTMLInputElement);
  const to = byId('filter-to', HTMLInputElement);
  const search = byId('filter-q', HTMLInputElement);
  const more = byId('filter-more', HTMLDetailsElement);
  const statuses = byId('filter-status', HTMLElement);
  let current: Filter = NO_FILTER;
  // On a phone the cases come first, unless the address has chosen among them.
  byId('filter-fold', HTMLDetailsElement).open = !matchMedia('(max-width: 40rem)').matches || isChosen();

  board.addEventListener('change', () => onChange({ ...current, board: board.value }));
  severity.addEventListener('change', () => onChange({ ...current, severity: SEVERITIES.filter((one) => one === severity.value) }));
  type.addEventListener('change', () => onChange({ ...current, type: INCIDENT_TYPES.filter((one) => one === type.value) }));
  place.addEventListener('change', () => onChange({ ...current, place: PLACE_KINDS.filter((one) => one === place.value) }));
  for (const [key, input] of [['from', from], ['to', to]] as const) input.addEventListener('change', () => onChange({ ...current, [key]: input.value === '' ? undefined : input.value }));
  byId('filter-search', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    find();
  });
  // The cross in the field empties it.
  search.addEventListener('search', find);

  function find(): void {
    const q = search.value.trim();
    if (q !== (current.q ?? '')) onChange({ ...current, q: q === '' ? undefined : q });
  }

  function toggle(status: Status): void {
    const on = current.status.includes(status);
    onChange({ ...current, status: STATUSES.filter((one) => (one === status ? !on : current.status.includes(one))) });
  }

  function show(filter: Filter): void {
    current = filter;
    showSubject(filter, access);
    const boards = access[filter.subject];
    byId('filter-board-field', HTMLElement).hidden = boards.length < 2;
    byId('filter-fold', HTMLElement).hidden = boards.length < 2 && filter.subject !== 'report' && filter.subject !== 'question';
    for (const id of ['filter-status-field', 'filter-search']) byId(id, HTMLElement).hidden = filter.subject !== 'report' && filter.subject !== 'question';
    for (const id of ['filter-severity-field', 'filter-type-field', 'filter-more']) byId(id, HTMLElement).hidden = filter.subject !== 'report';
    labelSearch(filter);
    fillSelect(board, boards.map((code) => [code, code]), filter.board ?? boards[0] ?? '');
    fillSelect(severity, choices(SEVERITIES, 'severity'), several(filter.severity));
    fillSelect(type, choices(INCIDENT_TYPES, 'type'), several(filter.type));
    fillSelect(place, choices(PLACE_KINDS, 'place'), several(filter.place));
    for (const [input, value] of [[from, filter.from], [to, filter.to], [search, filter.q]] as const) if (input !== document.activeElement || input.value === '') input.value = value ?? '';
    if (filter.place.length > 0 || (filter.from ?? filter.to) !== undefined) more.open = true;
    showStatuses(statuses, STATUSES, filter.status, toggle);
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
