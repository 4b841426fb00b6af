import { png } from '../helpers/files';
import { openOn } from '../helpers/cosmosStandIn';
import { instances, onAccount, type Instance, type Instances } from '../helpers/instances';
import { CHANNELS, api, caseOf, listOf, report, talk } from '../helpers/people';
import { cardName, reading, textOf } from '../helpers/talker';
import { openCosmosStore } from '../../services/store/cosmos';
import { CONTAINERS } from '../../services/store/ports';
import { openRawStores } from '../../services/stores';
import { confide, confideAnonymously, found, type Confided } from '../services/keys/confiding';

let all: Instances;
let house: Instance;
beforeAll(async () => {
  all = await instances(1);
  house = all.houses[0]!;
}, 60_000);
afterAll(() => (all as Instances | undefined)?.dispose());

/** Every document in the account as it lies there, one text a document. */
async function documents(): Promise<readonly string[]> {
  const stores = await openRawStores({ place: onAccount(all.standIn), dataDir: house.dataDir, now: Date.now });
  try {
    const texts: string[] = [];
    for (const container of CONTAINERS) {
      let cursor: string | undefined;
      do {
        const page = await (container === 'keys' ? stores.keys : stores.documents).scan(container, 100, cursor);
        texts.push(...page.items.map((item) => JSON.stringify({ container, ...item })));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
    }
    return texts;
  } finally {
    await stores.close();
  }
}

test('no document in the account, and nothing that goes over the wire to it, holds a word that was told, nor who told it', async () => {
  const told: Confided[] = [];
  for (const channel of CHANNELS) told.push(await confide(house, channel));
  told.push(await confideAnonymously(house));
  const secrets = told.flatMap(({ canaries }) => canaries);
  const lying = await documents();
  const sent = house.proxy.requests.map(({ path, partitionKey, body }) => [decodeURIComponent(path), partitionKey, body].join('\n'));
  for (const texts of [lying, sent]) {
    // The search would find them: what may stand there in the clear is found.
    expect(found(Buffer.from(texts.join('\n')), told.map(({ number }) => number))).toHaveLength(told.length);
    expect(texts.flatMap((text) => found(Buffer.from(text), secrets).map((canary) => `${canary} in ${text.slice(0, 200)}`))).toEqual([]);
  }
  expect(JSON.stringify((await api(house, 'coordinator-mhn', `/api/cases/${told[0]!.number}`)).body)).toContain('KnriqStoryteams');
});

describe('a case whose key has been disposed of', () => {
  let number: string;
  let persona: string;
  beforeAll(async () => {
    persona = house.newcomer('employee-mhn');
    const person = await talk(house, 'directline', persona);
    number = textOf((await report(person)).card, 'caseNumber') ?? '';
    await person.sendFiles([{ name: 'bild.png', contentType: 'image/png', bytes: png('en bild') }]);
    const one = (await house.services.cases.find(number))!;
    // As whoever looks after the account does it: in the store of keys, beside the running instances.
    const keys = await openOn(all.standIn, { database: 'trygg-keys', containers: ['keys'] });
    await keys.remove({ container: 'keys', partition: one.key, id: 'key' });
    await keys.close();
  });

  test('is read no more by an instance that did not have the key; a list shows its line still, which holds nothing written', async () => {
    const { files } = await caseOf(house, 'coordinator-mhn', number);
    const other = await all.join();
    const rows = await listOf(other, 'coordinator-mhn', '?limit=50');
    expect(rows.filter((row) => row['number'] === number)).toMatchObject([{ type: expect.any(String) as string, severity: expect.any(String) as string, status: 'received' }]);
    expect((await api(other, 'coordinator-mhn', `/api/cases/${number}`)).status).toBe(404);
    expect((await api(other, 'coordinator-mhn', `/api/cases/${number}/files/${files[0]!.id}`)).status).toBe(404);
    expect((await api(other, 'coordinator-mhn', `/api/cases/${number}/commands`, { command: 'acknowledge', version: 1 })).status).toBe(404);
    expect((await listOf(other, 'coordinator-mhn', `?q=${number}`))).toEqual([]);
    expect((await api(other, persona, '/api/my/cases')).body['items']).toEqual([]);
    const person = await talk(other, 'directline', persona);
    const { card } = await person.say('mina ärenden');
    expect(reading(card)).not.toContain(number);
    expect(cardName(card)).toBe('mine');
  });

  test('nor ten minutes later by one that had used it', async () => {
    expect((await api(house, 'coordinator-mhn', `/api/cases/${number}`)).status).toBe(200);
    const real = Date.now.bind(Date);
    const later = jest.spyOn(Date, 'now').mockImplementation(() => real() + 10 * 60_000);
    try {
      expect((await api(house, 'coordinator-mhn', `/api/cases/${number}`)).status).toBe(404);
    } finally {
      later.mockRestore();
    }
  });
});

test('an instance with another key is not let in, and nothing in the account is changed', async () => {
  const before = await documents();
  const clean = (texts: readonly string[]): readonly string[] => texts.filter((text) => !text.includes('"partition":"instances"') && !text.includes('"id":"notices"'));
  await expect(all.join({ dataKey: Buffer.alloc(32, 1) })).rejects.toMatchObject({ code: 'key_wrong', file: 'DATA_KEY' });
  expect(clean(await documents())).toEqual(clean(before));
});

test('nor one whose store of keys is another, empty one', async () => {
  const elsewhere = await openOn(all.standIn, { database: 'empty-keys', containers: ['keys'] });
  await elsewhere.close();
  const place = onAccount(all.standIn);
  if (place.kind !== 'cosmos') throw new Error('no account');
  await expect(all.join({ store: { ...place, keys: { ...place.keys, database: 'empty-keys' } } })).rejects.toMatchObject({ code: 'key_store_missing' });
  const keys = await openCosmosStore({ ...all.standIn, database: 'empty-keys', containers: ['keys'] });
  expect((await keys.scan('keys', 10)).items).toEqual([]);
  await keys.close();
});
