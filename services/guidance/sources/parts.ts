import { LEFT_OUT } from '../../../domain/leftOut';
import { isSomethingLeft, withoutNames } from '../persons';
import type { PassageKind } from '../types';
import type { Block } from './blocks';
import { isUsualHeading } from './headings';
import { KindTeller } from './kinds';
import { SEAM } from './line';

/** A stretch of a document that answers on its own: part of one section, of one kind. */
export interface Part {
  readonly heading: string;
  /** Headings from the outermost to `heading`. */
  readonly path: readonly string[];
  readonly text: string;
  /** Offsets in `text` at which something in the source was left out. */
  readonly seams: readonly number[];
  /** `4` or `2-3`. */
  readonly page?: string;
  readonly kind: Exclude<PassageKind, 'routine'>;
  /** True for what a page header says of the document: its diary number. */
  readonly reference?: true;
}

/** Paragraphs are put together up to about this many characters, and a longer one is split at a sentence. */
const ENOUGH = 1000;
const MOST = 1200;
/** From here on a new page begins a new part, so that the page that is cited is the right one. */
const BEFORE_NEW_PAGE = 300;

interface Unit {
  readonly text: string;
  readonly firstPage: number | undefined;
  readonly lastPage: number | undefined;
  readonly kind: Part['kind'];
  /** A footnote or a page header: no part of the running text. */
  readonly alone: boolean;
  readonly reference: boolean;
}

interface Section {
  readonly path: readonly string[];
  readonly units: Unit[];
}

/** @param title stands as heading above the first one. */
export function toParts(blocks: readonly Block[], { title, answers }: { readonly title: string; readonly answers: boolean }): readonly Part[] {
  return sections(blocks, title, new KindTeller(answers)).flatMap(({ path, units }) => {
    const own = path.map(withoutNames).filter(isSomethingLeft);
    const under = own.length > 0 ? own : [title];
    return grouped(units).map((group) => partOf(under, group)).filter(({ text }) => isSomethingLeft(text));
  });
}

function sections(blocks: readonly Block[], title: string, teller: KindTeller): readonly Section[] {
  const found: Section[] = [{ path: [title], units: [] }];
  const open: { level: number; text: string }[] = [];
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'heading') {
      const level = block.level ?? (isUsualHeading(block.text) ? 1 : 2);
      while (open.length > 0 && (open.at(-1)?.level ?? 0) >= level) open.pop();
      if (level > 0) open.push({ level, text: block.text });
      found.push({ path: level > 0 ? open.map(({ text }) => text) : [block.text], units: [] });
      teller.section(block.text);
    } else if (!(block.kind === 'list' && isLeadIn(blocks[at - 1]))) {
      found.at(-1)?.units.push(...unitsOf(block, blocks[at + 1], teller));
    }
  }
  return found;
}

const isLeadIn = (block: Block | undefined): boolean => block?.kind === 'text';

/** A paragraph with the list that follows it; one that is too long in pieces. */
function unitsOf(block: Block, next: Block | undefined, teller: KindTeller): readonly Unit[] {
  const list = block.kind === 'text' && next?.kind === 'list' ? next : undefined;
  const whole = list ? `${block.text}\n${list.text}` : block.text;
  const rest = { firstPage: block.firstPage, lastPage: (list ?? block).lastPage, kind: kindOf(block, whole, teller), alone: isAlone(block), reference: block.kind === 'reference' };
  return pieces(whole).map((text) => ({ text, ...rest }));
}

const isAlone = ({ kind }: Block): boolean => kind === 'note' || kind === 'reference';

function kindOf({ kind }: Block, whole: string, teller: KindTeller): Part['kind'] {
  return kind === 'reference' ? 'general' : teller.kindOf(whole.replaceAll(SEAM, ''), kind === 'note');
}

const SENTENCES = /(?<=[.!?][”"»]?)\s+(?=[\p{Lu}”"»])|\n/u;

/** Cut at the ends of sentences or items, into pieces of about the same length. */
function pieces(text: string): readonly string[] {
  if (text.length <= MOST) return [text];
  const wanted = text.length / Math.ceil(text.length / ENOUGH);
  const made: string[] = [];
  let rest = text;
  while (rest.length > wanted * 1.3) {
    const cut = cutNear(rest, wanted);
    made.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest === '' ? made : [...made, rest];
}

/** The end of a sentence nearest to the wanted length; without one, of a word; without one, just there. */
function cutNear(text: string, wanted: number): number {
  const window = text.slice(0, Math.round(wanted * 1.3));
  let best = 0;
  for (const { index } of window.matchAll(new RegExp(SENTENCES, 'gu'))) if (Math.abs(index - wanted) < Math.abs(best - wanted)) best = index;
  if (best > 0) return best;
  const blank = window.lastIndexOf(' ');
  return blank > 0 ? blank : window.length;
}

function grouped(units: readonly Unit[]): readonly (readonly Unit[])[] {
  const groups: Unit[][] = [];
  let length = 0;
  for (const unit of units.filter(({ alone }) => !alone)) {
    const group = groups.at(-1);
    if (group && fits(group, length, unit)) group.push(unit);
    else groups.push([unit]);
    length = (group && group === groups.at(-1) ? length : 0) + unit.text.length;
  }
  return [...groups, ...units.filter(({ alone }) => alone).map((unit) => [unit])];
}

function fits(group: readonly Unit[], length: number, unit: Unit): boolean {
  const last = group.at(-1);
  if (!last || last.kind !== unit.kind || length + unit.text.length > ENOUGH) return false;
  const turns = unit.firstPage !== undefined && last.lastPage !== undefined && unit.firstPage > last.lastPage;
  return !turns || length < BEFORE_NEW_PAGE;
}

function partOf(path: readonly string[], group: readonly Unit[]): Part {
  // What stands on both sides of a name is not in the source in one piece any more.
  const marked = withoutNames(group.map(({ text }) => text).join('\n\n')).replaceAll(LEFT_OUT, `${SEAM}${LEFT_OUT}${SEAM}`);
  const pages = group.flatMap(({ firstPage, lastPage }) => [firstPage, lastPage]).filter((page) => page !== undefined);
  const [first, last] = [Math.min(...pages), Math.max(...pages)];
  return {
    heading: path.at(-1) ?? '',
    path,
    text: marked.replaceAll(SEAM, ''),
    seams: seamsOf(marked),
    kind: group[0]?.kind ?? 'general',
    ...(group[0]?.reference === true ? { reference: true as const } : {}),
    ...(pages.length === 0 ? {} : { page: first === last ? String(first) : `${first}-${last}` }),
  };
}

function seamsOf(marked: string): readonly number[] {
  const found: number[] = [];
  for (const { index } of marked.matchAll(new RegExp(SEAM, 'gu'))) found.push(index - found.length);
  return found;
}
