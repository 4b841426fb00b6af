import { costsOf } from './scaleCosts.mjs';
import { BEHAVIOUR, INTERVALS, LIMITS, SCENARIOS } from './scaleInputs.mjs';
import { simulate } from './scaleSimulation.mjs';
import { storageAfterTenYears } from './scaleStorage.mjs';

/** Everything that a flag may change, with the value it has otherwise where that is the same in all scenarios. */
export const CHANGEABLE = [...Object.keys({ ...INTERVALS, ...BEHAVIOUR }), 'people', 'boards', 'largestBoardShare', 'instances', 'reportsPerPersonYear', 'surgeOpens', 'surgeReports'];

const inputsOf = (scenario, changes) => ({ ...INTERVALS, ...BEHAVIOUR, ...scenario, ...changes });

/** How near each limit is: the share of it that is used at the peak. */
function limitsOf({ inputs, costs, load, storage }) {
  const onePerson = costs.streamRead.requestUnits / inputs.streamFastSeconds + costs.intranetTurn.requestUnits / 2;
  const limit = (name, value, most, unit) => ({ name, value, most, unit, share: value / most });
  return [
    limit('largest board, all its cases', load.largestBoard.peak, LIMITS.partitionRequestUnits, 'RU/s'),
    limit('container `cases`, were it one physical partition', load.containers.cases.peak, LIMITS.partitionRequestUnits, 'RU/s'),
    limit('one person, a step every 2 s', onePerson, LIMITS.partitionRequestUnits, 'RU/s'),
    limit('largest board after ten years', storage.largestBoard, LIMITS.physicalPartitionGb, 'GB'),
  ];
}

function play(scenario, { rule, costs, seed, changes }) {
  const inputs = inputsOf(scenario, changes);
  const load = simulate({ inputs, costs, rule, seed });
  const storage = storageAfterTenYears(inputs);
  return { inputs, ...load, storage, limits: limitsOf({ inputs, costs, load, storage }) };
}

/** The same busy hour with one thing changed: what helps where it is dearest. */
const REMEDIES = [
  ['as it is', {}],
  ['poll every 5 s', { pollSeconds: 5 }],
  ['a board\'s workspaces all on one instance', { instances: 1 }],
  ['sweep and renew leases every 60 s', { sweepSeconds: 60, leaseSeconds: 60 }],
  ['all three', { pollSeconds: 5, instances: 1, sweepSeconds: 60, leaseSeconds: 60 }],
];

const INSTANCES = [2, 4, 8, 16];
const SURGES = [1, 4, 16];

const peaks = ({ requestsPerSecond, requestUnitsPerSecond, largestBoard, openPages }) => ({
  requests: requestsPerSecond.peak,
  requestUnits: requestUnitsPerSecond.peak,
  largestBoard: largestBoard.peak,
  openPages: openPages.peak,
});

function whatIf(settings) {
  const hour = { hours: 1 };
  const changed = (scenario, more) => peaks(play(scenario, { ...settings, changes: { ...settings.changes, ...hour, ...more } }));
  const { cityHigh, swedenHigh, surge } = SCENARIOS;
  return {
    remedies: REMEDIES.map(([name, more]) => ({ name, ...changed(swedenHigh, more) })),
    instances: INSTANCES.map((instances) => ({ instances, city: changed(cityHigh, { instances }), sweden: changed(swedenHigh, { instances }) })),
    surges: SURGES.map((times) => {
      const more = { surgeOpens: surge.surgeOpens * times, surgeReports: surge.surgeReports * times };
      return { times, people: surge.people * more.surgeOpens, reports: surge.people * more.surgeReports, ...changed(surge, more) };
    }),
  };
}

/**
 * Plays the scenarios.
 * @param {{ rule: (operation: object) => number, seed: number, changes: Record<string, number>, only?: string }} options
 *   `only`: the name of one scenario; the comparisons between variants are left out then
 */
export function runAll({ rule, seed, changes, only }) {
  const settings = { rule, costs: costsOf(rule), seed, changes };
  const names = only === undefined ? Object.keys(SCENARIOS) : [only];
  const scenarios = Object.fromEntries(names.map((name) => [name, play(SCENARIOS[name], settings)]));
  return { seed, requestUnits: 'computed', operations: settings.costs, scenarios, ...(only === undefined ? { whatIf: whatIf(settings) } : {}) };
}
