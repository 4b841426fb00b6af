import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { readIntent } from '../../bot/intents';

const ROOT = join(__dirname, '../..');
const SETTINGS = { MicrosoftAppId: '0f0e0d0c-1234-4bcd-8ef0-0123456789ab', PUBLIC_URL: 'https://trygg.example.se/bot/' };

interface Command {
  title: string;
  description: string;
}
interface Manifest {
  id: string;
  version: string;
  bots: { botId: string; scopes: string[]; commandLists: { scopes: string[]; commands: Command[] }[] }[];
  staticTabs: { entityId: string; contentUrl?: string; name?: string }[];
  validDomains: string[];
  description: { full: string };
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trygg-package-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function npmRunPackage(settings: Record<string, string>): { status: number | null; stdout: string; stderr: string; file: string } {
  const file = join(folder, 'app.zip');
  // Set to nothing, what a developer has in .env does not count.
  const env = { PATH: process.env['PATH'], MicrosoftAppId: '', PUBLIC_URL: '', ...settings };
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/package.mjs'), '--json', '--out', file], { env, encoding: 'utf8' });
  return { status, stdout, stderr, file };
}

const parse = <T>(bytes: Uint8Array | undefined): T => JSON.parse(Buffer.from(bytes ?? []).toString('utf8')) as T;

let app: Record<string, Uint8Array> | undefined;

/** The packed app, made once; packing checks it against Teams' own schemas. */
function packed(): Record<string, Uint8Array> {
  if (app) return app;
  const { status, stderr, file } = npmRunPackage(SETTINGS);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  app = unzipSync(readFileSync(file));
  return app;
}

describe('npm run package', () => {
  it('packs the manifest, its translation and the icons, and says so in JSON alone', () => {
    const { stdout, file } = npmRunPackage(SETTINGS);
    const files = ['manifest.json', 'en.json', 'color.png', 'outline.png'];
    expect(JSON.parse(stdout)).toEqual({ file, files });
    expect(Object.keys(unzipSync(readFileSync(file))).sort()).toEqual(files.sort());
  });

  it('puts the settings where they belong', () => {
    const manifest = parse<Manifest>(packed()['manifest.json']);
    expect(manifest.id).toBe(SETTINGS.MicrosoftAppId);
    expect(manifest.bots[0]?.botId).toBe(SETTINGS.MicrosoftAppId);
    expect(manifest.validDomains).toEqual(['trygg.example.se']);
    expect(manifest.staticTabs[1]?.contentUrl).toBe('https://trygg.example.se/bot/workspace');
    expect(manifest.version).toBe((JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version);
    expect(JSON.stringify(manifest)).not.toContain('${');
  });

  it.each<[Record<string, string>, RegExp]>([
    [{ PUBLIC_URL: SETTINGS.PUBLIC_URL }, /^MicrosoftAppId is not set: .*\n$/],
    [{ MicrosoftAppId: SETTINGS.MicrosoftAppId }, /^PUBLIC_URL is not set: .*\n$/],
    [{}, /^MicrosoftAppId is not set: .*\nPUBLIC_URL is not set: .*\n$/],
    [{ MicrosoftAppId: 'my-bot', PUBLIC_URL: 'http://trygg.example.se' }, /^MicrosoftAppId must be a GUID.*\nPUBLIC_URL must be an https address.*\n$/],
  ])('with %j says what is missing, ends with an error and writes nothing', (settings, message) => {
    const { status, stdout, stderr, file } = npmRunPackage(settings);
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(message);
    expect(existsSync(file)).toBe(false);
  });
});

describe('the check before packing', () => {
  const CASES: readonly { what: string; change: string; problem?: string }[] = [
    { what: 'the app as it is', change: '' },
    { what: 'a scope that Teams does not know', change: `edit('manifest.json', '"personal", "team"', '"personal", "channel"')`, problem: '/bots/0/scopes/1: must be equal to one of the allowed values' },
    { what: 'a misspelt key', change: `edit('manifest.json', '"accentColor"', '"accentColour"')`, problem: 'must NOT have additional properties' },
    { what: 'a description too long', change: `edit('en.json', 'Report threats', 'x'.repeat(90))`, problem: 'en.json/description.short: must NOT have more than 80 characters' },
    { what: 'a command without translation', change: `edit('en.json', 'commands[8].title', 'commands[9].title')`, problem: 'en.json lacks bots[0].commandLists[0].commands[8].title' },
    { what: 'a translation of nothing', change: `edit('en.json', 'commands[8].title', 'commands[9].title')`, problem: 'en.json translates bots[0].commandLists[0].commands[9].title, which manifest.json does not have' },
    { what: 'an icon of the wrong size', change: `cpSync(root + '/manifest/color.png', root + '/manifest/outline.png')`, problem: 'outline.png must be 32 × 32 pixels, not 192 × 192' },
  ];
  let found: string[];

  // One process for all: reading the schemas takes a second. A script, since Jest would have to translate the module first.
  beforeAll(() => {
    const scratch = mkdtempSync(join(tmpdir(), 'trygg-manifest-'));
    const script = `
      import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
      const { appFiles } = await import(${JSON.stringify(join(ROOT, 'scripts/lib/manifest.mjs'))});
      const root = ${JSON.stringify(scratch)};
      const edit = (name, from, to) => writeFileSync(root + '/manifest/' + name, readFileSync(root + '/manifest/' + name, 'utf8').replace(from, to));
      const changes = [${CASES.map(({ change }) => `() => { ${change} }`).join(', ')}];
      const found = [];
      for (const change of changes) {
        rmSync(root, { recursive: true });
        cpSync(${JSON.stringify(join(ROOT, 'manifest'))}, root + '/manifest', { recursive: true });
        cpSync(${JSON.stringify(join(ROOT, 'package.json'))}, root + '/package.json');
        change();
        found.push(await appFiles(root, ${JSON.stringify(SETTINGS)}).then(() => 'accepted', (error) => error.message));
      }
      console.log(JSON.stringify(found));`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    rmSync(scratch, { recursive: true });
    if (stdout === '') throw new Error(stderr);
    found = JSON.parse(stdout) as string[];
  });

  it.each(CASES.map((one, index) => ({ ...one, index })))('judges $what', ({ problem, index }) => {
    expect(found[index]).toContain(problem ?? 'accepted');
  });
});

describe('the Teams app', () => {
  it('has a bot in personal chats, teams and group chats, and opens with the chat before the workspace', () => {
    const manifest = parse<Manifest>(packed()['manifest.json']);
    expect(manifest.bots[0]?.scopes).toEqual(['personal', 'team', 'groupChat']);
    expect(manifest.staticTabs.map(({ entityId }) => entityId)).toEqual(['conversations', 'workspace']);
  });

  it('offers commands that the bot understands, in both languages', () => {
    const files = packed();
    const manifest = parse<Manifest>(files['manifest.json']);
    const english = parse<Record<string, string>>(files['en.json']);
    manifest.bots[0]?.commandLists.forEach(({ commands }, list) => {
      commands.forEach(({ title }, index) => {
        const translated = english[`bots[0].commandLists[${list}].commands[${index}].title`] ?? '';
        const [swedish, other] = [readIntent(title), readIntent(translated)];
        expect([title, swedish.kind, translated, other.kind]).toEqual([title, 'command', translated, 'command']);
        // The last personal command switches to the other language, so there the words differ on purpose.
        if (!['english', 'svenska'].includes(title)) expect(other).toEqual(swedish);
      });
    });
  });

  it('names 112 and says that Teams is not anonymous, in both languages', () => {
    const files = packed();
    const swedish = parse<Manifest>(files['manifest.json']).description.full;
    const english = parse<Record<string, string>>(files['en.json'])['description.full'];
    expect(swedish).toMatch(/kan du inte vara anonym[^]*112/);
    expect(english).toMatch(/cannot be anonymous[^]*112/);
  });
});
