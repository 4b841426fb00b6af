import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';
import { until } from '../helpers/until';
import { violations } from './axe';
import { stubCase, workspaceServer, type StubCase, type WorkspaceServer } from './workspaceServer';

const AT = '2026-03-02T09:00:00.000Z';
const WORKER = { role: 'worker', name: 'Samordnare MHN' };
const DEPUTY = { id: 'deputy-mhn', name: 'Ersättare MHN' };
const MINE = { id: 'coordinator-mhn', name: 'Samordnare MHN' };
const CHECKS = [{ item: 'callToday', done: false }, { item: 'ia', done: true, at: AT, by: { role: 'manager', name: 'Chef MHN' } }];

/** A case that is worked, with something in every part of its page. */
const worked = (given: Partial<StubCase> = {}): StubCase =>
  stubCase('MHN-AAAA-0001', {
    severity: 'high',
    status: 'measures',
    may: ['assess', 'assign', 'ask', 'reply', 'recordContact', 'moveDate', 'tick', 'addMeasure', 'completeMeasure', 'noteDuty', 'notePolice', 'transferToIa', 'declareConflict', 'agreeAftercare', 'close'],
    relations: ['worker'],
    recipient: MINE,
    colleagues: [MINE, DEPUTY],
    managers: [{ id: 'manager-mhn', name: 'Chef MHN' }],
    clocks: { contact: { due: '2020-01-02T22:59:00.000Z', promised: true, overdue: true }, feedback: { due: '2099-01-02T22:59:00.000Z', promised: true, overdue: false } },
    answers: [
      { id: 'story', question: 'Vad hände?', value: 'Han skrek.', at: AT },
      { id: 'verbatim', question: 'Vilka ord användes?', value: 'Jag vet var du bor.', at: AT },
    ],
    dialogue: [{ id: 'q1', from: 'worker', kind: 'question', text: 'Var någon med?', at: AT, by: WORKER }],
    measures: [{ id: 'm1', what: 'Två vid nästa besök', who: 'Chefen', due: '2020-01-02', prevention: 'situational', at: AT, by: WORKER }],
    hasDuties: true,
    duties: [{ duty: 'workEnvironmentAuthority', state: 'toDo', owner: 'manager' }],
    checklist: CHECKS,
    referred: [{ id: 'manager-mhn', name: 'Chef MHN' }],
    ia: { state: 'unasked', owner: 'coordinator' },
    ...given,
  });

