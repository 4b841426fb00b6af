import { t } from '../../../locales';
import { png } from '../../helpers/files';
import { testApp, type House } from '../../helpers/app';
import { CANARY, typedWords } from '../../helpers/cardRules';
import { api, talk } from '../../helpers/people';
import { cardName, reading, textsOf, titlesOf } from '../../helpers/talker';
import { teamsPerson } from '../../helpers/teamsPerson';
import { inTeams, noticeOf, noticesIn, reported, reportOf, requestsTo, settled, STORY } from './scene';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

/** Whoever is not to see a case of MHN's line; undefined is somebody whom the directory does not know. */
const EVERYBODY_ELSE = [
  'employee-mhn',
  'employee-amn',
  'other-mhn',
  'elected-mhn',
  'manager-mhn',
  'safetyrep-mhn',
  'independent-mhn',
  'elected-recipient-mhn',
  'coordinator-amn',
  'deputy-amn',
  'independent-amn',
  'central',
  undefined,
];

describe('the notice in the coordinator’s chat', () => {
  test.each([
    ['sv-SE', ['Nytt ärende', 'Nummer: {number}', 'Allvar: Högt', 'Mottaget: måndag 23 november kl. 10.00'], ['Bekräfta', 'Visa']],
    ['en-GB', ['New case', 'Number: {number}', 'Severity: High', 'Received: Monday 23 November at 10:00'], ['Acknowledge', 'Show']],
  ] as const)('shows number, severity, time and nothing else (%s)', async (locale, lines, buttons) => {
    house.setClock('2026-11-23T09:00:00Z');
    const coordinator = await inTeams(house, 'coordinator-mhn');
    await coordinator.say(locale === 'sv-SE' ? 'svenska' : 'english');
    const { number } = await reported(house);
    const { card } = await noticeOf(coordinator, number);
    expect(textsOf(card)).toEqual(lines.map((line) => line.replace('{number}', number)));
    expect(titlesOf(card)).toEqual(buttons);
    const [sent] = requestsTo(house, coordinator.user.conversationId).filter(({ activity }) => JSON.stringify(activity).includes(number));
    expect([card['speak'], card['fallbackText'], sent?.activity['summary']]).toEqual([lines[0], `Trygg: ${lines[0]}`, lines[0]]);
    await coordinator.say('svenska');
  });

  test('has no word of the story or of a file anywhere in what is sent, nor the reporter’s name', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const persona = house.newcomer('employee-mhn');
    const { number, reporter } = await reported(house, persona, { story: { story: STORY, callback: '070 987 65 43' } });
    await reporter.sendFiles([{ name: `${CANARY}.png`, contentType: 'image/png', bytes: png('bild') }]);
    await noticeOf(coordinator, number);
    const sent = requestsTo(house, coordinator.user.conversationId).filter(({ activity }) => JSON.stringify(activity).includes(number));
    expect(sent).toHaveLength(1);
    const raw = JSON.stringify(sent[0]?.activity);
    expect(raw.toLowerCase()).not.toContain(CANARY);
    for (const word of ['hotade', 'dörren', '987 65', house.nameOf(persona)]) expect(raw).not.toContain(word);
    expect(sent[0]?.activity).not.toHaveProperty('text');
  });

  test('a question that the guidance does not answer comes as a question', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const asking = await talk(house, 'directline', house.newcomer('employee-mhn'));
    await asking.say(typedWords('Var finns den gamla kopiatorns bruksanvisning?'));
    const sent = await asking.press('question.send');
    const number = /MHN-\w{4}-\w{4}/.exec(reading(sent.card))?.[0] ?? '';
    const { card } = await noticeOf(coordinator, number);
    expect(textsOf(card)[0]).toBe('Ny fråga');
    expect(JSON.stringify(requestsTo(house, coordinator.user.conversationId)).toLowerCase()).not.toContain(CANARY);
    const shown = await coordinator.press('case.show');
    expect(reading(shown.cards.at(-1) ?? {})).toContain('kopiatorns bruksanvisning');
    expect(reading(shown.cards.at(-1) ?? {})).toMatch(/Typ: Fråga\n[^]*Senast i frågan: Frågan kom in/u);
    for (const words of [t('sv', 'work.story'), t('sv', 'case.warning'), t('sv', 'notice.severity')]) expect(reading(shown.cards.at(-1) ?? {})).not.toContain(words);
    const menu = (await coordinator.press('work.more')).card;
    expect([titlesOf(menu).includes('Svara den som frågade'), `${reading(menu)} ${titlesOf(menu).join()}`.includes('den som rapporterade')]).toEqual([true, false]);
  });

  test('goes to nobody else: neither the deputy nor another board', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const others = await Promise.all(['deputy-mhn', 'independent-mhn', 'manager-mhn', 'coordinator-amn'].map((persona) => inTeams(house, persona)));
    const { number } = await reported(house);
    await settled(house, number);
    expect(noticesIn(coordinator, number)).toHaveLength(1);
    for (const other of others) expect(other.standing.map(({ card }) => cardName(card))).toEqual(['welcome']);
  });
});

