import type { Browser } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { ChatPerson } from './chatPerson';
import { docsPicture, morning, pictures } from './pictures';
import { PNG } from './png';
import { realServer, type RealServer } from './realServer';
import { LANGUAGES } from './words';

/** What a thumb types on a phone in a second: 36 words of five letters and a space a minute. */
const CHARACTERS_A_SECOND = 3.6;
const FAR_BELOW_A_MINUTE_S = 30;

/** As the demo's boards file calls it. */
const BOARD = { sv: 'Miljö- och hälsoskyddsnämnden', en: 'Environment and Health Protection Board' } as const;

describe('a report from the intranet page', () => {
  let browser: Browser;
  let server: RealServer;
  let person: ChatPerson;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), realServer(morning())]);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await server.dispose();
  });
  afterEach(async () => {
    await person.close();
    expect(person.complaints).toEqual([]);
  });

  it.each(LANGUAGES)('is sent from a phone in far less than a minute (%s)', async (language) => {
    person = await ChatPerson.arrive(browser, server.url, 'employee-mhn', { language });
    const { told } = person.typed;
    const start = performance.now();
    await person.toStory();
    const typing = performance.now();
    await person.story.pressSequentially(told);
    const typed = performance.now();
    await person.press('step:story', 'report.send');
    expect(await person.caseNumber()).toMatch(/^MHN-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const waited = (performance.now() - start - (typed - typing)) / 1000;
    const thumbs = told.length / CHARACTERS_A_SECOND;
    const total = waited + thumbs;
    process.stdout.write(`first press to receipt (${language}): ${total.toFixed(1)} s, of which ${thumbs.toFixed(1)} s typing on a phone and ${waited.toFixed(1)} s presses and answers\n`);
    expect(total).toBeLessThan(FAR_BELOW_A_MINUTE_S);
  });

  it.each(LANGUAGES)('survives a reload, takes more afterwards, and looks right at each step (%s)', async (language) => {
    person = await ChatPerson.arrive(browser, server.url, 'employee-mhn', { language });
    const { page, typed } = person;
    const shoot = (step: string): Promise<void> => pictures(page, language, `chat-${step}`);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await shoot('01-welcome');
    await person.press('welcome', 'welcome.report');
    await person.card('step:safety').waitFor();
    await shoot('02-safety');
    await person.press('step:safety', 'safety.no');
    await person.card('step:who').waitFor();
    await shoot('03-who');
    if (language === 'sv') await docsPicture(page, 'chat-who-may-know', person.card('step:who'));
    await person.press('step:who', 'report.next');

    await person.story.fill(typed.told.slice(0, 30));
    await person.card('step:story').getByRole('radio', { name: person.said('option.when.today') }).check();
    await page.reload();
    expect(await person.story.inputValue()).toBe(typed.told.slice(0, 30));
    expect(await person.card('step:story').getByRole('radio', { name: person.said('option.when.today') }).isChecked()).toBe(true);
    expect(await page.locator('[data-card]').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-card')))).toEqual(['welcome', 'step:story']);
    await person.story.fill(typed.told);
    await shoot('04-story');
    if (language === 'sv') await docsPicture(page, 'chat-what-happened', person.card('step:story'));

    await person.press('step:story', 'report.send');
    const number = await person.caseNumber();
    await person.card('receipt').getByRole('heading', { name: person.said('receipt.title') }).waitFor();
    await shoot('05-receipt');
    if (language === 'sv') await docsPicture(page, 'chat-receipt', person.card('receipt'));
    expect(await page.evaluate(() => JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]))).not.toContain(typed.told.slice(0, 12));

    await person.press('receipt', 'receipt.add');
    await person.card('step:kind').getByRole('combobox', { name: person.said('field.type') }).selectOption({ label: person.said('type.threat') });
    await shoot('06-kind');
    await person.press('step:kind', 'follow.save');
    await person.card('step:about').getByText(number).waitFor();
    await shoot('07-about');
    await person.card('step:about').getByRole('combobox', { name: person.said('field.forWhom') }).selectOption({ index: 1 });
    await person.press('step:about', 'follow.save');
    await person.card('step:whenWhere').waitFor();
    await shoot('08-when-where');

    await page.locator('#file-input').setInputFiles([{ name: 'skärmbild.png', mimeType: 'image/png', buffer: PNG }]);
    await page.locator('#files').getByText('skärmbild.png').waitFor();
    await page.locator('#send').click();
    await page.locator('.bubble.bot').getByText(`skärmbild.png`).waitFor();
    await person.press('step:whenWhere', 'follow.later');
    await person.card('status').waitFor();
    await shoot('09-status');
    await person.press('status', 'status.summary');
    const summary = person.card('summary');
    await summary.getByText('skärmbild.png').waitFor();
    for (const told of [typed.told, person.said('type.threat'), person.said('option.forWhom.me')]) await summary.getByText(told, { exact: true }).waitFor();
    await shoot('10-summary');
    const mine = await server.api('employee-mhn', '/api/my/cases');
    expect(JSON.stringify(mine.body)).toContain(number);
  }, 90_000);

  it.each(LANGUAGES)('is shown beside answers, honest noes and 112 (%s)', async (language) => {
    person = await ChatPerson.arrive(browser, server.url, 'employee-mhn', { language });
    const { page, typed } = person;
    await person.say(typed.question);
    await person.card('answer').waitFor();
    await pictures(page, language, 'chat-11-answer');
    if (language === 'sv') await docsPicture(page, 'chat-answer', person.card('answer'));
    await person.say(typed.unanswerable);
    await person.card('notFound').waitFor();
    await pictures(page, language, 'chat-12-not-found');
    await person.say(typed.danger);
    await person.card('emergency').waitFor();
    await pictures(page, language, 'chat-13-emergency');
    await page.locator('#quick-toggle').click();
    await person.say(typed.help);
    await person.card('help').waitFor();
    await pictures(page, language, 'chat-14-help');
  }, 60_000);

  it.each(LANGUAGES)('without sign-in is reopened with the code of its receipt, by a new nobody (%s)', async (language) => {
    person = await ChatPerson.arrive(browser, server.url, 'anonymous', { language });
    const { page, typed } = person;
    await person.press('welcome', 'welcome.report');
    const safety = person.card('step:safety');
    await safety.getByRole('radio', { name: BOARD[language] }).check();
    await pictures(page, language, 'nobody-1-safety');
    await person.press('step:safety', 'safety.no');
    await person.card('step:who').getByText(person.said('report.anonymous')).waitFor();
    expect(await person.card('step:who').getByText(person.said('field.visibility')).count()).toBe(0);
    await pictures(page, language, 'nobody-2-who');
    await person.press('step:who', 'report.next');
    await person.story.fill(typed.told);
    await person.press('step:story', 'report.send');
    const number = await person.caseNumber();
    const shown = person.card('receipt').locator('[data-id="receiptCode"]');
    const code = await shown.innerText();
    expect(code).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
    await pictures(page, language, 'nobody-3-receipt');
    await page.reload();
    expect(await shown.innerText()).toBe(code);
    await person.close();

    person = await ChatPerson.arrive(browser, server.url, 'anonymous', { language });
    await person.say(code);
    await person.card('status').getByText(number).waitFor();
    expect(await person.page.locator('main').innerText()).not.toContain(typed.told);
    await pictures(person.page, language, 'nobody-4-reopened');
    await person.press('status', 'status.summary');
    await person.card('summary').getByText(typed.told, { exact: true }).waitFor();
  }, 60_000);
});
