import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { greeting, talk } from './chatCards';
import { chatHouse, type ChatHouse } from './chatHouse';

describe('a conversation on the intranet page', () => {
  let browser: Browser;
  let house: ChatHouse;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    [browser, house] = await Promise.all([launchChromium(), chatHouse()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await house.dispose();
  });
  beforeEach(async () => {
    await house.start();
    house.turns.length = 0;
    house.answer(talk);
    context = await browser.newContext({ locale: 'sv-SE' });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
  });
  afterEach(() => context.close());

  const composer = (): Locator => page.locator('#message');
  const bubbles = (): Promise<string[]> => page.locator('.bubble p').allTextContents();

  async function open(): Promise<void> {
    await page.goto(house.url);
    await page.getByRole('heading', { name: 'Hej' }).waitFor();
  }

  async function say(words: string): Promise<void> {
    await composer().fill(words);
    await composer().press('Enter');
    await page.getByText(`du sa ${words}`, { exact: true }).waitFor();
  }

  it('is the same after a reload', async () => {
    await open();
    await say('ett');
    await say('två');
    await composer().fill('halvt');
    await page.reload();
    await page.getByText('du sa två').waitFor();
    expect(await bubbles()).toEqual(['ett', 'du sa ett', 'två', 'du sa två']);
    expect(await page.getByRole('heading', { name: 'Hej' }).count()).toBe(1);
    expect(await composer().inputValue()).toBe('halvt');
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('halvt');
  });

  it('goes on by itself when the server comes back, without loss or doubles', async () => {
    await open();
    await say('före');
    await house.stop();
    await page.locator('#status').getByText('Ansluter igen…').waitFor();
    await composer().fill('under');
    await composer().press('Enter');
    const failed = page.getByRole('button', { name: 'Försök igen' });
    await failed.waitFor();
    await house.start();
    await page.locator('#status').waitFor({ state: 'hidden' });
    await failed.click();
    await page.getByText('du sa under', { exact: true }).waitFor();
    await say('efter');
    expect(await bubbles()).toEqual(['före', 'du sa före', 'under', 'du sa under', 'efter', 'du sa efter']);
    expect(house.turns.filter(({ input }) => input.kind === 'text')).toHaveLength(3);
  });

  it('reaches the bot by polling where no stream can be opened', async () => {
    await page.routeWebSocket('**/stream**', (socket) => socket.close());
    await open();
    await say('ett');
    await say('två');
    expect(await bubbles()).toEqual(['ett', 'du sa ett', 'två', 'du sa två']);
  });

  it('asks for a longer-lasting token before the old one ends', async () => {
    await page.clock.install();
    await open();
    const refreshed = page.waitForResponse('**/tokens/refresh');
    await page.clock.runFor('15:10');
    expect((await refreshed).status()).toBe(200);
    await say('sent');
  });

  it('says plainly that an anonymous conversation has ended, and begins another', async () => {
    await page.addInitScript(() => localStorage.setItem('trygg.persona', 'anonymous'));
    await open();
    await say('hemligt');
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/token|conversation/i);
    await house.stop();
    await house.start();
    await page.getByText('Det förra samtalet är avslutat och går inte att öppna igen.').waitFor();
    await page.getByRole('heading', { name: 'Hej' }).waitFor();
    expect(await bubbles()).toEqual([]);
    await say('igen');
  });

  it('begins another when a known person\'s has ended, and leaves the old one readable', async () => {
    await open();
    await composer().fill('rapportera');
    await composer().press('Enter');
    await page.getByRole('textbox', { name: /Vad hände\?/ }).fill('Mina ord');
    await page.route('**/activities*', (route) => (route.request().method() === 'GET' ? route.fulfill({ status: 404 }) : route.continue()), { times: 1 });
    await house.stop();
    await house.start();
    await page.getByText('Det förra samtalet är avslutat. Här börjar ett nytt.').waitFor();
    expect(await page.getByRole('textbox', { name: /Vad hände\?/ }).inputValue()).toBe('Mina ord');
    expect(await page.locator('[data-card="step:what"]').getByRole('button', { name: 'Skicka' }).getAttribute('aria-disabled')).toBe('true');
    await say('igen');
  });

  it('ends when another person sits down, with everything typed', async () => {
    await open();
    await say('ett');
    await composer().fill('inte skickat');
    await page.getByRole('combobox', { name: 'Demo. Du är:' }).selectOption('elected-mhn');
    await page.waitForFunction(() => document.querySelectorAll('.bubble').length === 0);
    await page.getByRole('heading', { name: 'Hej' }).waitFor();
    await say('två');
    expect(house.turns.at(-1)?.actor.id).toBe('elected-mhn');
    expect(new Set(house.turns.map(({ conversationId }) => conversationId)).size).toBe(2);
    expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('inte skickat');
    await page.reload();
    await page.getByText('du sa två').waitFor();
    expect(await page.locator('#persona').inputValue()).toBe('elected-mhn');
  });

  it('shows the way to the workspace to whoever works cases there, and to nobody else', async () => {
    await open();
    const link = page.getByRole('link', { name: 'Till ärendena' });
    await page.getByRole('combobox', { name: 'Demo. Du är:' }).selectOption('coordinator-mhn');
    await link.waitFor();
    await page.getByRole('combobox', { name: 'Demo. Du är:' }).selectOption('employee-mhn');
    await link.waitFor({ state: 'hidden' });
  });

  it('changes language at once, tells the bot, and follows when the bot changes', async () => {
    await open();
    const told = page.waitForRequest((request) => request.method() === 'POST' && (request.postData() ?? '').includes('trygg/locale'));
    await page.getByRole('button', { name: 'English' }).click();
    expect((await told).postDataJSON()).toMatchObject({ type: 'event', name: 'trygg/locale', value: { locale: 'en' }, locale: 'en' });
    await page.getByRole('button', { name: 'Report', exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await say('hello');
    expect(house.turns.at(-1)?.localeHint).toBe('en');
    house.answer(() => [{ text: 'Nu på svenska.', locale: 'sv' }]);
    await composer().fill('svenska');
    await composer().press('Enter');
    await page.getByRole('button', { name: 'Rapportera', exact: true }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('sv');
  });

  it('starts with the word of the address, once, and with no other word', async () => {
    await page.goto(`${house.url}?say=rapportera`);
    await page.locator('[data-card="step:what"]').waitFor();
    expect(page.url()).toBe(house.url);
    await page.reload();
    await page.locator('[data-card="step:what"]').waitFor();
    expect(house.turns.filter(({ input }) => input.kind === 'text')).toHaveLength(1);
    await page.goto(`${house.url}?say=dra+tillbaka`);
    await say('sist');
    expect(house.turns.filter(({ input }) => input.kind === 'text')).toHaveLength(2);
  });

  it('sends files by name, several at once, and refuses what is too big before it is sent', async () => {
    await open();
    const files = ['a.txt', 'b.png'].map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) }));
    await page.locator('#file-input').setInputFiles(files);
    await page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(26 * 1024 * 1024)], 'film.mp4'));
      document.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    });
    await page.getByText('film.mp4 är för stor (27 MB). En fil får vara högst 25 MB.').waitFor();
    await page.getByRole('button', { name: 'Skicka' }).click();
    await page.getByText('fick a.txt, fick b.png').waitFor();
    expect(house.turns.at(-1)?.input).toMatchObject({ kind: 'files', files: [{ name: 'a.txt' }, { name: 'b.png' }] });
    await page.reload();
    await page.getByText('Bifogad fil: a.txt').waitFor();
  });

  it('says what the bot says of its own accord, and puts away the shortcuts while there is a card to press', async () => {
    await open();
    await page.getByRole('button', { name: 'Rapportera' }).click();
    await page.locator('[data-card="step:what"]').waitFor();
    await page.getByRole('button', { name: 'Rapportera' }).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Genvägar' }).click();
    await page.getByRole('button', { name: 'Mina ärenden' }).click();
    await page.getByText('du sa Mina ärenden').waitFor();
    house.answer(() => [{ card: greeting() }]);
    await composer().fill('hej');
    await composer().press('Enter');
    await page.locator('#announcer').getByText('Nytt från Trygg: Hej').waitFor();
  });
});
