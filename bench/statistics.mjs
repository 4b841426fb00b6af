const ascending = (a, b) => a - b;

export function median(values) {
  return percentile(values, 0.5);
}

/** The value that a share of all are at or below (nearest rank). */
export function percentile(values, share) {
  const sorted = [...values].sort(ascending);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

/** Turns a second of a run. */
export const rateOf = ({ turns, ms }) => (turns / ms) * 1000;

/**
 * The round whose ratio is the median of all: value, baseline and ratio then belong together, and a round that
 * something else on the machine has disturbed drops out.
 * @param {readonly { value: number, baseline: number }[]} rounds
 */
export function medianRound(rounds) {
  const withRatio = rounds.map((round) => ({ ...round, ratio: round.value / round.baseline }));
  withRatio.sort((a, b) => a.ratio - b.ratio);
  return withRatio[Math.ceil(withRatio.length / 2) - 1];
}
