import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { publicUrl, readConfig, SETTINGS, type Config, type Environment, type Problem } from '../../config';

const PLACES = { root: '/project', cwd: '/somewhere' };

function configOf(env: Environment): Config {
  const result = readConfig(env, PLACES);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.ok;
}

function problemsOf(env: Environment): readonly Problem[] {
  const result = readConfig(env, PLACES);
  if ('ok' in result) throw new Error('accepted');
  return result.problems;
}

const variables = (env: Environment): string[] => problemsOf(env).map(({ variable }) => variable);

describe('the settings', () => {
  it('need not be given at all', () => {
    expect(configOf({})).toEqual({
      host: '127.0.0.1',
      port: 3978,
      dataDir: '/project/data',
      auth: { mode: 'demo' },
      boardsFile: '/project/config/boards.demo.json',
      guidanceDir: '/project/guidance',
      store: { kind: 'sqlite', commitDelayMs: 0 },
      attachments: { kind: 'files' },
      conversationDays: 365,
      webhookSecrets: new Map(),
      logLevel: 'info',
    });
  });

  it('for mail need a sender, a whole sign-in, and no password in the clear', () => {
    const smtp = { SMTP_HOST: 'smtp.example.se', SMTP_FROM: 'trygg@example.se' };
    expect(configOf(smtp).smtp).toEqual({ host: 'smtp.example.se', port: 587, security: 'starttls', from: 'trygg@example.se' });
    expect(configOf({ ...smtp, SMTP_SECURITY: 'tls', SMTP_USER: 'trygg', SMTP_PASSWORD: 'hemligt' }).smtp).toMatchObject({ port: 465, login: { user: 'trygg', password: 'hemligt' } });
    expect(configOf({ ...smtp, SMTP_SECURITY: 'none' }).smtp).toMatchObject({ port: 25 });
    expect(variables({ SMTP_HOST: 'smtp.example.se' })).toEqual(['SMTP_FROM']);
    expect(variables({ ...smtp, SMTP_FROM: 'Trygg <trygg@example.se>' })).toEqual(['SMTP_FROM']);
    expect(variables({ ...smtp, SMTP_USER: 'trygg' })).toEqual(['SMTP_PASSWORD']);
    expect(variables({ ...smtp, SMTP_SECURITY: 'none', SMTP_USER: 'trygg', SMTP_PASSWORD: 'hemligt' })).toEqual(['SMTP_SECURITY']);
    expect(variables({ SMTP_FROM: 'trygg@example.se' })).toEqual(['SMTP_HOST']);
    expect(JSON.stringify(problemsOf({ SMTP_PASSWORD: 'hemligt' }))).not.toContain('hemligt');
  });

  it('for a model are a whole set, of one server, encrypted unless it is on this machine', () => {
    const openai = { OPENAI_API_KEY: 'hemligt', OPENAI_MODEL: 'gpt' };
    const azure = { AZURE_OPENAI_ENDPOINT: 'https://trygg.openai.azure.com/', AZURE_OPENAI_API_KEY: 'hemligt', AZURE_OPENAI_DEPLOYMENT: 'svar' };
    expect(configOf(openai).model).toEqual({ kind: 'openai', url: 'https://api.openai.com/v1', apiKey: 'hemligt', model: 'gpt', questionsPerHour: 30, assistReports: false });
    expect(configOf({ ...openai, OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1/', OPENAI_EMBEDDING_MODEL: 'e' }).model).toMatchObject({ url: 'http://127.0.0.1:11434/v1', embeddingModel: 'e' });
    expect(configOf({ ...azure, LLM_ASSIST_REPORTS: 'on', LLM_QUESTIONS_PER_HOUR: '7' }).model).toEqual({ kind: 'azure', url: 'https://trygg.openai.azure.com', apiKey: 'hemligt', model: 'svar', questionsPerHour: 7, assistReports: true });
    for (const [set, name] of [openai, azure].flatMap((set) => Object.keys(set).map((name) => [set, name] as const))) {
      expect(variables({ ...set, [name]: undefined })).toEqual([name]);
    }
    expect(variables({ OPENAI_BASE_URL: 'https://model.example.se' })).toEqual(['OPENAI_API_KEY', 'OPENAI_MODEL']);
    expect(variables({ OPENAI_EMBEDDING_MODEL: 'e' })).toEqual(['OPENAI_API_KEY', 'OPENAI_MODEL']);
    expect(variables({ ...openai, ...azure })).toEqual(['AZURE_OPENAI_ENDPOINT']);
    expect(variables({ ...openai, OPENAI_BASE_URL: 'http://model.example.se/v1' })).toEqual(['OPENAI_BASE_URL']);
    expect(variables({ ...azure, AZURE_OPENAI_ENDPOINT: 'http://10.0.0.4' })).toEqual(['AZURE_OPENAI_ENDPOINT']);
    expect(variables({ ...openai, OPENAI_BASE_URL: 'model' })).toEqual(['OPENAI_BASE_URL']);
    expect(['0', 'many', '10001'].map((many) => variables({ ...openai, LLM_QUESTIONS_PER_HOUR: many }))).toEqual(Array(3).fill(['LLM_QUESTIONS_PER_HOUR']));
    expect(variables({ LLM_ASSIST_REPORTS: 'on' })).toEqual(['LLM_ASSIST_REPORTS']);
    expect(variables({ ...openai, LLM_ASSIST_REPORTS: 'yes' })).toEqual(['LLM_ASSIST_REPORTS']);
    expect(JSON.stringify(problemsOf({ OPENAI_API_KEY: 'hemligt' }))).not.toContain('hemligt');
  });

  it('for webhooks are a secret for each board, long enough, several while one takes the place of another', () => {
    const [one, other] = ['a'.repeat(32), 'b'.repeat(40)];
    expect(configOf({ WEBHOOK_SECRETS: `MHN:${one} AMN:${other}  MHN:${other}` }).webhookSecrets).toEqual(new Map([['MHN', [one, other]], ['AMN', [other]]]));
    for (const wrong of ['MHN:short', one, `mhn:${one}`, `MHN:${one},AMN:short AMN:x`]) {
      expect(variables({ WEBHOOK_SECRETS: wrong })).toEqual(['WEBHOOK_SECRETS']);
      expect(JSON.stringify(problemsOf({ WEBHOOK_SECRETS: wrong }))).not.toContain(wrong);
    }
  });

  it('count as not given when they are empty', () => {
    expect(configOf(Object.fromEntries(SETTINGS.map((name) => [name, ' '])))).toEqual(configOf({}));
  });

  it('start relative paths where the person stands', () => {
    const config = configOf({ DATA_DIR: './mine', BOARDS_FILE: '../boards.json', GUIDANCE_DIR: '/texts' });
    expect([config.dataDir, config.boardsFile, config.guidanceDir]).toEqual(['/somewhere/mine', '/boards.json', '/texts']);
  });

  it('report every mistake at once, by the name of the variable', () => {
    const wrong = {
      HOST: '0.0.0.0',
      PORT: '80a',
      PUBLIC_URL: 'trygg.example.se',
      AUTH_MODE: 'open',
      DEMO_NOW: 'tomorrow',
      STORE: 'memory',
      STORE_COMMIT_DELAY_MS: '1001',
      LOG_LEVEL: 'loud',
      MicrosoftAppType: 'Other',
      MicrosoftAppPassword: 'a-secret',
    };
    expect(new Set(variables(wrong))).toEqual(
      new Set(['HOST', 'PORT', 'PUBLIC_URL', 'AUTH_MODE', 'DEMO_NOW', 'STORE', 'STORE_COMMIT_DELAY_MS', 'LOG_LEVEL', 'MicrosoftAppType', 'MicrosoftAppId']),
    );
    expect(JSON.stringify(problemsOf(wrong))).not.toContain('a-secret');
  });

  it.each(['65536', '-1', '1.5', '0x50', '1e3'])('refuse the port %s', (PORT) => {
    expect(variables({ PORT })).toEqual(['PORT']);
  });

  it('know nothing of variables that have no function here', () => {
    expect(configOf({ SLACK_TOKEN: 'x', COSMOS_KEY: 'y', BLOB_CONTAINER: 'z' })).toEqual(configOf({}));
  });

  it('refuse what is not built: signing in with Entra', () => {
    expect(problemsOf({ AUTH_MODE: 'entra' })).toEqual([{ variable: 'AUTH_MODE', message: expect.stringContaining('not built yet') }]);
  });
});

describe('the store', () => {
  const cosmos = { STORE: 'cosmos', COSMOS_ENDPOINT: 'https://trygg.example/' };

  it('in Azure Cosmos DB needs its address', () => {
    expect(variables({ STORE: 'cosmos' })).toEqual(['COSMOS_ENDPOINT']);
  });

  it('has the data keys in a database of their own, in the same account unless another is named', () => {
    expect(configOf({ ...cosmos, COSMOS_KEY: 'k' }).store).toEqual({
      kind: 'cosmos',
      endpoint: 'https://trygg.example',
      key: 'k',
      database: 'trygg',
      keys: { endpoint: 'https://trygg.example', key: 'k', database: 'trygg-keys' },
    });
  });

  it('gives the key of one account to no other', () => {
    expect(configOf({ ...cosmos, COSMOS_KEY: 'k', COSMOS_KEYS_ENDPOINT: 'https://keys.example' }).store).toMatchObject({
      keys: { endpoint: 'https://keys.example', database: 'trygg-keys' },
    });
    expect(JSON.stringify(configOf({ ...cosmos, COSMOS_KEY: 'secret', COSMOS_KEYS_ENDPOINT: 'https://keys.example' }).store)).toBe(
      '{"kind":"cosmos","endpoint":"https://trygg.example","key":"secret","database":"trygg","keys":{"endpoint":"https://keys.example","database":"trygg-keys"}}',
    );
  });

  it('of files in Azure Blob Storage needs an address or a connection string', () => {
    expect(variables({ ATTACHMENTS: 'blob' })).toEqual(['BLOB_ENDPOINT']);
    expect(configOf({ ATTACHMENTS: 'blob', BLOB_ENDPOINT: 'https://files.example/' }).attachments).toEqual({ kind: 'blob', container: 'trygg', endpoint: 'https://files.example' });
  });
});

describe('the master key', () => {
  const bytes = Buffer.alloc(32, 0xfb);

  it.each([bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex'), bytes.toString('hex').toUpperCase()])('may be written as %s', (DATA_KEY) => {
    expect(configOf({ DATA_KEY }).dataKey).toEqual(bytes);
  });

  it.each(['short', 'x'.repeat(44), bytes.subarray(1).toString('base64'), `${bytes.toString('base64')}AAAA`])('is refused as %s, and never repeated', (DATA_KEY) => {
    expect(variables({ DATA_KEY })).toEqual(['DATA_KEY']);
    expect(JSON.stringify(problemsOf({ DATA_KEY }))).not.toContain(DATA_KEY);
  });
});

describe('demo mode', () => {
  it.each(['localhost', '127.0.0.1', '127.1.2.3', '::1'])('listens on %s', (HOST) => {
    expect(configOf({ HOST }).host).toBe(HOST);
  });

  it.each(['0.0.0.0', '::', '192.168.1.2', 'trygg.example.se', '127.0.0.1.example.se', '1270.0.0.1'])('refuses to listen on %s', (HOST) => {
    expect(variables({ HOST })).toEqual(['HOST']);
  });

  it.each([
    ['2026-03-02T03:00:00Z', '2026-03-02T03:00:00.000Z'],
    ['2026-03-02T03:00+01:00', '2026-03-02T02:00:00.000Z'],
    ['2026-01-02T03:00:00', '2026-01-02T02:00:00.000Z'],
    ['2026-07-02T03:00:00.500', '2026-07-02T01:00:00.500Z'],
  ])('starts its clock at %s', (DEMO_NOW, instant) => {
    expect(configOf({ DEMO_NOW }).auth.startsAt?.toISOString()).toBe(instant);
  });

  it.each(['2026-03-02', '02/03/2026', '2026-02-30T10:00:00Z', '2026-13-01T10:00:00Z', '2026-03-02T25:00:00Z', '1772416800'])('refuses the time %s', (DEMO_NOW) => {
    expect(variables({ DEMO_NOW })).toEqual(['DEMO_NOW']);
  });
});

describe('the address of links', () => {
  it.each<[Environment, number | undefined, string]>([
    [{}, undefined, 'http://127.0.0.1:3978'],
    [{ PORT: '0' }, 4711, 'http://127.0.0.1:4711'],
    [{ HOST: '::1' }, undefined, 'http://[::1]:3978'],
    [{ PUBLIC_URL: 'https://trygg.example.se/bot/' }, 4711, 'https://trygg.example.se/bot'],
  ])('from %j is where a browser finds the server', (env, port, address) => {
    expect(publicUrl(configOf(env), port)).toBe(address);
  });

  it.each(['ftp://trygg.example.se', 'https://trygg.example.se?a=b', 'javascript:alert(1)', 'https://a:b@trygg.example.se'])('cannot be %s', (PUBLIC_URL) => {
    expect(variables({ PUBLIC_URL })).toEqual(['PUBLIC_URL']);
  });
});

describe("the bot's registration", () => {
  it('is absent without an id', () => {
    expect(configOf({ MicrosoftAppType: 'SingleTenant' }).bot).toBeUndefined();
  });

  it('is handed on under the names of the SDK', () => {
    const env = { MicrosoftAppId: 'id', MicrosoftAppPassword: 'pw', MicrosoftAppType: 'singletenant', MicrosoftAppTenantId: 'tenant' };
    expect(configOf(env).bot).toEqual({ ...env, MicrosoftAppType: 'SingleTenant' });
  });

  it.each<[Environment, string[]]>([
    [{ MicrosoftAppPassword: 'pw' }, ['MicrosoftAppId']],
    [{ MicrosoftAppTenantId: 'tenant' }, ['MicrosoftAppId']],
    [{ MicrosoftAppId: 'id', MicrosoftAppType: 'SingleTenant' }, ['MicrosoftAppPassword', 'MicrosoftAppTenantId']],
    [{ MicrosoftAppId: 'id', MicrosoftAppType: 'UserAssignedMSI' }, ['MicrosoftAppTenantId']],
    [{ MicrosoftAppId: 'id', MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppTenantId: 't', MicrosoftAppPassword: 'pw' }, ['MicrosoftAppPassword']],
  ])('%j lacks or contradicts %j', (env, missing) => {
    expect(variables(env)).toEqual(missing);
  });
});

describe('.env.example', () => {
  const lines = readFileSync(join(__dirname, '../../.env.example'), 'utf8').split('\n');
  const entries = lines.flatMap((line, index) => {
    const [, name, value] = /^#([A-Za-z_]+)=(.*)$/.exec(line) ?? [];
    return name === undefined ? [] : [{ name, value: value ?? '', comment: lines[index - 1] ?? '' }];
  });

  it('names every setting once, and no other', () => {
    expect(entries.map(({ name }) => name).sort()).toEqual([...SETTINGS].sort());
  });

  it('explains each', () => {
    for (const { name, comment } of entries) expect({ name, comment }).toEqual({ name, comment: expect.stringMatching(/^# .+|^#[A-Z_]+=/) });
  });

  it('gives values that are accepted, and defaults that are true', () => {
    const values = Object.fromEntries(entries.map(({ name, value }) => [name, value]));
    const root = resolve('/project');
    const result = readConfig(values, { root, cwd: root });
    expect(result).toEqual({
      ok: {
        ...configOf({}),
        publicUrl: 'https://trygg.example.se',
        instanceUrl: 'http://10.0.0.4:3978',
        smtp: { host: 'smtp.example.se', port: 587, security: 'starttls', from: 'trygg@example.se' },
        auth: { mode: 'demo', startsAt: new Date('2026-03-02T02:00:00Z') },
        bot: { MicrosoftAppId: '00000000-0000-0000-0000-000000000000', MicrosoftAppType: 'MultiTenant' },
      },
    });
  });
});
