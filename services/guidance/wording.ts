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

/**
 * How likely each of some texts makes the question, were words drawn from that text and now and then from any: query
 * likelihood with Dirichlet smoothing (Zhai and Lafferty 2001), over runs of letters.
 * @param words the question's, in their order
 * @returns logarithms, one for each of `docs`; only their differences mean something
 */
export function likelihoods(wording: Wording, words: Iterable<string>, docs: readonly number[]): readonly number[] {
  const asked = runsAskedIn(wording, words);
  return docs.map((doc) => asked.likelihoodIn(wording.letters, at(wording.starts, doc), at(wording.starts, doc + 1)));
}

/** The question's runs that any text has. */
function runsAskedIn({ letters, counts }: Wording, words: Iterable<string>): AskedRuns {
  const builder = new WordingBuilder();
  builder.add([words]);
  const question = builder.first(MOST_LETTERS);
  const asked = new AskedRuns();
  eachRun(question, 0, question.length, (run) => {
    const inAll = at(counts, placeOf(run, counts.length));
    if (inAll > 0) asked.add(run, letters.length / (PRIOR * inAll));
  });
  return asked;
}

/** A run that a question has. */
interface Asked {
  /** How often the question has it. */
  times: number;
  /** What one of it in a text tells: the rarer it is among all texts, the more. */
  readonly telling: number;
  /** How often the text that is being read has had it so far. */
  found: number;
}

const FILTER = 2 ** 12;

/** The runs of one question. */
class AskedRuns {
  private readonly runs = new Map<number, Asked>();
  /** Nearly all runs of a text are not asked for: a run of five says so at once, for itself and for the run of six that ends with it. */
  private readonly filter = new Uint8Array(FILTER);
  private readonly seen: Asked[] = [];
  private all = 0;

  add(run: number, telling: number): void {
    this.all += 1;
    const known = this.runs.get(run);
    if (known) known.times += 1;
    else this.runs.set(run, { times: 1, telling, found: 0 });
    this.filter[placeOf(run & RUN_OF_FIVE, FILTER)] = 1;
  }

  likelihoodIn(letters: Uint8Array, start: number, end: number): number {
    const { filter } = this;
    let sum = this.all * Math.log(PRIOR / (PRIOR + end - start));
    let run = 0;
    for (let place = start; place < end; place += 1) {
      run = ((run << BITS) | at(letters, place)) & RUN_OF_SIX;
      if (at(filter, placeOf(run & RUN_OF_FIVE, FILTER)) === 0) continue;
      if (place >= start + 4) sum += this.found(run & RUN_OF_FIVE);
      if (place >= start + 5) sum += this.found(run | IS_OF_SIX);
    }
    for (const one of this.seen) one.found = 0;
    this.seen.length = 0;
    return sum;
  }

  /** What the text tells more, now that it has the run once more. */
  private found(run: number): number {
    const one = this.runs.get(run);
    if (!one) return 0;
    if (one.found === 0) this.seen.push(one);
    one.found += 1;
    return one.times * Math.log((1 + one.found * one.telling) / (1 + (one.found - 1) * one.telling));
  }
}
