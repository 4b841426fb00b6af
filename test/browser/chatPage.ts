import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { talk } from './chatCards';
import { chatHouse, type ChatHouse } from './chatHouse';

export interface ChatPage {
  readonly house: ChatHouse;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained about on its console, or a script stumbled over. */
  readonly complaints: string[];
  /** Opens the page and waits for the greeting. */
  open(path?: string): Promise<void>;
  /** Presses the shortcut that brings the form. */
  openForm(): Promise<void>;
  composer(): Locator;
  /** Writes a line and waits until the bot has repeated it. */
  say(words: string): Promise<void>;
}

/** A server, and a fresh browser profile with a page for each test; the bot is `talk` unless the test says otherwise. */
export function chatPage(options: BrowserContextOptions = {}): ChatPage {
  let house: ChatHouse | undefined;
  let browser: Browser | undefined;
  let context: BrowserContext | undefined;
  let page: Page | undefined;
  let complaints: string[] = [];

  const there = <T>(thing: T | undefined): T => {
    if (thing === undefined) throw new Error('only inside a test');
    return thing;
  };

  beforeAll(async () => {
    house = await chatHouse();
    browser = await launchChromium();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await house?.dispose();
  });
  beforeEach(async () => {
    await there(house).start();
    there(house).turns.length = 0;
    there(house).answer(talk);
    complaints = [];
    context = await there(browser).newContext({ locale: 'sv-SE', ...options });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterEach(async () => {
    await context?.close();
    context = undefined;
  });

  const composer = (): Locator => there(page).locator('#message');
  async function open(path = ''): Promise<void> {
    await there(page).goto(there(house).url + path);
    await there(page).getByRole('heading', { name: 'Hej' }).waitFor();
  }

  return {
    get house() {
      return there(house);
    },
    get context() {
      return there(context);
    },
    get page() {
      return there(page);
    },
    get complaints() {
      return complaints;
    },
    open,
    openForm: async () => {
      await open();
      await there(page).getByRole('button', { name: 'Rapportera' }).click();
      await there(page).locator('[data-card="step:what"]').waitFor();
      // A card is brought into sight two frames after it is there.
      await there(page).evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve)))));
    },
    composer,
    say: async (words) => {
      await composer().fill(words);
      await composer().press('Enter');
      await there(page).getByText(`du sa ${words}`, { exact: true }).waitFor();
    },
  };
}
