import { t } from '../../locales';
import { testApp, type House } from '../helpers/app';
import { CANARY } from '../helpers/cardRules';
import { caseOf } from '../helpers/people';
import { expectProblem, raw, reportWithFile, WORDS, type Raw } from './apiCases';

let house: House;
let number: string;
let file: string;
let persona: string;
beforeAll(async () => {
  house = await testApp();
  persona = house.newcomer('employee-mhn');
  ({ number, file } = await reportWithFile(house, persona));
});
afterAll(() => house.dispose());

const ROUTES = (): readonly string[] => ['/api/me', '/api/my/cases', '/api/cases', '/api/questions', `/api/cases/${number}`, `/api/cases/${number}/files/${file}`, '/api/live'];
const ALLOWED = (path: string): string => (path.endsWith('/commands') ? 'POST' : 'GET');

/** Nothing of the server's inside: no stack, no file, no name of what it is made of. */
function expectNoInternals({ text, headers }: Raw): void {
  expect(`${text}${JSON.stringify(headers)}`).not.toMatch(/restify|ResourceNotFound|MethodNotAllowedError|node_modules|at \w+ \(|\.ts:|x-powered-by|sqlite/i);
}

describe('who one is', () => {
  test('GET /api/me tells', async () => {
    expect((await raw(house, '/api/me', { as: 'coordinator-mhn' })).json).toEqual({
      id: 'coordinator-mhn',
      name: house.nameOf('coordinator-mhn'),
      roles: [{ board: 'MHN', role: 'employee' }, { board: 'MHN', role: 'coordinator' }],
      worksCases: ['MHN'],
      lists: { referred: [], serious: [], nameRequests: ['MHN'] },
    });
    expect((await raw(house, '/api/me', { as: 'central' })).json).toMatchObject({ roles: [{ board: 'AMN', role: 'central' }, { board: 'MHN', role: 'central' }], worksCases: [] });
    expect((await raw(house, '/api/me', { as: 'elected-recipient-mhn' })).json).toMatchObject({ worksCases: ['MHN'] });
  });

  test('an anonymous one is a new nobody each time', async () => {
    const ids = await Promise.all([1, 2].map(async () => (await raw(house, '/api/me', { as: 'anonymous' })).json));
    expect(ids[0]).toMatchObject({ name: '', roles: [], worksCases: [] });
    expect(ids[0]?.['id']).not.toBe(ids[1]?.['id']);
  });

  test('two Authorization headers are one person: the first', async () => {
    const both = { authorization: ['Bearer demo:employee-mhn', 'Bearer demo:coordinator-mhn'] };
    expect((await raw(house, '/api/me', { headers: both })).json).toMatchObject({ id: 'employee-mhn' });
    expectProblem(await raw(house, `/api/cases/${number}`, { headers: both }), 404, 'case_not_found');
    const joined = { authorization: 'Bearer demo:employee-mhn, Bearer demo:coordinator-mhn' };
    expectProblem(await raw(house, `/api/cases/${number}`, { headers: joined }), 401, 'unauthorised');
  });

  test.each(['bearer demo:coordinator-mhn', 'BEARER demo:coordinator-mhn', 'Bearer   demo:coordinator-mhn'])('“%s” is understood: the scheme has no case', async (authorization) => {
    expect((await raw(house, '/api/me', { headers: { authorization } })).json).toMatchObject({ id: 'coordinator-mhn' });
  });

  test.each([
    'demo:coordinator-mhn',
    'Basic demo:coordinator-mhn',
    'Bearer coordinator-mhn',
    'Bearer demo:',
    'Bearer demo:COORDINATOR-MHN',
    'Bearer demo:coordinator-mhn x',
    'Bearer demo:demo:coordinator-mhn',
    'Bearer demo:__proto__',
    'Bearer demo:constructor',
    'Bearer Demo:coordinator-mhn',
    'Bearerdemo:coordinator-mhn',
  ])('“%s” is nobody', async (authorization) => {
    for (const path of ROUTES()) expectProblem(await raw(house, path, { headers: { authorization } }), 401, 'unauthorised');
  });

  test('is not taken from anywhere else', async () => {
    const query = '?access_token=demo:coordinator-mhn&t=demo:coordinator-mhn&user=coordinator-mhn';
    const headers = { cookie: 'authorization=Bearer demo:coordinator-mhn', 'x-forwarded-user': 'coordinator-mhn', 'x-authorization': 'Bearer demo:coordinator-mhn', 'x-ms-client-principal-name': 'coordinator-mhn' };
    expectProblem(await raw(house, `/api/cases/${number}${query}`, { headers }), 401, 'unauthorised');
    expectProblem(await raw(house, `/api/cases/${number}${query}`, { headers, as: 'employee-mhn' }), 404, 'case_not_found');
  });
});

describe('a path', () => {
  test.each([
    ['up and down again', (one: string) => `/api/cases/%2e%2e/cases/${one}`],
    ['with dots', (one: string) => `/api/x/../cases/${one}`],
    ['with an encoded slash', (one: string) => `/api%2fcases%2f${one}`],
    ['in capitals', (one: string) => `/API/CASES/${one}`],
    ['with two slashes', (one: string) => `//api//cases//${one}`],
    ['with a semicolon', (one: string) => `/api/cases/${one};x=1`],
    ['with an encoded letter', (one: string) => `/api/cases/%4dHN${one.slice(3)}`],
    ['with a slash after it', (one: string) => `/api/cases/${one}/`],
    ['with a zero byte', (one: string) => `/api/cases/${one}%00`],
    ['with a space', (one: string) => `/api/cases/%20${one}`],
    ['with an absolute address', (one: string) => `http://127.0.0.1/api/cases/${one}`],
    ['in small letters', (one: string) => `/api/cases/${one.toLowerCase()}`],
  ])('%s opens nothing to whoever may not see the case', async (_how, path) => {
    for (const as of ['employee-mhn', 'coordinator-amn', 'manager-mhn', 'anonymous'] as const) {
      const answer = await raw(house, path(number), { as });
      expect(answer.status).toBe(404);
      expect(answer.text).not.toContain(number);
      expectNoInternals(answer);
    }
    expect((await raw(house, path(number))).status).toBeGreaterThanOrEqual(401);
    const known = await raw(house, path(number), { as: 'coordinator-mhn' });
    expect(known.status === 404 || known.json?.['number'] === number).toBe(true);
    expectNoInternals(known);
  });

  test.each(['%2e%2e%2fme', '..%2f..%2fetc%2fpasswd', '%00', '%C3%28', 'MHN', 'MHN-', '-', 'x'.repeat(3000), '%F0%9F%98%80', "'%20OR%201=1--", '{"$ne":null}', 'null', 'undefined', '__proto__'])('/api/cases/%s is no case', async (odd) => {
    for (const way of ['', '/files/x']) {
      const answer = await raw(house, `/api/cases/${odd}${way}`, { as: 'coordinator-mhn' });
      expect(answer.status).toBe(404);
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expectNoInternals(answer);
    }
  });

  test.each(['../../../../etc/passwd', '..%2f..%2ftrygg.db', '%2e%2e%2f%2e%2e%2ftrygg.key', 'x'.repeat(3000), '%00', 'F'.repeat(32)])('/files/%s is no file', async (odd) => {
    const answer = await raw(house, `/api/cases/${number}/files/${odd}`, { as: 'coordinator-mhn' });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json');
  });
});

describe('a method or a route that there is not', () => {
  test.each(['HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'])('%s on what is only read is 405, with what is allowed', async (method) => {
    for (const path of ROUTES()) {
      const answer = await raw(house, path, { method, as: 'coordinator-mhn' });
      expect([answer.status, answer.headers.allow, answer.headers['content-type'], answer.headers['access-control-allow-origin']]).toEqual([405, ALLOWED(path), 'application/problem+json', undefined]);
      if (method !== 'HEAD') expect(answer.json).toMatchObject({ status: 405, code: 'method_not_allowed' });
      expectNoInternals(answer);
    }
  });

  test.each(['GET', 'PUT', 'DELETE', 'OPTIONS'])('%s on the commands is 405', async (method) => {
    const answer = await raw(house, `/api/cases/${number}/commands`, { method, as: 'coordinator-mhn' });
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
  });

  test('a method named in a header is not the method', async () => {
    const headers = { 'x-http-method-override': 'POST', 'x-http-method': 'POST', 'x-method-override': 'DELETE' };
    expect((await raw(house, `/api/cases/${number}`, { headers, as: 'coordinator-mhn' })).status).toBe(200);
    expect(await caseOf(house, 'coordinator-mhn', number)).toMatchObject({ status: 'received' });
  });

  test.each(['/api', '/api/', '/api/nothing', '/api/cases/x/y/z', '/api/situation', '/nothing', '/api/me.json', '/.env', '/trygg.db'])('%s is a 404 of ours', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE']) {
      const answer = await raw(house, path, { method, as: 'coordinator-mhn' });
      expectProblem(answer, 404, 'not_found');
      expectNoInternals(answer);
    }
  });

  test('a page elsewhere is not let in: no answer allows its origin', async () => {
    for (const path of ROUTES().filter((one) => one !== '/api/live')) {
      const answer = await raw(house, path, { as: 'coordinator-mhn', headers: { origin: 'https://evil.example' } });
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });

  test('headers past all measure are refused, and the server goes on', async () => {
    // The connection may break before the answer is read, since Node reads no further.
    const refused = await raw(house, '/api/me', { as: 'coordinator-mhn', headers: { 'x-big': 'y'.repeat(20_000) } }).catch(() => undefined);
    expect([431, undefined]).toContain(refused?.status);
    expect((await raw(house, '/api/me', { as: 'coordinator-mhn' })).status).toBe(200);
  });
});

