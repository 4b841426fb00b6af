import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

const SCRIPT = join(__dirname, '../../scripts/playground.mjs');
const WINDOW = { width: 1280, height: 900 } as const;

/** The two Playgrounds of `npm run playground` against a running bot. */
export interface Playgrounds {
  readonly employee: string;
  readonly coordinator: string;
  stop(): Promise<void>;
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts both and waits until they answer. */
export async function startPlaygrounds(bot: string): Promise<Playgrounds> {
  const args = ['--json', '--bot', bot, '--employee-port', String(await freePort()), '--coordinator-port', String(await freePort())];
  const child = spawn(process.execPath, [SCRIPT, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const line = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  const { employee, coordinator } = JSON.parse(String(line[0])) as { employee: string; coordinator: string };
  return {
    employee,
    coordinator,
    stop: async () => {
      child.kill('SIGINT');
      await ended;
    },
  };
}

/** Somebody in Microsoft's emulator of Teams. */
export class PlaygroundPerson {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  /** Opens the emulator, which installs the bot in the personal chat. */
  static async arrive(browser: Browser, url: string): Promise<PlaygroundPerson> {
    const context = await browser.newContext({ viewport: WINDOW, timezoneId: 'Europe/Stockholm' });
    context.setDefaultTimeout(20_000);
    const person = new PlaygroundPerson(context, await context.newPage());
    await person.page.goto(url);
    await person.card('welcome').waitFor();
    await person.page.getByRole('button', { name: 'Hide log panel' }).click();
    return person;
  }

  /** The newest card of that name. */
  card(name: string): Locator {
    return this.cards(name).last();
  }

  cards(name: string): Locator {
    return this.page.locator('.ac-adaptiveCard').filter({ has: this.page.locator(`[id="${name}"]`) });
  }

  async press(card: string, button: string): Promise<void> {
    await this.card(card).getByRole('button', { name: button, exact: true }).click();
  }

  /** Types into the message box, which is no form field but an editable part of the page. */
  async say(words: string): Promise<void> {
    const box = this.page.locator('[contenteditable="true"]').first();
    await box.click();
    await box.pressSequentially(words);
    await box.press('Enter');
  }

  /** The same to the bot by name, as a group demands it. */
  async mention(words: string): Promise<void> {
    const box = this.page.locator('[contenteditable="true"]').first();
    await box.click();
    await box.pressSequentially('@');
    await this.page.getByRole('listbox', { name: 'Typeahead menu' }).getByText('Trygg', { exact: true }).click();
    await box.pressSequentially(` ${words}`);
    await box.press('Enter');
  }

  async open(chat: string): Promise<void> {
    await this.page.getByText(chat, { exact: true }).first().click();
  }
}
