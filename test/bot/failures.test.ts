import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locale } from '../../domain/locale';
import { t } from '../../locales';
import type { Key, Store } from '../../services/store/ports';
import type * as Sqlite from '../../services/store/sqlite';
import { testApp, until, type House } from '../helpers/app';
import { CANARY, typedWords } from '../helpers/cardRules';
import { FakeConnector } from '../helpers/fakeConnector';
import { CHANNELS, api, caseOf, listOf, report, talk, toStory, type Channel } from '../helpers/people';
import { cardName, reading, textOf, valueIn, type Answer, type Talker } from '../helpers/talker';
import { TeamsPerson, teamsPerson } from '../helpers/teamsPerson';
import { TeamsUser } from '../helpers/teamsUser';

/** Pages of 4 kB that the store's file may have: a small disk. */
const PAGES = 600;

jest.mock('../../services/store/sqlite', () => {
  const actual = jest.requireActual<typeof Sqlite>('../../services/store/sqlite');
  return { ...actual, openSqliteStore: (options: Sqlite.SqliteStoreOptions) => actual.openSqliteStore({ ...options, maxPages: 600 }) };
});

const STORY = typedWords('Han hotade mig i dörren i går.');
const everyWay = CHANNELS.flatMap((channel) => (['sv', 'en'] as const).map((locale) => [channel, locale] as const));

let house: House;
beforeEach(async () => {
  house = await testApp();
});
afterEach(() => house.dispose());

/** Fills the disk to the last byte. Returns how to make room again. */
async function fill(store: Store): Promise<() => Promise<void>> {
  const written: Key[] = [];
  for (const size of [200_000, 20_000, 3_000, 500, 10]) {
    for (let full = false; !full; ) {
      const key: Key = { container: 'transcripts', partition: 'elsewhere', id: `junk-${written.length}` };
      full = await store.write([{ key, body: 'x'.repeat(size), condition: { kind: 'create' } }]).then(() => false, () => true);
      if (!full) written.push(key);
      if (written.length > PAGES * 10) throw new Error('the disk has no end');
    }
  }
  return async () => {
    for (const key of written) await store.remove(key);
  };
}

const saysOnly = ({ texts, cards }: Answer, said: string): void => expect({ texts, cards: cards.map(cardName) }).toEqual({ texts: [said], cards: [] });
const numberIn = ({ card }: Answer): string => textOf(card, 'caseNumber') ?? '';
/** Codes of what was logged, each once. */
const codes = (): readonly string[] => [...new Set(house.logged.flatMap((line) => ('code' in line ? [String(line.code)] : [])))];

function expectNoWords(): void {
  const log = JSON.stringify(house.logged).toLowerCase();
  expect([CANARY, 'hotade', 'anställd', 'employee-mhn', 'mhn-'].filter((word) => log.includes(word))).toEqual([]);
}

