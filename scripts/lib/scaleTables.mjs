import { sum } from './scaleCosts.mjs';
import { BEHAVIOUR, INDEXED, INTERVALS, LIMITS, SIZE_SOURCES, SIZES, SOURCES } from './scaleInputs.mjs';

const number = (value) => {
  if (value > 0 && value < 0.001) return '< 0.001';
  const digits = value >= 100 || value === 0 ? 0 : value >= 10 ? 1 : value >= 0.1 ? 2 : 3;
  return Number(value.toFixed(digits)).toLocaleString('en-GB', { maximumFractionDigits: 3 });
};
const percent = (share) => (share < 0.001 ? '< 0.1 %' : `${Number((share * 100).toPrecision(2))} %`);
const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const count = (requests, kinds) => requests.filter(({ kind }) => kinds.includes(kind)).length;
const WRITES = ['create', 'replace', 'upsert', 'delete'];
const words = (name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace('teams', 'Teams');

function operations(operations) {
  const rows = Object.entries(operations).map(([name, { requests, bytes, requestUnits }]) => [
    words(name),
    count(requests, ['read']),
    count(requests, WRITES),
    count(requests, ['query']),
    number(bytes),
    number(requestUnits),
  ]);
  return table(['done', ...['point reads', 'writes', 'queries'].map((kind) => `${kind} (${SOURCES.requests})`), `bytes (${SOURCES.sizes})`, 'RU (computed)'], rows);
}

function load(scenarios) {
  const rows = scenarios.map(({ inputs, requestsPerSecond: requests, requestUnitsPerSecond: units }) => [
    inputs.title,
    number(inputs.people),
    number(inputs.boards),
    inputs.instances,
    number(inputs.people * inputs.reportsPerPersonYear),
    [requests.p50, requests.p99, requests.peak].map(number).join(' / '),
    [units.p50, units.p99, units.peak].map(number).join(' / '),
    number(Math.ceil(units.peak / LIMITS.autoscaleStep) * LIMITS.autoscaleStep),
  ]);
  return table(['scenario', 'people', 'boards', 'instances', 'reports a year', 'requests/s p50 / p99 / peak', 'RU/s p50 / p99 / peak (computed)', 'autoscale maximum'], rows);
}

/** A row a name, a column a scenario. */
function across(scenarios, names, first, cell) {
  return table([first, ...scenarios.map(({ inputs }) => inputs.title)], names.map((name) => [name, ...scenarios.map((one) => cell(one, name))]));
}

function causes(scenarios) {
  const names = [...new Set(scenarios.flatMap((one) => Object.keys(one.causes)))];
  const share = (one, name) => (one.causes[name]?.requestUnits ?? 0) / sum(Object.values(one.causes).map(({ requestUnits }) => requestUnits));
  return across(scenarios, names, 'share of the RU', (one, name) => percent(share(one, name)));
}

function containers(scenarios) {
  return across(scenarios, Object.keys(scenarios[0].containers), 'container, peak RU/s (computed)', (one, name) => number(one.containers[name].peak));
}

function storage(scenarios) {
  const days = scenarios.filter(({ inputs }) => inputs.hours === 24);
  const names = Object.keys(days[0].storage.containers);
  const gigabytes = (one, name) => number(one.storage.containers[name] ?? { 'all containers': one.storage.total, 'attachments, in Blob Storage': one.storage.attachments }[name]);
  return across(days, [...names, 'all containers', 'attachments, in Blob Storage'], 'GB after ten years', gigabytes);
}

/** How much of each limit is used at the peak, which comes first where it is the most. */
function limits(scenarios) {
  const all = scenarios[0].limits.map(({ name, most, unit }) => ({ name, title: `${name}: ${number(most)} ${unit}` }));
  const used = (one, title) => {
    const { name } = all.find((limit) => limit.title === title);
    const { value, unit, share } = one.limits.find((limit) => limit.name === name);
    return `${number(value)} ${unit}, ${percent(share)}`;
  };
  return across(scenarios, all.map(({ title }) => title), 'limit of a partition (published), used at the peak', used);
}

const remedies = ({ remedies: all }) => table(['all municipalities, a busy hour', 'requests/s, peak', 'RU/s, peak (computed)'], all.map(({ name, requests, requestUnits }) => [name, number(requests), number(requestUnits)]));

const instances = ({ instances: all }) =>
  table(['instances', 'city: RU/s, peak (computed)', 'all municipalities: RU/s, peak (computed)'], all.map(({ instances: count, city, sweden }) => [count, number(city.requestUnits), number(sweden.requestUnits)]));

const surges = ({ surges: all }) =>
  table(
    ['surge', 'people within the hour', 'reports', 'chat pages open at once', 'requests/s, peak', 'RU/s, peak (computed)', 'largest board, peak RU/s (computed)'],
    all.map(({ times, people, reports, ...peak }) => [`× ${times}`, number(people), number(reports), ...[peak.openPages, peak.requests, peak.requestUnits, peak.largestBoard].map(number)]),
  );

function inputs() {
  const rows = (values, source) => Object.entries(values).map(([name, value]) => [`\`${name}\``, number(value), source]);
  const sizes = Object.fromEntries(Object.entries(SIZES).map(([name, bytes]) => [`${name}, bytes`, bytes]));
  const indexed = Object.fromEntries(Object.entries(INDEXED).map(([name, values]) => [`${name}, indexed values`, values]));
  const sized = Object.entries(sizes).flatMap(([name, bytes]) => rows({ [name]: bytes }, SIZE_SOURCES[name.replace(', bytes', '')] ?? SOURCES.sizes));
  return table(['input', 'value', 'source'], [...sized, ...rows(indexed, SOURCES.indexed), ...rows(INTERVALS, SOURCES.intervals), ...rows(BEHAVIOUR, SOURCES.behaviour)]);
}

/** The result as Markdown tables by name; those of comparisons are there only when all scenarios were played. */
export function tablesOf(result) {
  const scenarios = Object.values(result.scenarios);
  const days = scenarios.some(({ inputs }) => inputs.hours === 24);
  return {
    inputs: inputs(),
    operations: operations(result.operations),
    load: load(scenarios),
    causes: causes(scenarios),
    containers: containers(scenarios),
    ...(days ? { storage: storage(scenarios) } : {}),
    limits: limits(scenarios),
    ...(result.whatIf === undefined ? {} : { surges: surges(result.whatIf), instances: instances(result.whatIf), remedies: remedies(result.whatIf) }),
  };
}

export const marked = (name, text) => `<!-- scale:${name} -->\n${text}\n<!-- /scale:${name} -->`;

/** The document with each of its marked tables replaced by today's. */
export function withTables(document, tables) {
  return document.replace(/<!-- scale:(\w+) -->[\s\S]*?<!-- \/scale:\1 -->/g, (whole, name) => (tables[name] === undefined ? whole : marked(name, tables[name])));
}
