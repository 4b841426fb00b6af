import type { Config } from '../config';
import { setUpBlobs } from '../services/attachments';
import type { CosmosSetup } from '../services/store/cosmos';
import { CONTAINERS } from '../services/store/ports';
import type { Result } from './output';
import { filesOf } from './places';
import { CommandError } from './problems';

interface SetUp extends CosmosSetup {
  /** `<account>/<database>`, or what files are kept in. */
  readonly place: string;
}

/** `trygg cosmos:setup`: what the settings name is made where it is missing; run again, it changes nothing. */
export async function setupCommand(config: Config): Promise<Result> {
  const { store, attachments } = config;
  if (store.kind !== 'cosmos' && attachments.kind !== 'blob') throw new CommandError('There is nothing to set up: STORE is sqlite and ATTACHMENTS is files, which need no set-up.');
  const places: SetUp[] = [];
  if (store.kind === 'cosmos') {
    const { setupCosmos } = await import('../services/store/cosmos/index.js');
    const account = { endpoint: store.endpoint, database: store.database, ...(store.key === undefined ? {} : { key: store.key }) };
    places.push({ place: `${store.endpoint} ${store.database}`, ...(await setupCosmos({ ...account, containers: CONTAINERS.filter((name) => name !== 'keys') })) });
    places.push({ place: `${store.keys.endpoint} ${store.keys.database}`, ...(await setupCosmos({ ...store.keys, containers: ['keys'] })) });
  }
  if (attachments.kind === 'blob') {
    const made = await setUpBlobs(filesOf(config));
    const name = `container ${attachments.container}`;
    places.push({ place: 'files', made: made ? [name] : [], changed: [], found: made ? [] : [name] });
  }
  return { json: { places }, lines: places.flatMap(linesOf) };
}

function linesOf({ place, made, changed, found }: SetUp): string[] {
  const said = (what: string, names: readonly string[]): string[] => (names.length === 0 ? [] : [`  ${what}: ${names.join(', ')}`]);
  return [place, ...said('made', made), ...said('brought up to date', changed), ...said('was there', found)];
}
