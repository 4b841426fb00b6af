import { form, greeting } from './chatCards';
import { chatPage } from './chatPage';

describe('a conversation on the intranet page', () => {
  const chat = chatPage();
  const bubbles = (): Promise<string[]> => chat.page.locator('.bubble p').allTextContents();

  it('is the same after a reload', async () => {
    await chat.open();
    await chat.say('ett');
    await chat.say('två');
    await chat.composer().fill('halvt');
    await chat.page.reload();
    await chat.page.getByText('du sa två').waitFor();
    expect(await bubbles()).toEqual(['ett', 'du sa ett', 'två', 'du sa två']);
    expect(await chat.page.getByRole('heading', { name: 'Hej' }).count()).toBe(1);
    expect(await chat.composer().inputValue()).toBe('halvt');
    expect(await chat.page.evaluate(() => JSON.stringify(localStorage))).not.toContain('halvt');
  });

  it('goes on by itself when the server comes back, without loss or doubles', async () => {
    await chat.open();
    await chat.say('före');
    // What is asked for again may come twice: here all of it does.
    await chat.page.route(/activities\?watermark=/, (route) => route.continue({ url: route.request().url().replace(/\?.*/, '') }));
    await chat.house.stop();
    await chat.page.locator('#status').getByText('Ansluter igen…').waitFor();
    await chat.composer().fill('under');
    await chat.composer().press('Enter');
    const failed = chat.page.getByRole('button', { name: 'Försök igen' });
    await failed.waitFor();
    await chat.house.start();
    await chat.page.locator('#status').waitFor({ state: 'hidden' });
    await failed.click();
    await chat.page.getByText('du sa under', { exact: true }).waitFor();
    await chat.say('efter');
    expect(await bubbles()).toEqual(['före', 'du sa före', 'under', 'du sa under', 'efter', 'du sa efter']);
    expect(chat.house.turns.filter(({ input }) => input.kind === 'text')).toHaveLength(3);
  });

  it('sends again by itself, once, what a server that is being stopped did not take', async () => {
    await chat.open();
    const problem = { status: 503, headers: { 'retry-after': '1' }, contentType: 'application/problem+json', body: JSON.stringify({ code: 'stopping' }) };
    await chat.page.route('**/activities', (route) => (route.request().method() === 'POST' ? route.fulfill(problem) : route.continue()), { times: 1 });
    await chat.say('under');
    expect(await bubbles()).toEqual(['under', 'du sa under']);
    expect(chat.house.turns.filter(({ input }) => input.kind === 'text')).toHaveLength(1);
  });

  it('reaches the bot by polling where no stream can be opened', async () => {
    let attempts = 0;
    await chat.page.routeWebSocket('**/stream**', (socket) => {
      attempts += 1;
      void socket.close();
    });
    await chat.open();
    await chat.say('ett');
    await chat.say('två');
    expect(await bubbles()).toEqual(['ett', 'du sa ett', 'två', 'du sa två']);
    expect(attempts).toBeLessThanOrEqual(2);
  });

  it('asks for a longer-lasting token before the old one ends', async () => {
    await chat.page.clock.install();
    await chat.open();
    const refreshed = chat.page.waitForResponse('**/tokens/refresh');
    await chat.page.clock.runFor('15:10');
    expect((await refreshed).status()).toBe(200);
    await chat.say('sent');
  });

  it('says plainly that an anonymous conversation has ended, and begins another', async () => {
    await chat.page.addInitScript(() => localStorage.setItem('trygg.persona', 'anonymous'));
    await chat.open();
    await chat.say('hemligt');
    expect(await chat.page.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/token|conversation/i);
    await chat.house.stop();
    await chat.house.start();
    await chat.page.getByText('Det förra samtalet är avslutat och går inte att öppna igen.').waitFor();
    await chat.page.getByRole('heading', { name: 'Hej' }).waitFor();
    expect(await bubbles()).toEqual([]);
    await chat.say('igen');
  });

  it('begins another when a known person\'s has ended, and leaves the old one readable', async () => {
    await chat.open();
    await chat.composer().fill('rapportera');
    await chat.composer().press('Enter');
    await chat.page.getByRole('textbox', { name: /Vad hände\?/ }).fill('Mina ord');
    await chat.page.route('**/activities*', (route) => (route.request().method() === 'GET' ? route.fulfill({ status: 404 }) : route.continue()), { times: 1 });
    await chat.house.stop();
    await chat.house.start();
    await chat.page.getByText('Det förra samtalet är avslutat. Här börjar ett nytt.').waitFor();
    expect(await chat.page.getByRole('textbox', { name: /Vad hände\?/ }).inputValue()).toBe('Mina ord');
    expect(await chat.page.locator('[data-card="step:what"]').getByRole('button', { name: 'Skicka' }).getAttribute('aria-disabled')).toBe('true');
    await chat.say('igen');
  });

  it('ends when another person sits down, with everything typed', async () => {
    await chat.openForm();
    await chat.page.getByRole('textbox', { name: /Vad hände\?/ }).fill('inte heller');
    await chat.say('ett');
    await chat.composer().fill('inte skickat');
    await chat.page.getByRole('combobox', { name: 'Demo. Du är:' }).selectOption('elected-mhn');
    await chat.page.waitForFunction(() => document.querySelectorAll('.bubble').length === 0);
    await chat.page.getByRole('heading', { name: 'Hej' }).waitFor();
    await chat.say('två');
    expect(chat.house.turns.at(-1)?.actor.id).toBe('elected-mhn');
    expect(new Set(chat.house.turns.map(({ conversationId }) => conversationId)).size).toBe(2);
    expect(await chat.page.evaluate(() => JSON.stringify(sessionStorage))).not.toMatch(/inte skickat|inte heller/);
    await chat.page.reload();
    await chat.page.getByText('du sa två').waitFor();
    expect(await chat.page.locator('#persona').inputValue()).toBe('elected-mhn');
  });

  it('shows the way to the workspace to whoever works cases there, and to nobody else', async () => {
    await chat.open();
    const link = chat.page.getByRole('link', { name: 'Till ärendena' });
    await chat.page.getByRole('combobox', { name: 'Demo. Du är:' }).selectOption('coordinator-mhn');
    await link.waitFor();
    await chat.page.getByRole('combobox', { name: 'Demo. Du är:' }).selectOption('employee-mhn');
    await link.waitFor({ state: 'hidden' });
  });

  it('changes language at once, tells the bot, and follows when the bot changes', async () => {
    await chat.open();
    await chat.page.getByRole('button', { name: 'English' }).click();
    await chat.page.getByRole('button', { name: 'Report', exact: true }).waitFor();
    expect(await chat.page.locator('html').getAttribute('lang')).toBe('en');
    await chat.page.getByText('du sa english', { exact: true }).waitFor();
    expect(await bubbles()).toEqual(['du sa english']);
    await chat.say('hello');
    expect(chat.house.turns.at(-1)?.localeHint).toBe('en');
    chat.house.answer(() => [{ text: 'Nu på svenska.', locale: 'sv' }]);
    await chat.composer().fill('svenska');
    await chat.composer().press('Enter');
    await chat.page.getByRole('button', { name: 'Rapportera', exact: true }).waitFor();
    expect(await chat.page.locator('html').getAttribute('lang')).toBe('sv');
  });

  it('asks the open question again in the new language, with everything typed, and once', async () => {
    await chat.openForm();
    await chat.page.getByRole('textbox', { name: /Vad hände\?/ }).fill('Mina ord');
    await chat.page.getByRole('radio', { name: 'Idag' }).check();
    chat.house.answer(({ input }) => (input.kind === 'text' && input.text === 'english' ? [{ text: 'English now.' }, { card: form(), locale: 'en' }] : []));
    await chat.page.getByRole('button', { name: 'English' }).click();
    await chat.page.locator('.row:has-text("English now.") + [data-card="step:what"]').waitFor();
    expect(await chat.page.locator('[data-card="step:what"]').count()).toBe(1);
    expect(await chat.page.getByRole('textbox', { name: /Vad hände\?/ }).inputValue()).toBe('Mina ord');
    expect(await chat.page.getByRole('radio', { name: 'Idag' }).isChecked()).toBe(true);
  });

  it('loses nothing typed in a card when the bot puts in what was written beside it', async () => {
    const filled = form('Skrivet bredvid');
    await chat.openForm();
    await chat.page.getByRole('textbox', { name: /Vad hände\?/ }).fill('Skrivet i kortet');
    chat.house.answer(() => [{ card: filled }]);
    await chat.composer().fill('Skrivet bredvid');
    await chat.composer().press('Enter');
    await chat.page.locator('.row.own:has-text("Skrivet bredvid") + [data-card="step:what"]').waitFor();
    expect(await chat.page.getByRole('textbox', { name: /Vad hände\?/ }).inputValue()).toBe('Skrivet i kortet\n\nSkrivet bredvid');
    await chat.page.reload();
    await chat.page.locator('[data-card="step:what"]').waitFor();
    expect(await chat.page.locator('[data-card="step:what"]').count()).toBe(1);
    expect(await chat.page.getByRole('textbox', { name: /Vad hände\?/ }).inputValue()).toBe('Skrivet i kortet\n\nSkrivet bredvid');
  });

  it('keeps words that could not be sent through a reload, to be sent once', async () => {
    await chat.open();
    await chat.page.route('**/activities', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await chat.composer().fill('kom inte fram');
    await chat.composer().press('Enter');
    await chat.page.getByText('Inte skickat.').waitFor();
    await chat.page.unroute('**/activities');
    await chat.page.reload();
    await chat.page.getByText('Inte skickat.').waitFor();
    await chat.page.getByRole('button', { name: 'Försök igen' }).click();
    await chat.page.getByText('du sa kom inte fram').waitFor();
    await chat.page.reload();
    await chat.page.getByText('du sa kom inte fram').waitFor();
    expect(await bubbles()).toEqual(['kom inte fram', 'du sa kom inte fram']);
    expect(await chat.page.getByText('Inte skickat.').count()).toBe(0);
  });

  it('starts with the word of the address, once, and with no other word', async () => {
    await chat.page.goto(`${chat.house.url}?say=rapportera`);
    await chat.page.locator('[data-card="step:what"]').waitFor();
    expect(chat.page.url()).toBe(chat.house.url);
    await chat.page.reload();
    await chat.page.locator('[data-card="step:what"]').waitFor();
    expect(chat.house.turns.filter(({ input }) => input.kind === 'text')).toHaveLength(1);
    await chat.page.goto(`${chat.house.url}?say=dra+tillbaka`);
    await chat.say('sist');
    expect(chat.house.turns.filter(({ input }) => input.kind === 'text')).toHaveLength(2);
  });

  it('sends files by name, several at once, and refuses what is too big before it is sent', async () => {
    await chat.open();
    const files = ['a.txt', 'b.png'].map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) }));
    await chat.page.locator('#file-input').setInputFiles(files);
    // Nobody presses send before they see what they are sending.
    await chat.page.locator('#files .file').nth(1).waitFor();
    await chat.page.evaluate(() => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([new Uint8Array(26 * 1024 * 1024)], 'film.mp4'));
      document.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    });
    await chat.page.getByText('film.mp4 är för stor (27 MB). En fil får vara högst 25 MB.').waitFor();
    await chat.page.getByRole('button', { name: 'Skicka' }).click();
    await chat.page.getByText('fick a.txt, fick b.png').waitFor();
    expect(chat.house.turns.at(-1)?.input).toMatchObject({ kind: 'files', files: [{ name: 'a.txt' }, { name: 'b.png' }] });
    await chat.page.reload();
    await chat.page.getByText('Bifogad fil: a.txt').waitFor();
  });

  it('says what the bot says of its own accord, and puts away the shortcuts while there is a card to press', async () => {
    await chat.open();
    await chat.page.getByRole('button', { name: 'Rapportera' }).click();
    await chat.page.locator('[data-card="step:what"]').waitFor();
    await chat.page.getByRole('button', { name: 'Rapportera' }).waitFor({ state: 'hidden' });
    await chat.page.getByRole('button', { name: 'Genvägar' }).click();
    await chat.page.getByRole('button', { name: 'Mina ärenden' }).click();
    await chat.page.getByText('du sa Mina ärenden').waitFor();
    chat.house.answer(() => [{ card: greeting() }]);
    await chat.composer().fill('hej');
    await chat.composer().press('Enter');
    await chat.page.locator('#announcer').getByText('Nytt från Trygg: Hej').waitFor();
  });
});
