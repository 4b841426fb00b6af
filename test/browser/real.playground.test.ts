import type { Browser } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { WORDS } from './chatPerson';
import { docsPicture, picture } from './pictures';
import { PlaygroundPerson, startPlaygrounds, type Playgrounds } from './playgrounds';
import { realServer, type RealServer } from './realServer';

const TEXTS = {
  sv: { language: 'svenska', set: 'Nu talar jag svenska.', reads: 'Säkerhetssamordnare MHN läser det här.', notAnonymous: /^I Teams kan du inte vara anonym\./, involved: 'Är någon av dem som läser, eller deras chef, inblandad?', show: 'Visa', acknowledge: 'Bekräfta', by: /^Bekräftat av Säkerhetssamordnare MHN, \p{L}+ \d+ \p{L}+ kl\. \d\d\.\d\d\.$/u, told: 'Ditt ärende är läst', report: 'rapportera', private: 'Skriv till mig privat' },
  en: { language: 'english', set: 'I now speak English.', reads: 'Säkerhetssamordnare MHN (safety coordinator) will read this.', notAnonymous: /^You cannot be anonymous in Teams\./, involved: 'Is anybody who reads this, or their manager, involved?', show: 'Show', acknowledge: 'Acknowledge', by: /^Acknowledged by Säkerhetssamordnare MHN, .+ at \d\d:\d\d\.$/u, told: 'Your case has been read', report: 'report', private: 'Write to me in private' },
} as const;

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

  it.each(['sv', 'en'] as const)('goes from card to card to its receipt, and its notice to the coordinator and back (%s)', async (language) => {
    const words = WORDS[language];
    const texts = TEXTS[language];
    for (const person of [coordinator, employee]) {
      await person.say(texts.language);
      await person.page.getByText(texts.set).last().waitFor();
    }
    await employee.say(texts.report);
    await employee.press('step:safety', words.no);
    const who = employee.card('step:who');
    await who.getByText(texts.notAnonymous).waitFor();
    expect(await who.getByRole('combobox', { name: texts.involved }).inputValue()).toBe(words.no);
    await picture(employee.page, `playground-${language}-1-who`);
    await employee.press('step:who', words.next);
    const story = employee.card('step:story');
    await story.getByText(texts.reads).waitFor();
    await story.getByRole('textbox', { name: words.story }).fill(words.told);
    await picture(employee.page, `playground-${language}-2-story`);
    await employee.press('step:story', words.send);
    const receipt = employee.card('receipt');
    await receipt.getByRole('heading', { name: words.thanks }).waitFor();
    const number = await receipt.locator('[id="caseNumber"]').innerText();
    expect(number).toMatch(/^MHN-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    for (const step of ['step:safety', 'step:who', 'step:story']) expect(await employee.cards(step).count()).toBe(0);
    await picture(employee.page, `playground-${language}-3-receipt`);
    if (language === 'sv') await docsPicture(employee.page, 'teams-receipt');

    const notice = coordinator.card('notice');
    await notice.getByText(number).waitFor();
    expect(await notice.innerText()).not.toContain(words.told);
    await picture(coordinator.page, `playground-${language}-4-notice`);
    await coordinator.press('notice', texts.show);
    await coordinator.card('case').getByText(words.told, { exact: true }).waitFor();
    await picture(coordinator.page, `playground-${language}-5-case`);
    if (language === 'sv') await docsPicture(coordinator.page, 'teams-notice');
    await coordinator.press('notice', texts.acknowledge);
    await notice.getByText(texts.by).waitFor();
    expect(await notice.getByRole('button', { name: texts.acknowledge, exact: true }).count()).toBe(0);
    await picture(coordinator.page, `playground-${language}-6-acknowledged`);

    await employee.card('told').getByRole('heading', { name: texts.told }).waitFor();
    expect(await employee.card('told').innerText()).toContain(number);
    await picture(employee.page, `playground-${language}-7-told`);
    const { items } = (await server.api('coordinator-mhn', '/api/cases?board=MHN')).body as { items: readonly { number: string; status: string }[] };
    expect(items.find((one) => one.number === number)?.status).toBe('acknowledged');
  }, 60_000);

  it('has no form in a group chat, only the way to the personal one', async () => {
    await employee.open('Gruppchatt');
    await employee.mention(TEXTS.sv.report);
    const answer = employee.card('private');
    await answer.waitFor();
    expect(await employee.page.locator('.ac-adaptiveCard').getByRole('textbox').count()).toBe(0);
    expect(await employee.cards('step:safety').count()).toBe(0);
    expect(await answer.getByRole('heading').innerText()).toBe(TEXTS.en.private);
    await picture(employee.page, 'playground-en-8-group');
    await employee.mention(WORDS.sv.danger);
    await employee.card('emergency').waitFor();
    expect(await employee.page.locator('main, body').first().innerText()).not.toContain(WORDS.sv.told);
    await picture(employee.page, 'playground-en-9-group-emergency');
  }, 60_000);
});
