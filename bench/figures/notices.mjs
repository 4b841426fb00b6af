import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { mostInASecond, startConnector } from '../connector.mjs';
import { coordinatorArrives } from '../people.mjs';
import { memoryOf, ROOT, startClient, startTrygg, temporaryFolder } from '../processes.mjs';

const COORDINATOR = 'coordinator-amn';
const LOOK_MS = 250;
/** What of the cases' notices is asked for at the end, to see that the ledger says the same. */
const SAMPLE = 40;

/**
 * Reports that come while Teams is down, so many that their notices are thousands; then Teams comes back, not without
 * faults. What the coordinator sees, how fast it comes, and what the server holds in memory for it.
 */
export async function notices({ plan }) {
  const connector = await startConnector();
  const aadObjectId = randomUUID();
  const trygg = await startTrygg({ settings: { BOARDS_FILE: boardsWith(aadObjectId), LOG_LEVEL: 'error' } });
  const client = await startClient();
  await coordinatorArrives(trygg.port, { serviceUrl: connector.url, aadObjectId });
  connector.goDown();
  await client.do('prepare', { port: trygg.port, group: 'reporters', count: plan.notices, until: 'case' });
  await sleep(plan.downMs);
  const before = { memory: memoryOf(trygg.pid), seen: connector.seen.size, tried: connector.arrivals.length };
  const back = performance.now();
  connector.comeBack();
  const memory = await untilAll(connector, trygg, plan.notices);
  // Whatever would come a second time comes now.
  await sleep(plan.afterMs);
  const wrong = await wrongInLedger(trygg.port, [...connector.seen.keys()].slice(-SAMPLE));
  const took = connector.lastSeenAt - back;
  await Promise.all([client, trygg].map((one) => one.stop()));
  connector.stop();
  const figure = (metric, value, unit, more = {}) => ({ bench: 'notices', metric, value, unit, ...more });
  return [
    figure('queuedWhileDown', plan.notices - before.seen, 'notices'),
    figure('triedWhileDown', before.tried, 'requests'),
    figure('delivered', connector.seen.size, 'notices', { baseline: plan.notices, ratio: connector.seen.size / plan.notices }),
    figure('lost', plan.notices - connector.seen.size, 'notices'),
    figure('seenTwice', [...connector.seen.values()].filter((times) => times > 1).length, 'notices'),
    figure('wrongInLedger', wrong, 'notices'),
    figure('mostInASecond', mostInASecond(connector.arrivals), 'requests'),
    figure('allDelivered', took / 1000, 's'),
    figure('rate', (connector.seen.size / took) * 1000, 'notices/s'),
    figure('memory.most', memory / 1e6, 'MB', { baseline: before.memory / 1e6, ratio: memory / before.memory }),
  ];
}

/** The demo's boards, with a coordinator whom Teams knows. */
function boardsWith(aadObjectId) {
  const { boards } = JSON.parse(readFileSync(join(ROOT, 'config', 'boards.demo.json'), 'utf8'));
  const file = join(temporaryFolder(), 'boards.json');
  const known = boards.map((board) => ({ ...board, people: board.people.map((person) => (person.id === COORDINATOR ? { ...person, aadObjectId } : person)) }));
  writeFileSync(file, JSON.stringify({ boards: known }));
  return file;
}

/** Waits until every notice has been seen, or nothing new has been for longer than any pause between tries. @returns the most memory meanwhile */
async function untilAll(connector, trygg, count) {
  const patienceMs = 20 * 60_000;
  const began = performance.now();
  let most = 0;
  while (connector.seen.size < count && performance.now() - Math.max(began, connector.lastSeenAt) < patienceMs) {
    most = Math.max(most, memoryOf(trygg.pid));
    await sleep(LOOK_MS);
  }
  return Math.max(most, memoryOf(trygg.pid));
}

/** Cases whose ledger does not say that their notice was sent in Teams. */
async function wrongInLedger(port, numbers) {
  const details = await Promise.all(numbers.map(async (number) => (await fetch(`http://127.0.0.1:${port}/api/cases/${number}`, { headers: { authorization: `Bearer demo:${COORDINATOR}` } })).json()));
  return details.filter((detail) => detail.notices.filter(({ about, channel, state }) => about === 'new' && channel === 'teams' && state === 'sent').length !== 1).length;
}
