import { testApp, until, type House } from '../../helpers/app';
import { typedWords } from '../../helpers/cardRules';
import { png } from '../../helpers/files';
import { liveEvents } from '../../helpers/liveEvents';
import { api, caseOf, listOf, report, talk, type ReportChoices } from '../../helpers/people';
import { cardName, reading, textOf } from '../../helpers/talker';
import { teamsPerson } from '../../helpers/teamsPerson';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const SECRET = typedWords('Det gäller en av dem.');
const PNG = { name: 'bevis.png', contentType: 'image/png', bytes: png('bytes') };

interface Script {
  readonly what: string;
  readonly reporter: string;
  readonly who: Readonly<Record<string, string>>;
  /** Who gets it, and may work it. */
  readonly recipient: string;
  /** Who must see and hear nothing of it. */
  readonly barred: readonly string[];
}

const SCRIPTS: readonly Script[] = [
  { what: 'the coordinator reports', reporter: 'coordinator-mhn', who: {}, recipient: 'deputy-mhn', barred: ['coordinator-mhn'] },
  { what: 'the coordinator is named as involved', reporter: 'employee-mhn', who: { involved: 'reader' }, recipient: 'deputy-mhn', barred: ['coordinator-mhn'] },
  { what: 'the deputy is named as involved', reporter: 'employee-mhn', who: { involved: 'deputy' }, recipient: 'coordinator-mhn', barred: ['deputy-mhn'] },
  { what: 'their manager is named as involved', reporter: 'employee-mhn', who: { involved: 'line' }, recipient: 'independent-mhn', barred: ['coordinator-mhn', 'deputy-mhn'] },
  { what: 'somebody is involved whom the reporter does not name', reporter: 'employee-mhn', who: { involved: 'unsaid' }, recipient: 'independent-mhn', barred: ['coordinator-mhn', 'deputy-mhn'] },
  { what: 'the deputy reports the coordinator', reporter: 'deputy-mhn', who: { involved: 'reader' }, recipient: 'independent-mhn', barred: ['coordinator-mhn', 'deputy-mhn'] },
  { what: 'an elected official names the reader', reporter: 'elected-mhn', who: { involved: 'reader' }, recipient: 'independent-mhn', barred: ['elected-recipient-mhn', 'coordinator-mhn', 'deputy-mhn'] },
  { what: 'an elected official reports', reporter: 'elected-mhn', who: {}, recipient: 'elected-recipient-mhn', barred: ['coordinator-mhn', 'deputy-mhn', 'independent-mhn'] },
  { what: 'the independent recipient reports', reporter: 'independent-mhn', who: {}, recipient: 'coordinator-mhn', barred: ['independent-mhn'] },
];

describe.each(SCRIPTS)('where $what', ({ reporter, who, recipient, barred }) => {
  const reported = async (choices: ReportChoices = {}) => {
    const person = await talk(house, 'directline', reporter);
    const { card } = await report(person, { who, story: { story: SECRET }, ...choices });
    return { person, number: textOf(card, 'caseNumber') ?? '', card };
  };

  test('the other recipient is named before and after, is told, and may work it', async () => {
    const reader = await teamsPerson(house, recipient, { installed: true });
    const { number, card } = await reported();
    expect(textOf(card, 'whenRead')).toContain(house.nameOf(recipient));
    const notice = await reader.waitFor('notice', (one) => reading(one).includes(number));
    const { cards } = await reader.press('case.show', {}, notice);
    expect(cards.map(reading).join()).toContain(SECRET);
    await reader.press('case.acknowledge', {}, notice);
    expect((await caseOf(house, recipient, number)).status).toBe('acknowledged');
  });

  test('who is barred sees it in no list, detail, file, command, card or stream, and gets no notice', async () => {
    const streams = await Promise.all(barred.map((persona) => liveEvents(house, persona)));
    const open = await liveEvents(house, recipient);
    const chats = await Promise.all(barred.map((persona) => teamsPerson(house, persona, { installed: true })));
    const { person, number } = await reported();
    await person.press('follow.start');
    await person.sendFiles([PNG]);
    const seen = await caseOf(house, recipient, number);
    await until('the stream of who may', () => open.events.some((event) => event['kind'] === 'fileAdded'));
    for (const [index, persona] of barred.entries()) {
      expect((await listOf(house, persona, '?limit=200')).map((one) => one['number'])).not.toContain(number);
      expect((await api(house, persona, `/api/cases?q=${number}`)).body['items']).toEqual([]);
      for (const path of [`/api/cases/${number}`, `/api/cases/${number}/files/${seen.files[0]!.id}`]) expect((await api(house, persona, path)).status).toBe(404);
      const commanded = await api(house, persona, `/api/cases/${number}/commands`, { command: 'acknowledge', version: seen.version });
      expect(commanded.status).toBe(persona === reporter ? 403 : 404);
      const chat = chats[index]!;
      for (const data of [{ a: 'case.show', number }, { a: 'case.acknowledge', number, version: seen.version }]) expect(JSON.stringify(await chat.forge(data))).not.toContain(SECRET);
      expect(chat.standing.filter(({ card }) => cardName(card) === 'notice' && reading(card).includes(number))).toEqual([]);
      expect(streams[index]!.text()).not.toContain(number);
    }
    expect((await caseOf(house, recipient, number)).version).toBe(seen.version);
    for (const stream of [...streams, open]) stream.close();
  });
});

describe('the store', () => {
  test('tells who is barred by keyed hashes alone', async () => {
    const { card } = await report(await talk(house, 'directline', 'employee-mhn'), { who: { involved: 'line' } });
    const one = await house.services.cases.find(textOf(card, 'caseNumber') ?? '');
    const hashes = ['coordinator-mhn', 'deputy-mhn'].map((id) => house.services.keys.person(id));
    expect(one?.barred).toEqual(expect.arrayContaining(hashes));
    expect(JSON.stringify(one?.barred)).not.toMatch(/coordinator|deputy|employee/);
  });
});
