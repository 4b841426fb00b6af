import { t } from '../../../locales';
import { PUBLIC_URL, testApp, until, type House } from '../../helpers/app';
import { CANARY, typedWords } from '../../helpers/cardRules';
import type { JsonObject } from '../../helpers/fakeConnector';
import { caseOf, listOf, report, talk, toStory } from '../../helpers/people';
import { actionMeant, cardName, inputIds, reading, textOf, valueIn } from '../../helpers/talker';
import { teamsPerson, type TeamsPerson } from '../../helpers/teamsPerson';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const PLACES = ['groupChat', 'channel'] as const;
type Place = (typeof PLACES)[number];
const sit = (persona: string, conversationType: Place, conversationId?: string): Promise<TeamsPerson> => teamsPerson(house, persona, { conversationType, ...(conversationId === undefined ? {} : { conversationId }) });

describe.each(PLACES)('in a %s', (place) => {
  const SAID = ['rapportera', 'mina ärenden', 'fortsätt', 'avbryt', 'hjälp', 'svenska', 'ta tillbaka', 'min chef hotade mig i går', 'Vad säger programmet om mutor?', typedWords('jag blev knuffad'), '1234 5678 9012 3456'];

  test.each(SAID)('"%s" gets the way to the personal chat and nothing else', async (words) => {
    const person = await sit(house.newcomer('employee-mhn'), place);
    const { cards, texts, card } = await person.say(words);
    expect([texts, cards.map(cardName)]).toEqual([[], ['private']]);
    expect(inputIds(card)).toEqual([]);
    expect(JSON.stringify(card)).not.toContain(CANARY);
    expect(JSON.stringify(card['actions'])).toContain('https://teams.microsoft.com/l/chat/0/0?users=28:trygg');
    expect(reading(card)).toContain('112');
  });

  test('"han står här med kniv" gets 112 and no quote', async () => {
    const person = await sit('employee-mhn', place);
    const { cards } = await person.say('han står här med kniv');
    expect(cards.map(cardName)).toEqual(['emergency']);
    expect(inputIds(cards[0]!)).toEqual([]);
    expect(JSON.stringify(cards)).not.toContain('kniv');
    expect(JSON.stringify(cards[0]!['actions'])).not.toContain('"a"');
  });

  test('a file is not taken', async () => {
    const persona = house.newcomer('employee-mhn');
    const number = textOf((await report(await talk(house, 'teams', persona))).card, 'caseNumber') ?? '';
    const answer = await (await sit(persona, place)).sendFiles([{ name: 'bild.png', contentType: 'image/png', bytes: Buffer.from('x') }], 'här är bilden');
    expect(answer.cards.map(cardName)).toEqual(['private']);
    expect((await caseOf(house, 'coordinator-mhn', number)).files).toEqual([]);
  });

  test('a forged or forwarded card does nothing, whosever it is', async () => {
    const persona = house.newcomer('employee-mhn');
    const owner = await talk(house, 'teams', persona);
    const number = textOf((await report(owner)).card, 'caseNumber') ?? '';
    const { card: story } = await toStory(owner);
    const before = await caseOf(house, 'coordinator-mhn', number);
    const here = await sit(persona, place);
    const boss = await sit('coordinator-mhn', place);
    const count = (await listOf(house, 'coordinator-mhn', '?limit=200')).length;
    const data = actionMeant(story, 'report.next')?.['data'] as JsonObject;
    const presses: readonly (readonly [TeamsPerson, JsonObject])[] = [
      [here, { ...data, story: typedWords('skickat i gruppen') }],
      [here, { a: 'follow.summary', number }],
      [here, { a: 'withdraw.confirm', number }],
      [here, { a: 'say', word: 'report' }],
      [boss, { a: 'case.show', number }],
      [boss, { a: 'case.acknowledge', number, version: before.version }],
    ];
    for (const [who, press] of presses) {
      const answer = await who.forge(press);
      expect(answer.cards.map(cardName)).toEqual(['private']);
      expect(JSON.stringify(answer)).not.toContain(number);
      expect(JSON.stringify(answer)).not.toContain(CANARY);
    }
    expect(await caseOf(house, 'coordinator-mhn', number)).toEqual(before);
    expect(await listOf(house, 'coordinator-mhn', '?limit=200')).toHaveLength(count);
    expect(cardName((await owner.say('fortsätt')).card)).toBe('step:story');
  });

  test('nothing said there reaches the draft of the person', async () => {
    const persona = house.newcomer('employee-mhn');
    const own = await talk(house, 'teams', persona);
    await toStory(own);
    await (await sit(persona, place)).say('det var min granne');
    await (await sit(persona, place)).say('han står här med kniv');
    expect(valueIn((await own.say('fortsätt')).card, 'story')).toBeUndefined();
  });

  test('arriving says where to write, in one text', async () => {
    const person = await sit('employee-mhn', place);
    const { texts, messages } = await person.user.install();
    expect(texts).toEqual([t('sv', 'welcome.group')]);
    expect(messages.every(({ card }) => card === undefined)).toBe(true);
  });
});

