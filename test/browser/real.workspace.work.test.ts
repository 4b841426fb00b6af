import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Download, Page } from 'playwright-core';
import handover from '../../locales/handover.sv.json';
import { launchChromium } from '../helpers/chromium';
import { ChatPerson } from './chatPerson';
import { morning, picture, pictures } from './pictures';
import { realServer, type RealServer } from './realServer';
import { inWorkspace, type Language } from './words';
import { WorkspacePerson } from './workspacePerson';

type Key = Parameters<typeof inWorkspace>[1];

/** The demo's boards, which compare no cases, with one that does. @returns the file */
async function boardsWithSeries(folder: string): Promise<string> {
  const { boards } = JSON.parse(await readFile(resolve(__dirname, '../../config/boards.demo.json'), 'utf8')) as { boards: readonly { code: string }[] };
  const file = join(folder, 'boards.json');
  await writeFile(file, JSON.stringify({ boards: boards.map((board) => (board.code === 'MHN' ? { ...board, series: { months: 24 } } : board)) }));
  return file;
}

const textOf = async (download: Download): Promise<string> => readFile(await download.path(), 'utf8');

describe('a coordinator’s day', () => {
  let browser: Browser;
  let server: RealServer;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trygg-boards-'));
    [browser, server] = await Promise.all([launchChromium(), realServer({ ...morning(), BOARDS_FILE: await boardsWithSeries(folder) })]);
  }, 90_000);
  afterAll(async () => {
    await browser.close();
    await server.dispose();
    await rm(folder, { recursive: true, force: true });
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

  /** A report of what happened at a place, the name hidden where that is asked for. */
  async function reportAt(reporter: ChatPerson, place: string, isHidden = false): Promise<string> {
    await reporter.press('welcome', 'welcome.report');
    await reporter.press('step:safety', 'safety.no');
    if (isHidden) await reporter.card('step:who').getByRole('radio', { name: reporter.said('option.visibility.hidden') }).check();
    await reporter.press('step:who', 'report.next');
    await reporter.story.fill('Han skrek åt mig i receptionen.');
    await reporter.press('step:story', 'report.send');
    const number = await reporter.caseNumber();
    await reporter.press('receipt', 'receipt.add');
    await reporter.press('step:kind', 'follow.skip');
    await reporter.press('step:about', 'follow.skip');
    await reporter.card('step:whenWhere').getByRole('textbox', { name: reporter.said('field.placeName') }).fill(place);
    await reporter.press('step:whenWhere', 'follow.save');
    await reporter.page.reload();
    await reporter.card('welcome').waitFor();
    return number;
  }

  it('takes a case’s papers out of the house, says which cases belong together, and sees a hidden name when a second person has said yes', async () => {
    const language = 'sv';
    const reporter = await ChatPerson.arrive(browser, server.url, 'employee-mhn');
    const [first, second, hidden] = [await reportAt(reporter, 'Norra Kvarnparken 3'), await reportAt(reporter, 'norra kvarnparken 3'), await reportAt(reporter, 'Norra Kvarnparken 3', true)];
    const [coordinator, independent] = await Promise.all([
      WorkspacePerson.arrive(browser, server.url, 'coordinator-mhn', { hash: `#/cases/${first}`, permissions: ['clipboard-read', 'clipboard-write'] }),
      WorkspacePerson.arrive(browser, server.url, 'independent-mhn', { hash: '#/name-requests' }),
    ]);
    const { page } = coordinator;
    const { words, part, press, fill, send } = desk(page, language);

    await press('ia', 'ia.preview');
    const preview = page.getByRole('dialog');
    await preview.getByText('Din chef, HR och skyddsombudet', { exact: false }).waitFor();
    await pictures(page, language, 'work-6-ia');
    await preview.getByRole('button', { name: words('ia.copy') }).click();
    await preview.getByText(words('ia.copied')).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain(`Ärende i Trygg: ${first}`);
    expect(copied).not.toMatch(/skrek|Kvarnparken|Anställd MHN/);
    for (const [label, holds] of [['ia.json', `{"reference":"${first}"`], ['ia.csv', `;"${first}"`]] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), preview.getByRole('button', { name: words(label) }).click()]);
      expect([label, download.suggestedFilename().startsWith(`ia-${first}.`), (await textOf(download)).includes(holds)]).toEqual([label, true, true]);
    }
    await page.keyboard.press('Escape');

    const [pack] = await Promise.all([page.waitForEvent('download'), press('police', 'police.pack')]);
    const html = await textOf(pack);
    const paper = await browser.newPage();
    await paper.setContent(html);
    await paper.emulateMedia({ media: 'print' });
    expect(await paper.locator('h1').innerText()).toBe('Underlag till polisanmälan');
    for (const text of [first, 'Han skrek åt mig i receptionen.', 'Norra Kvarnparken 3', '08-465 004 28 (exempel)']) await paper.getByText(text).first().waitFor();
    await picture(paper, 'sv-work-7-police-pack');
    await paper.close();

    // What in a subject tells something is said once, and stops nobody.
    await press('register', 'do.noteShort');
    await fill('register', 'field.diaryNumber', '2026-17');
    await fill('register', 'field.neutralSubject', 'Skrik i receptionen');
    await part('register').getByRole('button', { name: words('send.save') }).click();
    await part('register').getByText('Titta en gång till på de här orden: receptionen.', { exact: false }).waitFor();
    await picture(page, 'sv-work-8-register');
    expect(JSON.stringify((await server.api('coordinator-mhn', `/api/cases/${first}`)).body)).not.toContain('2026-17');
    await send('register', 'send.save');
    await part('register').getByText('2026-17').waitFor();

    // The third is like both: one belongs to it, the other does not, and each is said by a person.
    await coordinator.go(`#/cases/${hidden}`);
    await part('series').getByText(words('alike.place'), { exact: false }).first().waitFor();
    const other = (number: string) => part('series').locator('li', { hasText: number });
    await other(first).getByRole('button', { name: words('alike.yes') }).click();
    await other(first).locator('strong').getByText(words('alike.confirmed'), { exact: true }).waitFor();
    await other(second).getByRole('button', { name: words('alike.no') }).click();
    await other(second).locator('strong').getByText(words('alike.dismissed'), { exact: true }).waitFor();
    await press('ia', 'ia.preview');
    await preview.getByText(words('ia.block.reporterFirst')).waitFor();
    expect(await preview.getByRole('button', { name: words('ia.copy') }).count()).toBe(0);
    await page.keyboard.press('Escape');

    expect(await part('reporter').innerText()).not.toContain('Anställd MHN');
    await press('reporter', 'do.revealName');
    await fill('reporter', 'field.whyName', 'Personen måste varnas.');
    await send('reporter', 'send.revealName');
    await part('reporter').getByText(words('name.asked')).waitFor();
    // Nobody is offered to answer their own request.
    expect(await part('reporter').getByRole('button').count()).toBe(0);
    await pictures(page, language, 'work-9-hidden');
    await independent.page.reload();
    await independent.page.locator('#list > li', { hasText: hidden }).getByRole('link').click();
    const answering = desk(independent.page, language);
    await answering.part('request').getByText('Personen måste varnas.').waitFor();
    expect(await independent.page.locator('main').innerText()).not.toMatch(/skrek|Kvarnparken|Anställd MHN/);
    await pictures(independent.page, language, 'work-10-second-person');
    await answering.press('request', 'do.approveName');
    await answering.part('request').getByRole('button', { name: words('send.approveName') }).click();
    await independent.page.getByRole('heading', { name: words('case.answeredHeading') }).waitFor();
    await picture(independent.page, 'sv-work-11-answered');
    await part('reporter').getByText('Anställd MHN').waitFor();
    expect([...coordinator.complaints, ...independent.complaints, ...reporter.complaints]).toEqual([]);
    await Promise.all([coordinator.close(), independent.close(), reporter.close()]);
  }, 90_000);

  it('practises for a set time: what comes in is marked and counts nowhere, until somebody says that it is real', async () => {
    const [coordinator, reporter] = await Promise.all([WorkspacePerson.arrive(browser, server.url, 'coordinator-mhn'), ChatPerson.arrive(browser, server.url, 'other-mhn')]);
    const { page } = coordinator;
    const words = (key: Key): string => inWorkspace('sv', key);
    await page.getByRole('button', { name: words('exercise.open') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(words('exercise.minutes.30')).check();
    await dialog.getByLabel('Konsult MHN').check();
    await pictures(page, 'sv', 'work-12-exercise');
    await dialog.getByRole('button', { name: words('exercise.start') }).click();
    const banner = page.locator('#list-exercise');
    await banner.getByText(/En övning pågår\. Den slutar i (dag|morgon) kl\. \d\d\.\d\d\./).waitFor();
    await reporter.say(reporter.typed.help);
    await reporter.card('invitation').getByRole('button', { name: handover['exercise.yes'] }).click();
    await reporter.page.getByText(handover['exercise.inTitle']).waitFor();
    await reporter.page.reload();
    await reporter.card('welcome').waitFor();
    const number = await reporter.report('Han hotade att döda mig.');
    await banner.getByRole('link', { name: words('exercise.see') }).click();
    await page.locator('#list > li', { hasText: number }).getByText(words('mark.exercise')).waitFor();
    expect(await coordinator.numbers()).toEqual([number]);
    await pictures(page, 'sv', 'work-13-exercises');
    await banner.getByRole('link', { name: words('case.back') }).click();
    await page.locator('#list > li', { hasText: number }).waitFor({ state: 'detached' });
    await page.locator('#list > li').first().waitFor();
    expect(await coordinator.numbers()).not.toContain(number);
    await banner.getByRole('link', { name: words('exercise.see') }).waitFor();
    await coordinator.go(`#/cases/${number}`);
    await page.getByText(words('case.exercise')).waitFor();
    await page.getByRole('button', { name: words('do.makeReal') }).click();
    await page.getByRole('button', { name: words('send.makeReal') }).click();
    await page.getByText(words('case.exercise')).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: words('case.back') }).first().click();
    await page.locator('#list > li', { hasText: number }).waitFor();
    await banner.getByRole('button', { name: words('exercise.end') }).click();
    await dialog.getByText(words('exercise.endAsk')).waitFor();
    expect((await server.api('coordinator-mhn', '/api/boards/MHN/exercise')).body).toMatchObject({ running: true });
    await dialog.getByRole('button', { name: words('exercise.end') }).click();
    await page.getByRole('button', { name: words('exercise.open') }).waitFor();
    expect((await server.api('coordinator-mhn', '/api/boards/MHN/exercise')).body).toMatchObject({ running: false });
    expect([...coordinator.complaints, ...reporter.complaints]).toEqual([]);
    await Promise.all([coordinator.close(), reporter.close()]);
  }, 60_000);

  it('shows a manager, a safety representative and a second person what is theirs', async () => {
    const reporter = await ChatPerson.arrive(browser, server.url, 'employee-mhn');
    const number = await reporter.report('Han hotade att döda mig.');
    const manager = await WorkspacePerson.arrive(browser, server.url, 'manager-mhn');
    await manager.page.getByText(inWorkspace('sv', 'list.none.referred')).or(manager.page.locator('#list > li')).first().waitFor();
    for (const command of [{ command: 'acknowledge' }, { command: 'announceReferral', reason: 'Chefen måste veta.' }, { command: 'refer', to: 'manager-mhn', note: 'Planera om besöken.' }]) await give('coordinator-mhn', number, command);
    // The list stands open: what is sent to the manager comes into it, and changes in it, by itself.
    const row = manager.page.locator('#list > li', { hasText: number });
    await row.getByText(inWorkspace('sv', 'list.new'), { exact: true }).waitFor();
    await give('coordinator-mhn', number, { command: 'setSeverity', severity: 'high', reason: 'Det är lugnt nu.' });
    await row.getByText(inWorkspace('sv', 'severity.high')).waitFor();
    const representative = await WorkspacePerson.arriveQuietly(browser, server.url, 'safetyrep-mhn');
    for (const person of [manager, representative]) await person.page.locator('#list > li', { hasText: number }).getByRole('link').click();
    await manager.page.getByText('Planera om besöken.').waitFor();
    await manager.page.getByRole('checkbox', { name: inWorkspace('sv', 'check.callToday') }).click();
    await manager.page.locator('#case-checklist').getByText('Chef MHN').waitFor();
    expect(await manager.page.locator('main').innerText()).not.toContain('Han hotade');
    await picture(manager.page, 'sv-work-4-manager');
    await representative.page.locator('#case-facts').getByText(inWorkspace('sv', 'severity.high')).waitFor();
    expect(await representative.page.locator('main').innerText()).not.toMatch(/Han hotade|Anställd MHN|Planera om/);
    await picture(representative.page, 'sv-work-5-representative');
    await Promise.all([manager.close(), representative.close(), reporter.close()]);
  }, 60_000);
});
