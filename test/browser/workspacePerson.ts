import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { DESKTOP } from './chatPerson';
import type { Language } from './words';

/** Somebody who receives cases, at the workspace page in a browser of their own. */
export class WorkspacePerson {
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (/content security policy|trusted/i.test(message.text())) this.complaints.push(message.text());
    });
  }

  /** Opens the list as that demo persona, at a desk where nothing else is said, and waits until it listens for news. */
  static async arrive(browser: Browser, url: string, persona: string, { language = 'sv', hash = '', ...options }: BrowserContextOptions & { readonly language?: Language; readonly hash?: string } = {}): Promise<WorkspacePerson> {
    const context = await browser.newContext({ locale: language === 'sv' ? 'sv-SE' : 'en-GB', viewport: DESKTOP, reducedMotion: 'reduce', ...options });
    const person = await WorkspacePerson.at(context, url, persona);
    const listening = person.page.waitForResponse((response) => response.url().endsWith('/api/live'));
    await person.go(hash);
    await listening;
    return person;
  }

  /** The same for somebody who works no cases, and whom nobody tells of their changes. */
  static async arriveQuietly(browser: Browser, url: string, persona: string): Promise<WorkspacePerson> {
    const person = await WorkspacePerson.at(await browser.newContext({ locale: 'sv-SE', viewport: DESKTOP, reducedMotion: 'reduce' }), url, persona);
    await person.go('');
    return person;
  }

  private static async at(context: BrowserContext, url: string, persona: string): Promise<WorkspacePerson> {
    context.setDefaultTimeout(15_000);
    const person = new WorkspacePerson(context, await context.newPage(), url);
    await context.addInitScript((id) => localStorage.setItem('trygg.persona', id), persona);
    return person;
  }

  async go(hash: string): Promise<void> {
    await this.page.goto(`${this.url}/workspace${hash}`);
  }

  /** Numbers of the cases or questions listed, from the top. */
  numbers(): Promise<string[]> {
    return this.page.locator('#list > li .number').allTextContents();
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
