import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { violations } from './axe';
import { ChatPerson } from './chatPerson';
import { picture } from './pictures';
import { realServer, type RealServer } from './realServer';
import { onPage, spoken, type Language } from './words';
import { WorkspacePerson } from './workspacePerson';

/** WCAG 2.1, 1.4.10: nothing to scroll sideways in a window this narrow. */
const NARROW = { width: 320, height: 640 } as const;
const TABS = 40;

describe('the product without a mouse, without sight, on the smallest screen', () => {
  let browser: Browser;
  let server: RealServer;
  let person: ChatPerson;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), realServer()]);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await server.dispose();
  });
  afterEach(() => person.close());

  /** Presses Tab until the focus stands on what has that name. @throws where it cannot be reached */
  async function tabTo(name: string | RegExp): Promise<void> {
    const seen: string[] = [];
    for (let presses = 0; presses < TABS; presses++) {
      await person.page.keyboard.press('Tab');
      const here = await focused(person.page);
      if (typeof name === 'string' ? here === name : name.test(here)) return;
      seen.push(here);
    }
    throw new Error(`${String(name)} cannot be reached by Tab: ${seen.join(' | ')}`);
  }

  /** Name of what has the focus. */
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => {
      const element = document.activeElement;
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) return element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? '';
      return element?.textContent.trim() ?? '';
    });

  /** The focus is in the card of that name, on its heading or its first field. */
  async function focusIsIn(card: string): Promise<void> {
    await person.card(card).waitFor();
    await person.page.waitForFunction((name) => {
      const root = [...document.querySelectorAll(`[data-card="${name}"]`)].at(-1);
      const start = root?.querySelector('[role="heading"]') ?? root?.querySelector('input, textarea, select');
      return start !== null && start === document.activeElement;
    }, card);
  }

  it('takes a report by Tab, Space and Enter alone, and the focus goes where the next card begins', async () => {
    person = await ChatPerson.arrive(browser, server.url, 'employee-mhn', { viewport: { width: 1280, height: 720 }, hasTouch: false });
    const { page, typed } = person;
    await tabTo(person.said('welcome.report'));
    await page.keyboard.press('Enter');
    await focusIsIn('step:safety');
    await tabTo(person.said('safety.no'));
    await page.keyboard.press('Space');
    await focusIsIn('step:who');
    await tabTo(person.said('report.next'));
    await page.keyboard.press('Enter');
    await focusIsIn('step:story');
    await tabTo(person.said('field.story'));
    await page.keyboard.type(typed.told);
    await picture(page, 'sv-keyboard-story');
    await tabTo(person.said('report.send'));
    await picture(page, 'sv-keyboard-send');
    await page.keyboard.press('Space');
    await focusIsIn('receipt');
    expect(await person.caseNumber()).toMatch(/^MHN-/);
    await tabTo(person.said('receipt.add'));
    await page.keyboard.press('Enter');
    await focusIsIn('step:kind');
  }, 60_000);

  it('has nothing to scroll sideways at 320 pixels', async () => {
    person = await ChatPerson.arrive(browser, server.url, 'employee-mhn', { viewport: NARROW });
    const { page, typed } = person;
    const fits = async (on: Page, name: string): Promise<void> => {
      await picture(on, `sv-narrow-${name}`);
      expect([name, await on.evaluate(() => document.documentElement.scrollWidth)]).toEqual([name, NARROW.width]);
    };
    await fits(page, '1-welcome');
    await person.press('welcome', 'welcome.report');
    await person.card('step:safety').waitFor();
    await fits(page, '2-safety');
    await person.press('step:safety', 'safety.no');
    await person.card('step:who').waitFor();
    await fits(page, '3-who');
    await person.press('step:who', 'report.next');
    await person.story.fill('Ettmycketlångtordutanmellanslagsomingenannanstansförekommer'.repeat(3));
    await fits(page, '4-story');
    await person.press('step:story', 'report.send');
    const number = await person.caseNumber();
    await fits(page, '5-receipt');
    await person.press('receipt', 'receipt.add');
    await person.press('step:kind', 'follow.later');
    await person.press('status', 'status.summary');
    await person.card('summary').waitFor();
    await fits(page, '6-summary');
    await person.say(typed.question);
    await person.card('answer').waitFor();
    await fits(page, '7-answer');

    const coordinator = await WorkspacePerson.arrive(browser, server.url, 'coordinator-mhn', { viewport: NARROW });
    await coordinator.page.locator('#list > li', { hasText: number }).getByRole('link').waitFor();
    await fits(coordinator.page, '8-list');
    await coordinator.page.locator('#list > li', { hasText: number }).getByRole('link').click();
    await coordinator.page.locator('#case-answers').getByText('Ettmycketlångt').waitFor();
    await fits(coordinator.page, '9-case');
    await coordinator.close();
  }, 60_000);

  it('says its language, whole and in parts, and changes it at once', async () => {
    person = await ChatPerson.arrive(browser, server.url, 'other-mhn');
    const { page } = person;
    expect([await lang(), await person.card('welcome').getAttribute('lang')]).toEqual(['sv', 'sv']);
    await speak('en');
    await person.say('help');
    await person.card('help').waitFor();
    expect(await person.card('help').getAttribute('lang')).toBe('en');
    // What was said in Swedish is still Swedish to a screen reader.
    expect(await person.card('welcome').getAttribute('lang')).toBe('sv');
    await person.say('svenska');
    await page.waitForFunction(() => document.documentElement.lang === 'sv');
    await page.getByRole('button', { name: onPage('sv', 'otherLanguage') }).waitFor();
  }, 60_000);

  it('changes the language in the middle of a report, the card with it', async () => {
    person = await ChatPerson.arrive(browser, server.url, 'other-mhn');
    await person.press('welcome', 'welcome.report');
    await person.press('step:safety', 'safety.no');
    await person.card('step:who').waitFor();
    await speak('en');
    await person.card('step:who').getByRole('heading', { name: spoken('en', 'step.who') }).waitFor();
    expect([await person.card('step:who').getAttribute('lang'), await lang()]).toEqual(['en', 'en']);
    await person.say('svenska');
    await person.card('step:who').getByRole('heading', { name: spoken('sv', 'step.who') }).waitFor();
    expect([await person.card('step:who').getAttribute('lang'), await lang()]).toEqual(['sv', 'sv']);
  }, 60_000);

  const lang = (): Promise<string | null> => person.page.locator('html').getAttribute('lang');

  /** Presses the page's language button, and waits until the bot has been told. */
  async function speak(language: Language): Promise<void> {
    const told = person.page.waitForResponse((response) => response.request().method() === 'POST' && response.url().endsWith('/activities'));
    await person.page.getByRole('button', { name: onPage(language === 'en' ? 'sv' : 'en', 'otherLanguage') }).click();
    await person.page.getByRole('button', { name: onPage(language, 'otherLanguage') }).waitFor();
    expect(await lang()).toBe(language);
    await (await told).finished();
  }

  it('has no serious fault that axe finds, light or dark, in the chat', async () => {
    person = await ChatPerson.arrive(browser, server.url, 'employee-mhn');
    const { page, typed } = person;
    const found: string[] = [];
    const look = async (card: string): Promise<void> => {
      await person.card(card).waitFor();
      found.push(...(await violations(page)).map((violation) => `${card}: ${violation}`));
    };
    await person.press('welcome', 'welcome.report');
    await look('step:safety');
    await person.press('step:safety', 'safety.no');
    await look('step:who');
    await person.press('step:who', 'report.next');
    await look('step:story');
    await person.story.fill(typed.told);
    await person.press('step:story', 'report.send');
    await look('receipt');
    await person.press('receipt', 'receipt.add');
    await look('step:kind');
    await person.say(typed.unanswerable);
    await look('notFound');
    await person.say(typed.danger);
    await look('emergency');
    expect(found).toEqual([]);
  }, 60_000);

  it('has no serious fault that axe finds, light or dark, in the workspace', async () => {
    person = await ChatPerson.arrive(browser, server.url, 'employee-mhn');
    const number = await person.report();
    const coordinator = await WorkspacePerson.arrive(browser, server.url, 'coordinator-mhn');
    const { page } = coordinator;
    await page.locator('#list > li', { hasText: number }).waitFor();
    const found = (await violations(page)).map((violation) => `list: ${violation}`);
    await page.locator('#list > li', { hasText: number }).getByRole('link').click();
    await page.locator('#case-answers').getByText(person.typed.told).waitFor();
    found.push(...(await violations(page)).map((violation) => `case: ${violation}`));
    await page.getByRole('button', { name: 'Bekräfta', exact: true }).click();
    await page.locator('.outcome').waitFor();
    found.push(...(await violations(page)).map((violation) => `acknowledged: ${violation}`));
    expect(found).toEqual([]);
    await coordinator.close();
  }, 60_000);
});
