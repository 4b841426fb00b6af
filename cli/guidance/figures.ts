/** What was found for one query, best first, and how relevant documents are to it. */
export interface Judged {
  readonly found: readonly string[];
  /** Document id to its grade, above 0. */
  readonly relevant: ReadonlyMap<string, number>;
}

export interface Figures {
  readonly 'recall@1': number;
  readonly 'recall@5': number;
  readonly 'ndcg@10': number;
}

/** Means over the queries, as BEIR counts them; 0 to 1. */
export function figuresOf(judged: readonly Judged[]): Figures {
  const mean = (figure: (one: Judged) => number): number => judged.reduce((sum, one) => sum + figure(one), 0) / Math.max(1, judged.length);
  return { 'recall@1': mean((one) => recall(one, 1)), 'recall@5': mean((one) => recall(one, 5)), 'ndcg@10': mean((one) => ndcg(one, 10)) };
}

/** Share of the relevant documents that are among the first `depth`. */
function recall({ found, relevant }: Judged, depth: number): number {
  return found.slice(0, depth).filter((id) => relevant.has(id)).length / relevant.size;
}

/** Gain of the order as it is, against the best one there could be. */
function ndcg({ found, relevant }: Judged, depth: number): number {
  const ideal = gain([...relevant.values()].sort((a, b) => b - a).slice(0, depth));
  return gain(found.slice(0, depth).map((id) => relevant.get(id) ?? 0)) / ideal;
}

function gain(grades: readonly number[]): number {
  return grades.reduce((sum, grade, position) => sum + grade / Math.log2(position + 2), 0);
}
