import type { Asking } from './choosing';
import { namesPerson, withoutNames } from './persons';
import { standsWhole } from './seams';
import type { Citation, FoundAnswer, Passage, Source, Statement } from './types';
import { asksForList, scoreOf } from './unitScores';
import { unitsOf, type Unit } from './units';

/** The answer that needs no model: what the best passage says of what was asked, and where it stands. */
export function extract(asking: Asking, passage: Passage, more: readonly Passage[]): FoundAnswer {
  const citations: readonly Citation[] = passage.sources.map((source) => ({ passage, source }));
  return { kind: 'found', written: 'extract', statements: statementsFrom(asking, passage, 0), citations, passage, sides: [], more };
}

/**
 * What a passage says of what was asked: a document's own words as quotations, the relevant ones of them; a text in our
 * own words whole, since it was written as an answer, with the quotations that belong to it.
 * @param first position of the passage's first source among the answer's citations
 */
export function statementsFrom(asking: Asking, passage: Passage, first: number): readonly Statement[] {
  if (passage.verbatim) return quotations(asking, passage.text).map((text) => ({ text, quoted: standsWhole(passage, text), cites: [first] }));
  const cites = passage.sources.map((_, position) => first + position);
  const own = passage.text.split(/\n{2,}/u).map((text): Statement => ({ text: withoutNames(text), quoted: false, cites }));
  return [...own, ...passage.sources.flatMap((source, position) => quoteOf(source, first + position))];
}

function quoteOf({ quote }: Source, position: number): readonly Statement[] {
  return quote === undefined ? [] : [{ text: quote, quoted: true, cites: [position] }];
}

/** Pieces of an answer at most, and characters after which none is added. */
const MOST = 4;
const ENOUGH = 700;
/** A piece that says less than this share of what the best one says is left out. */
const RELEVANT = 0.45;

/** With fewer sentences than this, the one that follows the best one comes along: it often gives the reason or the rest. */
const FEW = 3;

interface Scored extends Unit {
  readonly position: number;
  readonly score: number;
  /** It names a person, and is not said. */
  readonly named: boolean;
}

/** Runs of sentences, and lists, in the order in which they stand; at least one. */
function quotations(asking: Asking, text: string): readonly string[] {
  const scored = unitsOf(text).map((unit, position): Scored => ({ ...unit, position, score: scoreOf(unit, position, asking), named: namesPerson(unit.text) }));
  const best = scored.filter(({ named }) => !named).sort((a, b) => b.score - a.score || a.position - b.position)[0];
  if (!best) return [];
  return best.list && asksForList(asking.words) ? [best.text] : joined(chosenOf(scored, best));
}

/** A sentence that only goes on from the one before it. */
const GOES_ON = /^(Detta|Dessa|Denna|Det här|Det|Den|De|Här|Där|Dit|Därför|Därefter|Därtill|Däremot|Då|Också|Även|Andra|Ett annat|Vidare|This|These|That|It|They|Therefore|Then|Also)\b/u;

function chosenOf(scored: readonly Scored[], best: Scored): readonly Scored[] {
  const chosen = new Set<Scored>([best]);
  const fits = (unit: Scored): boolean => chosen.size < MOST && lengthOf(chosen) + unit.text.length <= ENOUGH;
  const add = (unit: Scored | undefined): void => {
    if (unit && !unit.named && fits(unit)) chosen.add(unit);
  };
  if (GOES_ON.test(best.text)) add(scored[best.position - 1]);
  for (const unit of [...scored].sort((a, b) => b.score - a.score)) if (unit.score >= RELEVANT * best.score) add(unit);
  const after = scored[best.position + 1];
  if (chosen.size < FEW && after && !after.list && !best.list && after.paragraph === best.paragraph) add(after);
  for (const unit of [...chosen]) {
    if (GOES_ON.test(unit.text)) add(scored[unit.position - 1]);
    addWhatGoesOn(unit, scored, add);
  }
  return [...chosen].sort((a, b) => a.position - b.position);
}

/** "Därefter …", "Detta för att …": the rest of what a sentence began. */
function addWhatGoesOn(unit: Scored, scored: readonly Scored[], add: (next: Scored) => void): void {
  for (let at = unit.position + 1; at < scored.length; at += 1) {
    const next = scored[at];
    if (!next || next.list || next.paragraph !== unit.paragraph || !GOES_ON.test(next.text)) return;
    add(next);
  }
}

const lengthOf = (units: ReadonlySet<Unit>): number => [...units].reduce((sum, { text }) => sum + text.length, 0);

/** Neighbouring sentences of a paragraph are one quotation. */
function joined(units: readonly Scored[]): readonly string[] {
  const texts: string[] = [];
  units.forEach((unit, at) => {
    const before = units[at - 1];
    const goesOn = before && before.position === unit.position - 1 && before.paragraph === unit.paragraph && !before.list && !unit.list;
    if (goesOn) texts.push(`${texts.pop() ?? ''} ${unit.text}`);
    else texts.push(unit.text);
  });
  return texts;
}