describe.each(PLACES)('connecting a %s', (place) => {
  test('is for coordinators and deputies alone', async () => {
    for (const persona of ['employee-mhn', 'elected-mhn', 'manager-mhn', 'safetyrep-mhn', 'independent-mhn', 'central']) {
      const { card } = await (await sit(persona, place)).say('koppla');
      expect(reading(card)).toContain(t('sv', 'connect.refused'));
    }
    expect(await house.services.references.placesOf('MHN')).toEqual([]);
  });

  test('is not done in the personal chat', async () => {
    const { texts } = await (await talk(house, 'teams', 'coordinator-mhn')).say('koppla');
    expect(texts).toEqual([t('sv', 'connect.personal')]);
    expect(await house.services.references.placesOf('MHN')).toEqual([]);
  });

  test('a coordinator cannot connect another board', async () => {
    const { card } = await (await sit('coordinator-mhn', place)).say('koppla AMN');
    expect(reading(card)).toContain(t('sv', 'connect.which', { board: 'MHN' }));
    expect(await house.services.references.placesOf('AMN')).toEqual([]);
  });

  test('a connected place hears that there is a new case and how to open it, until it is disconnected', async () => {
    const deputy = await sit('deputy-mhn', place);
    const root = place === 'channel' ? deputy.user.conversationId.split(';')[0]! : deputy.user.conversationId;
    const notices = (): readonly JsonObject[] => house.connector.messages(root).flatMap(({ card }) => (cardName(card) === 'notice' ? [card!] : []));
    expect(reading((await deputy.say('koppla mhn')).card)).toContain('Miljö- och hälsoskyddsnämnden');
    const person = await talk(house, 'directline', house.newcomer('employee-mhn'));
    const number = textOf((await report(person, { story: { story: typedWords('han hotade mig i går') } })).card, 'caseNumber') ?? '';
    const [notice] = await until('the notice', () => notices().length === 1 && notices());
    expect(reading(notice!).split('\n')).toEqual([t('sv', 'notice.placeTitle'), t('sv', 'notice.place')]);
    for (const secret of [number, 'hot', 'Högt', CANARY, 'MHN-']) expect(JSON.stringify(notice)).not.toContain(secret);
    expect(notice!['actions']).toEqual([{ type: 'Action.OpenUrl', title: t('sv', 'notice.open'), url: `${PUBLIC_URL}/workspace` }]);
    await until('the outcome in the case', async () => (await caseOf(house, 'coordinator-mhn', number)).notices.some(({ recipient, state }) => recipient === 'place' && state === 'sent'));

    // What the line must not know of is not announced where the line may sit.
    for (const who of [{ involved: 'reader' }, { involved: 'line' }]) {
      const quiet = textOf((await report(person, { who })).card, 'caseNumber') ?? '';
      const worker = who.involved === 'line' ? 'independent-mhn' : 'deputy-mhn';
      expect((await caseOf(house, worker, quiet)).notices.filter(({ recipient }) => recipient === 'place')).toEqual([]);
    }
    const elected = await talk(house, 'directline', house.newcomer('elected-mhn'));
    const theirs = textOf((await report(elected)).card, 'caseNumber') ?? '';
    expect((await caseOf(house, 'elected-recipient-mhn', theirs)).notices.filter(({ recipient }) => recipient === 'place')).toEqual([]);

    await deputy.say('koppla bort');
    const last = textOf((await report(person)).card, 'caseNumber') ?? '';
    expect((await caseOf(house, 'coordinator-mhn', last)).notices.filter(({ recipient }) => recipient === 'place')).toEqual([]);
    expect(notices()).toHaveLength(1);
  });
});
