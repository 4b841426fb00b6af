import type { Locale } from '../domain/locale';
import { t } from '../locales';
import { card, container, inert, quiet, submit, text, title } from './build';
import { pack } from './payloads';
import type { AdaptiveCard, CardAction, Element } from './types';
import { room } from './work/parts';

/** A part of what a person takes along to the police. What is asked and named is ours, the rest may be anybody's words. */
export interface PaperSection {
  readonly id: 'ask' | 'workplace' | 'facts' | 'timeline' | 'evidence';
  readonly head: string;
  /** Ours: said before the rest, or where there is no rest. */
  readonly lead?: string;
  /** Ours. */
  readonly items?: readonly string[];
  readonly rows?: readonly (readonly [term: string, words: string])[];
  /** Things with some facts of each. */
  readonly things?: readonly { readonly name: string; readonly facts: readonly (readonly [term: string, words: string])[] }[];
}

/** What a person takes along to the police, in words and in order, however it is shown. */
export interface PolicePaper {
  readonly title: string;
  /** Said first where it is no real event. */
  readonly mark?: string;
  /** When to call what number. */
  readonly call: string;
  readonly about: readonly (readonly [term: string, words: string])[];
  readonly sections: readonly PaperSection[];
  /** Said last: whose name is not in it. */
  readonly closing: string;
}

export interface PoliceView {
  readonly locale: Locale;
  readonly number: string;
  readonly paper: PolicePaper;
  /** Whether it can be given as a file to print: where files reach the person. */
  readonly file: boolean;
  readonly note?: string | undefined;
}

/** Bytes of what anybody wrote; Teams takes cards of about 28 kB. */
const WORDS_BYTES = 11_000;

type Room = ReturnType<typeof room>;
type Rows = readonly (readonly [term: string, words: string])[];

const rowElements = (rows: Rows, space: Room): readonly Element[] => rows.flatMap(([term, words]) => (space.isFull ? [] : [quiet(term, { spacing: 'small' }), inert(space.take(words), { spacing: 'none' })]));

/** Names and facts stand together in one text, so that many of them take little room. */
function thingElements({ things = [] }: PaperSection, space: Room): readonly Element[] {
  return things.flatMap(({ name, facts }) => (space.isFull ? [] : [inert(space.take([name, ...facts.map(([term, words]) => `${term}: ${words}`)].join('\n')), { spacing: 'small' })]));
}

function sectionElement(section: PaperSection, space: Room): Element {
  const { id, head, lead, items = [], rows = [] } = section;
  return container(
    [
      text(head, { weight: 'bolder', size: 'medium', style: 'heading', wrap: true }),
      ...(lead === undefined ? [] : [text(lead, { spacing: 'small' })]),
      ...items.map((item) => text(`• ${item}`, { spacing: 'small' })),
      ...rowElements(rows, space),
      ...thingElements(section, space),
    ],
    { id: `police:${id}`, spacing: 'large', separator: true },
  );
}

function actions({ locale, number, file }: PoliceView): readonly CardAction[] {
  return [
    ...(file ? [submit(t(locale, 'police.file'), pack('police.file', { number }))] : []),
    submit(t(locale, 'police.text'), pack('police.text', { number })),
    submit(t(locale, 'police.back'), pack('mine.open', { number })),
  ];
}

/** What the reporter takes along to the police, as much of it as a card holds; the whole of it is a press away, as text. */
export function policeCard(view: PoliceView): AdaptiveCard {
  const { locale, paper, note } = view;
  const space = room(WORDS_BYTES);
  const sections = paper.sections.map((section) => sectionElement(section, space));
  const body = [
    title('police', paper.title),
    ...(note === undefined ? [] : [text(note, { id: 'note', weight: 'bolder' })]),
    ...(paper.mark === undefined ? [] : [text(paper.mark, { weight: 'bolder', color: 'attention' })]),
    text(t(locale, 'police.cardLead')),
    text(paper.call, { weight: 'bolder' }),
    ...paper.about.flatMap(([term, words]) => [quiet(term, { spacing: 'small' }), inert(words, { spacing: 'none' })]),
    ...(space.isFull ? [text(t(locale, 'police.shortened'), { id: 'shortened', color: 'attention', weight: 'bolder' })] : []),
    ...sections,
    quiet(paper.closing, { spacing: 'large' }),
  ];
  return card(locale, paper.title, body, actions(view));
}
