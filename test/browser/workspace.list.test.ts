import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { stubCase, workspaceServer, type WorkspaceServer } from './workspaceServer';

describe('the workspace’s list', () => {
  let browser: Browser;
  let server: WorkspaceServer;
  let context: BrowserContext;
  let page: Page;
  let mistakes: string[];

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), workspaceServer()]);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  beforeEach(async () => {
    server.reset();
    context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'sv-SE' });
    context.setDefaultTimeout(15_000);
    page = await context.newPage();
    mistakes = [];
    page.on('pageerror', (error) => mistakes.push(error.message));
    page.on('console', (message) => {
      if (/content security policy|trusted/i.test(message.text())) mistakes.push(message.text());
    });
  });
  afterEach(async () => {
    await context.close();
    expect(mistakes).toEqual([]);
  });

  const open = (hash = ''): Promise<unknown> => page.goto(`${server.url}/workspace${hash}`);
  const rows = () => page.locator('#list > li');
  const numbers = (): Promise<readonly string[]> => rows().locator('.number').allTextContents();
  const counted = (text: string): Promise<void> => page.locator('#list-count').getByText(text, { exact: true }).waitFor();
  const listening = async (): Promise<void> => {
    while (server.listeners === 0) await new Promise((tick) => setTimeout(tick, 20));
  };
  const fill = (count: number): void => {
    const pad = (index: number): string => String(index).padStart(4, '0');
    for (let index = 0; index < count; index++) {
      server.cases.push(stubCase(`MHN-AAAA-${pad(index)}`, { severity: 'low', receivedAt: new Date(Date.UTC(2026, 0, 1, 0, count - index)).toISOString() }));
    }
  };

  it('shows a coordinator the board’s cases in words, most severe first, and nothing of what anybody wrote', async () => {
    server.cases.push(
      stubCase('MHN-AAAA-0001', { severity: 'low', type: 'vandalism' }),
      stubCase('MHN-AAAA-0002', { severity: 'critical', reporter: { category: 'elected', visibility: 'hidden' } }),
      stubCase('AMN-AAAA-0003', { severity: 'critical' }),
    );
    const done = stubCase('MHN-AAAA-0004', { severity: 'critical', receivedAt: '2026-01-01T10:00:00.000Z' });
    server.acknowledge(done, 'Ersättare MHN');
    server.cases.push(done);
    await open();
    await rows().first().waitFor();
    expect(await numbers()).toEqual(['MHN-AAAA-0002', 'MHN-AAAA-0004', 'MHN-AAAA-0001']);
    expect(await rows().nth(0).innerText()).toMatch(/Kritiskt[^]*Hot[^]*Förtroendevald[^]*Inte bekräftat/);
    expect(await rows().nth(1).innerText()).toMatch(/Bekräftat[^]*Ersättare MHN, i dag kl\. \d\d\.\d\d/);
    expect(await page.locator('#list').innerText()).not.toContain('skrek');
    expect(await page.locator('#list-count').innerText()).toBe('3 ärenden');
  });

  it('filters by status, severity and type, and keeps the choice in the address', async () => {
    server.cases.push(stubCase('MHN-AAAA-0001'), stubCase('MHN-AAAA-0002', { status: 'closed' }), stubCase('MHN-AAAA-0003', { severity: 'high', type: 'bribery' }));
    await open();
    await page.getByRole('button', { name: 'Inte bekräftade' }).click();
    await counted('2 ärenden');
    expect(await numbers()).toEqual(['MHN-AAAA-0003', 'MHN-AAAA-0001']);
    await page.getByLabel('Händelse').selectOption('bribery');
    await counted('1 ärende');
    expect(page.url()).toMatch(/#\/cases\?board=MHN&status=received&type=bribery$/);
    await page.reload();
    await counted('1 ärende');
    expect(await page.getByRole('button', { name: 'Inte bekräftade' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByLabel('Allvar', { exact: true }).selectOption('low');
    await page.getByRole('heading', { name: 'Inga ärenden passar ditt urval.' }).waitFor();
    await page.getByRole('link', { name: 'Rensa urvalet' }).click();
    await counted('3 ärenden');
    await page.goBack();
    await page.getByRole('heading', { name: 'Inga ärenden passar ditt urval.' }).waitFor();
  });

  it('takes in a new case at once, without moving the focus or the row that has it', async () => {
    fill(30);
    await open();
    await rows().nth(20).waitFor();
    await listening();
    const focused = rows().nth(20).locator('a');
    await focused.focus();
    const label = await focused.innerText();
    const before = await focused.boundingBox();
    const fresh = stubCase('MHN-NNNN-0001', { severity: 'critical' });
    server.cases.push(fresh);
    server.publish(fresh, 'received');
    await page.getByRole('button', { name: '1 nytt ärende' }).waitFor();
    const here = page.locator(':focus');
    expect(await here.innerText()).toBe(label);
    expect(Math.abs(((await here.boundingBox())?.y ?? NaN) - (before?.y ?? NaN))).toBeLessThan(2);
    expect(await rows().first().innerText()).toMatch(/Nytt[^]*MHN-NNNN-0001/);
    expect(await page.getByRole('status').last().innerText()).toBe('Nytt ärende: Kritiskt, Hot, MHN-NNNN-0001');
    expect(await page.title()).toBe('(1) Ärenden – Trygg');
    await page.getByRole('button', { name: '1 nytt ärende' }).click();
    expect(await page.locator(':focus').innerText()).toContain('MHN-NNNN-0001');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Ärende MHN-NNNN-0001' }).waitFor();
    expect(await page.title()).toBe('Ärende MHN-NNNN-0001 – Trygg');
  });

  it('lets go of an exercise as soon as somebody says that it is real', async () => {
    const [one, other] = [stubCase('MHN-AAAA-0001'), stubCase('MHN-AAAA-0002')];
    server.cases.push(one, other);
    await open('#/cases?exercise=1');
    await rows().nth(1).waitFor();
    await listening();
    server.cases.splice(0, 1);
    server.publish(one, 'madeReal');
    await rows().nth(1).waitFor({ state: 'detached' });
    expect(await numbers()).toEqual(['MHN-AAAA-0002']);
  });

  it('says that a new case came where the filter hides it', async () => {
    server.cases.push(stubCase('MHN-AAAA-0001', { severity: 'low' }));
    await open('#/cases?severity=low');
    await rows().first().waitFor();
    await listening();
    const fresh = stubCase('MHN-NNNN-0001', { severity: 'high' });
    server.cases.push(fresh);
    server.publish(fresh, 'received');
    await page.getByRole('link', { name: '1 nytt ärende utanför ditt urval' }).click();
    await page.locator('.is-new').waitFor();
    expect(await numbers()).toEqual(['MHN-NNNN-0001', 'MHN-AAAA-0001']);
  });

  it('keeps the row one stands on when somebody else’s acknowledgement takes it out of the filter', async () => {
    const [first, second] = [stubCase('MHN-AAAA-0001', { severity: 'high' }), stubCase('MHN-AAAA-0002')];
    server.cases.push(first, second);
    await open('#/cases?status=received');
    await rows().nth(1).waitFor();
    await listening();
    await rows().first().locator('a').focus();
    server.acknowledge(first, 'Ersättare MHN');
    server.publish(first, 'acknowledged');
    await page.getByText('Ingår inte längre i ditt urval').waitFor();
    expect(await page.locator(':focus').innerText()).toContain('MHN-AAAA-0001');
    await page.keyboard.press('ArrowDown');
    await page.getByText('Ingår inte längre i ditt urval').waitFor({ state: 'detached' });
    expect(await page.locator(':focus').innerText()).toContain('MHN-AAAA-0002');
  });

  it('reconnects by itself and misses nothing', async () => {
    server.cases.push(stubCase('MHN-AAAA-0001'));
    await open();
    await rows().first().waitFor();
    await listening();
    // That it was told of this one shows that the page listens, and has loaded what there was before.
    const told = stubCase('MHN-NNNN-0001', { receivedAt: '2026-03-02T09:00:00.000Z' });
    server.cases.push(told);
    server.publish(told, 'received');
    await page.getByRole('button', { name: '1 nytt ärende' }).waitFor();
    server.failing.set('/api/live', { status: 503, times: 1 });
    server.drop();
    server.cases.push(stubCase('MHN-NNNN-0002', { receivedAt: '2026-03-02T10:00:00.000Z' }));
    await page.getByRole('button', { name: '2 nya ärenden' }).waitFor();
    expect(await numbers()).toEqual(['MHN-NNNN-0002', 'MHN-AAAA-0001', 'MHN-NNNN-0001']);
    expect(server.requests.filter((request) => request === 'GET /api/live').length).toBeGreaterThanOrEqual(3);
  });

  it('says so when it stays cut off', async () => {
    server.cases.push(stubCase('MHN-AAAA-0001'));
    server.failing.set('/api/live', { status: 503, times: Infinity });
    await open();
    await page.getByText('Nya ärenden visas inte av sig själva just nu.', { exact: false }).first().waitFor();
    server.cases.push(stubCase('MHN-NNNN-0001'));
    await page.getByRole('button', { name: 'Uppdatera nu' }).click();
    await rows().nth(1).waitFor();
  });

  it('brings more on demand, and the focus to the first of them', async () => {
    fill(60);
    await open();
    await page.getByText('De 50 allvarligaste och senaste').waitFor();
    await page.getByRole('button', { name: 'Visa fler' }).click();
    await rows().nth(59).waitFor();
    expect(await page.locator(':focus').innerText()).toContain('MHN-AAAA-0050');
    expect(await page.getByRole('button', { name: 'Visa fler' }).isVisible()).toBe(false);
  });

  it('is walked with the arrow keys and J and K; opening and going back keeps the place', async () => {
    fill(5);
    await open();
    await rows().first().locator('a').focus();
    for (const key of ['j', 'ArrowDown', 'ArrowDown', 'k']) await page.keyboard.press(key);
    expect(await page.locator(':focus').innerText()).toContain('MHN-AAAA-0002');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'case-heading');
    await page.goBack();
    await page.waitForFunction(() => document.activeElement?.textContent.includes('MHN-AAAA-0002'));
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Alla ärenden' }).click();
    await page.waitForFunction(() => document.activeElement?.textContent.includes('MHN-AAAA-0002'));
  });

  it('lets a person of several boards choose, and tells what comes in the other one', async () => {
    server.boards.set('coordinator-mhn', ['MHN', 'AMN']);
    server.cases.push(stubCase('MHN-AAAA-0001'), stubCase('AMN-AAAA-0002'));
    await open();
    await rows().first().waitFor();
    expect(await numbers()).toEqual(['MHN-AAAA-0001']);
    await listening();
    const fresh = stubCase('AMN-NNNN-0001');
    server.cases.push(fresh);
    server.publish(fresh, 'received');
    await page.getByRole('link', { name: '1 nytt ärende i AMN' }).waitFor();
    await page.getByLabel('Nämnd').selectOption('AMN');
    await counted('2 ärenden');
    expect(await numbers()).toEqual(expect.arrayContaining(['AMN-NNNN-0001', 'AMN-AAAA-0002']));
    expect(page.url()).toContain('board=AMN');
  });

  it('shows questions in a list of their own, their words as plain text', async () => {
    const words = '<img src=x onerror="document.title=1"> Får jag ta emot en tårta?';
    server.cases.push(stubCase('MHN-AAAA-0001', { subject: 'question', answers: [{ id: 'question', question: 'Fråga', value: words, at: '' }] }));
    await open();
    await page.getByText('Det finns inga ärenden.').waitFor();
    await page.getByRole('link', { name: 'Frågor' }).click();
    await page.getByText(words).waitFor();
    expect(await page.getByLabel('Allvar', { exact: true }).isVisible()).toBe(false);
  });

  it('tells somebody without cases kindly where to go, and asks for none', async () => {
    await open();
    await page.getByLabel('Demo. Du är:').selectOption('employee-mhn');
    await page.getByRole('heading', { name: 'Den här sidan är för samordnare' }).waitFor();
    expect(await page.getByRole('main').getByRole('link', { name: 'Till chatten' }).getAttribute('href')).toBe('/');
    server.requests.length = 0;
    await page.reload();
    await page.getByRole('heading', { name: 'Den här sidan är för samordnare' }).waitFor();
    expect(server.requests.filter((request) => /cases|live/.test(request))).toEqual([]);
    await page.getByLabel('Demo. Du är:').selectOption('coordinator-mhn');
    await page.getByText('Det finns inga ärenden.').waitFor();
  });

  it('says what went wrong and tries again when asked to', async () => {
    server.cases.push(stubCase('MHN-AAAA-0001'));
    server.failing.set('/api/cases', { status: 500, times: 1 });
    await open();
    await page.getByText('Något gick fel hos oss.', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await rows().first().waitFor();
  });

  it('speaks English when asked to, and again at the next visit', async () => {
    server.cases.push(stubCase('MHN-AAAA-0001', { severity: 'critical' }));
    await open();
    await page.getByRole('button', { name: 'English' }).click();
    await counted('1 case');
    expect(await rows().first().innerText()).toMatch(/Critical[^]*Threat[^]*Not acknowledged/);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.reload();
    await counted('1 case');
  });

  it.each([320, 390, 1280])('needs no scrolling sideways at %i px', async (width) => {
    await page.setViewportSize({ width, height: 640 });
    server.boards.set('coordinator-mhn', ['MHN', 'AMN']);
    const long = stubCase('MHN-AAAA-0001', { type: 'bribery', reporter: { category: 'other' } });
    server.acknowledge(long, 'Ersättande säkerhetssamordnare Miljö-ochhälsoskyddsförvaltningen');
    server.cases.push(long, stubCase('MHN-AAAA-0002', { receivedAt: '2025-12-23T23:59:00.000Z' }));
    await open();
    await rows().nth(1).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });

  it('asks no other origin for anything', async () => {
    server.cases.push(stubCase('MHN-AAAA-0001'));
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await open();
    await rows().first().waitFor();
    expect(asked.filter((url) => !url.startsWith(server.url) && !url.startsWith('data:'))).toEqual([]);
  });
});
