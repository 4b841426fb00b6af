import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../helpers/chromium';

const FOLDER = join(__dirname, '../../manifest');

interface Pixels {
  side: number;
  /** Red, green, blue, alpha, row by row. */
  data: Buffer;
}

/**
 * The Teams icons are drawn as SVG and sent as PNG. After a change to an SVG, `UPDATE_ICONS=1 npm test -- icons`
 * draws the PNG anew.
 */
describe('the icons of the Teams app', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launchChromium();
    page = await browser.newPage();
  });
  afterAll(() => browser.close());

  const pixels = async (png: Buffer): Promise<Pixels> => {
    const { side, data } = await page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const pen = canvas.getContext('2d');
      if (!pen) throw new Error('no canvas');
      pen.drawImage(image, 0, 0);
      const bytes = pen.getImageData(0, 0, image.width, image.height).data;
      return { side: image.width, data: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')) };
    }, `data:image/png;base64,${png.toString('base64')}`);
    return { side, data: Buffer.from(data, 'base64') };
  };

  const draw = async (name: string, side: number): Promise<Buffer> => {
    await page.setViewportSize({ width: side, height: side });
    await page.setContent(`<body style="margin:0">${readFileSync(join(FOLDER, `${name}.svg`), 'utf8').replace('<svg', '<svg style="display:block"')}</body>`);
    return page.screenshot({ omitBackground: true });
  };

  it.each([['color', 192], ['outline', 32]] as const)('%s.png, of %i pixels a side, is what its SVG shows', async (name, side) => {
    const file = join(FOLDER, `${name}.png`);
    const drawn = await draw(name, side);
    if (process.env['UPDATE_ICONS'] === '1') writeFileSync(file, drawn);
    const [now, committed] = [await pixels(drawn), await pixels(readFileSync(file))];
    expect(committed.side).toBe(side);
    const different = now.data.filter((value, index) => Math.abs(value - (committed.data[index] ?? 999)) > 32).length;
    expect(different / now.data.length).toBeLessThan(0.01);
  });

  it('color.png fills its square', async () => {
    const { data } = await pixels(readFileSync(join(FOLDER, 'color.png')));
    expect(data.every((value, index) => index % 4 !== 3 || value === 255)).toBe(true);
  });

  it('outline.png is white on nothing', async () => {
    const { side, data } = await pixels(readFileSync(join(FOLDER, 'outline.png')));
    const visible = Array.from({ length: side * side }, (_, index) => [...data.subarray(index * 4, index * 4 + 4)]).filter(([, , , alpha]) => alpha !== 0);
    expect(visible.length).toBeGreaterThan(100);
    expect(visible.length).toBeLessThan(side * side / 2);
    for (const [red, green, blue] of visible) expect(Math.min(red!, green!, blue!)).toBeGreaterThan(240);
  });
});
