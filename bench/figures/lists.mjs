import { bundled } from '../bundle.mjs';
import { startClient } from '../processes.mjs';
import { percentile } from '../statistics.mjs';
import { BEARER, filled } from './size.mjs';

/** A board's people at the same time, each waiting for an answer before asking again. */
const PEOPLE = 2;
const BOARD = '/api/cases?board=AMN';
const day = (ago) => new Date(Date.now() - ago * 24 * 3_600_000).toISOString().slice(0, 10);

/** What a coordinator's page asks for, by name; the words are those that `bench/size.ts` puts into cases. */
const ASKED = {
  list: [BOARD],
  listFiltered: [`${BOARD}&status=received&type=threat`, `${BOARD}&severity=low`, `${BOARD}&status=measures&place=home`],
  listNeeds: [`${BOARD}&needs=unacknowledged,overdue,unanswered`, `${BOARD}&needs=overdue`, `${BOARD}&needs=unanswered&severity=critical`],
  listDays: [`${BOARD}&from=${day(30)}`, `${BOARD}&from=${day(400)}&to=${day(370)}`, `${BOARD}&to=${day(1_000)}&type=bribery`],
  listPlace: [`${BOARD}&place=home`, `${BOARD}&place=visit,reception,travel&type=violence`],
  search: ['kundcenter', 'kvarnparken', 'testsson', 'kundcenter testsson', 'saknas'].map((word) => `${BOARD}&q=${encodeURIComponent(word)}`),
  searchFiltered: [`${BOARD}&q=kvarnparken&needs=overdue&place=home`, `${BOARD}&q=kundcenter&status=received&from=${day(90)}`, `${BOARD}&q=testsson&type=threat`],
};

/** Lists, searches and cases of one board with very many: how long an answer takes. */
export async function lists({ plan }) {
  const client = await startClient();
  const cases = plan.sizes[1];
  const house = await filled(await bundled('bench/size.ts'), client, cases);
  const look = (paths, atMost) => client.do('look', { port: house.trygg.port, paths, bearer: BEARER, connections: PEOPLE, atMost });
  const kinds = Object.entries({ ...ASKED, openCase: house.numbers.map((number) => `/api/cases/${number}`) });
  const figures = [{ bench: 'lists', metric: 'cases', unit: 'cases', value: cases }];
  for (const [kind, paths] of kinds) {
    // The first answers make the statements and fill the system's cache.
    await look(paths, Math.max(paths.length, plan.listWarm));
    const { latencies } = await look(paths, plan.listTurns);
    figures.push(...[0.5, 0.99].map((share) => ({ bench: 'lists', metric: `${kind}.p${share * 100}`, unit: 'ms', value: percentile(latencies, share) })));
  }
  await Promise.all([client, house.trygg].map((one) => one.stop()));
  return figures;
}
