import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Locator, Page, ViewportSize } from 'playwright-core';
import { DESKTOP, FOR_DOCS, PHONE, WITH_PICTURES } from './chatPerson';
import type { Language } from './words';

const ROOT = resolve(__dirname, '../..');
const FOLDER = join(ROOT, 'test-output', 'screenshots');
const DOCS = join(ROOT, 'docs', 'images');

const SIZES = { phone: PHONE, desktop: DESKTOP } as const;
/** Every look in Swedish; in English, whose cards are built alike, one light and one dark. */
const LOOKS = {
  sv: { phone: ['light', 'dark'], desktop: ['light', 'dark'] },
  en: { phone: ['dark'], desktop: ['light'] },
} as const satisfies Record<Language, Record<keyof typeof SIZES, readonly ('light' | 'dark')[]>>;

/** Saves the page, whole, to `test-output/screenshots/<name>.png`, where SCREENSHOTS asks for pictures to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!WITH_PICTURES) return;
  const before = page.viewportSize();
  await showAll(page);
  await save(page, FOLDER, name);
  if (before) await resize(page, before);
}

/** The same on a phone and on a large screen, light and dark; the page is afterwards as it was. */
export async function pictures(page: Page, language: Language, name: string): Promise<void> {
  if (!WITH_PICTURES) return;
  const before = page.viewportSize();
  for (const size of ['phone', 'desktop'] as const) {
    await resize(page, SIZES[size]);
    await showAll(page);
    for (const colorScheme of LOOKS[language][size]) {
      await page.emulateMedia({ colorScheme });
      await save(page, FOLDER, `${language}-${name}-${size}-${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await resize(page, before);
}

/** A window as high as its content: bars that stick to its edges then hide nothing. */
async function showAll(page: Page): Promise<void> {
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (size && height > size.height) await resize(page, { width: size.width, height });
}

/** The page's own idea of its size comes a moment after the window's. */
async function resize(page: Page, size: ViewportSize): Promise<void> {
  await page.setViewportSize(size);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
}

/**
 * A picture for the README: `docs/images/<name>.png`, only where SCREENSHOTS=docs asks for it. With `from` it is the
 * screen as a person sees it who reads from there, else the whole page.
 */
export async function docsPicture(page: Page, name: string, from?: Locator): Promise<void> {
  if (!FOR_DOCS) return;
  const before = page.viewportSize();
  if (from) await from.evaluate((element) => window.scrollBy(0, element.getBoundingClientRect().top - (document.querySelector('.top')?.getBoundingClientRect().height ?? 0) - 8));
  else await showAll(page);
  await save(page, DOCS, name);
  if (before) await resize(page, before);
}

async function save(page: Page, folder: string, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

/** The README's pictures show the middle of a morning whenever they are made; otherwise the clock is the machine's. */
export function morning(): Readonly<Record<string, string>> {
  if (!FOR_DOCS) return {};
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm', dateStyle: 'short' }).format(new Date());
  return { DEMO_NOW: `${today}T10:12` };
}
