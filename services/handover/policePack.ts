import type { Board } from '../../domain/board';
import { toLocal } from '../../domain/calendar';
import type { Case } from '../../domain/case';
import { policeFacts, type PoliceExtent, type PoliceFacts } from '../../domain/handover';
import type { Locale } from '../../domain/locale';
import { lookup, t, type Params, type TextKey } from '../../locales';
import { escaped, page, type Page } from './html';

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.2; } h2 { font-size: 1.15rem; margin: 1.8rem 0 .4rem; border-bottom: 1px solid #767676; }
dt { font-weight: 600; margin-top: .6rem; } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .3rem .5rem .3rem 0; border-bottom: 1px solid #d0d0d0; overflow-wrap: anywhere; }
td.sum { font-family: ui-monospace, monospace; font-size: .8rem; } .mark { border: 3px solid #1a1a1a; padding: .6rem; font-weight: 700; }
@media print { body { margin: 0; max-width: none; font-size: 11pt; } h2 { break-after: avoid; } tr, dd { break-inside: avoid; } @page { margin: 18mm; } }
`;

/**
 * What a person prints and takes along to the police. Nothing of the case's work stands in it, nor its dialogue, nor who
 * reported: whoever takes it along says that.
 */
export function policePack(one: Case, board: Board, extent: PoliceExtent, locale: Locale, now: Date): Page {
  const facts = policeFacts(one, extent);
  const say = (key: TextKey, params?: Params): string => escaped(t(locale, key, params));
  const title = t(locale, 'police.title');
  const body = [
    one.exercise === true ? `<p class="mark">${say('police.exercise')}</p>` : '',
    `<h1>${escaped(title)}</h1><p>${say('police.lead')}</p><p><strong>${say('police.call')}</strong></p>`,
    list([
      [t(locale, 'police.case'), one.number],
      [t(locale, 'police.board'), board.name[locale]],
      [t(locale, 'police.printed'), moment(now.toISOString())],
    ]),
    toAsk(one, say),
    workplace(one, board, facts, locale),
    told(facts, say, locale),
    timeline(facts, say, locale),
    evidence(facts, say),
    `<p>${say('police.name')}</p>`,
  ];
  return page({ lang: locale, title: `${title} ${one.number}`, style: STYLE, body: `<main>${body.join('')}</main>` });
}

type Say = (key: TextKey, params?: Params) => string;

/** `2026-11-23 10.00` in Stockholm's time. */
function moment(at: string): string {
  const { date, minutes } = toLocal(new Date(at));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date} ${two(Math.floor(minutes / 60))}.${two(minutes % 60)}`;
}

const list = (rows: readonly (readonly [term: string, text: string])[]): string => `<dl>${rows.map(([term, text]) => `<dt>${escaped(term)}</dt><dd>${escaped(text)}</dd>`).join('')}</dl>`;

function toAsk(one: Case, say: Say): string {
  const keys: readonly TextKey[] = ['police.ask.address', ...(one.category === 'elected' ? (['police.ask.assignment', 'police.ask.shielded'] as const) : []), 'police.ask.number'];
  return `<h2>${say('police.ask')}</h2><ul>${keys.map((key) => `<li>${say(key)}</li>`).join('')}</ul>`;
}

function workplace(one: Case, board: Board, facts: PoliceFacts, locale: Locale): string {
  const elected = one.category === 'elected';
  const unset = t(locale, 'police.unset');
  const rows: (readonly [string, string])[] = [
    [t(locale, 'police.address'), board.workplace?.address ?? unset],
    [t(locale, 'police.phone'), board.workplace?.phone ?? unset],
  ];
  if (facts.workplace !== undefined) rows.unshift([t(locale, 'police.unit'), facts.workplace]);
  if (elected && facts.assignment !== undefined) rows.unshift([t(locale, 'police.assignment'), facts.assignment]);
  return `<h2>${escaped(t(locale, elected ? 'police.workplace.assignment' : 'police.workplace'))}</h2>${list(rows)}`;
}

/** The questions as they were asked, with the answers as they were given. */
function told({ answers }: PoliceFacts, say: Say, locale: Locale): string {
  const rows = answers.map(({ id, question, value }) => [question === '' ? (lookup(locale, `field.${id}`) ?? id) : question, value] as const);
  return `<h2>${say('police.facts')}</h2>${rows.length > 0 ? list(rows) : `<p>${say('police.facts.none')}</p>`}`;
}

function timeline(facts: PoliceFacts, say: Say, locale: Locale): string {
  const rows = facts.timeline.map(({ at, what, step, file }) => {
    const text = what === 'added' ? say('police.timeline.added', { step: lookup(locale, `step.${step ?? ''}`) ?? '' }) : what === 'file' ? say('police.timeline.file', { file: file ?? '' }) : say('police.timeline.received');
    return `<tr><td>${escaped(moment(at))}</td><td>${text}</td></tr>`;
  });
  return `<h2>${say('police.timeline')}</h2><table><tbody>${rows.join('')}</tbody></table>`;
}

function evidence({ files }: PoliceFacts, say: Say): string {
  // Nothing is said of files to somebody who sees none: not that there are any, nor that there are not.
  if (files === undefined) return '';
  const head = `<h2>${say('police.evidence')}</h2>`;
  if (files.length === 0) return `${head}<p>${say('police.evidence.none')}</p>`;
  const columns = (['police.evidence.file', 'police.evidence.at', 'police.evidence.bytes', 'police.evidence.sha256'] as const).map((key) => `<th scope="col">${say(key)}</th>`);
  const rows = files.map(({ name, at, bytes, sha256 }) => `<tr><td>${escaped(name)}</td><td>${escaped(moment(at))}</td><td>${bytes}</td><td class="sum">${escaped(sha256)}</td></tr>`);
  return `${head}<p>${say('police.evidence.how')}</p><table><thead><tr>${columns.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}
