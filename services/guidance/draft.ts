import type { Locale } from '../../domain/locale';
import { t } from '../../locales';
import { namesPerson } from './persons';

/** Characters of a passage's title. */
export const TITLE_MAX = 120;

export interface DraftOf {
  /** As whoever answered has worded it, for others to read. */
  readonly title: string;
  /** The answer, in the words of whoever gave it. */
  readonly text: string;
  readonly board: string;
  readonly locale: Locale;
  /** Local date. */
  readonly today: string;
}

export interface Draft {
  /** Name of the file. */
  readonly file: string;
  readonly markdown: string;
}

/**
 * A passage to review, made out of an answer that was given to one person: a Markdown file as guidance/README.md has it,
 * marked `draft` so that nothing is answered from it. It is given to whoever asks for it and put into no folder.
 */
export function draftPassage({ title, text, board, locale, today }: DraftOf): Draft {
  const id = idOf(title);
  const heading = masked(title, locale);
  const notes = ['draft.review', 'draft.persons', ...(namesPerson(`${heading}\n${text}`) ? (['draft.named'] as const) : []), 'draft.source', 'draft.translate'] as const;
  const lines = [
    '---',
    ...notes.map((key) => `# ${t(locale, key)}`),
    'draft: true',
    `id: ${id}`,
    `title: ${JSON.stringify(heading)}`,
    'kind: routine',
    'sources:',
    '  - document: TRYGG',
    `    heading: ${JSON.stringify(t(locale, 'draft.heading'))}`,
    `boards: [${board}]`,
    'audience: []',
    'keywords: []',
    `updated: ${today}`,
    '---',
    masked(paragraphs(text), locale),
    '',
  ];
  return { file: `${id}.md`, markdown: lines.join('\n') };
}

/** Whether the title is only the question again: what somebody asked may be about themselves. */
export function isQuestionAgain(title: string, question: string): boolean {
  const [asked, worded] = [plain(question), plain(title)];
  return worded === asked || (asked.split(' ').length > 2 && worded.includes(asked));
}

const plain = (text: string): string => text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** What becomes a file's name and a passage's id: `Hotbrev på jobbet` is `hotbrev-pa-jobbet`. */
function idOf(title: string): string {
  const ascii = title.normalize('NFD').replace(/\p{M}+/gu, '').toLowerCase();
  return ascii.replace(/[^a-z0-9]+/g, ' ').trim().split(' ').slice(0, 8).join('-') || 'draft';
}

/** One line a paragraph, with an empty line between them. */
function paragraphs(text: string): string {
  return text.replaceAll('\r\n', '\n').split(/\n\s*\n/).map((paragraph) => paragraph.split('\n').map((line) => line.trim()).join('\n').trim()).filter((paragraph) => paragraph !== '').join('\n\n');
}

const PERSONAL = [
  ['draft.email', /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu],
  ['draft.personNumber', /(?<!\d)(?:19|20)?\d{6} ?[-+‐-―−]? ?\d{4}(?!\d)/g],
  // Numbers for everybody, such as 112 and 114 14, begin with no zero; times of day have a point within.
  ['draft.phone', /(?<![\d-])\(?(?:\+\d{1,3}|0)(?:[ ()/‐-―−-]*\d){6,12}(?!\d)/g],
] as const;

/** Without numbers and addresses of persons; where one stood, it is said. Names are for the reviewer to find. */
function masked(text: string, locale: Locale): string {
  return PERSONAL.reduce((whole, [key, pattern]) => whole.replace(pattern, `[${t(locale, key)}]`), text);
}