describe('a disk that is full when the report is sent', () => {
  test.each(everyWay)('says so and keeps the words; the same card sends one case when there is room again (%s, %s)', async (channel, locale) => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'), locale);
    await toStory(person);
    const card = person.standing.at(-1)!;
    const makeRoom = await fill(house.services.store);

    for (let tries = 0; tries < 2; tries += 1) saysOnly(await person.press('report.next/story', { story: STORY }, card), t(locale, 'error.notSaved'));
    expect(person.standing.map((seen) => cardName(seen.card))).not.toContain('receipt');
    expect(cardName(person.standing.find(({ id }) => id === card.id)?.card)).toBe('step:story');
    expect(await listOf(house, 'coordinator-mhn')).toEqual([]);
    expect((await api(house, 'coordinator-mhn', '/api/my/cases')).status).toBe(200);

    await makeRoom();
    const sent = await person.press('report.next/story', { story: STORY }, card);
    expect(cardName(sent.card)).toBe('receipt');
    const again = await person.press('report.next/story', { story: STORY }, card);
    expect(numberIn(again)).toBe(numberIn(sent));
    expect((await listOf(house, 'coordinator-mhn')).map((row) => row['number'])).toEqual([numberIn(sent)]);
    expect((await caseOf(house, 'coordinator-mhn', numberIn(sent))).answers.find(({ id }) => id === 'story')?.value).toBe(STORY);
    expect(codes()).toContain('store_unavailable');
    expectNoWords();
  });

  test('an anonymous person is told the same, and gets one case and one code afterwards', async () => {
    const nobody = await talk(house, 'directline', 'anonymous');
    await toStory(nobody, { place: { board: 'MHN', category: 'employee' } });
    const card = nobody.standing.at(-1)!;
    const makeRoom = await fill(house.services.store);
    saysOnly(await nobody.press('report.next/story', { story: STORY }, card), t('sv', 'error.notSaved'));
    await makeRoom();
    const sent = await nobody.press('report.next/story', { story: STORY }, card);
    expect(reading(sent.card)).toMatch(/\d{4} ?\d{4} ?\d{4} ?\d{4}/);
    expect((await listOf(house, 'coordinator-mhn')).map((row) => row['number'])).toEqual([numberIn(sent)]);
  });

  test('somebody who chose another language than the client’s is told in theirs', async () => {
    const person = await teamsPerson(house, house.newcomer('employee-mhn'), { locale: 'sv-SE', installed: true });
    await person.say('english');
    await toStory(person);
    await fill(house.services.store);
    saysOnly(await person.press('report.next/story', { story: STORY }), t('en', 'error.notSaved'));
  });

  test('the emergency card comes all the same', async () => {
    const person = await talk(house, 'teams', house.newcomer('employee-mhn'));
    await toStory(person);
    await fill(house.services.store);
    expect((await person.say('han står här med kniv')).cards.map(cardName)).toContain('emergency');
  });
});

describe.each(CHANNELS)('a disk that is full later, in %s', (channel) => {
  test('what is added is not lost: the same card saves it when there is room again', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const number = numberIn(await report(person, { story: { story: STORY } }));
    await person.press('follow.start');
    await person.forge({ a: 'follow.edit', number, step: 'more' });
    const card = person.standing.findLast((seen) => cardName(seen.card) === 'step:more')!;
    const more = `${STORY} ${'Mer om det. '.repeat(300)}`.trim();
    const makeRoom = await fill(house.services.store);
    saysOnly(await person.press('follow.save', { more }, card), t('sv', 'error.notSaved'));
    expect(await caseOf(house, 'coordinator-mhn', number)).toMatchObject({ version: 1 });
    await makeRoom();
    await person.press('follow.save', { more }, card);
    const { timeline, answers } = await caseOf(house, 'coordinator-mhn', number);
    expect(timeline.filter(({ kind }) => kind === 'added')).toHaveLength(1);
    expect(answers.find(({ id }) => id === 'more')?.value).toBe(more);
    expectNoWords();
  });
});

describe('a store that has stopped', () => {
  test('is told in the client’s language, in both channels, and by the API as a problem', async () => {
    const people = await Promise.all(everyWay.map(async ([channel, locale]) => [await talk(house, channel, house.newcomer('employee-mhn'), locale), locale] as const));
    for (const [person] of people) await toStory(person);
    await house.services.store.close();
    for (const [person, locale] of people) saysOnly(await person.press('report.next/story', { story: STORY }), t(locale, 'error.notSaved'));
    for (const path of ['/api/cases', '/api/my/cases', '/api/cases/MHN-0000-0000']) {
      const answer = await fetch(`${house.url}${path}`, { headers: { authorization: 'Bearer demo:coordinator-mhn' } });
      expect([answer.status, answer.headers.get('content-type'), answer.headers.get('retry-after'), ((await answer.json()) as { code: string }).code]).toEqual([503, 'application/problem+json', '5', 'store_unavailable']);
    }
    expect((await api(house, undefined, '/readyz')).status).toBe(503);
    expect((await api(house, undefined, '/healthz')).status).toBe(200);
    expectNoWords();
  });

  test.each(everyWay)('a person in danger gets the emergency card all the same (%s, %s)', async (channel, locale) => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'), locale);
    await house.services.store.close();
    const { cards } = await person.say(locale === 'sv' ? 'han står här med kniv' : 'he is standing here with a knife');
    expect(cards.map(cardName)).toContain('emergency');
  });

  test('and is there again: the same card, pressed in the house opened anew, sends one case', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'trygg-failures-'));
    const connector = await FakeConnector.start();
    const first = await testApp({ dataDir, connector });
    try {
      const chat = { connector, aadObjectId: 'aad-employee-mhn.1', conversationId: 'a:chat' };
      const before = new TeamsPerson(new TeamsUser({ bot: first.url, ...chat }));
      await toStory(before);
      await first.services.store.close();
      saysOnly(await before.press('report.next/story', { story: STORY }), t('sv', 'error.notSaved'));
      await first.stop();

      const second = await testApp({ dataDir, connector });
      try {
        const after = new TeamsPerson(new TeamsUser({ bot: second.url, ...chat }));
        const sent = await after.press('report.next/story', { story: STORY });
        expect(cardName(sent.card)).toBe('receipt');
        expect((await listOf(second, 'coordinator-mhn')).map((row) => row['number'])).toEqual([numberIn(sent)]);
      } finally {
        await second.stop();
      }
    } finally {
      await first.stop();
      await connector.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});

