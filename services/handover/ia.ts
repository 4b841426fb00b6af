import type { Board } from '../../domain/board';
import type { Case } from '../../domain/case';
import { IA_FIELDS, iaBlock, iaRecord, iaTextOf, isKeptFromSomebody, isProtected, warningsOf, type IaBlock, type IaField, type Warnings } from '../../domain/handover';
import type { Locale } from '../../domain/locale';
import { iaOf, type IaView } from '../../domain/work/views';
import { lookup, t } from '../../locales';
import { csv } from './csv';

/** A field as IA would hold it; `code` where it is one of a list. */
export interface IaLine {
  readonly id: IaField;
  readonly label: string;
  readonly value: string;
  readonly code?: string;
}

/** What a hand-over to IA would hold, and what a person should know before it. */
export interface IaPreview {
  readonly state: IaView['state'];
  /** Who reads IA, as the board says it. */
  readonly readers: string;
  /** Why it may not be handed over as it stands. */
  readonly block?: IaBlock;
  /** The reporter has said that it is there already: asked about first. */
  readonly said?: { readonly exists: boolean; readonly number?: string };
  /** Protected personal data: a reason not to. */
  readonly protected: boolean;
  /** Somebody of the board may not hear of the case, and may be among the readers. */
  readonly kept: boolean;
  readonly lines: readonly IaLine[];
  readonly withheld: readonly IaField[];
  /** To be looked at in the words that somebody wrote for it, and in the workplace. */
  readonly warnings: Warnings;
}

/** The chosen fields of a case in that language. `text`: words given with the request, in the place of those kept. */
export function iaLines(one: Case, locale: Locale, fields: readonly IaField[] = IA_FIELDS, text: string | undefined = iaTextOf(one)): readonly IaLine[] {
  const record = iaRecord(one, text);
  const described = record.text ?? [t(locale, `ia.describe.${record.type}`), record.channel === undefined ? undefined : lookup(locale, `ia.describe.${record.channel}`)].filter((part) => part !== undefined).join(' ');
  const told: Readonly<Record<IaField, Omit<IaLine, 'id' | 'label'> | undefined>> = {
    type: { value: t(locale, `type.${record.type}`), code: record.type },
    date: record.date === undefined ? undefined : { value: record.date },
    placeKind: record.placeKind === undefined ? undefined : { value: lookup(locale, `ia.place.${record.placeKind}`) ?? '', code: record.placeKind },
    workplace: record.workplace === undefined ? undefined : { value: record.workplace },
    severity: { value: t(locale, `severity.${record.severity}`), code: record.severity },
    description: { value: described },
  };
  return IA_FIELDS.filter((id) => fields.includes(id)).flatMap((id) => {
    const line = told[id];
    return line && line.value !== '' ? [{ id, label: t(locale, `ia.field.${id}`), ...line }] : [];
  });
}

/** Words that tell nothing: the labels and types of a language. */
function neutralWords(locale: Locale): readonly string[] {
  const types = ['threat', 'violence', 'harassment', 'undue_influence', 'bribery', 'vandalism', 'unclear'] as const;
  return [...types.flatMap((type) => [t(locale, `type.${type}`), t(locale, `ia.describe.${type}`)]), t(locale, 'register.subject')];
}

/** What a person should look at once more in a text that leaves the house. */
export function textWarnings(one: Case, text: string): Warnings {
  return warningsOf(one, text, [...neutralWords('sv'), ...neutralWords('en')]);
}

/** What the hand-over would hold now. */
export function iaPreview(one: Case, board: Board, locale: Locale, fields: readonly IaField[] = IA_FIELDS): IaPreview {
  const block = iaBlock(one, board.ia);
  const { withheld, workplace, text } = iaRecord(one);
  const said = saidOf(one);
  return {
    state: iaOf(one).state,
    readers: board.ia?.readers[locale] ?? t(locale, 'ia.readers.unset'),
    ...(block === undefined ? {} : { block }),
    ...(said ? { said } : {}),
    protected: isProtected(one),
    kept: isKeptFromSomebody(one),
    lines: iaLines(one, locale, fields),
    withheld,
    warnings: textWarnings(one, [workplace, text].filter((part) => part !== undefined).join('\n')),
  };
}

function saidOf(one: Case): IaPreview['said'] {
  const code = one.answers.find(({ id }) => id === 'inIa')?.code;
  if (code !== 'yes' && code !== 'no') return undefined;
  const number = one.answers.find(({ id }) => id === 'iaNumber')?.value;
  return { exists: code === 'yes', ...(code === 'yes' && number !== undefined && number !== '' ? { number } : {}) };
}

/** A line for a person to copy: one a row, each on one line of its own but for the description. */
export function iaAsText(one: Case, lines: readonly IaLine[], locale: Locale): string {
  return [...lines.map(({ label, value }) => `${label}: ${value}`), `${t(locale, 'ia.reference')}: ${one.number}`, ''].join('\n');
}

/** For programs: codes beside the words. Holds nothing that changes from one time to the next. */
export function iaAsJson(one: Case, lines: readonly IaLine[], locale: Locale): string {
  const fields = Object.fromEntries(lines.map(({ id, value, code }) => [id, code === undefined ? { text: value } : { code, text: value }]));
  return JSON.stringify({ reference: one.number, board: one.board, language: locale, fields });
}

export function iaAsCsv(one: Case, lines: readonly IaLine[], locale: Locale): string {
  return csv([
    [...lines.map(({ label }) => label), t(locale, 'ia.reference')],
    [...lines.map(({ value }) => value), one.number],
  ]);
}
