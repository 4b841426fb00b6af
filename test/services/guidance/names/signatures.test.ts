import { readMarkdown } from '../../../../services/guidance/sources/markdown';
import { readText } from '../../../../services/guidance/sources/read';

const BEFORE = 'Parknämnden beslutar att bänkarna ska målas.';
const AFTER = 'Bänkarna målas vart tredje år av den som har ansvar för dem.';

/** Everybody here is made up. */
const SIGNED: readonly (readonly [string, readonly string[]])[] = [
  ['a name above a title', ['Berit Påhittad', 'parkdirektör']],
  ['two of them', ['Berit Påhittad', 'parkdirektör', 'Arjun Fiktiv', 'ekonomichef']],
  ['a name and a title in one line', ['Berit Påhittad, parkdirektör']],
  ['a deputy’s', ['Berit Påhittad, tf. parkdirektör']],
  ['a title in brackets', ['Berit Påhittad (parkdirektör)']],
  ['a title after a dash', ['Berit Påhittad – parkdirektör']],
  ['a title first', ['Parkdirektör Berit Påhittad']],
  ['capitals', ['BERIT PÅHITTAD', 'parkdirektör']],
  ['capitals that are in no list', ['ARJUN FIKTIV', 'PARKDIREKTÖR']],
  ['small letters', ['anna svensson, parkdirektör']],
  ['a greeting', ['Med vänliga hälsningar', 'Fatuma']],
  ['an English title', ['Berit Påhittad, Safety Manager']],
  ['whom to ask', ['Handläggare', 'Berit Påhittad', 'Telefon: 08-508 00 000', 'berit.pahittad@exempel.se']],
];

const textOf = (lines: readonly string[]): string => readText([BEFORE, '', ...lines, '', AFTER, ''].join('\n'), 'parker').parts.map(({ text }) => text).join('\n\n');

describe('who signed a document', () => {
  test.each(SIGNED)('is left out, and that somebody did is seen: %s', (_what, lines) => {
    expect(textOf(lines)).toBe(`${BEFORE}\n\n[…]\n\n${AFTER}`);
  });

  test.each([
    ['a role alone', ['Parkdirektören', 'Säkerhetssamordnare']],
    ['a list of roles', ['Ansvariga är:', '- Chef', '- Säkerhetssamordnare']],
    ['a heading in capitals above a role', ['ANSVAR FÖR PARKER', 'Parkchef']],
    ['a place and a role', ['Stockholms stad, parkchef']],
  ])('is nobody where there is no name: %s', (_what, lines) => {
    const text = textOf(lines);
    expect(text).not.toContain('[…]');
    for (const line of lines) expect(`${readText([BEFORE, '', ...lines, '', AFTER, ''].join('\n'), 'parker').parts.map(({ path }) => path.join('\n')).join('\n')}\n${text}`).toContain(line.replace(/^- /u, ''));
  });

  test('stands above nothing', () => {
    expect(readText(['Berit Påhittad', 'parkdirektör', '', BEFORE, ''].join('\n'), 'parker').parts.map(({ text }) => text)).toEqual([BEFORE]);
  });

  test('is no heading, and takes none away', () => {
    const { parts } = readMarkdown(['# Målning av bänkar', '', BEFORE, '', '## Berit Påhittad', '', AFTER, '', '## Anna Svenssons förslag', '', BEFORE, ''].join('\n'), 'parker');
    expect(parts.map(({ heading, path }) => [heading, ...path])).toEqual([
      ['Målning av bänkar', 'Målning av bänkar'],
      ['Målning av bänkar', 'Målning av bänkar'],
      ['[…] förslag', 'Målning av bänkar', '[…] förslag'],
    ]);
  });
});
