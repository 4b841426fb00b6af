import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser, type LaunchOptions } from 'playwright-core';

const ROOT = dirname(dirname(__dirname));
const CACHE = join(ROOT, 'node_modules', '.cache', 'trygg');
const SYSTEM_CHROMIUM = '/usr/bin/chromium';

/** It talks to nobody but the pages under test. */
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * A headless Chromium: the machine's own, else the one that npm brought (Linux on x64), else an installed Chrome.
 * Close it when done.
 */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ headless: true, args: ARGS, ...(await whichChromium()) });
}

async function whichChromium(): Promise<LaunchOptions> {
  if (existsSync(SYSTEM_CHROMIUM)) return { executablePath: SYSTEM_CHROMIUM };
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: 'chrome' };
  const folder = await unpacked();
  const executablePath = join(folder, 'chromium');
  return { executablePath, env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf'), ...(await libraries(folder, executablePath)) } };
}

/** Unpacks the packed Chromium once, aside, and moves it into place whole: tests that start at the same time share it. */
async function unpacked(): Promise<string> {
  const folder = join(CACHE, `chromium-${packageVersion()}`);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const aside = mkdtempSync(join(CACHE, 'chromium-'));
  // The package unpacks into the temporary folder of its process, its libraries only where it believes to be in a cloud.
  const env = { ...process.env, TMPDIR: aside, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' };
  await promisify(execFile)(process.execPath, ['-e', "require('@sparticuz/chromium').executablePath()"], { cwd: ROOT, env });
  writeFileSync(join(aside, 'fonts.conf'), fontsConf(folder));
  try {
    renameSync(aside, folder);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}

function packageVersion(): string {
  const text = readFileSync(join(ROOT, 'node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** The package's Open Sans for what asks for no special font, so that pictures look the same on every machine; then the machine's own. */
function fontsConf(folder: string): string {
  const preferOpenSans = ['sans-serif', 'serif', 'system-ui', 'Segoe UI']
    .map((family) => `<match target="pattern"><test name="family"><string>${family}</string></test><edit name="family" mode="prepend" binding="strong"><string>Open Sans</string></edit></match>`)
    .join('\n  ');
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
  ${preferOpenSans}
</fontconfig>
`;
}

/** A bare machine lacks some libraries; the package brings them, but where the machine has its own those fit better. */
async function libraries(folder: string, executablePath: string): Promise<NodeJS.ProcessEnv> {
  try {
    await promisify(execFile)(executablePath, ['--version']);
    return {};
  } catch {
    return { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  }
}