describe('what is answered', () => {
  test('is kept by no cache', async () => {
    for (const path of [...ROUTES().filter((one) => one !== '/api/live'), '/api/nothing', '/healthz', '/readyz', '/api/personas']) {
      for (const as of ['coordinator-mhn', 'employee-mhn', 'nobody']) expect([path, (await raw(house, path, { as })).headers['cache-control']]).toEqual([path, 'no-store']);
    }
    const live = await fetch(`${house.url}/api/live`, { headers: { authorization: 'Bearer demo:coordinator-mhn' } });
    expect([live.headers.get('cache-control'), live.headers.get('content-type')]).toEqual(['no-store', 'text/event-stream; charset=utf-8']);
    await live.body?.cancel();
  });

  test('a case has the shape that is promised, its questions as they were asked', async () => {
    const { json } = await raw(house, `/api/cases/${number}`, { as: 'coordinator-mhn' });
    expect(json).toMatchObject({
      number,
      version: 2,
      board: 'MHN',
      type: 'threat',
      severity: 'high',
      status: 'received',
      receivedAt: expect.stringMatching(/^2026-11-23T\d\d:\d\d:\d\d\.\d{3}Z$/),
      answers: expect.arrayContaining([{ id: 'story', step: 'story', question: t('sv', 'field.story'), value: WORDS, at: expect.any(String) }]),
      timeline: [
        { at: expect.any(String), by: { role: 'reporter' }, kind: 'received', severity: 'high', reasons: expect.any(Array) },
        { at: expect.any(String), by: { role: 'reporter' }, kind: 'fileAdded', file: 'bild på dörren.png' },
      ],
      notices: expect.arrayContaining([
        { about: 'new', recipient: 'coordinator-mhn', name: house.nameOf('coordinator-mhn'), channel: 'intranet', state: 'sent', attempts: 1, at: expect.any(String) },
        { about: 'new', recipient: 'coordinator-mhn', name: house.nameOf('coordinator-mhn'), channel: 'teams', state: 'noConversation', attempts: 0 },
      ]),
      files: [{ id: file, name: 'bild på dörren.png', contentType: 'image/png', bytes: expect.any(Number), sha256: expect.stringMatching(/^[0-9a-f]{64}$/), at: expect.any(String) }],
      may: expect.arrayContaining(['acknowledge']),
      reporter: { category: 'employee', visibility: 'coordinator', name: house.nameOf(persona) },
    });
  });

  test('a file comes to be saved, never shown as a page of ours', async () => {
    const { status, headers, text } = await raw(house, `/api/cases/${number}/files/${file}`, { as: 'coordinator-mhn' });
    expect([status, text.endsWith(`bytes of ${number}`)]).toEqual([200, true]);
    expect(headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(headers['content-disposition']).toBe(`attachment; filename*=UTF-8''bild%20p%C3%A5%20d%C3%B6rren.png`);
    expect(headers['content-security-policy']).toContain('sandbox');
  });

  test.each(['text/html', 'image/svg+xml', 'application/javascript', 'text/html; charset=utf-8'])('a file that says it is %s comes as what its bytes are', async (contentType) => {
    const made = await reportWithFile(house, house.newcomer('employee-mhn'), {}, contentType, `${CANARY}"\r\nx: y.html`);
    const { headers } = await raw(house, `/api/cases/${made.number}/files/${made.file}`, { as: 'coordinator-mhn' });
    expect(headers['content-type']).toBe('image/png');
    expect(headers['x']).toBeUndefined();
    expect(headers['content-disposition']).toMatch(/^attachment; filename\*=UTF-8''[\w%.-]+$/);
  });

  test('who one can be is listed without sign-in in the demonstration, and holds names of roles only', async () => {
    const { json } = await raw(house, '/api/personas');
    expect((json as unknown as readonly object[]).every((one) => Object.keys(one).sort().join() === 'id,name')).toBe(true);
  });
});
