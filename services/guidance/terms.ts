/** Saturation and length normalisation of BM25; chosen on the SweQUAD and SweFAQ training and dev questions. */
const K1 = 1.2;

/**
 * Terms and where they stand, in typed arrays: the postings of term `t` are `starts[t]` to `starts[t + 1]` of `docs`
 * (ascending) and `impacts` (BM25 with the term's idf multiplied in, so that a query only adds).
 */
export interface TermTable {
  readonly ids: ReadonlyMap<string, number>;
  readonly starts: Uint32Array;
  readonly docs: Uint32Array;
  readonly impacts: Float32Array;
  readonly idf: Float32Array;
  /** What a term found nowhere would weigh. */
  readonly unknownIdf: number;
}

/** Collects documents one by one; `finish` lays them out. */
export class TermTableBuilder {
  private readonly ids = new Map<string, number>();
  private readonly terms: number[] = [];
  private readonly docs: number[] = [];
  private readonly frequencies: number[] = [];
  private size = 0;

  /** Adds the next document: its terms with their frequency, weighted by field and length. */
  add(frequencies: ReadonlyMap<string, number>): void {
    for (const [term, frequency] of frequencies) {
      let id = this.ids.get(term);
      if (id === undefined) this.ids.set(term, (id = this.ids.size));
      this.terms.push(id);
      this.docs.push(this.size);
      this.frequencies.push(frequency);
    }
    this.size += 1;
  }

  finish(): TermTable {
    const starts = new Uint32Array(this.ids.size + 1);
    for (const term of this.terms) starts[term + 1] = at(starts, term + 1) + 1;
    const idf = new Float32Array(this.ids.size);
    for (let term = 0; term < idf.length; term += 1) {
      idf[term] = inverseFrequency(at(starts, term + 1), this.size);
      starts[term + 1] = at(starts, term + 1) + at(starts, term);
    }
    const next = starts.slice();
    const docs = new Uint32Array(this.terms.length);
    const impacts = new Float32Array(this.terms.length);
    this.terms.forEach((term, index) => {
      const place = at(next, term);
      next[term] = place + 1;
      const frequency = at(this.frequencies, index);
      docs[place] = at(this.docs, index);
      impacts[place] = (at(idf, term) * frequency * (K1 + 1)) / (frequency + K1);
    });
    return { ids: this.ids, starts, docs, impacts, idf, unknownIdf: inverseFrequency(0, this.size) };
  }
}

function inverseFrequency(documents: number, size: number): number {
  return Math.log(1 + (size - documents + 0.5) / (documents + 0.5));
}

/** Reads a numeric array inside its bounds. */
export function at(numbers: ArrayLike<number>, index: number): number {
  return numbers[index] ?? 0;
}

/** Adds `weight` times the term's impact to the score of every document that has it. */
export function addScores(table: TermTable, term: number, weight: number, scores: Float32Array): void {
  const end = at(table.starts, term + 1);
  for (let place = at(table.starts, term); place < end; place += 1) {
    const doc = at(table.docs, place);
    scores[doc] = at(scores, doc) + weight * at(table.impacts, place);
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
