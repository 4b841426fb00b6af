import { testApp, until, type House } from '../helpers/app';
import { CANARY, typedWords } from '../helpers/cardRules';
import { png } from '../helpers/files';
import { liveEvents } from '../helpers/liveEvents';
import { api, caseOf, listOf, report, talk } from '../helpers/people';
import { textOf } from '../helpers/talker';

const PERSONAS = ['employee-amn', 'employee-mhn', 'other-mhn', 'elected-mhn', 'coordinator-amn', 'deputy-amn', 'independent-amn', 'coordinator-mhn', 'deputy-mhn', 'independent-mhn', 'elected-recipient-mhn', 'manager-mhn', 'safetyrep-mhn', 'central', 'anonymous'];

/** One case of each kind, and who may work it: nobody else, by any way. */
const KINDS = [
  { kind: 'a case of the line', reporter: 'employee-mhn', who: {}, workers: ['coordinator-mhn', 'deputy-mhn'] },
  { kind: 'a case about the coordinator', reporter: 'employee-mhn', who: { involved: 'reader' }, workers: ['deputy-mhn'] },
  { kind: 'a case about the line', reporter: 'employee-mhn', who: { involved: 'line' }, workers: ['independent-mhn'] },
  { kind: 'an elected official’s case', reporter: 'elected-mhn', who: {}, workers: ['elected-recipient-mhn'] },
  { kind: 'another board’s case', reporter: 'employee-amn', who: {}, workers: ['coordinator-amn', 'deputy-amn'] },
] as const;

interface Made {
  readonly kind: string;
  readonly workers: readonly string[];
  readonly number: string;
  readonly file: string;
  readonly version: number;
}

let house: House;
const made: Made[] = [];
const streams = new Map<string, string>();

beforeAll(async () => {
  house = await testApp();
  const open = await Promise.all(PERSONAS.map(async (persona) => [persona, await liveEvents(house, persona)] as const));
  for (const { kind, reporter, who, workers } of KINDS) {
    const person = await talk(house, 'directline', house.newcomer(reporter));
    const number = textOf((await report(person, { who, story: { story: typedWords('Det hände.') } })).card, 'caseNumber') ?? '';
    await person.sendFiles([{ name: `${CANARY}.png`, contentType: 'image/png', bytes: png(CANARY) }]);
    const { version, files } = await caseOf(house, workers[0], number);
    made.push({ kind, workers, number, version, file: files[0]?.id ?? 'none' });
  }
  for (const { workers, number } of made) for (const worker of workers) await until('the streams', () => open.find(([persona]) => persona === worker)?.[1].events.some((event) => event['number'] === number && event['kind'] === 'fileAdded'));
  for (const [persona, stream] of open) {
    streams.set(persona, stream.text());
    stream.close();
  }
});
afterAll(() => house.dispose());

describe.each(PERSONAS)('%s', (persona) => {
  test.each(KINDS.map(({ kind }, index) => [kind, index] as const))('sees and does with %s what they may, by every route', async (_kind, index) => {
    const { number, file, version, workers } = made[index]!;
    const works = (workers).includes(persona);
    const board = number.split('-')[0]!;
    const statuses = {
      detail: (await api(house, persona, `/api/cases/${number}`)).status,
      file: (await fetch(`${house.url}/api/cases/${number}/files/${file}`, { headers: { authorization: `Bearer demo:${persona}` } })).status,
      // A version that was never: nothing changes for whoever may, and nobody else learns that it is stale.
      command: (await api(house, persona, `/api/cases/${number}/commands`, { command: 'acknowledge', version: version + 100 })).status,
      withdraw: (await api(house, persona, `/api/cases/${number}/commands`, { command: 'withdraw', version })).status,
    };
    expect(statuses).toEqual(works ? { detail: 200, file: 200, command: 409, withdraw: 403 } : { detail: 404, file: 404, command: 404, withdraw: 404 });
    const listed = await api(house, persona, `/api/cases?board=${board}&limit=200`);
    const found = await api(house, persona, `/api/cases?board=${board}&q=${number}`);
    for (const { body } of [listed, found]) expect(JSON.stringify(body).includes(number)).toBe(works);
    expect((await listOf(house, persona)).some((one) => one['number'] === number)).toBe(works);
    expect(JSON.stringify((await api(house, persona, '/api/questions')).body)).not.toContain(number);
    expect(JSON.stringify((await api(house, persona, '/api/my/cases')).body)).not.toContain(number);
    expect(streams.get(persona)?.includes(number)).toBe(works);
  });

  test('gets the same answer about a case that is not theirs as about one that does not exist', async () => {
    const theirs = made.find(({ workers }) => !workers.includes(persona))!;
    for (const path of ['', '/files/0123456789abcdef0123456789abcdef']) {
      const there = await api(house, persona, `/api/cases/${theirs.number}${path}`);
      const not = await api(house, persona, `/api/cases/MHN-0000-0000${path}`);
      expect(there).toEqual(not);
    }
    const command = { command: 'acknowledge', version: theirs.version };
    expect(await api(house, persona, `/api/cases/${theirs.number}/commands`, command)).toEqual(await api(house, persona, '/api/cases/MHN-0000-0000/commands', command));
  });

  test('no list or stream shows a word that anybody wrote, or a name', async () => {
    const { body } = await api(house, persona, '/api/cases?limit=200');
    const seen = JSON.stringify(body) + (streams.get(persona) ?? '');
    for (const secret of [CANARY, house.nameOf('employee-mhn'), house.nameOf('elected-mhn')]) expect(seen).not.toContain(secret);
  });
});

describe('without a caller', () => {
  test.each(['/api/me', '/api/my/cases', '/api/cases', '/api/questions', '/api/live', '/api/cases/MHN-0000-0000', '/api/cases/MHN-0000-0000/files/x'])('%s is 401', async (path) => {
    for (const persona of [undefined, 'nobody-there', '']) {
      const { status, type, body } = await api(house, persona, path);
      expect([status, type, body['code']]).toEqual([401, 'application/problem+json', 'unauthorised']);
    }
  });

  test('a token of the intranet channel is none of the API', async () => {
    const generated = (await (await fetch(`${house.url}/v3/directline/tokens/generate`, { method: 'POST', headers: { authorization: 'Bearer demo:coordinator-mhn' } })).json()) as { token: string };
    const response = await fetch(`${house.url}/api/cases`, { headers: { authorization: `Bearer ${generated.token}` } });
    expect(response.status).toBe(401);
  });
});
