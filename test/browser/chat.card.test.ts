import type { Locator } from 'playwright-core';
import { card, openUrl, title } from '../../cards/build';
import type { Element } from '../../cards/types';
import { form, pressed, talk } from './chatCards';
import { chatPage } from './chatPage';

describe('a card on the intranet page', () => {
  const chat = chatPage();

  const cardOf = (name: string): Locator => chat.page.locator(`[data-card="${name}"]`);
  const send = (): Locator => cardOf('step:what').getByRole('button', { name: 'Skicka' });
  const story = (): Locator => chat.page.getByRole('textbox', { name: /Vad hände\?/ });
  const actions = (): Readonly<Record<string, unknown>>[] => chat.house.turns.filter(({ input }) => input.kind === 'action').map(pressed);

  it('is replaced in place by the next one, and the focus goes to its heading', async () => {
    await chat.openForm();
    await story().fill('Han hotade mig.');
    await chat.page.getByRole('radio', { name: 'Idag' }).check();
    await send().click();
    await cardOf('receipt').waitFor();
    expect(await cardOf('step:what').count()).toBe(0);
    expect(await chat.page.evaluate(() => document.activeElement?.textContent)).toBe('Tack');
    expect(actions()).toEqual([{ a: 'send', story: 'Han hotade mig.', when: 'today' }]);
  });

  it('has lines of small letters as near each other in a source’s words as in our own', async () => {
    await chat.open();
    chat.house.answer(() => [{ card: card('sv', 'Svar', [title('answer', 'Svar'), { type: 'TextBlock', id: 'ours', text: 'Rad', size: 'small', wrap: true }, { type: 'RichTextBlock', id: 'theirs', inlines: [{ type: 'TextRun', text: 'Rad', size: 'small' }] }]) }]);
    await chat.composer().fill('hej');
    await chat.composer().press('Enter');
    const heightOf = (id: string): Promise<number> => cardOf('answer').locator(`[data-id="${id}"]`).evaluate((element) => element.getBoundingClientRect().height);
    expect(Math.abs((await heightOf('theirs')) - (await heightOf('ours')))).toBeLessThan(1);
  });

  it('says at the field what is demanded, and sends nothing', async () => {
    await chat.openForm();
    await send().click();
    await chat.page.getByText('Skriv några ord.').waitFor();
    expect(await story().getAttribute('aria-invalid')).toBe('true');
    expect(await story().evaluate((field) => field === document.activeElement)).toBe(true);
    await story().fill('Nu så');
    expect(await story().getAttribute('aria-invalid')).toBeNull();
    expect(actions()).toEqual([]);
  });

  it('says at the field what the server refused, and takes the person there', async () => {
    const refused = form();
    const [heading, story_, ...rest] = refused.body;
    const error: Element = { type: 'TextBlock', id: 'error:story', text: 'Skriv mer än så.', wrap: true, color: 'attention' };
    chat.house.answer((turn) => (turn.input.kind === 'action' ? [{ card: { ...refused, body: [heading!, story_!, error, ...rest] }, replace: true }] : talk(turn)));
    await chat.openForm();
    await story().fill('a');
    await send().click();
    await chat.page.getByText('Skriv mer än så.').waitFor();
    expect(await story().getAttribute('aria-invalid')).toBe('true');
    expect(await story().evaluate((field) => document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent)).toBe('Skriv mer än så.');
    expect(await story().evaluate((field) => field === document.activeElement)).toBe(true);
    await story().fill('mer');
    expect(await story().getAttribute('aria-invalid')).toBeNull();
  });

  it('takes the person to 112 when that is said beside the answer', async () => {
    const emergency = card('sv', 'Ring 112', [title('emergency', 'Ring 112')], [openUrl('Ring 112', 'tel:112')]);
    chat.house.answer((turn) => (turn.input.kind === 'action' ? [...talk(turn), { card: emergency }] : talk(turn)));
    await chat.openForm();
    await story().fill('Kniv');
    await send().click();
    await cardOf('emergency').waitFor();
    expect(await chat.page.evaluate(() => document.activeElement?.closest('[data-card]')?.getAttribute('data-card'))).toBe('emergency');
    await chat.composer().fill('rapportera');
    chat.house.answer(() => [{ card: emergency }]);
    await chat.composer().press('Enter');
    await chat.page.locator('#alarm').getByText('Nytt från Trygg: Ring 112').waitFor({ state: 'attached' });
    expect(await chat.composer().evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await cardOf('emergency').last().getByRole('link', { name: 'Ring 112' }).getAttribute('href')).toBe('tel:112');
  });

  it('is sent once, however often it is pressed, and says that it is sending', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((done) => {
      release = done;
    });
    chat.house.answer(async (turn) => {
      if (turn.input.kind === 'action') await held;
      return talk(turn);
    });
    await chat.openForm();
    await story().fill('En gång');
    await send().dblclick();
    const busy = cardOf('step:what').getByRole('button', { name: 'Skickar…' });
    await busy.waitFor();
    await busy.click({ force: true });
    await cardOf('step:what').getByRole('button', { name: 'Avbryt' }).click({ force: true });
    expect(await cardOf('step:what').locator('[aria-busy="true"]').count()).toBe(1);
    await cardOf('step:what').getByRole('button', { name: 'Sparar fortfarande…' }).waitFor();
    release();
    await cardOf('receipt').waitFor();
    expect(actions()).toHaveLength(1);
  });

  it('keeps what was typed when sending fails, and sends the same again on request', async () => {
    const ids: string[] = [];
    let broken = true;
    await chat.page.route('**/activities', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      ids.push((route.request().postDataJSON() as { channelData: { clientActivityID: string } }).channelData.clientActivityID);
      return broken ? route.abort() : route.continue();
    });
    broken = false;
    await chat.openForm();
    broken = true;
    await story().fill('Det jag skrev');
    await send().click();
    const problem = cardOf('step:what').getByRole('alert');
    await problem.getByText('Det gick inte att nå Trygg. Det du har skrivit finns kvar.').waitFor();
    expect(await story().inputValue()).toBe('Det jag skrev');
    await problem.getByRole('button', { name: 'Försök igen' }).click();
    await problem.waitFor();
    broken = false;
    await send().click();
    await cardOf('receipt').waitFor();
    const [, failed, ...repeated] = ids;
    expect(failed).toBeDefined();
    expect(repeated).toEqual([failed, failed]);
  });

  it('gets a new id when something else is sent after a failure', async () => {
    const ids: unknown[] = [];
    let broken = false;
    await chat.page.route('**/activities', async (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      ids.push((route.request().postDataJSON() as { channelData: { clientActivityID: string } }).channelData.clientActivityID);
      return broken ? route.fulfill({ status: 429, body: '' }) : route.continue();
    });
    await chat.openForm();
    broken = true;
    await story().fill('Först så');
    await send().click();
    await chat.page.getByText(/Det blev för många försök/).waitFor();
    broken = false;
    await story().fill('Sedan så');
    await send().click();
    await cardOf('receipt').waitFor();
    expect(new Set(ids).size).toBe(3);
    expect(actions()).toEqual([expect.objectContaining({ story: 'Sedan så' })]);
  });

  it('can be used again when the answer stands beside it', async () => {
    chat.house.answer((turn) => (turn.input.kind === 'action' ? [{ text: 'Nej, inte så.' }] : talk(turn)));
    await chat.openForm();
    await story().fill('Ett');
    await send().click();
    await chat.page.getByText('Nej, inte så.').waitFor();
    await send().waitFor();
    expect(await cardOf('step:what').locator('[aria-busy="true"]').count()).toBe(0);
  });

  it('keeps a draft through a reload, in this tab alone, until it is sent', async () => {
    await chat.openForm();
    await story().fill('Halvvägs');
    await chat.page.getByRole('radio', { name: 'Idag' }).check();
    await chat.page.reload();
    await cardOf('step:what').waitFor();
    expect(await story().inputValue()).toBe('Halvvägs');
    expect(await chat.page.getByRole('radio', { name: 'Idag' }).isChecked()).toBe(true);
    expect(await chat.page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Halvvägs');
    await send().click();
    await cardOf('receipt').waitFor();
    await chat.page.waitForFunction(() => !JSON.stringify(sessionStorage).includes('Halvvägs'));
  });

  it('counts what is left of a limit from four fifths on', async () => {
    await chat.openForm();
    await story().fill('x'.repeat(39));
    expect(await chat.page.getByText(/tecken kvar/).filter({ visible: true }).count()).toBe(0);
    await story().fill('x'.repeat(40));
    await cardOf('step:what').getByText('10 tecken kvar').waitFor();
    await chat.page.locator('#announcer').getByText('10 tecken kvar').waitFor();
  });

  it('shows what somebody wrote as text, whatever it looks like', async () => {
    const evil = '<img src=x onerror="document.title=1"> [tryck](javascript:document.title=1) <b>fet</b>';
    const base = form();
    chat.house.answer((turn) =>
      turn.input.kind === 'text' ? [{ text: evil }, { card: { ...base, body: [...base.body, { type: 'TextBlock', text: evil, wrap: true }] } }] : talk(turn),
    );
    await chat.open();
    await chat.page.getByRole('textbox', { name: 'Skriv ett meddelande' }).fill(evil);
    await chat.page.keyboard.press('Enter');
    await cardOf('step:what').waitFor();
    expect(await chat.page.getByText(evil, { exact: true }).count()).toBe(3);
    expect(await chat.page.locator('#log img, #log b, #log a').count()).toBe(0);
    expect(await chat.page.title()).toBe('Trygg');
  });
});
