import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../locales');
const NAMES = [...new Set(readdirSync(FOLDER).flatMap((file) => /^(\w+)\.(?:sv|en)\.json$/.exec(file)?.[1] ?? []))];

function texts(name: string, locale: string): Record<string, string> {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.${locale}.json`), 'utf8')) as Record<string, string>;
}

const places = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe.each(NAMES)('the texts of %s', (name) => {
  const sv = texts(name, 'sv');
  const en = texts(name, 'en');

  it('exist in both languages, none empty', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(sv).sort());
    for (const text of [...Object.values(sv), ...Object.values(en)]) expect(text.trim()).not.toBe('');
  });

  it('have the same places to fill in', () => {
    for (const key of Object.keys(sv)) expect([key, places(en[key]!)]).toEqual([key, places(sv[key]!)]);
  });

  it('have no key twice', () => {
    for (const locale of ['sv', 'en']) {
      const keys = [...readFileSync(join(FOLDER, `${name}.${locale}.json`), 'utf8').matchAll(/^\s*"([^"]+)":/gm)].map((match) => match[1]);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

it('finds the files', () => {
  expect(NAMES).toEqual(expect.arrayContaining(['bot', 'forms', 'web', 'workspace']));
});
