import { severityBadge, statusBadge } from './badges';
import { el, heard } from './dom';
import type { CaseRow } from './model';
import { caseHash } from './router';
import { icon, type IconName } from './icons';
import { deadline, textOf, texts, timeElement, type TextKey } from './texts';

/** The list item of a case: one link that says everything the row shows. */
function rowElement(row: CaseRow, isNew: boolean): HTMLLIElement {
  const item = el('li', { class: 'row', 'data-number': row.number }, el('a', { class: 'row-link', href: caseHash(row.number) }));
  fillRow(item, row, isNew);
  return item;
}

/** Brings a row up to date without taking the link that may have focus out of the page. */
function fillRow(item: HTMLLIElement, row: CaseRow, isNew: boolean): void {
  const state = JSON.stringify([row, isNew, texts.locale]);
  if (item.dataset['state'] === state) return;
  item.dataset['state'] = state;
  item.classList.toggle('is-new', isNew);
  item.classList.remove('is-gone');
  item.classList.toggle('is-acknowledged', row.acknowledgedBy !== undefined || row.acknowledgedAt !== undefined);
  rowLink(item).replaceChildren(
    ...(row.asked ? request(row.number, row.asked) : content(row, isNew)),
  );
}

function content(row: CaseRow, isNew: boolean): readonly Node[] {
  return [
    ...about(row, isNew),
    cell('reporter', 'column.reporter', texts.t(`category.${row.reporterCategory ?? 'unknown'}`)),
    cell('status', 'column.status', statusBadge(row.status)),
    ...acknowledgement(row),
    cell('received', 'column.received', timeElement(row.receivedAt)),
    ...next(row),
  ];
}

/** Of a request for a name: who asks, and what it waits for. Nothing of the case. */
function request(number: string, { by, at, waits }: NonNullable<CaseRow['asked']>): readonly Node[] {
  const what = el('strong', {}, textOf('name.waits', waits, 'name.heading'));
  return [cell('case', undefined, what, heard(', '), el('span', { class: 'number' }, number)), cell('reporter', undefined, by ?? ''), cell('received', 'column.received', timeElement(at))];
}

/** The date that comes next, where none has passed: what has is said in a mark. */
function next({ contactBy, feedbackBy, overdue, status }: CaseRow): readonly Node[] {
  const due = [contactBy, feedbackBy].filter((date) => date !== undefined).sort()[0];
  if (due === undefined || overdue === true || status === 'closed') return [];
  return [cell('due', undefined, texts.t('list.due', { when: deadline(due) }))];
}

/** What somebody has to see at once, in words and shapes. */
function marks({ overdue, unanswered, undelivered, exercise, ia }: CaseRow): readonly Node[] {
  const mark = (key: TextKey, symbol: IconName, look: string): Node => el('span', { class: `row-mark ${look}` }, icon(symbol), texts.t(key), heard(', '));
  return [
    ...(exercise === true ? [mark('mark.exercise', 'waiting', 'is-waiting')] : []),
    ...(overdue === true ? [mark(ia ? 'mark.iaOverdue' : 'mark.overdue', 'failed', 'is-late')] : []),
    ...(undelivered === true ? [mark('mark.undelivered', 'failed', 'is-late')] : []),
    ...(unanswered === true ? [mark('mark.unanswered', 'waiting', 'is-waiting')] : []),
    ...(ia ? [el('span', { class: 'row-mark' }, textOf('iaState', ia.state, 'event.something'))] : []),
  ];
}

/** The link of a row. */
export function rowLink(item: Element): HTMLAnchorElement {
  const link = item.querySelector('a');
  if (link === null) throw new Error('a row without its link');
  return link;
}

/** Marks a row that the list no longer holds but that somebody stands on, so that it is not pulled away. */
export function markGone(item: HTMLLIElement): void {
  if (item.classList.contains('is-gone')) return;
  item.classList.add('is-gone');
  delete item.dataset['state'];
  rowLink(item).append(el('span', { class: 'cell cell-gone' }, texts.t('list.gone')));
}

