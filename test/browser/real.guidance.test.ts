import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { violations } from './axe';
import { ChatPerson } from './chatPerson';
import { morning, pictures } from './pictures';
import { realServer, type RealServer } from './realServer';
import { inWorkspace, LANGUAGES } from './words';
import { WorkspacePerson } from './workspacePerson';

describe('what the guidance lacks', () => {
  let browser: Browser;
  let server: RealServer;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trygg-guidance-'));
    await cp(resolve(__dirname, '../../guidance'), folder, { recursive: true });
    await writeFile(join(folder, 'sv', 'half-written.md'), 'Ingen har fyllt i något här.');
    [browser, server] = await Promise.all([launchChromium(), realServer({ ...morning(), GUIDANCE_DIR: folder })]);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await server.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(LANGUAGES)('is seen as it is asked, answered, and made into a draft (%s)', async (language) => {
    const [desk, asker] = await Promise.all([
      WorkspacePerson.arrive(browser, server.url, 'coordinator-mhn', { language, hash: '#/guidance', acceptDownloads: true }),
      ChatPerson.arrive(browser, server.url, 'employee-mhn', { language }),
    ]);
    const { page } = desk;
    const { typed } = asker;
    const word = (key: Parameters<typeof inWorkspace>[1]): string => inWorkspace(language, key);
    const problems = page.locator('#guidance-problems');
    await problems.getByText('sv/half-written.md', { exact: true }).waitFor();
    expect(await problems.innerText()).toContain(word('guidance.problemsMore'));
    expect(await page.locator('#guidance-questions').innerText()).toContain(word('guidance.noQuestions'));

    await asker.say(typed.question);
    await asker.card('answer').getByRole('button', { name: asker.said('feedback.no') }).click();
    await asker.card('answer').getByRole('radio', { name: asker.said('feedback.reason.old') }).check();
    await asker.card('answer').getByRole('textbox', { name: asker.said('feedback.words') }).fill(typed.help);
    await asker.card('answer').getByRole('button', { name: asker.said('feedback.send') }).click();
    await asker.card('answer').getByText(asker.said('feedback.thanks')).waitFor();

    await asker.say(typed.unanswerable);
    await asker.card('notFound').locator('button.style-positive').click();
    const asked = page.locator('#guidance-questions').getByRole('link', { name: typed.unanswerable });
    await asked.waitFor();
    await page.locator('#guidance-feedback').getByText(typed.help, { exact: true }).waitFor();

    // Sources that change are seen by themselves, and whoever reads the page stays where they were.
    const why = problems.locator('li').filter({ has: page.getByText('sv/half-written.md', { exact: true }) }).locator('details');
    await why.locator('summary').click();
    const place = await why.locator('summary').evaluate((element) => element.getBoundingClientRect().top);
    await writeFile(join(folder, 'sv', `half-written-${language}.md`), 'Ingen har fyllt i något här heller.');
    await problems.getByText(`sv/half-written-${language}.md`, { exact: true }).waitFor();
    expect(await why.evaluate((element) => [element.hasAttribute('open'), document.activeElement === element.querySelector('summary')])).toEqual([true, true]);
    expect(Math.abs((await why.locator('summary').evaluate((element) => element.getBoundingClientRect().top)) - place)).toBeLessThan(2);
    expect(await page.locator('#guidance-feedback').innerText()).toContain(word('feedback.old'));
    await pictures(page, language, 'workspace-guidance-1');
    if (language === 'sv') expect(await violations(page)).toEqual([]);

    await asked.press('Enter');
    await page.locator('#case-dates').getByText(word('dates.promisedAsker')).waitFor();
    // A question is called one: there is no case.
    const calledCase = async (): Promise<readonly string[]> => (await page.locator('#view-case').innerText()).match(language === 'sv' ? /.*ärende.*/giu : /.*(?<!\p{L})case(?!\p{L}).*/giu) ?? [];
    expect(await calledCase()).toEqual([]);
    expect(await page.title()).toContain(word('case.questionHeading').split(' ')[0]);
    await pictures(page, language, 'workspace-guidance-question');
    await page.locator('#case-dialogue').getByRole('button', { name: word('do.answer') }).click();
    await page.getByRole('textbox', { name: word('field.message') }).fill(typed.told);
    await page.getByRole('button', { name: word('send.reply') }).click();
    await page.locator('#case-action').getByRole('button', { name: word('do.closeQuestion') }).click();
    expect(await page.getByRole('textbox', { name: word('field.toldAsker') }).inputValue()).toBe(typed.told);
    await page.getByRole('textbox', { name: word('field.learnt') }).fill(typed.help);
    await page.getByRole('form').getByRole('button', { name: word('send.closeQuestion') }).click();
    await page.locator('#case-end').getByText(word('end.questionClosedHeading')).waitFor();
    expect(await calledCase()).toEqual([]);
    await page.locator('#case-notices').getByText(word('about.toldAsker')).first().waitFor();
    await page.locator('#case-draft').getByRole('button', { name: word('draft.open') }).click();
    const title = page.getByRole('textbox', { name: word('field.draftTitle') });
    await title.fill(typed.unanswerable);
    await title.press('Enter');
    await page.locator('#draft').getByText(word('refused.title_is_question')).waitFor();
    await pictures(page, language, 'workspace-guidance-2-draft');
    if (language === 'sv') expect(await violations(page)).toEqual([]);
    await title.fill('Lokaler');
    const [file] = await Promise.all([page.waitForEvent('download'), title.press('Enter')]);
    const draft = await readFile(await file.path(), 'utf8');
    expect([file.suggestedFilename(), draft.includes(typed.told), draft.includes(typed.unanswerable)]).toEqual(['lokaler.md', true, false]);

    await page.locator('#case-back-link').click();
    await page.locator('#guidance-answered').getByRole('link', { name: typed.unanswerable }).waitFor();
    await pictures(page, language, 'workspace-guidance-3-answered');
    await asker.card('told').last().getByRole('button').click();
    await asker.card('status').getByText(typed.told).first().waitFor();
    await asker.say(language === 'sv' ? 'mina ärenden' : 'my cases');
    await asker.card('mine').getByText(typed.told).first().waitFor();
    await pictures(asker.page, language, 'chat-18-my-questions');
    expect([...desk.complaints, ...asker.complaints]).toEqual([]);
    await Promise.all([desk.close(), asker.close()]);
  }, 60_000);
});