describe('something that nobody foresaw', () => {
  const fails = (what: string): never => {
    throw new TypeError(`no idea what to do with\n${what}\n    at ${what}`);
  };

  test.each(everyWay)('in the guidance gives a kind word, and the log a code (%s, %s)', async (channel, locale) => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'), locale);
    const answering = jest.spyOn(house.services.guidance, 'answer').mockImplementation((question) => fails(question));
    saysOnly(await person.say(typedWords(locale === 'sv' ? 'Vad gäller för mutor?' : 'What about bribes?')), t(locale, 'error.turn'));
    expect(codes()).toEqual(['turn_failed']);
    expectNoWords();
    answering.mockRestore();
    expect((await person.say(locale === 'sv' ? 'Vad gäller för mutor?' : 'What about bribes?')).cards.map(cardName)).toEqual(['answer']);
  });

  test.each(everyWay)('while a report is sent: nothing is sent, the words stay, and the same card sends it afterwards (%s, %s)', async (channel: Channel, locale: Locale) => {
    const person: Talker = await talk(house, channel, house.newcomer('employee-mhn'), locale);
    await toStory(person);
    const card = person.standing.at(-1)!;
    const submitting = jest.spyOn(house.services.cases, 'submit').mockImplementation(({ actor, number, answers }) => fails(JSON.stringify({ actor, number, answers })));
    saysOnly(await person.press('report.next/story', { story: STORY }, card), t(locale, 'error.turn'));
    expectNoWords();
    submitting.mockRestore();
    expect(valueIn(card.card, 'story')).toBeUndefined();
    expect(cardName((await person.press('report.next/story', { story: STORY }, card)).card)).toBe('receipt');
    expect(await listOf(house, 'coordinator-mhn')).toHaveLength(1);
  });

  test('while a notice is made: the log has a code, and the next sweep sends it', async () => {
    const coordinator = await teamsPerson(house, 'coordinator-mhn', { installed: true });
    const person = await talk(house, 'directline', house.newcomer('employee-mhn'));
    await toStory(person);
    // Who has a chat is asked when the report is sent, and answered; from when its notices are taken, it fails.
    const { references, cases } = house.services;
    const [chatOf, claim] = [references.chatOf.bind(references), cases.claim.bind(cases)];
    let taken = false;
    const claiming = jest.spyOn(cases, 'claim').mockImplementation((...given) => {
      taken = true;
      return claim(...given);
    });
    const finding = jest.spyOn(references, 'chatOf').mockImplementation((id) => (taken ? Promise.reject(new Error(id)) : chatOf(id)));
    const number = numberIn(await person.press('report.next/story', { story: STORY }));
    await until('the round to fail', () => codes().includes('delivery_failed'));
    expectNoWords();
    finding.mockRestore();
    claiming.mockRestore();
    await house.services.dispatcher.sweep();
    await coordinator.waitFor('notice', (card) => reading(card).includes(number));
  });
});
