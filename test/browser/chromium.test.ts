import type { Browser } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';

describe('the browser of the tests', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  it('draws Swedish letters with a real font', async () => {
    const page = await browser.newPage();
    await page.setContent('<p id="text" style="font: 20px sans-serif">Åtgärd för ökad trygghet: “é”</p>');
    const session = await page.context().newCDPSession(page);
    await session.send('DOM.enable');
    await session.send('CSS.enable');
    const { root } = await session.send('DOM.getDocument');
    const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector: '#text' });
    const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    expect(fonts.reduce((glyphs, font) => glyphs + font.glyphCount, 0)).toBe('Åtgärd för ökad trygghet: “é”'.length);
    expect(await differsFromMissing(page, 'å', 'Ä', 'ö', 'É')).toEqual([]);
  });

  /** Letters that are drawn as the box of a letter that no font has. */
  const differsFromMissing = (page: Awaited<ReturnType<Browser['newPage']>>, ...letters: string[]): Promise<string[]> =>
    page.evaluate((all) => {
      const draw = (letter: string): string => {
        const canvas = document.createElement('canvas');
        const pen = canvas.getContext('2d');
        if (!pen) throw new Error('no canvas');
        pen.font = '40px sans-serif';
        pen.fillText(letter, 5, 45);
        return canvas.toDataURL();
      };
      const missing = draw('\u{10FFFD}');
      return all.filter((letter) => draw(letter) === missing || draw(letter) === draw(' '));
    }, letters);
});
