import { pressed } from './chatCards';
import { chatPage } from './chatPage';

const FIRST_LOAD_BYTES = 200_000;
const TOUCH_PX = 44;

describe('the intranet page for everybody', () => {
  const chat = chatPage({ viewport: { width: 320, height: 640 }, hasTouch: true });

  it('loads within 200 kB over the wire, from its own origin, without a complaint of the browser', async () => {
    const requests: string[] = [];
    let bytes = 0;
    chat.page.on('requestfinished', async (request) => {
      requests.push(request.url());
      const { responseBodySize, responseHeadersSize } = await request.sizes();
      bytes += responseBodySize + responseHeadersSize;
    });
    await chat.open();
    await chat.page.waitForLoadState('networkidle');
    expect(requests.filter((url) => !url.startsWith(chat.house.url) && !url.startsWith('data:'))).toEqual([]);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(FIRST_LOAD_BYTES);
    expect(chat.complaints).toEqual([]);
  });

  it('fits 320 pixels, with nothing smaller to press than a fingertip', async () => {
    await chat.openForm();
    await chat.page.locator('#file-input').setInputFiles([{ name: `${'lång'.repeat(30)}.txt`, mimeType: 'text/plain', buffer: Buffer.from('x') }]);
    expect(await chat.page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    const small = await chat.page.evaluate((least) => {
      const targets = [...document.querySelectorAll<HTMLElement>('button, select, textarea, a, label')].filter((target) => target.offsetParent !== null && !target.closest('.visually-hidden, .skip-link'));
      const area = (target: HTMLElement): HTMLElement => (target.matches('.ac-input label') ? target.parentElement ?? target : target);
      return targets
        .filter((target) => target.tagName !== 'LABEL' || target.matches('.ac-input label'))
        .filter((target) => area(target).getBoundingClientRect().height < least)
        .map((target) => target.outerHTML);
    }, TOUCH_PX);
    expect(small).toEqual([]);
    expect(chat.complaints).toEqual([]);
  });

  it('gives every control a name', async () => {
    await chat.openForm();
    const session = await chat.context.newCDPSession(chat.page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const controls = nodes.filter(({ role }) => ['button', 'textbox', 'radio', 'radiogroup', 'combobox', 'link', 'log', 'group'].includes(String(role?.value)));
    expect(controls.length).toBeGreaterThan(12);
    expect(controls.filter(({ name }) => String(name?.value ?? '') === '').map(({ role }) => String(role?.value))).toEqual([]);
    expect(controls.some(({ name, role }) => role?.value === 'radiogroup' && name?.value === 'När?')).toBe(true);
  });

  it('lets a report be made with the keyboard alone', async () => {
    await chat.open();
    await chat.page.keyboard.press('Tab');
    expect(await chat.page.evaluate(() => document.activeElement?.textContent)).toBe('Hoppa till samtalet');
    await tabTo('Rapportera');
    await chat.page.keyboard.press('Enter');
    await chat.page.locator('[data-card="step:what"]').waitFor();
    await chat.page.keyboard.press('Shift+Tab');
    await tabTo('Vad hände?', 'Shift+Tab');
    await chat.page.keyboard.type('Skrivet utan mus');
    await chat.page.keyboard.press('Tab');
    await chat.page.keyboard.press('ArrowDown');
    await tabTo('Skicka');
    await chat.page.keyboard.press('Enter');
    await chat.page.locator('[data-card="receipt"]').waitFor();
    expect(pressed(chat.house.turns.at(-1)!)).toEqual({ a: 'send', story: 'Skrivet utan mus', when: 'today' });
    await tabTo('Lägg till');
  });

  async function tabTo(name: string, key = 'Tab'): Promise<void> {
    for (let presses = 0; presses < 25; presses += 1) {
      const here = await chat.page.evaluate(() => {
        const element = document.activeElement;
        const labels = element instanceof HTMLTextAreaElement ? [...element.labels].map((label) => label.textContent) : [];
        return [...labels, element?.textContent ?? ''].join(' ');
      });
      if (here.includes(name)) return;
      await chat.page.keyboard.press(key);
    }
    throw new Error(`${name} cannot be reached with ${key}`);
  }

  it('stays where it is read while something is typed below it, and hides nothing that is tabbed to', async () => {
    await chat.openForm();
    await chat.page.evaluate(() => window.scrollTo(0, 40));
    await chat.composer().focus();
    await chat.page.keyboard.type('många ord i en rad');
    expect(await chat.page.evaluate(() => window.scrollY)).toBe(40);
    // The last button of the card stands now where the bar at the bottom covers it.
    await chat.page.getByRole('button', { name: 'Avbryt' }).evaluate((button) => window.scrollBy(0, button.getBoundingClientRect().bottom - window.innerHeight));
    for (let presses = 0; presses < 12; presses += 1) {
      await chat.page.keyboard.press('Shift+Tab');
      const hidden = await chat.page.evaluate(() => {
        const focused = document.activeElement;
        if (!focused?.closest('.log')) return undefined;
        const { top, left, width, height } = focused.getBoundingClientRect();
        const seen = document.elementFromPoint(left + width / 2, top + height / 2);
        return focused.contains(seen) || focused.closest('.ac-input')?.contains(seen) ? undefined : focused.outerHTML;
      });
      expect(hidden).toBeUndefined();
    }
  });

  it('announces what comes, not what was said before a reload', async () => {
    await chat.openForm();
    expect(await chat.page.locator('#log').getAttribute('role')).toBe('log');
    expect(await chat.page.locator('#log').getAttribute('aria-live')).toBe('polite');
    await chat.page.reload();
    await chat.page.locator('[data-card="step:what"]').waitFor();
    expect(await chat.page.locator('#announcer').textContent()).toBe('');
    expect(await chat.page.locator('#log').getAttribute('aria-busy')).toBe('false');
  });
});
