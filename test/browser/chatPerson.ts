import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { spoken, TYPED, type Language } from './words';

export const PHONE = { width: 390, height: 844 } as const;
export const DESKTOP = { width: 1280, height: 860 } as const;
/** `SCREENSHOTS=all` saves a picture of everything that is shown, `docs` those of the README as well. */
export const WITH_PICTURES = ['all', 'docs'].includes(process.env['SCREENSHOTS'] ?? '');
export const FOR_DOCS = process.env['SCREENSHOTS'] === 'docs';
/** A phone's screen is finer than a desk's; it matters only where the pictures are to be shown. */
const PHONE_SCALE = FOR_DOCS ? 1.25 : 1;

export interface Arrival extends BrowserContextOptions {
  readonly language?: Language;
}

/** A person at the intranet page, in a browser of their own. */
export class ChatPerson {
  readonly typed: (typeof TYPED)[Language];
  /** What the browser complained of: errors of the page, and of its security policy. */
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly language: Language,
  ) {
    this.typed = TYPED[language];
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (/content security policy|trusted/i.test(message.text())) this.complaints.push(message.text());
    });
  }

  /** Opens the page as that demo persona, on a phone where nothing else is said, and waits for the greeting. */
  static async arrive(browser: Browser, url: string, persona: string, { language = 'sv', ...options }: Arrival = {}): Promise<ChatPerson> {
    const context = await browser.newContext({ locale: language === 'sv' ? 'sv-SE' : 'en-GB', viewport: PHONE, deviceScaleFactor: PHONE_SCALE, hasTouch: true, reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(15_000);
    const person = new ChatPerson(context, await context.newPage(), language);
    await context.addInitScript((id) => localStorage.setItem('trygg.persona', id), persona);
    await person.page.goto(`${url}/`);
    await person.card('welcome').waitFor();
    return person;
  }

  /** The newest card of that name. */
  card(name: string): Locator {
    return this.page.locator(`[data-card="${name}"]`).last();
  }

  /** Presses a button of the newest card of that name, by the key of what stands on it. */
  async press(card: string, button: Parameters<typeof spoken>[1], values: Readonly<Record<string, string>> = {}): Promise<void> {
    await this.card(card).getByRole('button', { name: this.said(button, values), exact: true }).click();
  }

  /** A text of the bot in this person's language. */
  said(key: Parameters<typeof spoken>[1], values: Readonly<Record<string, string>> = {}): string {
    return spoken(this.language, key, values);
  }

  async say(words: string): Promise<void> {
    const field = this.page.locator('#message');
    await field.fill(words);
    await field.press('Enter');
  }

  get story(): Locator {
    return this.card('step:story').getByRole('textbox', { name: this.said('field.story') });
  }

  /** From the greeting to card B, every choice as it was preset. */
  async toStory(): Promise<void> {
    await this.press('welcome', 'welcome.report');
    await this.press('step:safety', 'safety.no');
    await this.press('step:who', 'report.next');
    await this.story.waitFor();
  }

  /** A whole report. @returns its case number */
  async report(told: string = this.typed.told): Promise<string> {
    await this.toStory();
    await this.story.fill(told);
    await this.press('step:story', 'report.send');
    return this.caseNumber();
  }

  /** The number on the receipt. */
  async caseNumber(): Promise<string> {
    await this.card('receipt').waitFor();
    return (await this.card('receipt').locator('[data-id="caseNumber"]').innerText()).trim();
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
