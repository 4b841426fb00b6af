import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Every serious or critical violation that axe finds on the page as it stands, light and dark, one line each. */
export async function violations(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  // Evaluated from outside, so that the page's own security policy has no say in it.
  await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // The new colours come with the next frame; axe would measure the old ones.
    await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
    const { violations: all } = await page.evaluate<axe.AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
    const bad = all.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    found.push(...bad.flatMap(({ id, help, nodes }) => nodes.map(({ target, html }) => `${colorScheme}: ${id} (${help}) at ${target.join(' ')}: ${html.slice(0, 160)}`)));
  }
  await page.emulateMedia({ colorScheme: null });
  return found;
}
