import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page, ViewportSize } from 'playwright-core';
import { DESKTOP, PHONE } from './chatPerson';

const ROOT = resolve(__dirname, '../..');
const FOLDER = join(ROOT, 'test-output', 'screenshots');
const DOCS = join(ROOT, 'docs', 'images');

const SIZES = { phone: PHONE, desktop: DESKTOP } as const;
const SCHEMES = ['light', 'dark'] as const;

/** Saves the page, whole, to `test-output/screenshots/<name>.png`. */
export async function picture(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  // A window as high as its content: bars that stick to its edges then hide nothing.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (before && height > before.height) await resize(page, { width: before.width, height });
  await save(page, FOLDER, name);
  if (before) await resize(page, before);
}

/** The page's own idea of its size comes a moment after the window's. */
async function resize(page: Page, size: ViewportSize): Promise<void> {
  await page.setViewportSize(size);
  await page.waitForFunction(({ width, height }) => innerWidth === width && innerHeight === height, size);
}

/** The same on a phone and on a large screen, light and dark; the page is afterwards as it was. */
export async function pictures(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const [size, viewport] of Object.entries(SIZES)) {
    await resize(page, viewport);
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `${name}-${size}-${colorScheme}`);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  if (before) await resize(page, before);
}

/** What a person sees, for the README: `docs/images/<name>.png`, and only where SCREENSHOTS=docs asks for it. */
export async function docsPicture(page: Page, name: string): Promise<void> {
  if (process.env['SCREENSHOTS'] !== 'docs') return;
  await save(page, DOCS, name);
}

async function save(page: Page, folder: string, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}
