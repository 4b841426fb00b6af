import type { PaperSection } from '../../cards/police';
import type { Board } from '../../domain/board';
import type { Case } from '../../domain/case';
import type { PoliceReader } from '../../domain/handover';
import type { Locale } from '../../domain/locale';
import { t } from '../../locales';
import { escaped, page, type Page } from './html';
import { moment, policePaper } from './policePaper';

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin: 1.8rem 0 .4rem; border-bottom: 1px solid #767676; }
dt { font-weight: 600; margin-top: .6rem; } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .5rem .3rem 0; border-bottom: 1px solid #d0d0d0; overflow-wrap: anywhere; }
td.sum { font-family: ui-monospace, monospace; font-size: .8rem; } .mark { border: 3px solid #1a1a1a; padding: .6rem; font-weight: 700; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } h2 { break-after: avoid; } tr, dd { break-inside: avoid; } @page { margin: 18mm; } }
`;

/** What a person takes along to the police, as a page to print. */
export function policePack(one: Case, board: Board, reader: PoliceReader, locale: Locale, now: Date): Page {
  const paper = policePaper(one, board, reader, locale);
  const body = [
    paper.mark === undefined ? '' : `<p class="mark">${escaped(paper.mark)}</p>`,
    `<h1>${escaped(paper.title)}</h1><p>${escaped(t(locale, 'police.lead'))}</p><p><strong>${escaped(paper.call)}</strong></p>`,
    list([...paper.about, [t(locale, 'police.printed'), moment(now.toISOString())]]),
    ...paper.sections.map((section) => part(section, t(locale, 'police.evidence.file'))),
    `<p>${escaped(paper.closing)}</p>`,
  ];
  return page({ lang: locale, title: `${paper.title} ${one.number}`, style: STYLE, body: `<main>${body.join('')}</main>` });
}

/** What such a page is saved as. */
export const packName = ({ number }: Pick<Case, 'number'>, locale: Locale): string => `${t(locale, 'police.fileName')}-${number}.html`;

type Rows = readonly (readonly [term: string, words: string])[];

const list = (rows: Rows): string => `<dl>${rows.map(([term, text]) => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`).join('')}</dl>`;
const cell = (text: string, look = ''): string => `<td${look}>${escaped(text)}</td>`;

function part({ id, head, lead, items = [], rows = [], things = [] }: PaperSection, thing: string): string {
  return [
    `<h2>${escaped(head)}</h2>`,
    lead === undefined ? '' : `<p>${escaped(lead)}</p>`,
    items.length === 0 ? '' : `<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`,
    rows.length === 0 ? '' : id === 'timeline' ? `<table><tbody>${rows.map(([at, what]) => `<tr>${cell(at)}${cell(what)}</tr>`).join('')}</tbody></table>` : list(rows),
    things.length === 0 ? '' : table(things, thing),
  ].join('');
}

function table(things: NonNullable<PaperSection['things']>, first: string): string {
  const columns = [first, ...(things[0]?.facts ?? []).map(([term]) => term)].map((column) => `<th scope="col">${escaped(column)}</th>`);
  const rows = things.map(({ name, facts }) => `<tr>${cell(name)}${facts.map(([, words], index) => cell(words, index === facts.length - 1 ? ' class="sum"' : '')).join('')}</tr>`);
  return `<table><thead><tr>${columns.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
