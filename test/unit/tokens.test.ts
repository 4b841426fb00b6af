import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const css = readFileSync(join(__dirname, '../../web/shared/tokens.css'), 'utf8');
const [lightPart = '', darkPart = ''] = css.split('prefers-color-scheme: dark');
const colours = (part: string): Map<string, string> => new Map([...part.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]));
const SCHEMES = { light: colours(lightPart), dark: colours(darkPart) };

/** WCAG 2.1: relative luminance, and the ratio between two. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const on = (texts: string[], grounds: string[], least: number): [string, string, number][] =>
  texts.flatMap((text) => grounds.map((ground): [string, string, number] => [text, ground, least]));

const PAIRS = [
  ...on(['ink', 'ink-quiet', 'link', 'danger', 'warn', 'good'], ['page', 'surface', 'surface-quiet'], 4.5),
  ...on(['ink', 'ink-quiet', 'link'], ['surface-own'], 4.5),
  ...on(['ink', 'danger'], ['danger-quiet'], 4.5),
  ...on(['ink', 'warn'], ['warn-quiet'], 4.5),
  ...on(['ink', 'good'], ['good-quiet'], 4.5),
  ...on(['on-accent'], ['accent', 'accent-strong'], 4.5),
  ...on(['on-danger'], ['danger', 'danger-strong'], 4.5),
  ...on(['line-control', 'focus', 'accent'], ['page', 'surface'], 3),
];

describe.each(Object.entries(SCHEMES))('the %s colours', (_scheme, scheme) => {
  it('are known by the names that both schemes share', () => {
    expect([...scheme.keys()].sort()).toEqual([...SCHEMES.light.keys()].sort());
  });

  it.each(PAIRS)('%s on %s has a contrast of at least %d', (text, ground, least) => {
    expect(contrast(scheme.get(text) ?? '', scheme.get(ground) ?? '')).toBeGreaterThanOrEqual(least);
  });
});
