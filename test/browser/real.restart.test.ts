import type { Browser } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { ChatPerson } from './chatPerson';
import { picture } from './pictures';
import { realServer, type RealServer } from './realServer';
import { onPage } from './words';

interface Listed {
  readonly items: readonly { readonly number: string }[];
}
interface Detail {
  readonly notices: readonly { readonly recipient: string; readonly about: string; readonly channel: string }[];
  readonly answers: readonly { readonly id: string; readonly value: string }[];
}

describe('a server that dies right after the receipt', () => {
  let browser: Browser;
  let server: RealServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), realServer()]);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await server.dispose();
  });

  it('has the case and its notice afterwards, once, and the page goes on by itself', async () => {
    const person = await ChatPerson.arrive(browser, server.url, 'employee-mhn');
    const { page, typed } = person;
    const number = await person.report();
    await server.kill();
    await page.locator('#status').getByText(onPage('sv', 'reconnecting')).waitFor();
    await picture(page, 'sv-chat-15-server-away');
    await server.start();
    await page.locator('#status').waitFor({ state: 'hidden' });

    await person.press('receipt', 'receipt.add');
    await person.card('step:kind').getByText(number).waitFor();
    expect(await page.locator('[data-card]').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-card')))).toEqual(['welcome', 'step:kind']);

    const list = (await server.api('coordinator-mhn', '/api/cases?board=MHN')).body as Listed;
    expect(list.items.map((one) => one.number)).toEqual([number]);
    const detail = (await server.api('coordinator-mhn', `/api/cases/${number}`)).body as Detail;
    expect(detail.notices.filter(({ recipient, about }) => recipient === 'coordinator-mhn' && about === 'new').map(({ channel }) => channel).sort()).toEqual(['intranet', 'teams']);
    expect(detail.answers.filter(({ id }) => id === 'story').map(({ value }) => value)).toEqual([typed.told]);
    expect(person.complaints).toEqual([]);
    await person.close();
  }, 60_000);

  it('lets a report that was half written be finished after it', async () => {
    const person = await ChatPerson.arrive(browser, server.url, 'employee-mhn');
    const { typed } = person;
    await person.toStory();
    await person.story.fill(typed.told);
    await server.kill();
    await server.start();
    await person.page.locator('#status').waitFor({ state: 'hidden' });
    expect(await person.story.inputValue()).toBe(typed.told);
    await person.press('step:story', 'report.send');
    expect(await person.caseNumber()).toMatch(/^MHN-/);
    await person.close();
  }, 60_000);
});
