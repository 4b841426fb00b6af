import type { Browser } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { docsPicture, picture } from './pictures';
import { PlaygroundPerson, startPlaygrounds, type Playgrounds } from './playgrounds';
import { realServer, type RealServer } from './realServer';
import { LANGUAGES, spoken, TYPED } from './words';

const COORDINATOR = 'Säkerhetssamordnare MHN';
/** A day and a clock, as each language writes them. */
const WHEN = { sv: String.raw`\p{L}+ \d+ \p{L}+ kl\. \d\d\.\d\d`, en: String.raw`\p{L}+ \d+ \p{L}+ at \d\d:\d\d` } as const;

describe('a report in Teams, in Microsoft’s emulator', () => {
  let browser: Browser;
  let server: RealServer;
  let playgrounds: Playgrounds;
  let coordinator: PlaygroundPerson;
  let employee: PlaygroundPerson;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), realServer()]);
    playgrounds = await startPlaygrounds(server.url);
    // The bot can only write to a coordinator whose chat it knows.
    coordinator = await PlaygroundPerson.arrive(browser, playgrounds.coordinator);
    employee = await PlaygroundPerson.arrive(browser, playgrounds.employee);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    await playgrounds.stop();
    await server.dispose();
  });

  it.each(LANGUAGES)('goes from card to card to its receipt, and its notice to the coordinator and back (%s)', async (language) => {
    const typed = TYPED[language];
    const said = (key: Parameters<typeof spoken>[1]): string => spoken(language, key);
    for (const person of [coordinator, employee]) {
      await person.say(typed.language);
      await person.page.getByText(said('language.set')).last().waitFor();
    }
    await employee.say(typed.report);
    await employee.press('step:safety', said('safety.no'));
    const who = employee.card('step:who');
    await who.getByText(said('report.noAnonymousTeams')).waitFor();
    expect(await who.getByRole('combobox', { name: said('field.involved') }).inputValue()).toBe(said('option.involved.no'));
    await picture(employee.page, `${language}-playground-1-who`);
    await employee.press('step:who', said('report.next'));
    const story = employee.card('step:story');
    await story.getByText(COORDINATOR).first().waitFor();
    await story.getByRole('textbox', { name: said('field.story') }).fill(typed.told);
    await picture(employee.page, `${language}-playground-2-story`);
    await employee.press('step:story', said('report.send'));
    const receipt = employee.card('receipt');
    await receipt.getByRole('heading', { name: said('receipt.title') }).waitFor();
    const number = await receipt.locator('[id="caseNumber"]').innerText();
    expect(number).toMatch(/^MHN-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    for (const step of ['step:safety', 'step:who', 'step:story']) expect(await employee.cards(step).count()).toBe(0);
    await picture(employee.page, `${language}-playground-3-receipt`);
    if (language === 'sv') await docsPicture(employee.page, 'teams-receipt');

    const notice = coordinator.card('notice');
    await notice.getByText(number).waitFor();
    expect(await notice.innerText()).not.toContain(typed.told);
    await picture(coordinator.page, `${language}-playground-4-notice`);
    await coordinator.press('notice', said('notice.show'));
    await coordinator.card('case').getByText(typed.told, { exact: true }).waitFor();
    await picture(coordinator.page, `${language}-playground-5-case`);
    if (language === 'sv') await docsPicture(coordinator.page, 'teams-notice');
    await coordinator.press('notice', said('notice.acknowledge'));
    const settled = spoken(language, 'notice.acknowledged', { name: COORDINATOR, time: WHEN[language] });
    await notice.locator('[id="settled"]').getByText(new RegExp(settled, 'u')).waitFor();
    expect(await notice.getByRole('button', { name: said('notice.acknowledge'), exact: true }).count()).toBe(0);
    await picture(coordinator.page, `${language}-playground-6-acknowledged`);

    await coordinator.press('case', said('work.more'));
    await coordinator.press('work:more', said('work.command.setWorkplace'));
    await coordinator.card('work:setWorkplace').getByRole('textbox', { name: said('work.field.workplace') }).fill('Enhet syd');
    await picture(coordinator.page, `${language}-playground-7-form`);
    await coordinator.press('work:setWorkplace', said('work.send.setWorkplace'));
    await coordinator.card('case').getByText(said('work.done.setWorkplace')).waitFor();
    expect(await coordinator.card('case').locator('[id="workplace"]').innerText()).toBe('Enhet syd');

    await employee.card('told').getByRole('heading', { name: said('told.title') }).waitFor();
    expect(await employee.card('told').innerText()).toContain(number);
    await picture(employee.page, `${language}-playground-8-told`);
    const { items } = (await server.api('coordinator-mhn', '/api/cases?board=MHN')).body as { items: readonly { number: string; status: string }[] };
    expect(items.find((one) => one.number === number)?.status).toBe('acknowledged');
  }, 60_000);

  it.each(LANGUAGES)('a question is answered with its sources, each of which opens, and the answer is judged (%s)', async (language) => {
    const typed = TYPED[language];
    await employee.say(typed.language);
    await employee.page.getByText(spoken(language, 'language.set')).last().waitFor();
    await employee.say(typed.question);
    const answer = employee.card('answer');
    await answer.getByText(spoken(language, 'answer.sources'), { exact: true }).waitFor();
    await picture(employee.page, `${language}-playground-8-answer`);
    await answer.getByRole('button', { name: new RegExp(`^${spoken(language, 'answer.openPlace')}`, 'u') }).first().click();
    await employee.card('passage').waitFor();
    await picture(employee.page, `${language}-playground-9-passage`);

    await employee.page.getByRole('button', { name: 'Dislike' }).last().click();
    await employee.page.getByRole('dialog').getByRole('textbox').fill(typed.told);
    await employee.page.getByRole('button', { name: 'Submit' }).click();
    await employee.page.getByRole('button', { name: 'Close' }).click();
    const { items } = (await server.api('coordinator-mhn', '/api/guidance/feedback?board=MHN')).body as { items: readonly { verdict: string; words: string }[] };
    expect(items[0]).toMatchObject({ verdict: 'unhelpful', words: typed.told });
  });

  it('has no form in a group chat, only the way to the personal one', async () => {
    await employee.open('Gruppchatt');
    await employee.mention(TYPED.sv.report);
    const answer = employee.card('private');
    await answer.waitFor();
    expect(await employee.page.locator('.ac-adaptiveCard').getByRole('textbox').count()).toBe(0);
    expect(await employee.cards('step:safety').count()).toBe(0);
    expect(await answer.getByRole('heading').innerText()).toBe(spoken('en', 'group.title'));
    await picture(employee.page, 'en-playground-9-group');
    await employee.mention(TYPED.sv.danger);
    await employee.card('emergency').waitFor();
    expect(await employee.page.locator('main, body').first().innerText()).not.toContain(TYPED.sv.told);
    await picture(employee.page, 'en-playground-10-group-emergency');
  }, 60_000);
});