describe('working a case in the workspace', () => {
  let browser: Browser;
  let server: WorkspaceServer;
  let context: BrowserContext;
  let page: Page;
  let mistakes: string[];

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), workspaceServer()]);
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'sv-SE', reducedMotion: 'reduce' });
    context.setDefaultTimeout(15_000);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await server.close();
  });
  beforeEach(async () => {
    server.reset();
    page = await context.newPage();
    mistakes = [];
    page.on('pageerror', (error) => mistakes.push(error.message));
    page.on('console', (message) => {
      if (/content security policy|trusted/i.test(message.text())) mistakes.push(message.text());
    });
  });
  afterEach(async () => {
    await page.close();
    expect(mistakes).toEqual([]);
  });

  async function open(given: Partial<StubCase> = {}): Promise<StubCase> {
    const one = worked(given);
    server.cases.push(one);
    await page.goto(`${server.url}/workspace#/cases/${one.number}`);
    await page.locator('#case-body:not([hidden])').waitFor();
    return one;
  }
  const part = (id: string) => page.locator(`#case-${id}`);
  const press = (id: string, name: string): Promise<void> => part(id).getByRole('button', { name, exact: true }).click();
  const given = (): readonly unknown[] => server.given.map(({ id: _id, ...rest }) => rest);
  const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent.trim() ?? '');

  it('asks for everything a command takes before it sends, says where it is missing, and gives it once', async () => {
    await open();
    await press('measures', 'Lägg till åtgärd');
    const form = part('measures').getByRole('form', { name: 'Lägg till åtgärd' });
    await form.getByLabel('Vad ska göras?').fill('Byt lås');
    await form.getByRole('button', { name: 'Lägg till' }).click();
    expect(await form.getByText('Fyll i det här fältet.').count()).toBe(2);
    expect(await form.getByLabel('Vem gör det?').evaluate((field) => [field === document.activeElement, field.getAttribute('aria-invalid')])).toEqual([true, 'true']);
    expect(server.given).toEqual([]);
    await form.getByLabel('Vem gör det?').fill('Fastighet');
    await form.getByLabel('Klart senast').fill('2027-01-02');
    await form.getByLabel('Situationell', { exact: false }).check();
    await form.getByRole('button', { name: 'Lägg till' }).click();
    await part('measures').getByText('Sparat.').waitFor();
    expect(given()).toEqual([{ command: 'addMeasure', version: 1, what: 'Byt lås', who: 'Fastighet', due: '2027-01-02', prevention: 'situational' }]);
    expect(server.given[0]?.['id']).toMatch(/^[\w-]{36}$/);
    expect(await form.count()).toBe(0);
    expect(await focused()).toBe('Lägg till åtgärd');
  });

  it('lets whoever goes on write while a command is on its way, and takes nobody from what they write', async () => {
    await open({ status: 'acknowledged' });
    let letThrough = (): void => undefined;
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route('**/commands', async (route) => {
      await held;
      await route.continue();
    });
    await press('action', 'Börja bedöma');
    await press('dialogue', 'Ställ en fråga');
    const field = part('dialogue').getByRole('textbox', { name: 'Din fråga' });
    await field.fill('Var någon');
    letThrough();
    await until('the command is given', () => server.given.length === 1);
    await part('action').locator('[aria-disabled]').waitFor({ state: 'detached' });
    await page.keyboard.type(' mer med?');
    expect(await field.inputValue()).toBe('Var någon mer med?');
    expect(given()).toEqual([{ command: 'assess', version: 1 }]);
  });

  it('says before it is sent what is not done, and by when the next feedback is due', async () => {
    await open({ left: { measures: 2, duties: 1, ia: true }, nextFeedback: '2099-01-02T22:59:00.000Z' });
    await press('end', 'Avsluta ärendet');
    await part('end').getByText('Inte klart än: 2 åtgärder, 1 av arbetsgivarens skyldigheter, det som gäller IA. Du kan avsluta ändå.').waitFor();
    await press('dialogue', 'Skriv ett meddelande');
    await part('dialogue').getByText('Nästa återkoppling ska komma senast 2 jan. 2099.').waitFor();
  });

  it('shows a field where another one asks for it, and sends nothing that is not shown', async () => {
    await open();
    await press('duties', 'Anteckna Anmälan till Arbetsmiljöverket');
    const form = part('duties').getByRole('form');
    expect(await form.getByLabel('Vilken dag gjordes det?').isVisible()).toBe(false);
    await form.getByLabel('Behövs inte').check();
    await form.getByLabel('Varför?').fill('Ingen fara.');
    await form.getByLabel('Gjort').check();
    await form.getByLabel('Vilken dag gjordes det?').fill('2026-03-03');
    await form.getByRole('button', { name: 'Spara' }).click();
    await part('duties').getByText('Sparat.').waitFor();
    expect(given()).toEqual([{ command: 'noteDuty', version: 1, duty: 'workEnvironmentAuthority', state: 'done', on: '2026-03-03', owner: 'manager' }]);
  });

  it('keeps what is being written, and the place in it, when the case changes meanwhile; then says who was faster and takes it', async () => {
    const one = await open();
    while (server.listeners === 0) await page.waitForTimeout(20);
    await press('dialogue', 'Ställ en fråga');
    const field = part('dialogue').getByLabel('Din fråga');
    await field.fill('Hur mår du?');
    await field.press('Home');
    one.version += 1;
    one['dialogue'] = [{ id: 'q1', from: 'worker', kind: 'question', text: 'Var någon med?', at: AT, by: WORKER }, { id: 'a1', from: 'reporter', kind: 'answer', text: 'Ja, en kollega.', at: AT, by: { role: 'reporter' } }];
    one.timeline.push({ at: new Date().toISOString(), by: { role: 'reporter' }, kind: 'replied' });
    server.publish(one, 'replied');
    await part('dialogue').getByText('Väntar på ditt svar').waitFor();
    await page.keyboard.type('Och: ');
    expect(await field.inputValue()).toBe('Och: Hur mår du?');
    // Somebody else acts in the moment before the press, and no news of it has come.
    one.version += 1;
    one.timeline.push({ at: new Date().toISOString(), by: { role: 'worker', name: 'Ersättare MHN' }, kind: 'assigned', to: 'deputy-mhn', name: 'Ersättare MHN' });
    await part('dialogue').getByRole('button', { name: 'Skicka frågan' }).click();
    await page.getByRole('alert').getByText(/Ärendet hann ändras: Ärendet lämnades över till Ersättare MHN \(Ersättare MHN, i dag kl\. [\d.]+\)\. Det du skrev finns kvar/).waitFor();
    expect(await field.inputValue()).toBe('Och: Hur mår du?');
    await part('dialogue').getByRole('button', { name: 'Skicka frågan' }).click();
    await part('dialogue').getByText('Sparat.').waitFor();
    expect(given()).toMatchObject([{ version: 2 }, { version: 3, text: 'Och: Hur mår du?' }]);
    expect(server.given[0]?.['id']).toBe(server.given[1]?.['id']);
  });

  it('keeps it through a refusal, a fault, a change of language, and a walk to the list and back; Escape throws away only what is empty', async () => {
    await open();
    await press('end', 'Avsluta ärendet');
    await page.keyboard.press('Escape');
    expect(await part('end').getByRole('form').count()).toBe(0);
    expect(await focused()).toBe('Avsluta ärendet');
    await press('dialogue', 'Skriv ett meddelande');
    const field = part('dialogue').locator('textarea');
    await field.fill('Vi ringer i morgon.');
    await page.keyboard.press('Escape');
    server.refusing.set('reply', { status: 422, body: { code: 'case_full' } });
    await part('dialogue').getByRole('button', { name: 'Skicka', exact: true }).click();
    await page.getByRole('alert').getByText('Ärendet rymmer inte mer text.', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    expect(await part('dialogue').getByLabel('Message').inputValue()).toBe('Vi ringer i morgon.');
    await page.getByRole('link', { name: 'All cases' }).click();
    await page.locator('#list > li a').first().click();
    await part('dialogue').locator('textarea').waitFor();
    expect(await field.inputValue()).toBe('Vi ringer i morgon.');
    server.refusing.set('reply', { status: 503, body: { code: 'store_unavailable' } });
    await part('dialogue').getByRole('button', { name: 'Send' }).click();
    await page.getByRole('alert').getByText('Something went wrong on our side.', { exact: false }).waitFor();
    const asked = page.waitForEvent('dialog');
    void page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await page.getByRole('button', { name: 'Svenska' }).click();
    await part('dialogue').getByRole('button', { name: 'Avbryt' }).click();
  });

  it('offers what the person may and nothing else, the main thing first', async () => {
    const one = await open({ may: ['acknowledge', 'assign'], status: 'received', timeline: [{ at: AT, by: { role: 'reporter' }, kind: 'received' }] });
    expect(await page.locator('#case-body button[data-offer]').allInnerTexts()).toEqual(['Bekräfta', 'Lämna över']);
    one.may = ['reply', 'close'];
    one.timeline.push({ at: AT, by: { role: 'reporter' }, kind: 'replied' });
    await page.reload();
    await part('action').getByRole('button', { name: 'Skriv till den som rapporterade' }).waitFor();
    expect(await part('measures').getByRole('button').count()).toBe(0);
  });

  it('says in red words what is late and what did not arrive, and keeps the threat’s words folded', async () => {
    await open({ notices: [{ about: 'new', recipient: 'x', name: 'Samordnare MHN', channel: 'teams', state: 'failed', attempts: 5 }] });
    const danger = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = 'var(--danger)';
      return getComputedStyle(probe).color;
    });
    for (const text of ['Försenat: personlig kontakt skulle ha skett senast 2 jan. 2020', '1 meddelande nådde inte fram.', 'Försenad: skulle ha varit klar 2 jan. 2020']) {
      expect([text, await page.locator('main').getByText(text, { exact: false }).first().evaluate((element) => getComputedStyle(element).color)]).toEqual([text, danger]);
    }
    await page.getByRole('link', { name: '1 meddelande nådde inte fram.' }).click();
    expect(await focused()).toBe('Utskickade meddelanden');
    expect(await page.getByText('Jag vet var du bor.').isVisible()).toBe(false);
    await page.getByText('Visa orden som användes.', { exact: false }).click();
    await page.getByText('Jag vet var du bor.').waitFor();
  });

  it('tells to whom something was sent in words, in both languages, and calls nothing lost that came another way or that nobody could get', async () => {
    const notice = (recipient: string, state: string, more: object = {}) => ({ about: 'new', recipient, channel: 'teams', state, attempts: 1, ...more });
    await open({ status: 'received', notices: ['reporter', 'crisis', 'system', 'place', 'gone@stad.example'].map((recipient) => notice(recipient, 'sent')) });
    const to = () => part('notices').locator('li strong').allTextContents();
    expect(await to()).toEqual(['Den som rapporterade', 'Krisorganisationen', 'Verksamhetens eget system', 'En ansluten kanal eller gruppchatt', 'Någon som inte längre finns i nämnden (gone@stad.example)']);
    await page.getByRole('button', { name: 'English' }).click();
    expect(await to()).toEqual(['The reporter', 'The crisis organisation', 'The board’s own system', 'A connected channel or group chat', 'Somebody who is no longer with the board (gone@stad.example)']);
    // Of what went well only the first few stand open.
    expect(await part('notices').locator('.fold > summary').innerText()).toBe('Show 1 more');
    await page.getByRole('button', { name: 'Svenska' }).click();
    server.cases.length = 0;
    await page.goto('about:blank');
    await open({ status: 'received', notices: [notice('x', 'failed', { name: 'Samordnare MHN', arrived: true, reason: 'blocked' })] });
    await part('notices').getByText('Beskedet kom fram på ett annat sätt.').waitFor();
    expect(await page.getByText('nådde inte fram.', { exact: false }).count()).toBe(0);
    server.cases.length = 0;
    await page.goto('about:blank');
    await open({ status: 'received', notices: [notice('x', 'noConversation', { name: 'Samordnare MHN' }), notice('x', 'sent', { channel: 'intranet' })] });
    await part('notices').getByText('Inget är skickat: ingen som kan få besked har lagt till Trygg i Teams.', { exact: false }).waitFor();
    expect(await page.getByText('nådde inte fram.', { exact: false }).count()).toBe(0);
  });

  it('ticks a box only when the server has it', async () => {
    const one = await open();
    const box = part('checklist').getByRole('checkbox', { name: 'Ring den som rapporterade i dag' });
    server.refusing.set('tick', { status: 503, body: { code: 'store_unavailable' } });
    await box.click();
    await part('checklist').getByText('Något gick fel hos oss.', { exact: false }).waitFor();
    expect(await box.isChecked()).toBe(false);
    one['checklist'] = [{ ...CHECKS[0], done: true }, CHECKS[1]];
    await box.click();
    await until('the box is ticked', () => box.isChecked());
    expect(given().at(-1)).toEqual({ command: 'tick', version: 1, item: 'callToday', done: 'true' });
  });

  it('lets go of somebody who has declared a conflict, and shows them nothing more', async () => {
    await open();
    await press('knows', 'Anmäl jäv');
    server.refusing.set('declareConflict', { status: 200, body: { number: 'MHN-AAAA-0001', status: 'left' } });
    await part('knows').getByRole('form').getByRole('button', { name: 'Anmäl jäv' }).click();
    await page.getByRole('heading', { name: 'Du är inte längre med i ärendet' }).waitFor();
    expect(await page.locator('main').innerText()).not.toContain('skrek');
  });

  it('gives a manager what was referred, a safety representative the least, a second person the request alone', async () => {
    const { number, version, board, receivedAt, severity, type, status } = worked();
    const least = { number, board, receivedAt, severity, type, status };
    const shown = async (body: Record<string, unknown>): Promise<string> => {
      await page.route(`**/api/cases/${number}`, (route) => route.fulfill({ json: body }));
      await page.goto('about:blank');
      await page.goto(`${server.url}/workspace#/cases/${number}`);
      await page.locator('#case-body:not([hidden])').waitFor();
      return page.locator('#case-body').innerText();
    };
    const manager = await shown({ ...least, version, relations: ['manager'], may: ['tick', 'recordContact'], reporter: { category: 'employee', visibility: 'hidden' }, note: 'Planera om besöken.', answers: [], checklist: CHECKS, duties: [], measures: [], ia: { state: 'toDo', owner: 'manager' } });
    expect(manager).toMatch(/Planera om besöken\.[^]*inte valt att du får läsa rapporten[^]*Chefens checklista[^]*IA/);
    expect(manager).not.toMatch(/Dialog|Utskickade meddelanden|Vem har ärendet|Diarium|Händelser i ärendet/);
    const representative = await shown({ ...least, relations: ['safetyRepresentative'], may: [], measures: [{ prevention: 'social', due: '2099-01-02' }], workEnvironmentAuthority: { state: 'done', on: '2026-03-03' } });
    expect(representative).toMatch(/Högt[^]*Åtgärder[^]*Social[^]*Anmälan till Arbetsmiljöverket[^]*Gjort/);
    expect(representative).not.toMatch(/Dialog|Vem som rapporterade|Polis|IA\n|Det här har hänt/);
    const second = await shown({ number, board, version, relations: ['authorised'], may: ['approveName', 'refuseName'], nameRequest: { at: AT, by: WORKER, reason: 'Personen måste varnas.' } });
    expect(second).toMatch(/Begäran om ett dolt namn[^]*Personen måste varnas\.[^]*Samordnare MHN[^]*Godkänn[^]*Säg nej/);
    expect(second).not.toMatch(/Högt|Hot|Åtgärder|Polis|Händelser/);
    await page.unroute(`**/api/cases/${number}`);
  });

  it('has no fault that axe finds, with forms open and in error, and nothing to scroll sideways on a phone', async () => {
    await open();
    for (const [id, name] of [['measures', 'Lägg till åtgärd'], ['end', 'Avsluta ärendet'], ['care', 'Kom överens om stöd efteråt Stöd efteråt'], ['ia', 'Ja, den finns'], ['knows', 'Anmäl jäv']] as const) await press(id, name);
    await part('measures').getByRole('button', { name: 'Lägg till', exact: true }).click();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 800 });
  });
});

