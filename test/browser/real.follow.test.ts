import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { ChatPerson } from './chatPerson';
import { pictures } from './pictures';
import { realServer, type RealServer } from './realServer';
import { LANGUAGES, type Language } from './words';

const WRITTEN = {
  sv: { question: 'Såg någon annan vad som hände?', answer: 'Ja, vaktmästaren stod bredvid.', told: 'Vi har pratat med personen och bytt lås. Du träffar inte personen ensam igen.', reason: 'Behöver veta vem som ska få stöd i dag.' },
  en: { question: 'Did anybody else see what happened?', answer: 'Yes, the caretaker stood beside me.', told: 'We have spoken to the person and changed the lock. You will not meet them alone again.', reason: 'Need to know who is to get support today.' },
} as const satisfies Record<Language, object>;

describe('the reporter follows the case on the intranet page', () => {
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
  afterEach(async () => {
    await person.close();
    expect(person.complaints).toEqual([]);
  });

  const ask = async (path: string, persona: string, body?: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${server.url}${path}`, {
      headers: { authorization: `Bearer demo:${persona}`, 'content-type': 'application/json' },
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    });
    const json = (await response.json()) as Record<string, unknown>;
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(json)}`);
    return json;
  };
  const work = async (number: string, command: string, fields: object = {}, persona = 'coordinator-mhn'): Promise<void> => {
    const { version } = await ask(`/api/cases/${number}`, persona);
    await ask(`/api/cases/${number}/commands`, persona, { command, version, ...fields });
  };

  it.each(LANGUAGES)('answers a question, says yes to IA and reads what came of it (%s)', async (language) => {
    const written = WRITTEN[language];
    person = await ChatPerson.arrive(browser, server.url, 'employee-mhn', { language });
    const { page } = person;
    await person.press('welcome', 'welcome.report');
    await person.press('step:safety', 'safety.no');
    await person.card('step:who').getByRole('radio', { name: person.said('option.visibility.hidden') }).check();
    await person.press('step:who', 'report.next');
    await person.story.fill(person.typed.told);
    await person.press('step:story', 'report.send');
    const number = await person.caseNumber();
    await work(number, 'acknowledge');
    await work(number, 'assess');
    await work(number, 'revealName', { reason: written.reason });
    await work(number, 'ask', { text: written.question });
    await work(number, 'transferToIa', { state: 'toDo', owner: 'coordinator' });

    await person.say(language === 'sv' ? 'mina ärenden' : 'my cases');
    await person.card('mine').getByText(person.said('status.next.answer')).waitFor();
    await pictures(page, language, 'follow-1-mine');
    await person.card('mine').getByRole('button', { name: person.said('mine.open', { number }) }).click();
    const status = person.card('status');
    await status.getByText(written.question, { exact: true }).waitFor();
    await status.getByText(written.reason, { exact: true }).waitFor();
    await pictures(page, language, 'follow-2-asked');
    await status.getByRole('textbox', { name: person.said('dialogue.answer') }).fill(written.answer);
    await person.press('status', 'dialogue.sendAnswer');
    await status.getByText(person.said('dialogue.sent', { number })).waitFor();
    await status.getByText(written.answer, { exact: true }).waitFor();
    await person.press('status', 'status.ia.yes');
    await status.getByText(person.said('status.ia.saidYes')).first().waitFor();

    await person.press('status', 'police.title');
    await person.card('police').getByText(person.typed.told, { exact: true }).waitFor();
    await pictures(page, language, 'follow-2b-police');
    await person.press('police', 'police.file');
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: `${number}.html` }).click()]);
    expect(await readFile(await saved.path(), 'utf8')).toContain(`<dd>${person.typed.told}</dd>`);
    await person.press('police', 'police.back');
    await status.getByRole('textbox', { name: person.said('dialogue.write') }).waitFor();

    await work(number, 'close', { outcome: 'measures', told: written.told, learnt: 'Byt lås i tid.' });
    await status.getByRole('textbox', { name: person.said('dialogue.write') }).fill(written.answer);
    await person.press('status', 'dialogue.send');
    await status.getByText(person.said('dialogue.closed')).waitFor();
    expect(await status.getByRole('textbox', { name: person.said('dialogue.kept') }).inputValue()).toBe(written.answer);
    await status.getByText(written.told, { exact: true }).waitFor();
    expect(await page.locator('main').innerText()).not.toContain('Byt lås i tid.');
    await pictures(page, language, 'follow-3-closed');
  }, 90_000);
});
