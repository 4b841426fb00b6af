import { createHmac } from 'node:crypto';
import type { Answer } from '../../domain/case';
import { testApp, type House } from '../helpers/app';
import { boardsInTeams } from '../helpers/boards';
import type { JsonObject } from '../helpers/fakeConnector';
import { Receiver } from '../helpers/receiver';
import { expectProblem, PERSONAS, questionBy, raw, reportBy, reportWithFile, WORDS, type Raw } from './apiCases';
import type { ReportChoices } from '../helpers/people';

const SECRET = 'x'.repeat(40);
const COORDINATOR = 'coordinator-mhn';
const SECOND = { id: 'manager-2', name: 'Chef två MHN', roles: ['employee', 'manager'] } as const;

let house: House;
let receiver: Receiver;
beforeAll(async () => {
  receiver = await Receiver.start();
  const boards = boardsInTeams().map((board) => (board.code === 'MHN' && board.ia ? { ...board, ia: { ...board.ia, webhook: receiver.url, overdueAfterDays: 3 }, series: { months: 24 }, people: [...board.people, SECOND] } : board));
  house = await testApp({ boards, webhookSecrets: new Map([['MHN', [SECRET]]]), iaTimeoutMs: 300 });
});
afterAll(async () => {
  await house.dispose();
  await receiver.close();
});

const get = (path: string, as: string): Promise<Raw> => raw(house, path, { as });
const post = (path: string, as: string, body: object): Promise<Raw> => raw(house, path, { method: 'POST', as, body: JSON.stringify(body) });
const version = async (number: string): Promise<number> => (await house.services.cases.find(number))!.version;
const command = async (number: string, as: string, name: string, fields: object = {}): Promise<Raw> => post(`/api/cases/${number}/commands`, as, { command: name, version: await version(number), ...fields });
const sendIa = async (number: string, fields: object = {}, as = COORDINATOR): Promise<Raw> => post(`/api/cases/${number}/ia/send`, as, { version: await version(number), ...fields });
const lineIds = ({ json }: Raw): readonly unknown[] => (json?.['fields'] as readonly JsonObject[]).map(({ id }) => id);
const numbers = ({ json }: Raw): readonly unknown[] => (json?.['items'] as readonly JsonObject[]).map(({ number }) => number);

/** Further answers of its reporter's, as the follow-up saves them. */
async function add(number: string, answers: Readonly<Record<string, string | readonly [value: string, code: string]>>): Promise<void> {
  const given = Object.entries(answers).map(([id, said]): Answer => ({ id, step: 'test', question: `Fråga om ${id}`, at: house.now().toISOString(), ...(typeof said === 'string' ? { value: said } : { value: said[0], code: said[1] }) }));
  const done = await house.services.cases.actAsReporter(number, { command: 'add', step: 'test', answers: given });
  if (!done.ok) throw new Error(done.refusal);
}
const fresh = async (persona = 'employee-mhn', choices: ReportChoices = {}): Promise<{ readonly number: string; readonly reporter: string }> => {
  const reporter = house.newcomer(persona);
  return { number: (await reportBy(house, reporter, choices)).number, reporter };
};

