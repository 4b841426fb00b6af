import type { JsonObject } from '../../test/helpers/fakeConnector';
import { DirectLinePerson } from '../../test/helpers/directLinePerson';
import type { FakeConnector } from '../../test/helpers/fakeConnector';
import type { CosmosProxy } from '../../test/helpers/cosmosProxy';
import { reading, type Talker } from '../../test/helpers/talker';
import { TeamsPerson } from '../../test/helpers/teamsPerson';
import { TeamsUser } from '../../test/helpers/teamsUser';
import { costOf, type Cost } from './ledger';

/** Who plays: ids of the boards file, with the directory's id where they are in Teams. */
export interface Cast {
  readonly channel: 'teams' | 'directline';
  readonly board: string;
  readonly reporter: { readonly id: string; readonly aadObjectId: string };
  readonly coordinator: { readonly id: string; readonly aadObjectId: string };
}

export interface Stage {
  readonly url: string;
  readonly proxy: CosmosProxy;
  readonly connector: FakeConnector;
}

const STORY =
  'En besökare vid receptionen blev arg när beslutet inte ändrades. Personen slog i disken, höjde rösten och sa att vi skulle få ångra oss. ' +
  'Två kollegor hörde det. Personen gick efter några minuter. Vi vet inte om det händer igen, och ingen vill sitta ensam i luckan i morgon.';

/** Every kind of turn once, from a question to the coordinator's acknowledgement, and what the coordinator's page asks. */
export async function play(stage: Stage, cast: Cast): Promise<{ readonly costs: readonly Cost[]; readonly number: string }> {
  const { channel } = cast;
  const coordinator = await arrives(stage, cast, cast.coordinator);
  const reporter = await arrives(stage, cast, cast.reporter);
  const costs: Cost[] = [];
  const turn = async <T>(what: string, act: () => Promise<T>): Promise<T> => {
    const done = await costOf(stage.proxy, `${channel}.${what}`, act);
    // Fetching an answer costs the same whatever it is.
    costs.push(...done.costs.filter((cost) => cost.what !== 'fetch' || !costs.some(({ what }) => what === 'fetch')));
    return done.answer;
  };
  await turn('question', () => reporter.say('Vad säger programmet om mutor?'));
  await turn('report', () => reporter.say('rapportera'));
  await turn('step.safety', () => reporter.press('safety.answer/no'));
  await turn('step.who', () => reporter.press('report.next/who'));
  const receipt = await turn('submit', () => reporter.press('report.next/story', { story: STORY }));
  const number = new RegExp(`${cast.board}-[0-9A-Z]{4}-[0-9A-Z]{4}`).exec(reading(receipt.card))?.[0];
  if (number === undefined) throw new Error(`no receipt: ${JSON.stringify(receipt.card).slice(0, 500)}`);
  await turn('followUp.start', () => reporter.press('follow.start'));
  await turn('followUp.step', () => reporter.press('follow.save'));
  await turn('mine', () => reporter.say('mina ärenden'));
  // Notices with buttons come in Teams; on the intranet a card of somebody's earlier conversation says the same.
  const notice = channel === 'teams' ? await coordinator.waitFor('notice', (card) => reading(card).includes(number)) : undefined;
  await turn('case.show', () => (notice ? coordinator.press('case.show', {}, notice) : coordinator.forge({ a: 'case.show', number })));
  await turn('acknowledge', () => coordinator.press('case.acknowledge'));
  return { costs, number };
}

/** What the coordinator's page asks of the API, without turns. */
export async function look(stage: Stage, { board, coordinator }: Cast, number: string): Promise<readonly Cost[]> {
  const ask = async (what: string, path: string): Promise<readonly Cost[]> => {
    const { costs } = await costOf(stage.proxy, what, async () => {
      const response = await fetch(`${stage.url}${path}`, { headers: { authorization: `Bearer demo:${coordinator.id}` } });
      if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
      return (await response.json()) as JsonObject;
    });
    return costs;
  };
  const list = `/api/cases?board=${board}`;
  return [
    ...(await ask('api.list', list)),
    ...(await ask('api.list.needs', `${list}&needs=unacknowledged,overdue,unanswered`)),
    ...(await ask('api.list.filtered', `${list}&status=acknowledged,assessing&from=2020-01-01`)),
    ...(await ask('api.search', `${list}&q=kvarnparken`)),
    ...(await ask('api.case', `/api/cases/${number}`)),
  ];
}

async function arrives({ url, connector }: Stage, { channel }: Cast, { id, aadObjectId }: Cast['reporter']): Promise<Talker> {
  if (channel === 'directline') return DirectLinePerson.arrive({ url }, id);
  const person = new TeamsPerson(new TeamsUser({ bot: url, connector, aadObjectId, locale: 'sv-SE' }));
  await person.user.install();
  return person;
}
