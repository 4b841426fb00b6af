/** A scenario's load, second by second, as its simulation adds to it. */
export const CONTAINERS = ['cases', 'identities', 'owners', 'transcripts', 'references', 'keys', 'leases'];

/**
 * @param {number} seconds how long the scenario lasts
 * @param {Record<string, { requests: { container: string, requestUnits: number }[] }>} costs by operation
 * @param {boolean} wraps whether what happens after the end counts at the beginning: a day stands for any day
 */
export function ledger(seconds, costs, wraps) {
  const requests = new Float64Array(seconds);
  const requestUnits = new Float64Array(seconds);
  const containers = Object.fromEntries(CONTAINERS.map((name) => [name, new Float64Array(seconds)]));
  /** Container `cases`, the largest board only: one prefix of the partition key. */
  const largestBoard = new Float64Array(seconds);
  const openPages = new Float64Array(seconds);
  const causes = {};

  const secondOf = (at) => {
    const second = Math.floor(at);
    return wraps ? second % seconds : second < seconds ? second : undefined;
  };

  const addUnits = (second, container, units, inLargestBoard) => {
    requestUnits[second] += units;
    containers[container][second] += units;
    if (inLargestBoard && container === 'cases') largestBoard[second] += units;
  };

  const count = (cause, moreRequests, moreUnits) => {
    const one = (causes[cause] ??= { requests: 0, requestUnits: 0 });
    one.requests += moreRequests;
    one.requestUnits += moreUnits;
  };

  return {
    requests,
    requestUnits,
    containers,
    largestBoard,
    openPages,
    causes,
    /** The operation, `times` at that second, for a cause, in the largest board or not. */
    add(operation, at, cause, inLargestBoard = false, times = 1) {
      const second = secondOf(at);
      if (second === undefined || times === 0) return;
      const cost = costs[operation];
      requests[second] += times * cost.requests.length;
      count(cause, times * cost.requests.length, times * cost.requestUnits);
      for (const one of cost.requests) addUnits(second, one.container, times * one.requestUnits, inLargestBoard);
    },
    /** A chat page that is open from one moment to another. */
    open(from, to) {
      for (let at = Math.floor(from); at < Math.floor(to); at += 1) {
        const second = secondOf(at);
        if (second !== undefined) openPages[second] += 1;
      }
    },
    /** Request units that make a request dearer which is counted already. */
    surcharge(container, at, units, cause, inLargestBoard) {
      const second = secondOf(at);
      if (second === undefined) return;
      count(cause, 0, units);
      addUnits(second, container, units, inLargestBoard);
    },
  };
}
