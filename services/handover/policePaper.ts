import type { PaperSection, PolicePaper } from '../../cards/police';
import type { Board } from '../../domain/board';
import { toLocal } from '../../domain/calendar';
import type { Case } from '../../domain/case';
import { policeFacts, type PoliceFacts, type PoliceReader } from '../../domain/handover';
import type { Locale } from '../../domain/locale';
import { lookup, t, type Params, type TextKey } from '../../locales';

type Say = (key: TextKey, params?: Params) => string;

/** `2026-11-23 10.00` in Stockholm's time. */
export function moment(at: string): string {
  const { date, minutes } = toLocal(new Date(at));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${date} ${two(Math.floor(minutes / 60))}.${two(minutes % 60)}`;
}

/**
 * What a person takes along to the police. Nothing of the case's work stands in it, nor its dialogue, nor who reported:
 * whoever takes it along says that.
 */
export function policePaper(one: Case, board: Board, reader: PoliceReader, locale: Locale): PolicePaper {
  const facts = policeFacts(one, reader);
  const say: Say = (key, params) => t(locale, key, params);
  return {
    title: say('police.title'),
    ...(one.exercise === true ? { mark: say('police.exercise') } : {}),
    call: say('police.call'),
    about: [
      [say('police.case'), one.number],
      [say('police.board'), board.name[locale]],
    ],
    sections: [toAsk(one, say), workplace(one, board, facts, say), told(facts, say, locale), timeline(facts, say, locale), ...evidence(facts, say)],
    closing: say('police.name'),
  };
}

function toAsk(one: Case, say: Say): PaperSection {
  const keys: readonly TextKey[] = ['police.ask.address', ...(one.category === 'elected' ? (['police.ask.assignment', 'police.ask.shielded'] as const) : []), 'police.ask.number'];
  return { id: 'ask', head: say('police.ask'), items: keys.map((key) => say(key)) };
}

function workplace(one: Case, board: Board, facts: PoliceFacts, say: Say): PaperSection {
  const elected = one.category === 'elected';
  const rows: (readonly [string, string])[] = [
    [say('police.address'), board.workplace?.address ?? say('police.unset')],
    [say('police.phone'), board.workplace?.phone ?? say('police.unset')],
  ];
  if (facts.workplace !== undefined) rows.unshift([say('police.unit'), facts.workplace]);
  if (elected && facts.assignment !== undefined) rows.unshift([say('police.assignment'), facts.assignment]);
  return { id: 'workplace', head: say(elected ? 'police.workplace.assignment' : 'police.workplace'), rows };
}

/** The questions as they were asked, with the answers as they were given. */
function told({ answers }: PoliceFacts, say: Say, locale: Locale): PaperSection {
  const rows = answers.map(({ id, question, value }) => [question === '' ? (lookup(locale, `field.${id}`) ?? id) : question, value] as const);
  return { id: 'facts', head: say('police.facts'), ...(rows.length > 0 ? { rows } : { lead: say('police.facts.none') }) };
}

function timeline(facts: PoliceFacts, say: Say, locale: Locale): PaperSection {
  const rows = facts.timeline.map(({ at, what, step = '', file = '' }) => {
    const text = what === 'added' ? say('police.timeline.added', { step: lookup(locale, `step.${step}`) ?? say('police.timeline.chat') }) : say(`police.timeline.${what}`, { file });
    return [moment(at), text] as const;
  });
  return { id: 'timeline', head: say('police.timeline'), rows };
}

/** Nothing is said of files to somebody who sees none: not that there are any, nor that there are not. */
function evidence({ files }: PoliceFacts, say: Say): readonly PaperSection[] {
  if (files === undefined) return [];
  const head = say('police.evidence');
  if (files.length === 0) return [{ id: 'evidence', head, lead: say('police.evidence.none') }];
  const things = files.map(({ name, at, bytes, sha256 }) => ({
    name,
    facts: [
      [say('police.evidence.at'), moment(at)],
      [say('police.evidence.bytes'), String(bytes)],
      [say('police.evidence.sha256'), sha256],
    ] as const,
  }));
  return [{ id: 'evidence', head, lead: say('police.evidence.how'), things }];
}

const block = (...lines: readonly (string | undefined)[]): string => lines.filter((line) => line !== undefined && line !== '').join('\n');

/** The whole of it as plain text, to be copied. */
export function policeText({ title, mark, call, about, sections, closing }: PolicePaper): string {
  const row = ([term, words]: readonly [string, string]): string => `${term}: ${words}`;
  const parts = sections.map(({ head, lead, items = [], rows = [], things = [] }) =>
    block(head.toLocaleUpperCase('sv'), lead, ...items.map((item) => `- ${item}`), ...rows.map(row), ...things.flatMap(({ name, facts }) => [name, ...facts.map((fact) => `  ${row(fact)}`)])),
  );
  return [block(title, mark), block(call, ...about.map(row)), ...parts, closing].join('\n\n');
}
