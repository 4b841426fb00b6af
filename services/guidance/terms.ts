/** Saturation of BM25: the second time a text says a word tells less than the first. Chosen on SweQUAD and SweFAQ, training and dev questions. */
const K1 = 0.8;

/**
 * Terms and where they stand, in typed arrays: the postings of term `t` are `starts[t]` to `starts[t + 1]` of `docs`
 * (ascending) and `impacts` (BM25 with the term's idf multiplied in, so that a query only adds).
 */
export interface TermTable {
  readonly starts: Uint32Array;
  readonly docs: Uint32Array;
  readonly impacts: Float32Array;
  readonly idf: Float32Array;
  /** What a term found nowhere would weigh. */
  readonly unknownIdf: number;
}

/** How many postings are laid out before whoever waits gets a turn. */
const BREATH = 50_000;

/** Collects documents one by one; `finish` lays them out. */
export class TermTableBuilder {
  private terms = new Uint32Array(1024);
  private docs = new Uint32Array(1024);
  private frequencies = new Float32Array(1024);
  private count = 0;
  private size = 0;
  private listed = 0;
  /** Documents that have each term, listed or not. */
  private having = new Uint32Array(1024);
  /** Of the document that is being read: how often each term stands in it, and which do. */
  private current = new Float32Array(1024);
  private readonly touched: number[] = [];

  /** A term of the document that is being read. @param by its frequency, weighted by field and length */
  read(term: number, by: number): void {
    if (term >= this.current.length) this.makeRoomFor(term);
    if (at(this.current, term) === 0) this.touched.push(term);
    this.current[term] = at(this.current, term) + by;
  }

  /** The document has been read. @param listed false when it only counts for how rare its terms are */
  endDocument(listed = true): void {
    while (listed && this.count + this.touched.length > this.terms.length) this.grow();
    for (const term of this.touched) {
      this.having[term] = at(this.having, term) + 1;
      if (listed) {
        this.terms[this.count] = term;
        this.docs[this.count] = this.listed;
        this.frequencies[this.count] = at(this.current, term);
        this.count += 1;
      }
      this.current[term] = 0;
    }
    this.touched.length = 0;
    this.size += 1;
    if (listed) this.listed += 1;
  }

  /** @param vocabulary number of terms there are; yields now and then */
  *finish(vocabulary: number): Generator<void, TermTable> {
    const starts = new Uint32Array(vocabulary + 1);
    for (let posting = 0; posting < this.count; posting += 1) {
      const after = at(this.terms, posting) + 1;
      starts[after] = at(starts, after) + 1;
    }
    const idf = new Float32Array(vocabulary);
    for (let term = 0; term < vocabulary; term += 1) {
      idf[term] = inverseFrequency(at(this.having, term), this.size);
      starts[term + 1] = at(starts, term + 1) + at(starts, term);
    }
    yield;
    const { docs, impacts } = yield* this.layOut(starts.slice(), idf);
    return { starts, docs, impacts, idf, unknownIdf: inverseFrequency(0, this.size) };
  }

  private *layOut(next: Uint32Array, idf: Float32Array): Generator<void, Pick<TermTable, 'docs' | 'impacts'>> {
    const docs = new Uint32Array(this.count);
    const impacts = new Float32Array(this.count);
    for (let posting = 0; posting < this.count; posting += 1) {
      if (posting % BREATH === 0) yield;
      const term = at(this.terms, posting);
      const place = at(next, term);
      next[term] = place + 1;
      const frequency = at(this.frequencies, posting);
      docs[place] = at(this.docs, posting);
      impacts[place] = (at(idf, term) * frequency * (K1 + 1)) / (frequency + K1);
    }
    return { docs, impacts };
  }

  private makeRoomFor(term: number): void {
    const length = Math.max(term + 1, this.current.length * 2);
    this.current = longer(this.current, new Float32Array(length));
    this.having = longer(this.having, new Uint32Array(length));
  }

  private grow(): void {
    this.terms = longer(this.terms, new Uint32Array(this.terms.length * 2));
    this.docs = longer(this.docs, new Uint32Array(this.docs.length * 2));
    this.frequencies = longer(this.frequencies, new Float32Array(this.frequencies.length * 2));
  }
}

/** @returns `to`, which begins with what `from` holds */
export function longer<T extends Uint32Array | Float32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/**
 * Among a handful of texts hardly any word tells them apart, and yet one of them may answer: a small collection counts as
 * one of this size, in which a word of one text is rare.
 */
const SMALLEST = 20;

function inverseFrequency(documents: number, size: number): number {
  return Math.log(1 + (Math.max(size, SMALLEST) - documents + 0.5) / (documents + 0.5));
}

/** Reads a numeric array inside its bounds. */
export function at(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] ?? 0;
}

/** Number of documents that have the term. */
export function postingsOf({ starts }: TermTable, term: number): number {
  return at(starts, term + 1) - at(starts, term);
}

/** Adds `weight` times the term's impact to the score of every document that has it. */
export function addScores(table: TermTable, term: number, weight: number, scores: Float32Array): void {
  const { docs, impacts } = table;
  const end = at(table.starts, term + 1);
  for (let place = at(table.starts, term); place < end; place += 1) {
    const doc = at(docs, place);
    scores[doc] = at(scores, doc) + weight * at(impacts, place);
  }
}

/** Adds `weight` times the root of the term's impact to the score of every document that has it. */
export function addRoots({ starts, docs, impacts }: TermTable, term: number, weight: number, scores: Float32Array): void {
  const end = at(starts, term + 1);
  for (let place = at(starts, term); place < end; place += 1) {
    const doc = at(docs, place);
    scores[doc] = at(scores, doc) + weight * Math.sqrt(at(impacts, place));
  }
}

/** True when the document has the term (binary search in its postings). */
export function contains(table: TermTable, term: number, doc: number): boolean {
  let low = at(table.starts, term);
  let high = at(table.starts, term + 1) - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = at(table.docs, middle);
    if (found === doc) return true;
    if (found < doc) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