describe('a day’s list in the workspace', () => {
  let browser: Browser;
  let server: WorkspaceServer;
  let page: Page;

  beforeAll(async () => {
    [browser, server] = await Promise.all([launchChromium(), workspaceServer()]);
    page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'sv-SE' })).newPage();
    page.setDefaultTimeout(15_000);
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const numbers = (): Promise<readonly string[]> => page.locator('#list > li .number').allTextContents();

  it('begins with what needs one now, each count a way to those cases that stands in the address', async () => {
    server.cases.push(worked({ overdue: true, undelivered: true }), stubCase('MHN-AAAA-0002'), stubCase('MHN-AAAA-0003', { status: 'assessing', unanswered: true }));
    await page.goto(`${server.url}/workspace`);
    await page.locator('.need-overdue').getByText('1').waitFor();
    expect((await page.locator('#needs-list li').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual(['1 att bekräfta', '1 med försening', '1 väntar på ditt svar']);
    expect(await page.locator('#list > li', { hasText: 'MHN-AAAA-0001' }).innerText()).toMatch(/Försenat[^]*Nådde inte fram/);
    await page.locator('.need-unanswered').click();
    await page.locator('#list-count').getByText('1 ärende').waitFor();
    expect(await numbers()).toEqual(['MHN-AAAA-0003']);
    expect(page.url()).toMatch(/#\/cases\?board=MHN&needs=unanswered$|#\/cases\?needs=unanswered$/);
    await page.locator('.need-unanswered').click();
    await page.locator('#list-count').getByText('3 ärenden').waitFor();
  });

  it('searches, and filters by place and date, in the address', async () => {
    await page.getByLabel('Sök på nummer', { exact: false }).fill('Byt inget');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Inga ärenden passar ditt urval.' }).waitFor();
    expect(page.url()).toContain('q=Byt%20inget');
    await page.getByRole('link', { name: 'Rensa urvalet' }).click();
    await page.getByText('Plats och datum').click();
    await page.getByLabel('Sorts plats').selectOption('visit');
    await page.getByLabel('Kom in från och med').fill('2026-01-02');
    await page.getByLabel('Kom in från och med').blur();
    await until('the list is asked for', () => server.requests.includes('GET /api/cases?board=MHN&place=visit&from=2026-01-02'));
    await page.reload();
    // The choices come with the page's script, and what is chosen a moment after them.
    await until('the place is chosen again', async () => (await page.getByLabel('Sorts plats').inputValue()) === 'visit');
  });

  it('moves all of a colleague’s cases at once, and says how many', async () => {
    const asked: unknown[] = [];
    await page.route('**/api/boards/MHN/transfer', async (route) => {
      asked.push(route.request().postDataJSON());
      await route.fulfill({ json: { moved: 2, left: [{ number: 'MHN-AAAA-0009', code: 'unknown_here' }], more: false } });
    });
    await page.route('**/api/boards/MHN/colleagues', (route) => route.fulfill({ json: { items: [{ id: 'gone@stad.example', left: true }, MINE, DEPUTY] } }));
    await page.goto(`${server.url}/workspace#/cases`);
    await page.getByRole('button', { name: 'Flytta en kollegas ärenden' }).click();
    const dialog = page.getByRole('dialog');
    expect((await dialog.getByLabel('Från vem?').locator('option').allInnerTexts()).slice(1)).toEqual(['gone@stad.example (arbetar inte längre med ärenden här)', 'Samordnare MHN', 'Ersättare MHN']);
    expect((await dialog.getByLabel('Till vem?').locator('option').allInnerTexts()).slice(1)).toEqual(['Samordnare MHN', 'Ersättare MHN']);
    await dialog.getByLabel('Från vem?').selectOption('deputy-mhn');
    await dialog.getByLabel('Till vem?').selectOption('deputy-mhn');
    await dialog.getByRole('button', { name: 'Flytta ärendena' }).click();
    await dialog.getByText('Välj två olika personer.').waitFor();
    await dialog.getByLabel('Till vem?').selectOption('coordinator-mhn');
    await dialog.getByText('Alla öppna ärenden som Ersättare MHN ansvarar för lämnas över till Samordnare MHN.').waitFor();
    await dialog.getByRole('button', { name: 'Flytta ärendena' }).click();
    await dialog.getByText('2 ärenden flyttades från Ersättare MHN till Samordnare MHN.').waitFor();
    expect(await dialog.innerText()).toContain('Stannar hos Ersättare MHN, eftersom Samordnare MHN inte får ha dem: MHN-AAAA-0009');
    expect(asked).toEqual([{ from: 'deputy-mhn', to: 'coordinator-mhn' }]);
    await page.keyboard.press('Escape');
  });

  it('shows who has no cases to work the lists that they do have', async () => {
    server.boards.set('coordinator-mhn', []);
    Object.assign(server.lists, { serious: ['MHN'], nameRequests: ['MHN'] });
    await page.route('**/api/serious**', (route) => route.fulfill({ json: { items: [{ number: 'MHN-AAAA-0001', board: 'MHN', type: 'violence', severity: 'critical', status: 'measures', receivedAt: AT }], nextCursor: null } }));
    await page.route('**/api/name-requests**', (route) => route.fulfill({ json: { items: [{ number: 'MHN-AAAA-0002', board: 'MHN', waits: 'request', at: AT, by: 'Samordnare MHN' }], nextCursor: null } }));
    await page.goto('about:blank');
    await page.goto(`${server.url}/workspace`);
    await page.locator('#list > li', { hasText: 'Våld' }).waitFor();
    expect(await page.locator('.subjects a:visible').allInnerTexts()).toEqual(['Allvarliga händelser', 'Dolda namn']);
    await page.getByRole('link', { name: 'Dolda namn' }).click();
    expect(await page.locator('#list > li', { hasText: 'MHN-AAAA-0002' }).innerText()).toMatch(/Begäran väntar på svar[^]*Samordnare MHN/);
  });
});
