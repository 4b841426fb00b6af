import { createHash } from 'node:crypto';
import { LOCALES, type Locale, type Localised } from '../../../domain/locale';
import { lookup, t } from '../../../locales';
import { fileWithoutNames, withoutNames } from '../persons';
import type { Passage, Source } from '../types';
import type { Content } from './contents';
import type { Declared } from './declared';
import type { Part } from './parts';
import type { ReadDocument } from './read';

/** A board as a document may name it. */
export interface NamedBoard {
  readonly code: string;
  readonly name: Localised;
}

export interface DocumentPlace {
  readonly file: string;
  /** Day of the file's last change, for a document that does not say when it was looked over. */
  readonly changed: string;
  /** What `documents.yaml` says of the file; its own front matter goes before. */
  readonly listed: Declared;
  readonly boards: readonly NamedBoard[];
}

/** The passages of a document that was read whole, in its own words, one a step. */
export function* documentPassages(content: Extract<Content, { kind: 'document' }>, place: DocumentPlace): Generator<void, readonly Passage[]> {
  const { read } = content;
  const declared: Declared = { ...place.listed, ...content.declared };
  const board = boardOf(read, place.boards);
  const source = sourceOf(read, declared, place, board);
  const idOf = ids(place.file);
  const passages: Passage[] = [];
  for (const part of read.parts) {
    passages.push({
      id: idOf(part.heading),
      locale: content.locale,
      title: part.reference === true ? t(content.locale, 'source.diaryNumber') : part.heading,
      text: part.text,
      verbatim: true,
      ...(part.seams.length > 0 ? { seams: part.seams } : {}),
      kind: declared.kind ?? part.kind,
      sources: [{ ...source, heading: part.heading, path: part.path, ...(part.page === undefined ? {} : { page: part.page }) }],
      // A number goes on standing for its document.
      ...(part.reference === true ? {} : validity(read, declared)),
      boards: declared.boards ?? (board?.code !== undefined && isBoards(part) ? [board.code] : []),
      audience: declared.audience ?? [],
      keywords: [...(declared.keywords ?? []), ...(part.reference === true ? referenceWords(board) : [])],
      ...reviewed(declared, place),
    });
    yield;
  }
  return passages;
}

const reviewed = ({ updated }: Declared, { changed }: DocumentPlace): Pick<Passage, 'updated' | 'fileDated'> => (updated === undefined ? { updated: changed, fileDated: true } : { updated });

/** What a board thinks, and its own diary number, are the board's; what is proposed concerns all. */
const isBoards = ({ kind, reference }: Part): boolean => kind === 'view' || reference === true;

/** People ask for the number by the board's name or code. */
const referenceWords = (board: Named | undefined): readonly string[] => LOCALES.flatMap((locale) => [...t(locale, 'source.diaryWords').split(', '), ...(board ? [board.name[locale]] : [])]).concat(board?.code ?? []);

function validity({ facts }: ReadDocument, { validFrom = facts.validFrom, validTo = facts.validTo }: Declared): Pick<Passage, 'validFrom' | 'validTo'> {
  return { ...(validFrom === undefined ? {} : { validFrom }), ...(validTo === undefined ? {} : { validTo }) };
}

interface Named {
  readonly code: string | undefined;
  readonly name: Localised;
}

/** The board whose document it is: by the diary number's letters, else by the name that the text has most often. */
function boardOf({ facts }: ReadDocument, boards: readonly NamedBoard[]): Named | undefined {
  const letters = /^([A-Z]{2,6})\s/u.exec(facts.diaryNumber ?? '')?.[1];
  const known = boards.find(({ code, name }) => code === letters || (letters === undefined && name.sv.toLowerCase() === facts.body?.toLowerCase()));
  const name = known?.name ?? (facts.body === undefined ? undefined : { sv: facts.body, en: facts.body });
  return name && { code: known?.code ?? letters, name };
}

function sourceOf(read: ReadDocument, declared: Declared, { file }: DocumentPlace, board: Named | undefined): Omit<Source, 'heading'> {
  const diaryNumber = declared.diaryNumber ?? read.facts.diaryNumber;
  return {
    document: file.split('/').at(-1) ?? file,
    title: nameless(declared.title) ?? { sv: titleOf(read, 'sv', diaryNumber, board, file), en: titleOf(read, 'en', diaryNumber, board, file) },
    ...(diaryNumber === undefined ? {} : { diaryNumber }),
  };
}

const nameless = (title: Localised | undefined): Localised | undefined => title && { sv: withoutNames(title.sv), en: withoutNames(title.en) };

/** The document's title, else whose it is and of what sort, else what it begins with, else its file's name; with the diary number. */
function titleOf({ title, opening, facts }: ReadDocument, locale: Locale, diaryNumber: string | undefined, board: Named | undefined, file: string): string {
  const nature = facts.nature === undefined ? undefined : lookup(locale, `source.nature.${facts.nature}`);
  const whose = nature === undefined ? [opening ?? board?.name[locale]] : [board?.name[locale], nature];
  const named = title === undefined ? whose : [title];
  const parts = [...named.filter((part) => part !== undefined), ...(diaryNumber === undefined ? [] : [t(locale, 'source.number', { number: diaryNumber })])];
  const whole = parts.join(', ');
  return whole === '' ? fileWithoutNames(file.split('/').at(-1) ?? file) : `${whole.charAt(0).toLocaleUpperCase(locale)}${whole.slice(1)}`;
}

/** The same for the same file and heading, also after a reload; another for every file, however its name is written. */
function ids(file: string): (heading: string) => string {
  const counts = new Map<string, number>();
  const start = `${slug(file.replace(/\.[^./]+$/u, ''), 40)}-${createHash('sha256').update(file).digest('hex').slice(0, 6)}`;
  return (heading) => {
    const under = slug(heading, 40);
    const count = (counts.get(under) ?? 0) + 1;
    counts.set(under, count);
    return [start, under, String(count)].filter((bit) => bit !== '').join('-');
  };
}

function slug(text: string, longest: number): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/gu, '-');
  return plain.slice(0, longest).replace(/^-+|-+$/gu, '');
}
