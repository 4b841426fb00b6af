/**
 * Random numbers that are the same for the same seed on every machine (mulberry32). For simulations only.
 * @param {number} seed
 */
export function seeded(seed) {
  let state = seed >>> 0;
  /** Evenly in [0, 1). */
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    /** Time until the next of events that come independently, `mean` apart. */
    gap: (mean) => -Math.log(1 - next()) * mean,
    /** A whole number below `limit`. */
    below: (limit) => Math.floor(next() * limit),
    chance: (probability) => next() < probability,
  };
}
