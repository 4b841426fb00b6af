import type { Browser } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { ChatPerson } from './chatPerson';
import { pictures } from './pictures';
import { realServer, type RealServer } from './realServer';
import { LANGUAGES } from './words';

const ASKED = {
  sv: { answered: 'Vad säger programmet om mutor?', differ: 'Vad tycker nämnderna olika om?', unanswered: 'Hur många semesterdagar har jag kvar?', words: 'Sidan stämmer inte.' },
  en: { answered: 'What does the programme say about bribes?', differ: 'What do the boards think of the proposal?', unanswered: 'How many days of holiday do I have left?', words: 'The page is wrong.' },
} as const;

describe('a question on the intranet page', () => {
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

  it.each(LANGUAGES)('is answered with sources that open, and judged where it stands (%s)', async (language) => {
    const asked = ASKED[language];
    person = await ChatPerson.arrive(browser, server.url, 'employee-mhn', { language });
    const { page } = person;
    await person.say(asked.answered);
    await person.card('answer').waitFor();
    await pictures(page, language, 'question-1-answer');
    const place = person.card('answer').getByRole('button', { name: new RegExp(`^${person.said('answer.openPlace')}`, 'u') }).first();
    await place.click();
    await person.card('passage').waitFor();
    await pictures(page, language, 'question-2-passage');
    await person.press('answer', 'feedback.no');
    await person.card('answer').getByRole('textbox', { name: person.said('feedback.words') }).fill(asked.words);
    await person.card('answer').getByRole('radio', { name: person.said('feedback.reason.old') }).check();
    await pictures(page, language, 'question-3-why');
    await person.press('answer', 'feedback.send');
    await person.card('answer').getByRole('heading', { name: person.said('feedback.thanks') }).waitFor();
    // In the answer's own place, which can still be read and whose sources still open.
    expect(await page.locator('[data-card="answer"]').count()).toBe(1);
    await pictures(page, language, 'question-4-thanks');
    await person.say(asked.differ);
    await page.locator('[data-card="answer"]').nth(1).waitFor();
    await page.locator('[data-id="sides"]').waitFor();
    await pictures(page, language, 'question-5-differ');
    await person.say(asked.unanswered);
    await person.card('notFound').waitFor();
    await pictures(page, language, 'question-6-silent');
  });
});