describe('“Visa”', () => {
  test.each(['invoke', 'submit'] as const)('shows the case beside the notice, its words letter for letter (%s)', async (via) => {
    const coordinator = await inTeams(house, 'coordinator-mhn', { via });
    const persona = house.newcomer('employee-mhn');
    const { number } = await reported(house, persona);
    const notice = await noticeOf(coordinator, number);
    const { card, cards } = await coordinator.press('Visa', {}, notice);
    expect(cardName(card)).toBe('notice');
    const shown = cards.find((one) => cardName(one) === 'case');
    expect(textsOf(shown ?? {})).toEqual(expect.arrayContaining([`Ärende ${number}`, t('sv', 'case.warning'), STORY, 'Från: Anställd', house.nameOf(persona)]));
    expect(titlesOf(shown ?? {})).toEqual(['Bekräfta', 'Gör mer', 'Öppna arbetsytan']);
  });

  test('does not show the name where the reporter hid it', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const persona = house.newcomer('employee-mhn');
    const { number } = await reported(house, persona, { who: { visibility: 'hidden' } });
    const { cards } = await coordinator.press('Visa', {}, await noticeOf(coordinator, number));
    const raw = JSON.stringify(cards);
    expect(raw).toContain(t('sv', 'case.reporterHidden'));
    expect(raw).not.toContain(house.nameOf(persona));
  });

  test('shows a name that Teams gave, of somebody whom the directory does not know, letter for letter too', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const guest = await teamsPerson(house, undefined, { name: typedWords('VD'), aadObjectId: 'aad-guest' });
    const { number } = await reportOf(guest, { place: { board: 'MHN' } });
    // Every card is held to the rules as it comes: typed words stand in a TextRun or not at all.
    const { cards } = await coordinator.press('Visa', {}, await noticeOf(coordinator, number));
    expect(textsOf(cards.find((one) => cardName(one) === 'case') ?? {})).toContain(typedWords('VD'));
  });

  test('the deputy may see it too', async () => {
    const deputy = await inTeams(house, 'deputy-mhn');
    const { number } = await reported(house);
    const { cards } = await deputy.forge({ a: 'case.show', number });
    expect(reading(cards.find((one) => cardName(one) === 'case') ?? {})).toContain(STORY);
  });

  test('says the same to everybody else as about a case that does not exist, and acknowledging does nothing', async () => {
    const { number } = await reported(house);
    const unknown = 'MHN-0000-0000';
    for (const persona of EVERYBODY_ELSE) {
      const forging = await teamsPerson(house, persona, { installed: true });
      for (const asked of [number, unknown]) {
        for (const data of [{ a: 'case.show', number: asked }, { a: 'case.acknowledge', number: asked, version: 1 }]) {
          const { card, cards, texts } = await forging.forge(data);
          expect({ persona, texts, cards: cards.map(cardName), said: textsOf(card) }).toEqual({ persona, texts: [], cards: ['gone'], said: [t('sv', 'notice.gone')] });
        }
      }
    }
    expect((await api(house, 'coordinator-mhn', `/api/cases/${number}`)).body).toMatchObject({ status: 'received', version: 1 });
  });

  test('the reporter sees how it stands, never the coordinator’s view', async () => {
    const { number, reporter } = await reported(house);
    expect(textsOf((await reporter.forge({ a: 'case.show', number })).card)).toEqual([t('sv', 'notice.gone')]);
    expect(textsOf((await reporter.forge({ a: 'case.acknowledge', number, version: 1 })).card)).toEqual([t('sv', 'notice.gone')]);
  });

  test.each(['groupChat', 'channel'] as const)('says nothing of the case in a %s, not even to its coordinator', async (conversationType) => {
    const { number } = await reported(house);
    const coordinator = await inTeams(house, 'coordinator-mhn', { conversationType });
    for (const action of ['case.show', 'case.acknowledge']) {
      const { cards, texts } = await coordinator.forge({ a: action, number, version: 1 });
      expect(cards.map(cardName)).toEqual(['private']);
      expect(JSON.stringify([cards, texts])).not.toContain(number);
    }
    expect((await api(house, 'coordinator-mhn', `/api/cases/${number}`)).body).toMatchObject({ status: 'received' });
  });
});
