import type { Browser } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { ChatPerson } from './chatPerson';
import { docsPicture, morning, pictures } from './pictures';
import { realServer, type RealServer } from './realServer';
import { inWorkspace, LANGUAGES } from './words';
import { WorkspacePerson } from './workspacePerson';

const COORDINATOR = 'Säkerhetssamordnare MHN';

describe('the coordinator in the workspace', () => {
  let browser: Browser;
  let server: RealServer;
  let reporter: ChatPerson;
  let coordinator: WorkspacePerson;
  let stranger: WorkspacePerson;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), realServer(morning())]);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await server.dispose();
  });

  it.each(LANGUAGES)('sees a report come, and acknowledges it; the reporter sees that, and another board nothing (%s)', async (language) => {
    [coordinator, stranger, reporter] = await Promise.all([
      WorkspacePerson.arrive(browser, server.url, 'coordinator-mhn', { language }),
      WorkspacePerson.arrive(browser, server.url, 'coordinator-amn', { language }),
      ChatPerson.arrive(browser, server.url, 'employee-mhn', { language }),
    ]);
    const { page } = coordinator;
    const { typed } = reporter;
    await stranger.page.getByText(inWorkspace(language, 'list.empty')).waitFor();
    const loads: string[] = [];
    for (const one of [coordinator, reporter]) one.page.on('framenavigated', (frame) => loads.push(frame.url()));

    const number = await reporter.report();
    const row = page.locator('#list > li', { hasText: number });
    await row.waitFor();
    expect(await row.innerText()).toContain(inWorkspace(language, 'type.threat'));
    expect(await page.locator('#list').innerText()).not.toContain(typed.told);
    await pictures(page, language, 'workspace-1-list');

    await row.getByRole('link').click();
    await page.getByText(typed.told, { exact: true }).waitFor();
    expect(await page.locator('#case-timeline').innerText()).toContain(inWorkspace(language, 'event.received'));
    await pictures(page, language, 'workspace-2-case');
    if (language === 'sv') await docsPicture(page, 'workspace-case');
    await page.getByRole('button', { name: inWorkspace(language, 'act.acknowledge'), exact: true }).click();
    await page.getByText(inWorkspace(language, 'act.acknowledgedBy', { name: COORDINATOR })).waitFor();
    await page.locator('#case-timeline').getByText(inWorkspace(language, 'event.acknowledgedBy', { name: COORDINATOR })).waitFor();

    await reporter.card('told').getByRole('heading', { name: reporter.said('told.title') }).waitFor();
    expect(await reporter.card('told').innerText()).toContain(number);
    expect(loads.filter((url) => !url.includes('#/cases/'))).toEqual([]);
    await pictures(page, language, 'workspace-3-acknowledged');
    await pictures(reporter.page, language, 'chat-16-told');

    await stranger.go(`#/cases/${number}`);
    await stranger.page.getByRole('heading', { name: inWorkspace(language, 'case.notFoundHeading') }).waitFor();
    expect(await stranger.page.locator('body').innerText()).not.toContain(typed.told);
    await pictures(stranger.page, language, 'workspace-4-another-board');
    for (const path of [`/api/cases/${number}`, '/api/cases?board=MHN']) expect((await server.api('coordinator-amn', path)).status).toBe(404);
    expect((await server.api('coordinator-amn', '/api/cases')).body).toEqual({ items: [], nextCursor: null });
    await closeAll();
  }, 60_000);

  it.each(LANGUAGES)('gets the question that the guidance does not answer (%s)', async (language) => {
    [coordinator, stranger, reporter] = await Promise.all([
      WorkspacePerson.arrive(browser, server.url, 'coordinator-mhn', { language, hash: '#/questions' }),
      WorkspacePerson.arrive(browser, server.url, 'coordinator-amn', { language, hash: '#/questions' }),
      ChatPerson.arrive(browser, server.url, 'employee-mhn', { language }),
    ]);
    const { typed } = reporter;
    await reporter.say(typed.unanswerable);
    await reporter.card('notFound').locator('button.style-positive').click();
    await reporter.page.getByText(/MHN-[0-9A-Z]{4}-[0-9A-Z]{4}/).waitFor();
    await pictures(reporter.page, language, 'chat-17-question-sent');
    const row = coordinator.page.locator('#list > li', { hasText: typed.unanswerable });
    await row.waitFor();
    await pictures(coordinator.page, language, 'workspace-5-questions');
    await row.getByRole('link').click();
    await coordinator.page.locator('#case-answers').getByText(typed.unanswerable).waitFor();
    await pictures(coordinator.page, language, 'workspace-6-question');
    const asked = await server.api('coordinator-mhn', '/api/questions');
    expect(JSON.stringify(asked.body)).toContain(typed.unanswerable);
    expect((await server.api('coordinator-amn', '/api/questions')).body).toEqual({ items: [], nextCursor: null });
    expect(await stranger.numbers()).toEqual([]);
    await closeAll();
  }, 60_000);

  it('finds the cases of a night most severe first', async () => {
    reporter = await ChatPerson.arrive(browser, server.url, 'employee-mhn');
    const told = ['En granne klottrade på bilen.', 'Jag blev knuffad mot väggen.', 'Någon ringde och var otrevlig.', 'Han hotade att döda mig.'];
    for (const story of told) {
      await reporter.report(story);
      await reporter.page.reload();
      await reporter.card('welcome').waitFor();
    }
    coordinator = await WorkspacePerson.arrive(browser, server.url, 'coordinator-mhn');
    await coordinator.page.locator('#list > li').nth(3).waitFor();
    const { items } = (await server.api('coordinator-mhn', '/api/cases?board=MHN')).body as { items: readonly { number: string; severity: string }[] };
    expect(await coordinator.numbers()).toEqual(items.map(({ number }) => number));
    const levels = ['critical', 'high', 'medium', 'low'];
    expect(items.map(({ severity }) => levels.indexOf(severity))).toEqual(items.map(({ severity }) => levels.indexOf(severity)).sort());
    expect(new Set(items.map(({ severity }) => severity)).size).toBeGreaterThan(2);
    await pictures(coordinator.page, 'sv', 'workspace-7-list-of-several');
    await docsPicture(coordinator.page, 'workspace-list');
    await Promise.all([reporter.close(), coordinator.close()]);
  }, 60_000);

  async function closeAll(): Promise<void> {
    expect([...coordinator.complaints, ...stranger.complaints, ...reporter.complaints]).toEqual([]);
    await Promise.all([coordinator.close(), stranger.close(), reporter.close()]);
  }
});
