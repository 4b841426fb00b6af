import { LEFT_OUT } from '../domain/leftOut';
import type { Locale } from '../domain/locale';
import { t } from '../locales';
import { card, container, inert, quiet, submit, text, title } from './build';
import { forTeams } from './channels';
import { accordingTo, citationList, furtherReading, harmless, mark, shortened, type CitationView, type PlaceView } from './citations';
import { feedbackElements, type FeedbackView } from './feedback';
import { pack } from './payloads';
import { kindLines, restsOnProposal } from './standing';
import type { AdaptiveCard, Element } from './types';
import { cutAtWord, inQuotes } from './typography';

export interface StatementView {
  readonly text: string;
  /** Stands letter by letter in what it cites first: shown in quotation marks. */
  readonly quoted: boolean;
  /** Positions in the citations, from 0. */
  readonly cites: readonly number[];
}

/** What one board says, under its name. */
export interface SideView {
  readonly board: string;
  readonly statements: readonly StatementView[];
}

export type Further = PlaceView & { readonly title: string };

export interface AnswerView {
  readonly locale: Locale;
  readonly title: string;
  readonly written: 'extract' | 'model';
  readonly statements: readonly StatementView[];
  readonly citations: readonly CitationView[];
  readonly sides: readonly SideView[];
  /** Boards that were asked about as well and of which no view was found. */
  readonly noViewFrom?: readonly string[] | undefined;
  /** The passage that carries it is a document's own words, under the document's own heading. */
  readonly verbatim: boolean;
  /** ISO date on which the text was last looked over, or a document last changed. */
  readonly updated: string;
  /** Nobody has said when: it is the date of the file. */
  readonly fileDated?: boolean | undefined;
  /** The language of what is quoted, where it is not the card's. */
  readonly quotedIn?: Locale | undefined;
  readonly more: readonly Further[];
  /** Absent where the channel asks by itself. */
  readonly feedback?: FeedbackView | undefined;
}

/** Sources listed and further passages offered at most. */
export const CITATIONS_MAX = 10;
const MORE_MAX = 3;
const SIDES_MAX = 4;
const BOARD_MAX = 80;
/** Bytes of the card as Teams gets it: with what goes around it, under the 28 kB that Teams takes. */
const CARD_BYTES = 22_000;
/** Characters of all statements together, tried in turn until the card is small enough. */
const CHARACTERS = [12_000, 6_000, 3_000, 1_500, 600];

/** An answer: quotation marks only around what stands in the source, each statement with the numbers of its sources, and the way to each. */
export function answerCard(view: AnswerView): AdaptiveCard {
  for (const characters of CHARACTERS) {
    const made = drawn(view, characters);
    if (new TextEncoder().encode(JSON.stringify(forTeams(made))).length <= CARD_BYTES) return made;
  }
  return drawn({ ...view, more: [], citations: view.citations.slice(0, 3) }, CHARACTERS.at(-1) ?? 0);
}

function drawn(view: AnswerView, characters: number): AdaptiveCard {
  const { locale } = view;
  const citations = view.citations.slice(0, CITATIONS_MAX);
  const shown = { ...view, citations };
  const cut = cutter(characters);
  const statements = cut.of(view.statements);
  const sides = view.sides.slice(0, SIDES_MAX).map((side) => ({ ...side, statements: cut.of(side.statements) }));
  // What only boards say is no one's passage.
  const onlySides = view.statements.length === 0 && sides.length > 0;
  const heading = onlySides ? t(locale, 'answer.sides') : headingOf(view);
  const body: Element[] = [
    title('answer', heading),
    ...kindElements(view),
    ...statementElements(shown, statements),
    ...(onlySides || sides.length === 0 ? [] : [text(t(locale, 'answer.sides'), { weight: 'bolder', spacing: 'medium' })]),
    ...sideElements(shown, sides),
    ...(view.noViewFrom ? [inert(t(locale, 'answer.noViewFrom', { boards: view.noViewFrom.map((board) => shortened(board, BOARD_MAX)).join(', ') }))] : []),
    ...(cut.happened() ? [text(t(locale, 'answer.cut'))] : []),
    text(t(locale, 'answer.sources'), { weight: 'bolder', spacing: 'large', separator: true }),
    container(citationList(locale, citations), { id: 'citations', spacing: 'small' }),
    ...(view.more.length > 0 ? [text(t(locale, 'answer.more'), { weight: 'bolder', spacing: 'medium' }), furtherReading(locale, view.more.slice(0, MORE_MAX))] : []),
    container(notes(view).map((line) => quiet(line, { spacing: 'small' })), { spacing: 'medium' }),
    ...(view.feedback ? feedbackElements(locale, view.feedback) : []),
  ];
  return card(locale, heading, body, [submit(t(locale, 'answer.report'), pack('say', { word: 'report' }))]);
}

