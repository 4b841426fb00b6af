import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { pressed, talk } from './chatCards';
import { chatHouse, type ChatHouse } from './chatHouse';

const FIRST_LOAD_BYTES = 200_000;
const TOUCH_PX = 44;

describe('the intranet page for everybody', () => {
  let browser: Browser;
  let house: ChatHouse;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    [browser, house] = await Promise.all([launchChromium(), chatHouse()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await house.dispose();
  });
  beforeEach(async () => {
    house.turns.length = 0;
    house.answer(talk);
    complaints = [];
    context = await browser.newContext({ locale: 'sv-SE', viewport: { width: 320, height: 640 }, hasTouch: true });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
  });
  afterEach(() => context.close());

  async function open(): Promise<void> {
    await page.goto(house.url);
    await page.getByRole('heading', { name: 'Hej' }).waitFor();
  }

  async function openForm(): Promise<void> {
    await open();
    await page.getByRole('button', { name: 'Rapportera' }).click();
    await page.locator('[data-card="step:what"]').waitFor();
  }

  it('loads within 200 kB over the wire, from its own origin, without a complaint of the browser', async () => {
    const requests: string[] = [];
    let bytes = 0;
    page.on('requestfinished', async (request) => {
      requests.push(request.url());
      const { responseBodySize, responseHeadersSize } = await request.sizes();
      bytes += responseBodySize + responseHeadersSize;
    });
    await open();
    await page.waitForLoadState('networkidle');
    expect(requests.filter((url) => !url.startsWith(house.url) && !url.startsWith('data:'))).toEqual([]);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(FIRST_LOAD_BYTES);
    expect(complaints).toEqual([]);
  });

  it('fits 320 pixels, with nothing smaller to press than a fingertip', async () => {
    await openForm();
    await page.locator('#file-input').setInputFiles([{ name: `${'lång'.repeat(30)}.txt`, mimeType: 'text/plain', buffer: Buffer.from('x') }]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    const small = await page.evaluate((least) => {
      const targets = [...document.querySelectorAll<HTMLElement>('button, select, textarea, a, label')].filter((target) => target.offsetParent !== null && !target.closest('.visually-hidden, .skip-link'));
      const area = (target: HTMLElement): HTMLElement => (target.matches('.ac-input label') ? target.parentElement ?? target : target);
      return targets
        .filter((target) => target.tagName !== 'LABEL' || target.matches('.ac-input label'))
        .filter((target) => area(target).getBoundingClientRect().height < least)
        .map((target) => target.outerHTML);
    }, TOUCH_PX);
    expect(small).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it('gives every control a name', async () => {
    await openForm();
    const session = await context.newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const controls = nodes.filter(({ role }) => ['button', 'textbox', 'radio', 'radiogroup', 'combobox', 'link', 'log', 'group'].includes(String(role?.value)));
    expect(controls.length).toBeGreaterThan(12);
    expect(controls.filter(({ name }) => !name?.value).map(({ role }) => role?.value)).toEqual([]);
    expect(controls.some(({ name, role }) => role?.value === 'radiogroup' && name?.value === 'När?')).toBe(true);
  });

  it('lets a report be made with the keyboard alone', async () => {
    await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Hoppa till samtalet');
    await tabTo('Rapportera');
    await page.keyboard.press('Enter');
    await page.locator('[data-card="step:what"]').waitFor();
    await page.keyboard.press('Shift+Tab');
    await tabTo('Vad hände?', 'Shift+Tab');
    await page.keyboard.type('Skrivet utan mus');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await tabTo('Skicka');
    await page.keyboard.press('Enter');
    await page.locator('[data-card="receipt"]').waitFor();
    expect(pressed(house.turns.at(-1)!)).toEqual({ a: 'send', story: 'Skrivet utan mus', when: 'today' });
    await tabTo('Lägg till');
  });

  async function tabTo(name: string, key = 'Tab'): Promise<void> {
    for (let presses = 0; presses < 25; presses += 1) {
      const here = await page.evaluate(() => {
        const element = document.activeElement;
        const labels = element instanceof HTMLTextAreaElement ? [...element.labels].map((label) => label.textContent) : [];
        return [...labels, element?.textContent ?? ''].join(' ');
      });
      if (here.includes(name)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`${name} cannot be reached with ${key}`);
  }

  it('announces what comes, not what was said before a reload', async () => {
    await openForm();
    expect(await page.locator('#log').getAttribute('role')).toBe('log');
    expect(await page.locator('#log').getAttribute('aria-live')).toBe('polite');
    await page.reload();
    await page.locator('[data-card="step:what"]').waitFor();
    expect(await page.locator('#announcer').textContent()).toBe('');
    expect(await page.locator('#log').getAttribute('aria-busy')).toBe('false');
  });
});