function cell(name: string, label: TextKey | undefined, ...content: readonly (Node | string)[]): HTMLElement {
  // Whoever sees the page has the column's heading; whoever hears it gets it with the value.
  const spoken = label === undefined ? [] : [heard(`${texts.t(label)}: `)];
  return el('span', { class: `cell cell-${name}` }, ...spoken, ...content, heard('. '));
}

/** A report is known by its severity and type, a question by its own words. */
function about(row: CaseRow, isNew: boolean): readonly Node[] {
  const { question, severity, type, number } = row;
  const end = [heard(', '), ...newMark(isNew), el('span', { class: 'number' }, number), ...marks(row)];
  if (question !== undefined) return [cell('case', undefined, el('span', { class: 'question' }, question), ...end)];
  return [
    cell('severity', 'column.severity', severityBadge(severity)),
    cell('case', undefined, el('strong', {}, texts.t(`type.${type}`)), ...end),
  ];
}

function newMark(isNew: boolean): readonly Node[] {
  return isNew ? [el('span', { class: 'new-mark' }, texts.t('list.new')), heard(', ')] : [];
}

function acknowledgement(row: CaseRow): readonly Node[] {
  if (row.acknowledgedBy === undefined && row.acknowledgedAt === undefined) return [];
  const parts: (Node | string)[] = [];
  if (row.acknowledgedBy !== undefined) parts.push(row.acknowledgedBy);
  if (row.acknowledgedBy !== undefined && row.acknowledgedAt !== undefined) parts.push(', ');
  if (row.acknowledgedAt !== undefined) parts.push(timeElement(row.acknowledgedAt));
  return [cell('ack', undefined, ...parts)];
}

/**
 * Makes the rows of `list` show `rows` in that order, keeping every row that is there already, and the one that has
 * focus even where it is no longer among them.
 */
export function reconcile(list: HTMLElement, rows: readonly CaseRow[], isNew: (number: string) => boolean): void {
  const wanted = new Set(rows.map((row) => row.number));
  const present = new Map<string, HTMLLIElement>();
  for (const item of items(list)) {
    const number = item.dataset['number'] ?? '';
    if (wanted.has(number)) present.set(number, item);
    else if (item.contains(document.activeElement)) markGone(item);
    else item.remove();
  }
  let place = list.firstElementChild;
  for (const row of rows) {
    while (place?.classList.contains('is-gone') && !wanted.has(numberOf(place))) place = place.nextElementSibling;
    const existing = present.get(row.number);
    if (existing) fillRow(existing, row, isNew(row.number));
    const item = existing ?? rowElement(row, isNew(row.number));
    if (item === place) place = place.nextElementSibling;
    else list.insertBefore(item, place);
  }
}

/** The rows as they stand. */
export function items(list: HTMLElement): readonly HTMLLIElement[] {
  return [...list.children].filter((child) => child instanceof HTMLLIElement);
}

/** The case number of a row. */
export function numberOf(item: Element): string {
  return item instanceof HTMLElement ? (item.dataset['number'] ?? '') : '';
}

/** Removes the rows that were only kept for whoever stood on them. */
export function dropGone(list: HTMLElement, next: EventTarget | null): void {
  for (const item of items(list)) {
    if (item.classList.contains('is-gone') && !(next instanceof Node && item.contains(next))) item.remove();
  }
}

/** The row that somebody is at: focused, pointed at, or the first in sight of a list that was scrolled. */
export function readingAt(list: HTMLElement): Element | undefined {
  const rows = items(list);
  if (list.offsetParent === null) return undefined;
  const held = rows.find((item) => item.contains(document.activeElement)) ?? rows.find((item) => item.matches(':hover'));
  if (held !== undefined || window.scrollY === 0) return held;
  return rows.find((item) => item.getBoundingClientRect().top >= 0);
}
