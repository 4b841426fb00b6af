import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { ChatPerson } from './chatPerson';
import { morning, picture, pictures } from './pictures';
import { realServer, type RealServer } from './realServer';
import { inWorkspace, type Language } from './words';
import { WorkspacePerson } from './workspacePerson';

type Key = Parameters<typeof inWorkspace>[1];

describe('a coordinator’s day', () => {
  let browser: Browser;
  let server: RealServer;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), realServer(morning())]);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await server.dispose();
  });

  /** Gives a command over HTTP, as somebody who is not at the page. */
  async function give(persona: string, number: string, command: object): Promise<void> {
    const version = persona === 'employee-mhn' ? 'coordinator-mhn' : persona;
    const seen = (await server.api(version, `/api/cases/${number}`)).body as { version: number };
    const response = await fetch(`${server.url}/api/cases/${number}/commands`, {
      method: 'POST',
      headers: { authorization: `Bearer demo:${persona}`, 'content-type': 'application/json' },
      body: JSON.stringify({ version: seen.version, ...command }),
    });
    expect([persona, response.status]).toEqual([persona, 200]);
  }

  /** The page of a case, by the keys of its words. */
  function desk(page: Page, language: Language) {
    const words = (key: Key): string => inWorkspace(language, key);
    const part = (id: string) => page.locator(`#case-${id}`);
    const press = (id: string, key: Key): Promise<void> => part(id).getByRole('button', { name: words(key) }).first().click();
    return {
      words,
      part,
      press,
      fill: (id: string, key: Key, value: string) => part(id).getByRole('textbox', { name: words(key) }).fill(value),
      check: (id: string, key: Key) => part(id).getByLabel(words(key), { exact: true }).check(),
      send: async (id: string, key: Key): Promise<void> => {
        await part(id).locator('form').getByRole('button', { name: words(key), exact: true }).click();
        await part(id).locator('form').waitFor({ state: 'detached' });
      },
    };
  }

  it('goes from a report received to a case closed, with the reporter, a manager and a colleague', async () => {
    const language = 'sv';
    const [coordinator, reporter] = await Promise.all([WorkspacePerson.arrive(browser, server.url, 'coordinator-mhn', { language }), ChatPerson.arrive(browser, server.url, 'employee-mhn', { language })]);
    const { page } = coordinator;
    const { words, part, press, fill, check, send } = desk(page, language);
    const number = await reporter.report();
    await page.locator('.need-unacknowledged strong').getByText('1', { exact: true }).waitFor();
    await page.locator('.need-unacknowledged').click();
    await page.locator('#list > li', { hasText: number }).getByRole('link').click();
    await press('action', 'act.acknowledge');
    await part('action').locator('.outcome').waitFor();

    await press('action', 'do.recordContact');
    await check('action', 'way.phone');
    await send('action', 'send.recordContact');
    expect(await part('dates').innerText()).not.toContain(words('clock.contact'));
    await press('action', 'do.assess');
    await press('dialogue', 'do.askShort');
    await fill('dialogue', 'field.question', 'Var någon mer med?');
    await send('dialogue', 'send.ask');
    await part('dialogue').getByText(words('dialogue.waits')).waitFor();
    await give('employee-mhn', number, { command: 'reply', text: 'Ja, en kollega.' });
    await part('dialogue').getByText(words('dialogue.yours')).waitFor();
    await pictures(page, language, 'work-1-answered');
    await press('action', 'do.reply');
    await fill('action', 'field.message', 'Tack. Vi planerar om besöken.');
    await send('action', 'send.reply');

    await press('knows', 'do.announceReferral');
    await fill('knows', 'field.whyManager', 'Chefen måste planera om besöken.');
    await send('knows', 'send.announceReferral');
    await press('knows', 'do.referShort');
    await part('knows').getByLabel(words('field.manager')).selectOption('manager-mhn');
    await send('knows', 'send.refer');
    await give('manager-mhn', number, { command: 'tick', item: 'callToday', done: true });
    await part('checklist').getByText('Chef MHN').waitFor();

    await press('measures', 'do.addMeasure');
    await fill('measures', 'field.what', 'Två inspektörer vid nästa besök');
    await fill('measures', 'field.who', 'Chefen');
    await fill('measures', 'field.due', '2099-01-02');
    await check('measures', 'preventionMore.situational');
    await picture(page, 'sv-work-2-form');
    await send('measures', 'send.addMeasure');
    await press('duties', 'do.noteShort');
    await check('duties', 'dutyState.done');
    await fill('duties', 'field.doneOn', '2026-01-02');
    await send('duties', 'send.save');
    await press('ia', 'ia.there');
    await fill('ia', 'field.iaNumber', 'IA-1');
    await send('ia', 'send.save');
    await press('register', 'do.noteShort');
    await fill('register', 'field.diaryNumber', '2026-1');
    await fill('register', 'field.neutralSubject', 'Säkerhetsärende');
    await send('register', 'send.save');
    // A colleague is faster: what is being written stays, and it is said who did what.
    await press('measures', 'do.completeShort');
    await fill('measures', 'field.effect', 'Besöket gick lugnt.');
    await give('deputy-mhn', number, { command: 'setSeverity', severity: 'high', reason: 'De träffas snart igen.' });
    await part('timeline').getByText(words('event.severitySet').split('{')[0] ?? '').waitFor();
    expect(await part('measures').getByLabel(words('field.effect')).inputValue()).toBe('Besöket gick lugnt.');
    await send('measures', 'send.completeMeasure');

    await press('action', 'do.close');
    await check('action', 'outcome.measures');
    await fill('action', 'field.told', 'Nästa besök görs av två.');
    await fill('action', 'field.learnt', 'Två vid besök där någon har hotat.');
    await send('action', 'send.close');
    await part('end').getByText(words('outcome.measures')).waitFor();
    expect(await part('reporter').locator('button').count()).toBe(0);
    await pictures(page, language, 'work-3-closed');
    const { status, timeline } = (await server.api('coordinator-mhn', `/api/cases/${number}`)).body as { status: string; timeline: readonly { kind: string }[] };
    expect(status).toBe('closed');
    expect(timeline.map(({ kind }) => kind)).toEqual([
      'received', 'acknowledged', 'contactRecorded', 'assessing', 'asked', 'replied', 'informed', 'referralAnnounced', 'referred', 'ticked', 'measureAdded', 'dutyNoted', 'iaNoted', 'registerNoted', 'severitySet', 'measureCompleted', 'closed',
    ]);
    await press('end', 'do.reopen');
    await fill('end', 'field.reason', 'Det hände igen.');
    await send('end', 'send.reopen');
    await part('facts').getByText(words('status.assessing')).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await part('facts').getByText(inWorkspace('en', 'status.assessing')).waitFor();
    await pictures(page, 'en', 'work-3-reopened');
    expect([...coordinator.complaints, ...reporter.complaints]).toEqual([]);
    await Promise.all([coordinator.close(), reporter.close()]);
  }, 90_000);

  it('shows a manager, a safety representative and a second person what is theirs', async () => {
    const reporter = await ChatPerson.arrive(browser, server.url, 'employee-mhn');
    const number = await reporter.report('Han hotade att döda mig.');
    for (const command of [{ command: 'acknowledge' }, { command: 'announceReferral', reason: 'Chefen måste veta.' }, { command: 'refer', to: 'manager-mhn', note: 'Planera om besöken.' }]) await give('coordinator-mhn', number, command);
    const [manager, representative] = await Promise.all([WorkspacePerson.arriveQuietly(browser, server.url, 'manager-mhn'), WorkspacePerson.arriveQuietly(browser, server.url, 'safetyrep-mhn')]);
    for (const person of [manager, representative]) await person.page.locator('#list > li', { hasText: number }).getByRole('link').click();
    await manager.page.getByText('Planera om besöken.').waitFor();
    await manager.page.getByRole('checkbox', { name: inWorkspace('sv', 'check.callToday') }).click();
    await manager.page.locator('#case-checklist').getByText('Chef MHN').waitFor();
    expect(await manager.page.locator('main').innerText()).not.toContain('Han hotade');
    await picture(manager.page, 'sv-work-4-manager');
    await representative.page.locator('#case-facts').getByText(inWorkspace('sv', 'severity.critical')).waitFor();
    expect(await representative.page.locator('main').innerText()).not.toMatch(/Han hotade|Anställd MHN|Planera om/);
    await picture(representative.page, 'sv-work-5-representative');
    await Promise.all([manager.close(), representative.close(), reporter.close()]);
  }, 60_000);
});
