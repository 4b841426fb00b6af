import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';

export const PHONE = { width: 390, height: 844 } as const;
export const DESKTOP = { width: 1280, height: 860 } as const;

/** What a person presses and reads, in both languages, as it must stand on the page. */
export const WORDS = {
  sv: {
    report: 'Rapportera',
    no: 'Nej',
    next: 'Fortsätt',
    send: 'Skicka',
    add: 'Lägg till när du orkar',
    save: 'Spara och fortsätt',
    later: 'Klart för nu',
    story: /^Vad hände\?/,
    type: 'Vad liknar det mest?',
    threat: 'Hot',
    thanks: 'Tack. Din rapport är mottagen.',
    told: 'Han sa att han vet var jag bor och att jag ska passa mig.',
    today: 'I dag',
    forWhom: 'Vem gäller rapporten?',
    myself: 'Mig själv',
    summary: 'Visa det jag berättat',
    question: 'Vad säger programmet om mutor?',
    unanswerable: 'Hur mycket betalar staden för hyran av kontoret på Fleminggatan?',
    danger: 'Han står här med kniv',
    help: 'hjälp',
    board: 'Miljö- och hälsoskyddsnämnden',
    anonymous: /^Du är anonym\./,
    whoAreYou: 'Vem får veta vem du är?',
  },
  en: {
    report: 'Report',
    no: 'No',
    next: 'Continue',
    send: 'Send',
    add: 'Add more when you can',
    save: 'Save and continue',
    later: 'Done for now',
    story: /^What happened\?/,
    type: 'What is it most like?',
    threat: 'Threat',
    thanks: 'Thank you. Your report has been received.',
    told: 'He said that he knows where I live and that I had better watch out.',
    today: 'Today',
    forWhom: 'Whom is the report about?',
    myself: 'Myself',
    summary: 'Show what I have told',
    question: 'What does the programme say about bribes?',
    unanswerable: 'How much rent does the city pay for the office in Fleminggatan?',
    danger: 'He is standing here with a knife',
    help: 'help',
    board: 'Environment and Health Protection Board',
    anonymous: /^You are anonymous\./,
    whoAreYou: 'Who may know who you are?',
  },
} as const;
export type Language = keyof typeof WORDS;

export interface Arrival extends BrowserContextOptions {
  readonly language?: Language;
}

/** A person at the intranet page, in a browser of their own. */
export class ChatPerson {
  readonly words: (typeof WORDS)[Language];
  /** What the browser complained of: errors of the page, and of its security policy. */
  readonly complaints: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly language: Language,
  ) {
    this.words = WORDS[language];
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (/content security policy|trusted/i.test(message.text())) this.complaints.push(message.text());
    });
  }

  /** Opens the page as that demo persona, on a phone where nothing else is said, and waits for the greeting. */
  static async arrive(browser: Browser, url: string, persona: string, { language = 'sv', ...options }: Arrival = {}): Promise<ChatPerson> {
    const context = await browser.newContext({ locale: language === 'sv' ? 'sv-SE' : 'en-GB', viewport: PHONE, hasTouch: true, reducedMotion: 'reduce', ...options });
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

  /** Presses a button of the newest card of that name. */
  async press(card: string, button: string): Promise<void> {
    await this.card(card).getByRole('button', { name: button, exact: true }).click();
  }

  async say(words: string): Promise<void> {
    const field = this.page.locator('#message');
    await field.fill(words);
    await field.press('Enter');
  }

  get story(): Locator {
    return this.card('step:story').getByRole('textbox', { name: this.words.story });
  }

  /** From the greeting to card B, every choice as it was preset. */
  async toStory(): Promise<void> {
    const { words } = this;
    await this.press('welcome', words.report);
    await this.press('step:safety', words.no);
    await this.press('step:who', words.next);
    await this.story.waitFor();
  }

  /** A whole report. @returns its case number */
  async report(told: string = this.words.told): Promise<string> {
    await this.toStory();
    await this.story.fill(told);
    await this.press('step:story', this.words.send);
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
