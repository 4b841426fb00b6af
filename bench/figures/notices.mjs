import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { coordinatorArrives } from '../people.mjs';
import { memoryOf, ROOT, startClient, startTrygg, startWorker, temporaryFolder } from '../processes.mjs';

const COORDINATOR = 'coordinator-amn';
const LOOK_MS = 500;
const PATIENCE_MS = 20 * 60_000;
/** What of the cases' notices is asked for at the end, to see that the ledger says the same. */
const SAMPLE = 40;

/**
 * Reports that come while Teams is down, so many that their notices are thousands; then Teams comes back, not without
 * faults. What the coordinator sees, how fast it comes, and what the server holds in memory for it.
 */
export async function notices({ plan }) {
  const connector = startWorker(join(ROOT, 'bench', 'connector.mjs'));
  const aadObjectId = randomUUID();
  const trygg = await startTrygg({ settings: { BOARDS_FILE: boardsWith(aadObjectId), LOG_LEVEL: 'error' } });
  const client = await startClient();
  await coordinatorArrives(trygg.port, { serviceUrl: (await connector.do('listen')).url, aadObjectId });
  await connector.do('goDown');
  await client.do('prepare', { port: trygg.port, group: 'reporters', count: plan.notices, until: 'case' });
  await sleep(plan.downMs);
  const memory = memoryOf(trygg.pid);
  const before = await connector.do('look');
  const { at: back } = await connector.do('comeBack');
  const most = await untilAll(connector, trygg, plan.notices);
  // Whatever would come a second time comes now.
  await sleep(plan.afterMs);
  const { seen, mostInASecond, lastSeenAt } = await connector.do('report');
  const wrong = await wrongInLedger(trygg.port, seen.slice(-SAMPLE).map(([number]) => number));
  await Promise.all([client, trygg, connector].map((one) => one.stop()));
  const figure = (metric, value, unit, more = {}) => ({ bench: 'notices', metric, value, unit, ...more });
  const took = lastSeenAt - back;
  return [
    figure('queuedWhileDown', plan.notices - before.seen, 'notices'),
    figure('triedWhileDown', before.requests, 'requests'),
    figure('delivered', seen.length, 'notices', { baseline: plan.notices, ratio: seen.length / plan.notices }),
    figure('lost', plan.notices - seen.length, 'notices'),
    figure('seenTwice', seen.filter(([, times]) => times > 1).length, 'notices'),
    figure('wrongInLedger', wrong, 'notices'),
    figure('mostInASecond', mostInASecond, 'requests'),
    figure('allDelivered', took / 1000, 's'),
    figure('rate', (seen.length / took) * 1000, 'notices/s'),
    figure('memory.most', most / 1e6, 'MB', { baseline: memory / 1e6, ratio: most / memory }),
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
  const began = Date.now();
  let most = 0;
  for (;;) {
    most = Math.max(most, memoryOf(trygg.pid));
    const { seen, lastSeenAt } = await connector.do('look');
    if (seen >= count || Date.now() - Math.max(began, lastSeenAt) > PATIENCE_MS) return most;
    await sleep(LOOK_MS);
  }
}

/** Cases whose ledger does not say that their notice was sent in Teams. */
async function wrongInLedger(port, numbers) {
  const details = await Promise.all(numbers.map(async (number) => (await fetch(`http://127.0.0.1:${port}/api/cases/${number}`, { headers: { authorization: `Bearer demo:${COORDINATOR}` } })).json()));
  return details.filter((detail) => detail.notices.filter(({ about, channel, state }) => about === 'new' && channel === 'teams' && state === 'sent').length !== 1).length;
}
