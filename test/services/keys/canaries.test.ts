import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { testApp, type House } from '../../helpers/app';
import { CHANNELS, api, listOf } from '../../helpers/people';
import { confide, confideAnonymously, found, type Confided } from './confiding';

let house: House;
let told: Confided[];
beforeAll(async () => {
  house = await testApp();
  told = [];
  for (const channel of CHANNELS) told.push(await confide(house, channel));
  told.push(await confideAnonymously(house));
});
afterAll(() => house.dispose());

const secrets = (): readonly string[] => told.flatMap(({ canaries }) => canaries);

/** Every file in the data folder, its name and bytes. */
async function files(): Promise<readonly { readonly name: string; readonly bytes: Buffer }[]> {
  const entries = await readdir(house.dataDir, { recursive: true, withFileTypes: true });
  return Promise.all(entries.filter((entry) => entry.isFile()).map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    return { name: relative(house.dataDir, path), bytes: await readFile(path) };
  }));
}

const leaks = async (): Promise<readonly string[]> => (await files()).flatMap(({ name, bytes }) => found(Buffer.concat([Buffer.from(name), bytes]), secrets()).map((canary) => `${canary} in ${name}`));

test('what is told is read by whoever may read it', async () => {
  for (const { number, canaries } of told) {
    const { status, body } = await api(house, 'coordinator-mhn', `/api/cases/${number}`);
    expect(status).toBe(200);
    expect(canaries.filter((canary) => JSON.stringify(body).includes(canary)).length).toBeGreaterThanOrEqual(number === told.at(-1)!.number ? 1 : 9);
  }
  const { body } = await api(house, 'coordinator-mhn', '/api/questions');
  expect(JSON.stringify(body)).toContain('KnriqQuestionteams');
});

test('a search of the files finds what stands in them', async () => {
  const all = Buffer.concat((await files()).map(({ bytes }) => bytes));
  const names = (await files()).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['trygg.db', 'trygg.db-wal', 'keys.db', 'trygg.key']));
  expect(names.filter((name) => name.startsWith('files')).length).toBeGreaterThanOrEqual(2);
  expect(found(all, told.map(({ number }) => number))).toHaveLength(told.length);
  for (const how of ['utf8', 'utf16le', 'hex', 'base64'] as const) {
    for (const before of ['', 'x', 'xx']) {
      const bytes = Buffer.from(how === 'utf16le' ? Buffer.from('KnriqStoryteams', how) : Buffer.from(`${before}KnriqStoryteams och mer`).toString(how));
      expect(found(bytes, ['KnriqStoryteams'])).toEqual(['KnriqStoryteams']);
    }
  }
});

test('while it runs no file holds a word of it, nor who told it', async () => {
  expect(await leaks()).toEqual([]);
});

test('its log holds none of it either', () => {
  expect(found(Buffer.from(JSON.stringify(house.logged)), secrets())).toEqual([]);
});

test('derived fields are those that are allowed, and no others', async () => {
  const { items } = await house.services.store.list({ container: 'cases', partition: 'MHN', order: 'id', limit: 50 });
  const names = new Set(items.flatMap(({ derived }) => Object.keys(derived)));
  const allowed = ['status', 'type', 'severity', 'audience', 'barred', 'receivedAt', 'changedAt', 'nextNoticeAt', 'found', 'dueAt', 'waiting', 'placeKind', 'shown'];
  expect([...names].filter((name) => !allowed.includes(name))).toEqual([]);
  const shown = new Set(items.flatMap(({ derived }) => Object.keys(derived.shown ?? {})));
  // Whoever has it, asks for a name or acknowledged it stands there as a keyed hash.
  const lines = ['version', 'category', 'eventAt', 'last', 'acknowledgedBy', 'acknowledgedAt', 'unreached', 'undelivered', 'recipient', 'referred', 'contactBy', 'feedbackBy', 'nameWaits', 'nameBy', 'nameAt', 'ia', 'iaSince', 'iaOwner'];
  expect([...shown].filter((name) => !lines.includes(name))).toEqual([]);
  const people = house.boards.flatMap((board) => board.people.map(({ id, name }) => [id, name])).flat();
  expect(items.flatMap(({ derived }) => [derived.shown?.['recipient'], derived.shown?.['acknowledgedBy'], derived.shown?.['nameBy'], ...String(derived.shown?.['referred'] ?? '').split(' ')]).filter((value) => people.some((known) => known === value))).toEqual([]);
  expect(items.length).toBeGreaterThanOrEqual(told.length);
  for (const container of ['identities', 'owners', 'transcripts', 'references', 'receiptCodes', 'leases'] as const) {
    for (const partition of ['MHN', 'places:MHN', ...told.map(({ persona }) => house.services.personKey(persona))]) {
      const page = await house.services.store.list({ container, partition, order: 'id', limit: 50 });
      expect(page.items.flatMap(({ derived }) => Object.keys(derived))).toEqual([]);
    }
  }
});

describe('after a stop', () => {
  beforeAll(() => house.stop());

  test('no file holds a word of it, nor who told it', async () => {
    expect(await leaks()).toEqual([]);
    expect((await files()).map(({ name }) => name)).toContain('trygg.db');
  });

  test('and no temporary file is left', async () => {
    expect((await files()).map(({ name }) => name).filter((name) => /tmp|temp|part/i.test(name))).toEqual([]);
  });

  test('with the key all of it is there again', async () => {
    const again = await testApp({ dataDir: house.dataDir });
    try {
      const rows = await listOf(again, 'coordinator-mhn', '?limit=50');
      expect(rows.map(({ number }) => number)).toEqual(expect.arrayContaining(told.map(({ number }) => number)));
      const { body } = await api(again, 'coordinator-mhn', `/api/cases/${told[0]!.number}`);
      expect(JSON.stringify(body)).toContain('KnriqStoryteams');
    } finally {
      await again.dispose();
    }
  });
});