describe('the preview for IA', () => {
  test('says who reads IA and holds chosen fields, never the story, a name or the linked matter', async () => {
    const { number, reporter } = await fresh();
    await add(number, { description: 'Heter Kajsa Varg', matter: '2026-7777', placeKind: ['Besök', 'visit'], channel: ['På plats', 'inPerson'], inIa: ['Ja', 'yes'], iaNumber: 'IA-55' });
    await command(number, COORDINATOR, 'setWorkplace', { workplace: 'Livsmedelskontrollen' });
    const answer = await get(`/api/cases/${number}/ia`, COORDINATOR);
    expect(answer.json).toMatchObject({ number, state: 'unasked', readers: expect.stringContaining('skyddsombudet'), said: { exists: true, number: 'IA-55' }, protected: false, withheld: [], webhook: true, warnings: { names: [], words: [] } });
    expect(lineIds(answer)).toEqual(['type', 'date', 'placeKind', 'workplace', 'severity', 'description']);
    expect(answer.text).not.toMatch(new RegExp(['kanariefågel', 'hotade mig', 'Kajsa', '2026-7777', house.nameOf(reporter)].join('|'), 'i'));
    const english = await get(`/api/cases/${number}/ia?lang=en&fields=severity,type`, COORDINATOR);
    expect([lineIds(english), english.json?.['text']]).toEqual([['type', 'severity'], expect.stringMatching(/^Type of incident: .+\nSeverity: .+\nCase in Trygg: MHN-/)]);
  });

  test.each([
    ['text', 'text/plain; charset=utf-8', /^Typ av händelse: .+\nAllvarlighetsgrad: .+\nÄrende i Trygg: MHN-.+\n$/],
    ['json', 'application/json; charset=utf-8', /^\{"reference":"MHN-.+","board":"MHN","language":"sv","fields":\{"type":\{"code":".+","text":".+"\},"severity":\{"code":".+"/],
    ['csv', 'text/csv; charset=utf-8', /^\uFEFF"Typ av händelse";"Allvarlighetsgrad";"Ärende i Trygg"\r\n".+";".+";"MHN-.+"\r\n$/],
  ])('as %s holds what was chosen', async (format, type, body) => {
    const { number } = await fresh();
    const answer = await get(`/api/cases/${number}/ia?format=${format}&fields=severity,type`, COORDINATOR);
    expect([answer.status, answer.headers['content-type'], answer.headers['cache-control'], answer.headers['content-disposition']]).toEqual([200, type, 'no-store', expect.stringMatching(/^attachment; filename="ia-MHN-/)]);
    expect(answer.text).toMatch(body);
  });

  test('as CSV carries nothing out', async () => {
    const { number } = await fresh();
    for (const text of ['=1+1', '+46', '-2', '@SUM(A1)', '\t=1', '\r=1', '＝1']) {
      const noted = await house.services.cases.actAsWorker(house.services.people.byId(COORDINATOR)!, number, { command: 'transferToIa', state: 'toDo', owner: 'coordinator', text: `${text}"; x` }, await version(number));
      expect(noted.ok).toBe(true);
      expect((await get(`/api/cases/${number}/ia?format=csv&fields=description`, COORDINATOR)).text).toContain(`"'${text}""; x";"${number}"`);
    }
  });

  test('of a hidden name takes a yes or a text, and then tells no more than kind and gravity', async () => {
    const { number, reporter } = await fresh('employee-mhn', { who: { visibility: 'hidden' } });
    await command(number, COORDINATOR, 'setWorkplace', { workplace: 'Lilla enheten' });
    const blocked = await get(`/api/cases/${number}/ia`, COORDINATOR);
    expect([blocked.json?.['block'], blocked.json?.['text'], blocked.json?.['withheld']]).toEqual(['reporterFirst', undefined, ['date', 'workplace']]);
    expectProblem(await get(`/api/cases/${number}/ia?format=csv`, COORDINATOR), 409, 'reporter_first');
    expectProblem(await sendIa(number), 409, 'reporter_first');
    await command(number, COORDINATOR, 'transferToIa', { state: 'toDo', owner: 'coordinator', text: 'En anställd blev hotad.' });
    const told = await get(`/api/cases/${number}/ia?format=json`, COORDINATOR);
    expect(told.json?.['fields']).toEqual({ type: expect.any(Object), severity: expect.any(Object), description: { text: 'En anställd blev hotad.' } });
    await post(`/api/cases/${number}/commands`, reporter, { command: 'consentToIa', yes: true, version: await version(number) });
    expect(lineIds(await get(`/api/cases/${number}/ia`, COORDINATOR))).toContain('workplace');
  });

  test('is for whoever works the case and a manager it was referred to', async () => {
    const { number, reporter } = await fresh('employee-mhn', { who: { visibility: 'coordinatorAndManager' } });
    await command(number, COORDINATOR, 'refer', { to: 'manager-mhn' });
    for (const persona of [...PERSONAS, reporter]) {
      const answer = await get(`/api/cases/${number}/ia`, persona);
      if ([COORDINATOR, 'deputy-mhn', 'manager-mhn'].includes(persona)) expect([persona, answer.status]).toEqual([persona, 200]);
      else expectProblem(answer, 404, 'case_not_found');
    }
    expectProblem(await get(`/api/cases/${number}/ia?fields=story`, COORDINATOR), 422, 'fields_unknown');
    expectProblem(await get(`/api/cases/${number}/ia?format=xml`, COORDINATOR), 422, 'format_unknown');
  });
});

describe('sending to IA', () => {
  test('is signed, carries the receipt’s number back, and is not done twice', async () => {
    const { number } = await fresh();
    receiver.manners.push({ status: 201, body: '{"number":"IA-2026-1"}' });
    const before = receiver.received.length;
    const answer = await sendIa(number, { fields: ['type', 'severity'] });
    expect([answer.status, answer.json?.['ia']]).toEqual([200, expect.objectContaining({ state: 'confirmed', number: 'IA-2026-1' })]);
    const [sent] = receiver.received.slice(before);
    const timestamp = String(sent?.headers['trygg-timestamp']);
    expect(sent?.headers['trygg-signature']).toBe(`v1=${createHmac('sha256', SECRET).update(`${timestamp}.${sent?.body}`).digest('hex')}`);
    expect(JSON.parse(sent!.body)).toMatchObject({ reference: number, fields: { type: { code: expect.any(String) } } });
    expectProblem(await sendIa(number), 409, 'ia_there_already');
    expect(receiver.received).toHaveLength(before + 1);
  });

  test('is not done where the case has no room to say so', async () => {
    const { number } = await fresh('employee-mhn', { who: { visibility: 'coordinatorAndManager' } });
    await command(number, COORDINATOR, 'refer', { to: 'manager-mhn' });
    const note = 'x'.repeat(900);
    for (let tries = 0; tries < 20 && (await command(number, 'manager-mhn', 'recordContact', { how: 'phone', note })).status === 200; tries += 1) continue;
    const before = receiver.received.length;
    expectProblem(await sendIa(number, { text: 'y'.repeat(1_900) }, 'manager-mhn'), 422, 'case_full');
    expect(receiver.received).toHaveLength(before);
    expect((await sendIa(number)).json?.['ia']).toMatchObject({ state: 'sent' });
  });

  test('without a number in the receipt is sent and not confirmed', async () => {
    const { number } = await fresh();
    receiver.manners.push({ status: 200, body: '<html>' });
    expect((await sendIa(number)).json?.['ia']).toMatchObject({ state: 'sent' });
  });

  test.each([
    ['an error', { status: 503 }, { why: 'status', status: 503 }],
    ['silence', 'hangs', { why: 'timeout' }],
    ['a redirect', { status: 302, location: 'https://elsewhere.example/' }, { why: 'status', status: 302 }],
  ] as const)('that meets %s has failed, as a code for each reader’s own language, and goes with the same key once more', async (_what, manner, failure) => {
    const { number } = await fresh();
    receiver.manners.push(manner);
    const before = receiver.received.length;
    expect((await sendIa(number)).json?.['ia']).toEqual(expect.objectContaining({ state: 'failed', failure }));
    expect((await sendIa(number)).json?.['ia']).toMatchObject({ state: 'sent' });
    const keys = receiver.received.slice(before).map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{64}-1$/), keys[0]]);
    await command(number, COORDINATOR, 'transferToIa', { state: 'toDo', owner: 'coordinator' });
    await sendIa(number);
    expect(receiver.received.at(-1)?.headers['idempotency-key']).toMatch(/^[0-9a-f]{64}-2$/);
  });

  test('by two at the same moment is one sending, and one of them is told', async () => {
    const { number } = await fresh();
    const before = receiver.received.length;
    const answers = await Promise.all([sendIa(number), sendIa(number, {}, 'deputy-mhn')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(receiver.received).toHaveLength(before + 1);
  });

  test('with a name of the report in the words asks somebody to look, and goes once somebody has', async () => {
    const { number } = await fresh();
    await add(number, { description: 'Heter Nilsson' });
    const before = receiver.received.length;
    expectProblem(await sendIa(number, { text: 'Nilsson hotade en anställd.' }), 422, 'ia_names');
    expect(receiver.received).toHaveLength(before);
    expect((await sendIa(number, { text: 'Nilsson hotade en anställd.', checked: true })).json?.['ia']).toMatchObject({ state: 'sent', text: 'Nilsson hotade en anställd.' });
  });

  test('of a case that is kept from somebody asks whether they read IA', async () => {
    const { number } = await fresh('employee-mhn', { who: { involved: 'reader' } });
    expect((await get(`/api/cases/${number}/ia`, 'deputy-mhn')).json?.['kept']).toBe(true);
    expectProblem(await sendIa(number, {}, 'deputy-mhn'), 422, 'ia_kept');
    expect((await sendIa(number, { checked: true }, 'deputy-mhn')).json?.['ia']).toMatchObject({ state: 'sent' });
  });

  test('is refused for a stale version, an elected official, a question, a stranger, and where there is no receiver', async () => {
    const { number } = await fresh();
    expectProblem(await post(`/api/cases/${number}/ia/send`, COORDINATOR, { version: 99 }), 409, 'stale_version');
    expectProblem(await post(`/api/cases/${number}/ia/send`, COORDINATOR, { version: 1, fields: ['story'] }), 422, 'ia_invalid');
    expectProblem(await sendIa(number, {}, 'safetyrep-mhn'), 404, 'case_not_found');
    expectProblem(await sendIa((await fresh('elected-mhn')).number, {}, 'elected-recipient-mhn'), 409, 'ia_not_for_elected');
    expectProblem(await sendIa(await questionBy(house, house.newcomer('employee-mhn'))), 422, 'not_for_this_case');
    expectProblem(await sendIa((await fresh('employee-amn')).number, {}, 'coordinator-amn'), 422, 'ia_no_receiver');
    expect(await version(number)).toBe(1);
  });
});

describe('what is left to do about IA', () => {
  test('is listed oldest first, overdue by the board’s own days, and only of the caller’s cases', async () => {
    const { number } = await fresh();
    const done = await fresh();
    await command(done.number, COORDINATOR, 'transferToIa', { state: 'notNeeded', owner: 'coordinator', reason: 'skyddad' });
    const elected = await fresh('elected-mhn');
    const items = (await get('/api/ia?board=MHN', COORDINATOR)).json?.['items'] as readonly JsonObject[];
    expect(items.find((item) => item['number'] === number)).toMatchObject({ state: 'unasked', owner: 'coordinator', overdue: false });
    expect(items.map(({ since }) => since)).toEqual(items.map(({ since }) => since).sort());
    expect(items.map((item) => item['number'])).not.toContain(done.number);
    expect(numbers(await get('/api/ia', 'elected-recipient-mhn'))).not.toContain(elected.number);
    expect(numbers(await get('/api/ia?board=MHN&state=failed,sent', COORDINATOR))).not.toContain(number);
    house.pass(5 * 24 * 60 * 60_000);
    expect(numbers(await get('/api/ia?overdue=1', 'deputy-mhn'))).toContain(number);
    house.pass(-5 * 24 * 60 * 60_000);
    expectProblem(await get('/api/ia?board=MHN', 'coordinator-amn'), 404, 'board_not_found');
    expectProblem(await get('/api/ia?state=gone', COORDINATOR), 422, 'state_unknown');
    expect(numbers(await get('/api/ia', 'central'))).toEqual([]);
  });
});

describe('the pack for the police', () => {
  test('holds facts, times and evidence, in either language, and is inert', async () => {
    const reporter = house.newcomer('employee-mhn');
    const { number } = await reportWithFile(house, reporter, { story: { story: `${WORDS} <script>alert(1)</script>` } }, 'image/png', 'a&b.png');
    await add(number, { verbatim: 'Akta dig', matter: '2026-4242', callback: '070-1740601' });
    await command(number, COORDINATOR, 'acknowledge');
    await command(number, COORDINATOR, 'ask', { text: 'En intern fråga' });
    const { files } = (await house.services.cases.find(number))!;
    const page = await get(`/api/cases/${number}/police-pack`, COORDINATOR);
    expect([page.status, page.headers['content-type'], page.headers['cache-control']]).toEqual([200, 'text/html; charset=utf-8', 'no-store']);
    expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'$/);
    for (const text of [number, 'Akta dig', 'a&#38;b.png', files[0]!.sha256, 'Exempelgatan 2', '114 14', '&#60;script&#62;']) expect([text, page.text.includes(text)]).toEqual([text, true]);
    expect(page.text).not.toMatch(/<script|intern fråga|2026-4242|070-1740601|skyddad insyn/i);
    expect(page.text).not.toContain(house.nameOf(reporter));
    expect((await get(`/api/cases/${number}/police-pack?lang=en`, COORDINATOR)).text).toMatch(/<html lang="en">.*Material for a police report.*instead of your own/s);
    expect((await get(`/api/cases/${number}/police-pack`, reporter)).text).toContain('Akta dig');
  });

  test('of an elected official names the assignment and asks for shielded access', async () => {
    const { number } = await fresh('elected-mhn');
    await add(number, { assignment: 'Nämndens presidium' });
    expect((await get(`/api/cases/${number}/police-pack`, 'elected-recipient-mhn')).text).toMatch(/skyddad insyn.*Nämndens presidium/s);
  });

  test('is for whoever works it, its reporter and a manager it was referred to, who sees no words of a reporter that did not choose them', async () => {
    const { number, reporter } = await fresh();
    for (const persona of PERSONAS) {
      const answer = await get(`/api/cases/${number}/police-pack`, persona);
      if ([COORDINATOR, 'deputy-mhn'].includes(persona)) expect([persona, answer.status]).toEqual([persona, 200]);
      else expectProblem(answer, 404, 'case_not_found');
    }
    expect((await get(`/api/cases/${number}/police-pack`, reporter)).status).toBe(200);
    expectProblem(await get(`/api/cases/${number}/police-pack`, house.newcomer('employee-mhn')), 404, 'case_not_found');
    await command(number, COORDINATOR, 'announceReferral', { reason: 'Chefen behöver ordna stöd.' });
    await command(number, COORDINATOR, 'refer', { to: 'manager-mhn' });
    const referred = await get(`/api/cases/${number}/police-pack`, 'manager-mhn');
    expect([referred.status, /hotade|kanariefågel/i.test(referred.text)]).toEqual([200, false]);
    await command(number, COORDINATOR, 'setSeverity', { severity: 'critical', reason: 'allvarligt' });
    await command(number, COORDINATOR, 'acknowledge');
    expectProblem(await get(`/api/cases/${number}/police-pack`, 'safetyrep-mhn'), 403, 'forbidden');
  });
});

describe('a manager whom the reporter chose', () => {
  const managersOf = async (number: string): Promise<unknown> => (await get(`/api/cases/${number}`, COORDINATOR)).json?.['managers'];
  const shown = async (number: string, as: string): Promise<readonly [page: readonly unknown[], pack: boolean]> => [
    ((await get(`/api/cases/${number}`, as)).json?.['answers'] as readonly JsonObject[]).map(({ id }) => id),
    (await get(`/api/cases/${number}/police-pack`, as)).text.includes('hotade mig'),
  ];

  test('is their own, has the story on the page and on paper alike, and nothing else; another is announced first, each time, and has none of it', async () => {
    const reporter = house.newcomer('employee-mhn');
    const { number } = await reportWithFile(house, reporter, { who: { visibility: 'coordinatorAndManager' } });
    await add(number, { verbatim: 'Akta dig', description: 'Heter Kajsa Varg', placeKind: ['Besök', 'visit'] });
    expect(await managersOf(number)).toEqual([{ id: 'manager-mhn', name: house.nameOf('manager-mhn'), own: true }, { id: 'manager-2', name: SECOND.name }]);
    expectProblem(await command(number, COORDINATOR, 'refer', { to: 'manager-2' }), 409, 'reporter_first');
    expect((await command(number, COORDINATOR, 'refer', { to: 'manager-mhn' })).status).toBe(200);
    expectProblem(await command(number, COORDINATOR, 'refer', { to: 'manager-2' }), 409, 'reporter_first');
    await command(number, COORDINATOR, 'announceReferral', { reason: 'Han planerar besöken.' });
    expect((await command(number, COORDINATOR, 'refer', { to: 'manager-2' })).status).toBe(200);
    expect([await shown(number, 'manager-mhn'), await shown(number, 'manager-2')]).toEqual([[expect.arrayContaining(['story']), true], [[], false]]);
    const { files } = (await house.services.cases.find(number))!;
    for (const as of ['manager-mhn', 'manager-2']) {
      const { status, text } = await get(`/api/cases/${number}/police-pack`, as);
      expect([as, status, ['Akta dig', 'Kajsa', files[0]!.name, files[0]!.sha256, 'Inga filer', house.nameOf(reporter)].filter((secret) => text.includes(secret))]).toEqual([as, 200, []]);
    }
    expect([lineIds(await get(`/api/cases/${number}/ia`, 'manager-mhn')).includes('placeKind'), lineIds(await get(`/api/cases/${number}/ia`, 'manager-2')).includes('placeKind')]).toEqual([true, false]);
  });

  test('stands first where it may be known who reported, and nowhere else', async () => {
    const own = async (visibility: string): Promise<boolean> => JSON.stringify(await managersOf((await fresh('employee-mhn', { who: { visibility } })).number)).includes('"own"');
    expect([await own('coordinator'), await own('hidden')]).toEqual([true, false]);
  });
});

describe('the register', () => {
  test('suggests a subject that tells nothing and warns of one that tells', async () => {
    const { number } = await fresh('employee-mhn', { story: { story: 'Restaurangägaren slog i bordet' } });
    await add(number, { description: 'Heter Nilsson' });
    const suggested = await get(`/api/cases/${number}/register`, COORDINATOR);
    expect(suggested.json).toEqual({ number, receivedAt: expect.any(String), suggested: 'Rapport om en händelse' });
    const check = (subject: string): Promise<Raw> => post(`/api/cases/${number}/register/check`, COORDINATOR, { subject });
    expect((await check('Nilsson, restaurangägaren')).json).toEqual({ warnings: { names: ['nilsson'], words: ['restaurangägaren'] } });
    expect((await check('Rapport om en händelse')).json).toEqual({ warnings: { names: [], words: [] } });
    await command(number, COORDINATOR, 'noteRegister', { diaryNumber: 'MHN 2026-1', subject: 'Händelse med Nilsson' });
    expect((await get(`/api/cases/${number}/register`, COORDINATOR)).json).toMatchObject({ diaryNumber: 'MHN 2026-1', warnings: { names: ['nilsson'] } });
    expectProblem(await get(`/api/cases/${number}/register`, 'manager-mhn'), 404, 'case_not_found');
  });
});

test('nothing that leaves the house knows the linked matter', async () => {
  const { number } = await fresh('employee-mhn', { who: { visibility: 'coordinatorAndManager' } });
  await add(number, { matter: 'Tillsyn 2026-9999' });
  const ways = ['ia', 'ia?format=text', 'ia?format=json', 'ia?format=csv', 'police-pack', 'register'];
  for (const way of ways) {
    const answer = await get(`/api/cases/${number}/${way}`, COORDINATOR);
    expect([way, answer.status, /9999|tillsyn|matter/i.test(answer.text)]).toEqual([way, 200, false]);
  }
});

describe('series', () => {
  const matter = { matter: 'dnr 2026-3141' };
  const series = (number: string, as = COORDINATOR): Promise<Raw> => get(`/api/cases/${number}/series`, as);

  test('suggests earlier cases, says why, and keeps what a person said', async () => {
    const first = await fresh();
    await add(first.number, { ...matter, placeName: 'Receptionen' });
    house.pass(60_000);
    const second = await fresh();
    await add(second.number, { matter: 'tillsyn 2026-3141', placeName: 'receptionen' });
    const found = await series(second.number);
    expect(found.json).toEqual({ on: true, items: [expect.objectContaining({ number: first.number, why: ['matter', 'place'] })] });
    expect((await series(first.number)).json).toEqual({ on: true, items: [] });
    await command(second.number, COORDINATOR, 'linkCase', { number: first.number, confirmed: true });
    const detail = await get(`/api/cases/${second.number}`, COORDINATOR);
    expect((detail.json?.['timeline'] as readonly JsonObject[]).at(-1)).toEqual({ at: expect.any(String), by: expect.any(Object), kind: 'caseLinked', confirmed: true });
    expect((await series(first.number)).json?.['items']).toEqual([expect.objectContaining({ number: second.number, decided: 'confirmed' })]);
    await command(second.number, COORDINATOR, 'linkCase', { number: first.number, confirmed: false });
    expect((await series(second.number)).json?.['items']).toEqual([expect.objectContaining({ decided: 'dismissed' })]);
  });

  test('shows only cases that the caller works, and compares nobody’s looks or words', async () => {
    const kept = await fresh('employee-mhn', { who: { involved: 'reader' } });
    await add(kept.number, { matter: 'Kafé Ankaret 2026-2718' });
    const alike = await fresh();
    await add(alike.number, { description: 'Lång, heter Ankaret', verbatim: 'Akta dig' });
    house.pass(60_000);
    const { number } = await fresh();
    await add(number, { matter: 'Kafé Ankaret 2026-2718', description: 'Lång, heter Ankaret', verbatim: 'Akta dig' });
    expect(numbers(await series(number))).toEqual([]);
    expect(numbers(await series(number, 'deputy-mhn'))).toEqual([kept.number]);
  });

  test('is off where the board has not asked for it', async () => {
    const { number } = await fresh('employee-amn');
    await add(number, matter);
    expect((await series(number, 'coordinator-amn')).json).toEqual({ on: false, items: [] });
    expectProblem(await command(number, 'coordinator-amn', 'linkCase', { number: (await fresh('employee-amn')).number, confirmed: true }), 422, 'not_for_this_case');
    expectProblem(await command((await fresh()).number, COORDINATOR, 'linkCase', { number: 'MHN-0000-000X', confirmed: true }), 422, 'command_invalid');
  });
});

test('what the person pointed out asks for stands in the case', async () => {
  const { number } = await fresh();
  expectProblem(await command(number, COORDINATOR, 'notePointedOutRequest', { request: 'access', result: 'refused' }), 422, 'reason_missing');
  const answer = await command(number, COORDINATOR, 'notePointedOutRequest', { request: 'correction', result: 'partly', reason: 'Ett namn var fel.' });
  expect(answer.json?.['pointedOut']).toEqual({ requests: [expect.objectContaining({ request: 'correction', result: 'partly', reason: 'Ett namn var fel.' })] });
});

test('whatever is refused here is logged by what was asked for and its code, and nothing that anybody typed', async () => {
  const { number } = await fresh('employee-mhn', { who: { visibility: 'coordinatorAndManager' } });
  await command(number, COORDINATOR, 'refer', { to: 'manager-mhn' });
  const one = `/api/cases/${number}`;
  const exercise = '/api/boards/MHN/exercise';
  const asked: readonly (readonly [command: string, reason: string, as: string, send: () => Promise<Raw>])[] = [
    ['iaList', 'board_not_found', 'coordinator-amn', () => get('/api/ia?board=MHN', 'coordinator-amn')],
    ['iaPreview', 'case_not_found', 'central', () => get(`${one}/ia`, 'central')],
    ['iaPreview', 'fields_unknown', COORDINATOR, () => get(`${one}/ia?fields=kanarie`, COORDINATOR)],
    ['iaSend', 'forbidden', 'safetyrep-mhn', async () => {
      await command(number, COORDINATOR, 'acknowledge');
      return post(`${one}/ia/send`, 'safetyrep-mhn', { version: 1 });
    }],
    ['iaSend', 'ia_names', COORDINATOR, async () => {
      await add(number, { description: 'Heter Nilsson' });
      return sendIa(number, { text: 'Nilsson, kanariefågel.' });
    }],
    ['policePack', 'case_not_found', 'other-mhn', () => get(`${one}/police-pack`, 'other-mhn')],
    ['register', 'forbidden', 'manager-mhn', () => get(`${one}/register`, 'manager-mhn')],
    ['registerCheck', 'subject_invalid', COORDINATOR, () => post(`${one}/register/check`, COORDINATOR, { subject: 7, said: 'kanariefågel' })],
    ['series', 'forbidden', 'manager-mhn', () => get(`${one}/series`, 'manager-mhn')],
    ['exerciseShow', 'forbidden', 'manager-mhn', () => get(exercise, 'manager-mhn')],
    ['exerciseStart', 'unknown_here', COORDINATOR, () => post(exercise, COORDINATOR, { minutes: 60, people: ['kanariefågel'] })],
    ['exerciseEnd', 'board_not_found', 'coordinator-amn', () => raw(house, exercise, { method: 'DELETE', as: 'coordinator-amn' })],
  ];
  for (const [name, reason, as, send] of asked) {
    const before = house.logged.length;
    expect([name, (await send()).json?.['code']]).toEqual([name, reason]);
    const lines = house.logged.slice(before) as readonly JsonObject[];
    expect(lines.filter(({ code }) => code === 'command_refused')).toEqual([{ code: 'command_refused', command: name, reason, person: house.services.cases.personKey(as), message: 'a command was refused' }]);
    expect(JSON.stringify(lines).toLowerCase()).not.toMatch(new RegExp(`kanarie|nilsson|${number}|${as}`.toLowerCase()));
  }
});
