import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { freePort } from './playgrounds';

const SCRIPT = join(__dirname, '../../scripts/playground.mjs');

interface Activity {
  type: string;
  text?: string;
  serviceUrl: string;
  conversation: { id: string };
  from: { id: string; aadObjectId?: string };
}

/** A bot that answers nothing and remembers what it was sent. */
class SilentBot {
  readonly activities: Activity[] = [];
  private readonly waiting: (() => void)[] = [];
  private readonly server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      // The Playground also asks by HEAD whether the bot is there.
      if (request.method === 'POST' && request.url === '/api/messages') this.activities.push(JSON.parse(body) as Activity);
      response.end();
      for (const wake of this.waiting.splice(0)) wake();
    });
  });

  async start(): Promise<string> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async message(text: string): Promise<Activity> {
    for (;;) {
      const found = this.activities.find((activity) => activity.type === 'message' && activity.text === text);
      if (found) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

const exitCode = async (child: ChildProcess): Promise<unknown> => ((await once(child, 'close')) as unknown[])[0];

describe('npm run playground', () => {
  const bot = new SilentBot();
  const started: ChildProcess[] = [];
  const playground = (...args: string[]): ChildProcess => {
    const child = spawn(process.execPath, [SCRIPT, '--json', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    started.push(child);
    return child;
  };
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGINT');
  });
  let address: string;
  beforeAll(async () => {
    address = await bot.start();
  });
  afterAll(() => bot.stop());

  it('gives two Playgrounds, one of the employee and one of the coordinator, whom the demo boards know', async () => {
    const [employeePort, coordinatorPort] = [await freePort(), await freePort()];
    const child = playground('--bot', address, '--employee-port', String(employeePort), '--coordinator-port', String(coordinatorPort));
    let browser: Browser | undefined;
    try {
      const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
      expect(JSON.parse(line)).toEqual({
        ready: true,
        bot: `${address}/api/messages`,
        employee: `http://localhost:${employeePort}`,
        coordinator: `http://localhost:${coordinatorPort}`,
      });
      browser = await launchChromium();
      const sent: Activity[] = [];
      for (const [port, text] of [[employeePort, 'hej från den anställda'], [coordinatorPort, 'hej från samordnaren']] as const) {
        const page = await browser.newPage();
        await page.goto(`http://localhost:${port}`);
        const box = page.locator('[contenteditable="true"]').first();
        await box.click();
        await box.pressSequentially(text);
        await box.press('Enter');
        sent.push(await bot.message(text));
      }
      expect(sent.map(({ from }) => from.aadObjectId)).toEqual(['00000000-0000-0000-0000-0000000000020', '00000000-0000-0000-0000-0000000000022']);
      expect(new Set(sent.map(({ from }) => from.id)).size).toBe(2);
      expect(new Set(sent.map(({ conversation }) => conversation.id)).size).toBe(2);
      expect(sent.map(({ serviceUrl }) => new URL(serviceUrl).port)).toEqual([String(employeePort), String(coordinatorPort)]);
    } finally {
      await browser?.close();
      child.kill('SIGINT');
    }
    expect(await exitCode(child)).toBe(0);
    await expect(fetch(`http://localhost:${employeePort}`)).rejects.toThrow();
  }, 90_000);

  it('says so when a port is taken, and leaves nothing running', async () => {
    const free = await freePort();
    const child = playground('--bot', address, '--employee-port', String(free), '--coordinator-port', new URL(address).port);
    const said = createInterface(child.stderr!);
    const lines: string[] = [];
    said.on('line', (line) => lines.push(line));
    expect(await exitCode(child)).toBe(1);
    expect(lines.join('\n')).toMatch(/^Port \d+ is in use/);
    await expect(fetch(`http://localhost:${free}`)).rejects.toThrow();
  }, 60_000);

  it('says so when no bot is running', async () => {
    const child = playground('--bot', `http://127.0.0.1:${await freePort()}`);
    const [line] = (await once(createInterface(child.stderr!), 'line')) as [string];
    expect(line).toMatch(/^No bot answers at http:\/\/127\.0\.0\.1:\d+\/api\/messages\. Start it first/);
    expect(await exitCode(child)).toBe(1);
  });
});
