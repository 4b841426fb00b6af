import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { t } from '../../../locales';
import { documentPassage, guidanceOf, quoting, SlowAnswerer } from '../../helpers/answers';
import { testApp, type House } from '../../helpers/app';
import { openedRows, rawBytes } from '../../helpers/dump';
import { FakeConnector, type JsonObject } from '../../helpers/fakeConnector';
import { CHANNELS, talk } from '../../helpers/people';
import { actionMeant, cardName, reading } from '../../helpers/talker';
import { teamsPerson, type TeamsPerson } from '../../helpers/teamsPerson';

const OWN = documentPassage('own', 'Nämnderna ska utse en samordnare.');
const QUESTION = 'Vad ska nämnderna göra åt Knriqborta?';
const GOES_ON = 'och för förtroendevalda?';
const DAY_MS = 24 * 60 * 60_000;

/** Outlives the houses, as Microsoft's does. */
let connector: FakeConnector;
let dataDir: string;
let house: House | undefined;
let asked: SlowAnswerer;
let answer: ReturnType<typeof quoting> | { readonly kind: 'silent'; readonly nearest: readonly [] };
beforeEach(async () => {
  connector = await FakeConnector.start();
  dataDir = await mkdtemp(join(tmpdir(), 'trygg-restart-'));
  answer = quoting([OWN]);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await house?.stop();
  await connector.close();
  await rm(dataDir, { recursive: true, force: true });
});

/** Stops, and starts again on the same data with nothing in memory. */
async function start(): Promise<House> {
  await house?.stop();
  const notes = new SlowAnswerer();
  asked = notes;
  house = await testApp({
    dataDir,
    connector,
    guidance: guidanceOf([OWN], quoting([OWN])),
    answerer: {
      asksModel: false,
      answer: (...question) => {
        const given = notes.answer(...question);
        notes.say(answer);
        return given;
      },
    },
  });
  return house;
}

const previous = (): string | undefined => asked.asked.at(-1)?.about.previous;
/** A day, as the machine's clock counts it. */
const after = (ms: number): void => {
  const now = Date.now();
  jest.spyOn(Date, 'now').mockImplementation(() => now + ms);
};

describe.each(CHANNELS)('after a restart, in %s, a question that goes on', (channel) => {
  test('is asked with the passage that carried the answer before', async () => {
    await (await talk(await start(), channel, 'employee-mhn')).say(QUESTION);
    const person = await talk(await start(), channel, 'employee-mhn');
    await person.say(GOES_ON);
    expect(previous()).toBe('own');
    await (await talk(house!, channel, 'elected-mhn')).say(GOES_ON);
    expect(previous()).toBeUndefined();
  });

  test('stands alone after twenty minutes', async () => {
    await (await talk(await start(), channel, 'employee-mhn')).say(QUESTION);
    const person = await talk(await start(), channel, 'employee-mhn');
    after(20 * 60_000);
    await person.say(GOES_ON);
    expect(previous()).toBeUndefined();
  });

  test('stands alone where the last question had no answer', async () => {
    const before = await talk(await start(), channel, 'employee-mhn');
    await before.say(QUESTION);
    answer = { kind: 'silent', nearest: [] };
    await before.say('Vad kostar en cykel?');
    await (await talk(await start(), channel, 'employee-mhn')).say(GOES_ON);
    expect(previous()).toBeUndefined();
  });
});

describe('after a restart an answer from before', () => {
  test('is judged by the button on its card, on the intranet', async () => {
    const before = await talk(await start(), 'directline', 'employee-mhn');
    const { data } = actionMeant((await before.say(QUESTION)).card, 'feedback.give/no') as { data: JsonObject };
    const person = await talk(await start(), 'directline', 'employee-mhn');
    expect(cardName((await person.forge(data)).card)).toBe('feedback');
    expect(await house!.services.feedback.list('MHN')).toEqual([{ at: expect.any(String), board: 'MHN', passages: ['own'], verdict: 'unhelpful' }]);
  });

  const inChat = (persona = 'employee-mhn'): Promise<TeamsPerson> => teamsPerson(house!, persona, { connector, conversationId: 'a:chat', installed: true, locale: 'sv-SE' });
  const react = (person: TeamsPerson, message: string) =>
    person.user.send({ type: 'invoke', name: 'message/submitAction', replyToId: message, value: { actionName: 'feedback', actionValue: { reaction: 'dislike', feedback: '{"feedbackText":"Gammalt."}' } } });

  async function answered(): Promise<string> {
    await start();
    const person = await inChat();
    await person.say(QUESTION);
    return person.user.messages.findLast(({ activity }) => activity['entities'] !== undefined)!.id;
  }

  test('is judged by Teams’ own buttons, once, with what it rested on, by nobody else', async () => {
    const message = await answered();
    await start();
    const [person, other] = [await inChat(), await inChat('elected-mhn')];
    expect((await react(other, message)).texts).toEqual([t('sv', 'feedback.unknown')]);
    expect((await react(person, message)).texts).toEqual([]);
    expect((await react(person, message)).texts).toEqual([]);
    expect(await house!.services.feedback.list('MHN')).toEqual([{ at: expect.any(String), board: 'MHN', passages: ['own'], verdict: 'unhelpful', words: 'Gammalt.' }]);
  });

  test('is known there for a day', async () => {
    const message = await answered();
    await start();
    const person = await inChat();
    after(DAY_MS);
    expect((await react(person, message)).texts).toEqual([t('sv', 'feedback.unknown')]);
    expect(await house!.services.feedback.list('MHN')).toEqual([]);
  });
});

describe('what is kept for that', () => {
  test.each(CHANNELS)('is which passages carried the answer, for a short while, and no word of the question (%s)', async (channel) => {
    await (await talk(await start(), channel, 'employee-mhn')).say(QUESTION);
    await house!.stop();
    const brief = (await openedRows(dataDir)).filter(({ container, id }) => container === 'owners' && id !== 'state');
    expect(brief.map(({ id }) => id.split(':')[0]).sort()).toEqual(channel === 'teams' ? ['answer', 'subject'] : ['subject']);
    for (const { id, text, ttlSeconds } of brief) {
      expect(text).toContain('own');
      expect(text).not.toMatch(/Knriqborta|nämnderna göra|employee-mhn|samordnare/u);
      expect(ttlSeconds).toBeLessThanOrEqual(id.startsWith('subject') ? 20 * 60 : 24 * 60 * 60);
    }
    expect(await rawBytes(dataDir)).not.toContain('Knriqborta');
  });

  test('is nothing at all of somebody who is not signed in, who can go on all the same while they are here', async () => {
    const person = await talk(await start(), 'directline', 'anonymous');
    expect(reading((await person.say(QUESTION)).card)).toContain(OWN.text);
    await person.say(GOES_ON);
    expect(previous()).toBe('own');
    await house!.stop();
    expect((await openedRows(dataDir)).filter(({ container }) => container === 'owners')).toEqual([]);
  });
});