/** A document's heading tells little alone, and may be "Summary" over what is none. */
function headingOf({ locale, title: name, verbatim }: AnswerView): string {
  return verbatim ? t(locale, 'answer.ofDocument', { title: harmless(name) }) : harmless(name);
}

/** What kind of text answers, each kind once; a text about law may end with saying so itself. */
function kindElements({ locale, citations, sides, statements }: AnswerView): readonly Element[] {
  const left = kindLines(locale, citations, sides.length).filter((line) => !statements.some((statement) => statement.text.endsWith(line)));
  return left.length === 0 ? [] : [quiet(left.join(' '), { spacing: 'small' })];
}

/** What holds for the whole answer, each once. */
function notes(view: AnswerView): readonly string[] {
  const { locale, citations, quotedIn } = view;
  return [
    ...(citations.some(restsOnProposal) ? [t(locale, 'answer.since')] : []),
    ...(quotedIn === undefined ? [] : [t(locale, quotedIn === 'sv' ? 'answer.inSwedish' : 'answer.inEnglish')]),
    ...(leavesNamesOut(view) ? [t(locale, 'answer.nameLeftOut')] : []),
    updatedLine(view),
    ...(view.written === 'model' ? [t(locale, 'answer.written')] : []),
    // General information says so by its kind.
    [t(locale, 'answer.machine'), ...(citations.some(({ kind }) => kind === 'general') ? [] : [t(locale, 'answer.notLegal')])].join(' '),
  ];
}

function leavesNamesOut({ title: name, statements, sides, citations, more }: AnswerView): boolean {
  const texts = [name, ...[...statements, ...sides.flatMap((side) => side.statements)].map((one) => one.text), ...citations.flatMap((one) => [one.title, one.heading]), ...more.map((one) => one.title)];
  return texts.some((words) => words.includes(LEFT_OUT));
}

/** When what answers was last looked over, as far as anybody has said so. */
export function updatedLine({ locale, verbatim, fileDated = false, updated: date }: Pick<AnswerView, 'locale' | 'verbatim' | 'fileDated' | 'updated'>): string {
  if (!verbatim) return t(locale, 'answer.updated', { date });
  return t(locale, fileDated ? 'answer.fileChanged' : 'answer.documentUpdated', { date });
}

/** Statements in order; before each run out of the same place, whose words they are. */
function statementElements(view: AnswerView, statements: readonly StatementView[]): readonly Element[] {
  let before: string | undefined;
  return statements.flatMap((statement) => {
    const lead = leadOf(view, statement);
    // What nothing leads to stands off from what is said above it.
    const [goesOn, begins] = [lead === before, before === undefined];
    before = lead;
    return [...(lead === '' || goesOn ? [] : [leading(lead)]), statementElement(view, statement, begins && lead === '' ? 'default' : 'small')];
  });
}

function leadOf({ locale, written, verbatim, citations }: AnswerView, { quoted, cites }: StatementView): string {
  const first = citations[cites[0] ?? 0];
  if (!first) return '';
  if (quoted) return accordingTo(locale, first);
  if (written === 'model') return '';
  if (verbatim) return t(locale, 'answer.fromSource');
  // General information is nobody else's words, and the card says above that it is that.
  return first.kind === 'general' ? '' : t(locale, 'answer.summary');
}

const leading = (words: string): Element => ({ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: words, size: 'small', isSubtle: true }] });

function statementElement({ locale, citations }: AnswerView, { text: words, quoted, cites }: StatementView, spacing: 'default' | 'small'): Element {
  const marks = cites.filter((position) => position < citations.length).map((position) => mark(position + 1));
  const run = (content: string, more: object = {}) => ({ type: 'TextRun', text: content, ...more });
  return {
    type: 'RichTextBlock',
    spacing,
    inlines: [run(quoted ? inQuotes(locale, words) : words), ...(marks.length > 0 ? [run(`\u00a0${marks.join('')}`, { size: 'small', isSubtle: true })] : [])],
  };
}

/** The boards beside each other; a narrow page puts them under one another. */
function sideElements(view: AnswerView, sides: readonly SideView[]): readonly Element[] {
  if (sides.length === 0) return [];
  const columns = sides.map((side) => ({
    type: 'Column',
    width: 'stretch',
    items: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: shortened(side.board, BOARD_MAX), weight: 'bolder' }] }, ...statementElements(view, side.statements)],
  }));
  return [{ type: 'ColumnSet', id: 'sides', columns }];
}

/** Gives statements back until so many characters are spent; what is left over is cut off. */
function cutter(characters: number) {
  let left = characters;
  let happened = false;
  return {
    of: (statements: readonly StatementView[]): readonly StatementView[] =>
      statements.flatMap((statement) => {
        const room = left;
        left -= statement.text.length;
        if (left >= 0) return [statement];
        happened = true;
        return room > 40 ? [{ ...statement, text: cutAtWord(statement.text, room) }] : [];
      }),
    happened: () => happened,
  };
}
