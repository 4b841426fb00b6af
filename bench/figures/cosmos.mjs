import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openAccount } from '../account.mjs';
import { freePort, ROOT, startTrygg, temporaryFolder } from '../processes.mjs';

/**
 * What each kind of turn asks of Cosmos DB: the built server, a recording proxy, and behind it a stand-in for the
 * account; with few cases in it, and with many. Counted, not timed: the stand-in slows with size.
 */
export async function cosmosCosts({ plan }) {
  const sizes = [];
  for (const cases of plan.cosmosCases) sizes.push(await played(cases, plan.placesMs));
  const [few, many] = sizes;
  return [...many.costs.flatMap((cost) => figuresOf(cost, few.costs.find(({ what }) => what === cost.what))), ...documentsOf(many.costs), ...budgets(few.costs, many)];
}

const KINDS = { writes: 'requests', pointReads: 'requests', queries: 'requests', documents: 'documents', bytes: 'bytes' };

function figuresOf(cost, before) {
  return Object.entries(KINDS).map(([kind, unit]) => ({ bench: 'cosmos', metric: `${cost.what}.${kind}`, unit, value: cost[kind], baseline: before[kind], ...(before[kind] > 0 ? { ratio: cost[kind] / before[kind] } : {}) }));
}

/** Mean size of what is written, as it is sent: what the account adds of its own is some 170 bytes more. */
function documentsOf(costs) {
  const all = costs.flatMap(({ written }) => written);
  return [...new Set(all.map(({ container }) => container))].sort().map((container) => {
    const sizes = all.filter((one) => one.container === container).map(({ bytes }) => bytes);
    return { bench: 'cosmos', metric: `document.${container}`, unit: 'bytes', value: sizes.reduce((sum, bytes) => sum + bytes, 0) / sizes.length };
  });
}

/** What was promised, in one line each. */
function budgets(few, { costs, violations }) {
  const turns = costs.filter(({ what }) => /^(teams|directline)\./.test(what) && !what.endsWith('.notices'));
  const most = (kind, among) => Math.max(...among.map((cost) => cost[kind]));
  const isSubmit = ({ what }) => what.endsWith('.submit');
  // Notices are sent beside, two in one go or one after the other as it happens; what each costs stands in its own line.
  const asked = costs.filter(({ what }) => !what.endsWith('.notices'));
  const difference = (kind) => Math.max(...asked.map((cost) => Math.abs(cost[kind] - few.find(({ what }) => what === cost.what)[kind])));
  const figure = (metric, value, unit = 'requests') => ({ bench: 'cosmos', metric, unit, value });
  return [
    figure('turn.mostWrites', most('writes', turns.filter((cost) => !isSubmit(cost)))),
    figure('turn.mostPointReads', most('pointReads', turns)),
    figure('turn.mostQueries', most('queries', turns)),
    figure('submit.mostWrites', most('writes', turns.filter(isSubmit))),
    figure('queriesAcrossPartitions', violations.length),
    ...Object.entries(KINDS).map(([kind, unit]) => figure(`mostDifference.${kind}`, difference(kind), unit)),
  ];
}

/** The script on a fresh account with so many cases. */
async function played(cases, placesMs) {
  const { settings, dataKey, stage } = await openAccount({ BOARDS_FILE: boardsFile(), PUBLIC_URL: 'https://trygg.example', PORT: String(await freePort()) });
  const trygg = await startTrygg({ settings });
  const play = (round) => stage.do('play', { url: `http://127.0.0.1:${trygg.port}`, casts: castsOf(round) });
  // The first round warms what is remembered, and gives the case that the others are made like.
  const { number } = await play('1');
  await stage.do('seed', { number, count: cases, dataKey });
  // Which channels a board has connected is asked now and then: the second round pays for that too.
  await sleep(placesMs);
  const result = await play('2');
  await trygg.stop();
  await stage.stop();
  return result;
}

const PLAYED = ['employee-mhn', 'coordinator-mhn', 'employee-amn', 'coordinator-amn'];
const member = (id) => ({ id, aadObjectId: `aad-${id}` });

/** MHN's people in Teams and AMN's on the intranet, in each round others who report. */
function castsOf(round) {
  return [
    { channel: 'teams', board: 'MHN', reporter: member(`employee-mhn.${round}`), coordinator: member('coordinator-mhn') },
    { channel: 'directline', board: 'AMN', reporter: member(`employee-amn.${round}`), coordinator: member('coordinator-amn') },
  ];
}

/** The demo boards with two more of each who report, and everybody in the directory. */
function boardsFile() {
  const { boards } = JSON.parse(readFileSync(join(ROOT, 'config', 'boards.demo.json'), 'utf8'));
  const withMore = (person) => (PLAYED.includes(person.id) ? [person, ...['1', '2'].map((round) => ({ ...person, id: `${person.id}.${round}` }))] : [person]);
  const people = (all) => all.flatMap(withMore).map((person) => ({ ...person, aadObjectId: `aad-${person.id}` }));
  const file = join(temporaryFolder(), 'boards.json');
  writeFileSync(file, JSON.stringify({ boards: boards.map((board) => ({ ...board, people: people(board.people) })) }));
  return file;
}
