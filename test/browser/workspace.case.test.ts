import { deflateSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { stubCase, workspaceServer, type StubCase, type WorkspaceServer } from './workspaceServer';

/** A PNG of one black pixel. */
function png(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from([0, 0]))), chunk('IEND', Buffer.alloc(0))]);
}

function crc32(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1 ? 0xedb88320 : 0) ^ (crc >>> 1);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

describe('a case in the workspace', () => {
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

  async function open(given: Partial<StubCase> = {}): Promise<StubCase> {
    const one = stubCase('MHN-AAAA-0001', given);
    server.cases.push(one);
    await page.goto(`${server.url}/workspace#/cases/${one.number}`);
    await page.locator('#case-facts li').first().waitFor();
    return one;
  }
  const part = (id: string): Promise<string> => page.locator(`#case-${id}`).innerText();
  const acknowledge = () => page.getByRole('button', { name: 'Bekräfta', exact: true });

  it('opens by its address with focus on its heading, and shows questions as asked and answers as plain text', async () => {
    const at = '2026-03-02T09:00:00.000Z';
    const words = '<img src=x onerror="document.title=1"> [länk](javascript:alert(1))\nnästa rad';
    await open({
      severity: 'critical',
      severityReasons: ['weapon', 'aRuleOfTheFuture'],
      dangerAt: at,
      clocks: { contact: { due: '2020-01-02T22:59:00.000Z', precision: 'day', promised: true, overdue: true }, feedback: { due: '2099-01-02T22:59:00.000Z', precision: 'day', promised: true, overdue: false } },
      answers: [
        { id: 'story', question: 'Vad hände? <b>', value: words, at },
        { id: 'police', question: 'Är det polisanmält?', value: '', at: '2026-03-02T11:00:00.000Z' },
      ],
    });
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('case-heading');
    expect(await part('answers')).toContain(`Vad hände? <b>\n${words}`);
    expect(await part('answers')).toMatch(/Tillagt [^]*Är det polisanmält\?\nInget svar/);
    expect(await page.locator('#case-answers :is(img, a, b)').count()).toBe(0);
    expect(await part('reasons')).toMatch(/Därför är allvaret kritiskt\s+Vapen har visats, använts eller nämnts\s+En annan regel/);
    expect(await part('danger')).toMatch(/^Personen svarade att den var i fara/);
    for (const place of ['next', 'dates']) expect(await part(place)).toMatch(/Försenat: personlig kontakt skulle ha skett senast 2 jan\. 2020\s[^]*Återkoppling senast 2 jan\. 2099/);
    expect(await page.locator('#case-facts time').getAttribute('datetime')).toBe(at);
  });

  it.each([
    ['hidden', undefined, 'Namnet är dolt'],
    ['anonymous', 'Någon Alls', 'Anonym'],
    ['hidden', 'Dolt Namn', 'Dolt Namn[^]*Namnet är dolt för andra'],
  ])('says plainly when the reporter is %s (%s)', async (visibility, name, words) => {
    await open({ reporter: { category: 'employee', forSomeoneElse: true, visibility, name } });
    expect(await part('reporter')).toMatch(new RegExp(`${words}[^]*Rapporten gäller någon annan än den som skrev`));
    expect(await page.locator('body').innerText()).not.toContain('Någon Alls');
  });

  it('is acknowledged with one press; who and when stands in the button’s place and takes the focus', async () => {
    await open();
    await acknowledge().click();
    await page.waitForFunction(() => /^Bekräftat av Samordnare MHN · i dag kl\. \d\d\.\d\d$/.test(document.activeElement?.textContent ?? ''));
    expect(await acknowledge().count()).toBe(0);
    expect(await part('facts')).toContain('Bekräftat');
    expect(await part('timeline')).toContain('Samordnare MHN bekräftade ärendet.');
    await page.getByRole('link', { name: 'Alla ärenden' }).click();
    await page.locator('#list').getByText('Bekräftat', { exact: true }).waitFor();
  });

  it('is told who was faster when it has changed meanwhile, and shown as it is now', async () => {
    const one = await open();
    server.acknowledge(one, 'Ersättare MHN');
    await acknowledge().click();
    await page.getByRole('alert').getByText('Ersättare MHN bekräftade ärendet (', { exact: false }).waitFor();
    expect(await part('action')).toContain('Bekräftat av Ersättare MHN');
    expect(server.requests.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  });

  it('keeps its button and says what to do when acknowledging fails', async () => {
    const one = await open();
    server.failing.set(`/api/cases/${one.number}/commands`, { status: 503, times: 1 });
    await acknowledge().click();
    await page.getByRole('alert').getByText('Något gick fel hos oss.', { exact: false }).waitFor();
    expect(await acknowledge().evaluate((button) => button === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('Bekräftat av Samordnare MHN', { exact: false }).first().waitFor();
  });

  it('changes in place when something is added, and nothing that is being read moves', async () => {
    const story = 'En rad av det som hände.\n'.repeat(60);
    const one = await open({ answers: [{ id: 'story', question: 'Vad hände?', value: story, at: '2026-03-02T09:00:00.000Z' }] });
    while (server.listeners === 0) await page.waitForTimeout(20);
    await page.locator('#case-timeline').evaluate((section) => section.scrollIntoView());
    const before = await page.locator('#case-timeline').boundingBox();
    const at = new Date().toISOString();
    one.answers = [...one.answers, { id: 'police', question: 'Är det polisanmält?', value: 'Ja', at }];
    one.timeline.push({ at, by: { role: 'reporter' }, kind: 'added', step: 'after' }, { at, by: { role: 'system' }, kind: 'aKindOfTheFuture' });
    one.version += 1;
    server.publish(one, 'added');
    await page.getByText('Ärendet ändrades.', { exact: true }).waitFor();
    expect(Math.abs(((await page.locator('#case-timeline').boundingBox())?.y ?? NaN) - (before?.y ?? NaN))).toBeLessThan(2);
    expect(await part('answers')).toContain('Är det polisanmält?');
    expect(await page.locator('#announcer').innerText()).toMatch(/^Ärendet har ändrats: Fler svar lades till \(i dag kl\. [\d.]+\)\. Ärendet ändrades \(/);
  });

  it('puts what did not arrive first, and says how many', async () => {
    await open({
      notices: [
        { about: 'new', recipient: 'coordinator-mhn', name: 'Samordnare MHN', channel: 'intranet', state: 'sent', attempts: 1 },
        { about: 'new', recipient: 'coordinator-mhn', name: 'Samordnare MHN', channel: 'teams', state: 'noConversation', attempts: 0 },
        { about: 'new', recipient: 'place', channel: 'teams', state: 'failed', attempts: 6 },
        { about: 'told', recipient: 'reporter', channel: 'aChannelOfTheFuture', state: 'aStateOfTheFuture', attempts: 2 },
      ],
    });
    expect(await part('notices')).toMatch(
      /1 meddelande nådde inte fram\.[^]*En ansluten kanal eller gruppchatt\s+Nådde inte fram[^]*6 försök[^]*Samordnare MHN\s+Inte skickat: personen har inte lagt till Trygg där[^]*Den som rapporterade[^]*Levererat/,
    );
  });

  it('opens a picture only after a warning, and gives other files to be kept', async () => {
    server.files.set('f1', png()).set('f2', Buffer.from('%PDF-1.4'));
    await open({
      files: [
        { id: 'f1', name: 'skada.png', contentType: 'image/png', bytes: 2_345_678 },
        { id: 'f2', name: 'brev.pdf', contentType: 'application/pdf', bytes: 8 },
        { id: 'f3', name: 'bild.svg', contentType: 'image/svg+xml', bytes: 8 },
      ],
    });
    expect(await part('files')).toContain('2,3 MB');
    expect(await page.getByRole('button', { name: 'Visa bild' }).count()).toBe(1);
    await page.getByRole('button', { name: 'Visa bild skada.png' }).click();
    await page.getByRole('heading', { name: 'Bilden kan vara svår att se' }).waitFor();
    expect(server.requests.filter((request) => request.includes('/files/'))).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Visa bilden' }).click();
    await page.getByRole('img', { name: 'Bild som hör till ärendet: skada.png' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.locator(':focus').innerText()).toContain('Visa bild');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Ladda ner brev.pdf' }).click()]);
    expect(download.suggestedFilename()).toBe('brev.pdf');
  });

  it('reads the same for a case of another board as for one that does not exist', async () => {
    server.cases.push(stubCase('AMN-AAAA-0001'));
    const texts: string[] = [];
    for (const number of ['AMN-AAAA-0001', 'AMN-ZZZZ-9999']) {
      await page.goto(`${server.url}/workspace#/cases/${number}`);
      await page.getByRole('heading', { name: 'Ärendet finns inte här' }).waitFor();
      texts.push(await page.getByRole('main').innerText());
    }
    expect(texts[0]).toBe(texts[1]);
  });

  it('leaves nothing of one person’s case to the next person', async () => {
    await open();
    await page.getByLabel('Demo. Du är:').selectOption('employee-mhn');
    await page.getByRole('heading', { name: 'Den här sidan är för samordnare' }).waitFor();
    expect(await page.content()).not.toContain('skrek');
    expect(page.url()).not.toContain('MHN-AAAA');
  });

  it.each([320, 390])('needs no scrolling sideways at %i px', async (width) => {
    await page.setViewportSize({ width, height: 640 });
    await open({
      answers: [{ id: 'story', question: 'Vad hände?', value: `https://exempel.invalid/${'lång'.repeat(60)}`, at: '2026-03-02T09:00:00.000Z' }],
      files: [{ id: 'f1', name: `${'namn'.repeat(40)}.png`, contentType: 'image/png', bytes: 1 }],
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});
