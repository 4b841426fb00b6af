import { fold } from './analyse';
import { at, longer } from './terms';

/**
 * Texts letter by letter, one blank between words and two between strings, and how often each run of five and of six letters stands in all of
 * them. Runs go across words, and so know parts of words, function words and the order of words at once.
 */
export interface Wording {
  /** The letters of text `t` are `starts[t]` to `starts[t + 1]` of `letters`, each by its {@link codeOf}. */
  readonly starts: Uint32Array;
  readonly letters: Uint8Array;
  /** How often a run stands in all texts, by its {@link placeOf}; the few that share a place count together. */
  readonly counts: Uint32Array;
}

/** A letter takes so many bits: a run of six is a small integer. */
const BITS = 5;
const BLANK = 0;
const RUN_OF_FIVE = 2 ** (5 * BITS) - 1;
const RUN_OF_SIX = 2 ** (6 * BITS) - 1;
/** Sets a run of six apart from one of five that begins with a blank. */
const IS_OF_SIX = RUN_OF_SIX + 1;
/** A text is smoothed with so many letters of all texts. Chosen, as the lengths of runs, on SweQUAD and SweFAQ, training and dev questions; 50 to 200 and 4 to 8 do nearly as well. */
const PRIOR = 100;
/** 8 MB of counts at the most. */
const MOST_PLACES = 2 ** 21;
const LEAST_PLACES = 2 ** 10;
/** Letters counted before whoever waits gets a turn. */
const BREATH = 20_000;
/** A pasted document is told by its beginning. */
const MOST_LETTERS = 600;

/** Collects texts one by one; `finish` counts their runs. */
export class WordingBuilder {
  private readonly starts: number[] = [0];
  private letters = new Uint8Array(1024);
  private count = 0;

  /** A text by its strings, each by its words in their order. No word of a string is beside one of another. */
  add(strings: Iterable<Iterable<string>>): void {
    for (const words of strings) {
      this.push(BLANK);
      for (const word of words) this.pushWord(word);
    }
    this.starts.push(this.count);
  }

  /** The beginning of what was collected. */
  first(letters: number): Uint8Array {
    return this.letters.subarray(0, Math.min(letters, this.count));
  }

  /** Yields now and then. */
  *finish(): Generator<void, Wording> {
    const letters = this.letters.slice(0, this.count);
    const starts = Uint32Array.from(this.starts);
    const counts = new Uint32Array(placesFor(2 * this.count));
    const count = (run: number): void => {
      const place = placeOf(run, counts.length);
      counts[place] = at(counts, place) + 1;
    };
    let breath = 0;
    for (let text = 0; text + 1 < starts.length; text += 1) {
      const [start, end] = [at(starts, text), at(starts, text + 1)];
      eachRun(letters, start, end, count);
      breath += end - start;
      if (breath >= BREATH) {
        breath = 0;
        yield;
      }
    }
    return { starts, letters, counts };
  }

  private pushWord(word: string): void {
    const plain = fold(word);
    for (let place = 0; place < plain.length; place += 1) this.push(codeOf(plain.charCodeAt(place)));
    this.push(BLANK);
  }

  private push(letter: number): void {
    if (this.count === this.letters.length) this.letters = longer(this.letters, new Uint8Array(this.count * 2));
    this.letters[this.count] = letter;
    this.count += 1;
  }
}

const LETTER_A = 97;
const LETTERS = 26;

/** The Latin letters have codes of their own; digits and all else share the few that are left. */
function codeOf(letter: number): number {
  const place = letter - LETTER_A;
  return place >= 0 && place < LETTERS ? place + 1 : LETTERS + 1 + (letter % (2 ** BITS - LETTERS - 1));
}

function placesFor(runs: number): number {
  return Math.min(MOST_PLACES, Math.max(LEAST_PLACES, 2 ** Math.ceil(Math.log2(Math.max(1, runs)))));
}

/** Spreads a run over a table. @param places a power of two */
function placeOf(run: number, places: number): number {
  const mixed = Math.imul(run, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) & (places - 1);
}

/** Calls back for all runs of five letters and of six, in their order. */
function eachRun(letters: Uint8Array, start: number, end: number, visit: (run: number) => void): void {
  let run = 0;
  for (let place = start; place < end; place += 1) {
    run = ((run << BITS) | at(letters, place)) & RUN_OF_SIX;
    if (place >= start + 4) visit(run & RUN_OF_FIVE);
    if (place >= start + 5) visit(run | IS_OF_SIX);
  }
}

/** A run that a question has. */
interface Asked {
  /** Its number among the question's runs. */
  readonly number: number;
  /** How often the question has it. */
  times: number;
  /** What one of it in a text tells: the rarer it is among all texts, the more. */
  readonly telling: number;
}

/**
 * How likely each of some texts makes the question, were words drawn from that text and now and then from any: query
 * likelihood with Dirichlet smoothing (Zhai and Lafferty 2001), over runs of letters.
 * @param words the question's, in their order
 * @returns logarithms, one for each of `docs`; only their differences mean something
 */
export function likelihoods(wording: Wording, words: Iterable<string>, docs: readonly number[]): readonly number[] {
  const { asked, all } = runsAskedIn(wording, words);
  const count = counter(asked);
  return docs.map((doc) => {
    const [start, end] = [at(wording.starts, doc), at(wording.starts, doc + 1)];
    const found = count(wording.letters, start, end);
    let sum = all * Math.log(PRIOR / (PRIOR + end - start));
    for (const { number, times, telling } of asked.values()) sum += times * Math.log1p(at(found, number) * telling);
    return sum;
  });
}

/** The question's runs that any text has, and how many they are. */
function runsAskedIn(wording: Wording, words: Iterable<string>): { readonly asked: ReadonlyMap<number, Asked>; readonly all: number } {
  const builder = new WordingBuilder();
  builder.add([words]);
  const letters = builder.first(MOST_LETTERS);
  const asked = new Map<number, Asked>();
  let all = 0;
  eachRun(letters, 0, letters.length, (run) => {
    const inAll = at(wording.counts, placeOf(run, wording.counts.length));
    if (inAll === 0) return;
    all += 1;
    const known = asked.get(run);
    if (known) known.times += 1;
    else asked.set(run, { number: asked.size, times: 1, telling: wording.letters.length / (PRIOR * inAll) });
  });
  return { asked, all };
}

const FILTER = 2 ** 12;

/** Counts the question's runs in a text, as often as it is called for one. Nearly all runs of a text are not asked for: a run of five says so at once, for itself and for the run of six that ends with it. */
function counter(asked: ReadonlyMap<number, Asked>): (letters: Uint8Array, start: number, end: number) => Uint32Array {
  const filter = new Uint8Array(FILTER);
  for (const run of asked.keys()) filter[placeOf(run & RUN_OF_FIVE, FILTER)] = 1;
  const found = new Uint32Array(asked.size);
  const look = (run: number): void => {
    const number = asked.get(run)?.number;
    if (number !== undefined) found[number] = at(found, number) + 1;
  };
  return (letters, start, end) => {
    found.fill(0);
    let run = 0;
    for (let place = start; place < end; place += 1) {
      run = ((run << BITS) | at(letters, place)) & RUN_OF_SIX;
      if (at(filter, placeOf(run & RUN_OF_FIVE, FILTER)) === 0) continue;
      if (place >= start + 4) look(run & RUN_OF_FIVE);
      if (place >= start + 5) look(run | IS_OF_SIX);
    }
    return found;
  };
}
