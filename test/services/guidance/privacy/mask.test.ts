import fc from 'fast-check';
import Personnummer from 'personnummer';
import { mask, maskContacts, PLACEHOLDERS } from '../../../../services/guidance/privacy/mask';

const RUNS = { numRuns: 300 };
const two = (value: number): string => String(value).padStart(2, '0');

/** A valid number of that birthday; coordination numbers have sixty added to the day. */
function identityNumber(year: number, month: number, day: number, serial: number, coordination: boolean): { readonly date: string; readonly last: string } {
  const digits = `${two(year % 100)}${two(month)}${two(day + (coordination ? 60 : 0))}${String(serial).padStart(3, '0')}`;
  const sum = Array.from(digits).reduce((total, digit, position) => {
    const doubled = Number(digit) * (position % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return { date: digits.slice(0, 6), last: `${digits.slice(6)}${(10 - (sum % 10)) % 10}` };
}

const written = fc
  .record({ year: fc.integer({ min: 1930, max: 2015 }), month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 28 }), serial: fc.integer({ min: 1, max: 999 }), coordination: fc.boolean() })
  .chain(({ year, month, day, serial, coordination }) => {
    const { date, last } = identityNumber(year, month, day, serial, coordination);
    return fc.tuple(fc.constantFrom('', String(year).slice(0, 2)), fc.constantFrom('', '-', ' ', ' - ', '–', '\u2011', '\u00a0', '\u200b', '.')).map(([century, between]) => ({ text: `${century}${date}${between}${last}`, date, last }));
  });
const around = fc.constantFrom('', 'Vad gäller för ', 'nr:', '(', 'personnummer ', 'Är det så? ', 'x');

describe('what is masked', () => {
  it('is every personal and coordination number, however it is written', () => {
    fc.assert(
      fc.property(around, written, around, (before, { text, last }, after) => {
        const masked = mask(`${before}${text}${after}`);
        expect(masked).toContain(PLACEHOLDERS.identity);
        expect(masked.replace(/\D/gu, '')).not.toContain(last);
      }),
      RUNS,
    );
  });

  it('the test makes such numbers', () => {
    const { date, last } = identityNumber(1985, 1, 15, 239, false);
    expect(Personnummer.valid(`${date}-${last}`)).toBe(true);
    expect(Personnummer.valid('850115-2390')).toBe(last === '2390');
  });

  it('is one that is slightly wrong, of somebody over a hundred, of somebody without a fixed one, in other digits', () => {
    for (const text of ['850115-2391', '19850115 2391', '121212+1212', '000101-R220', '20000101-R220', '８５０１１５-２３９２', '٨٥٠١١٥-٢٣٩٢']) {
      expect(mask(`Vad gäller för ${text}?`)).toMatch(/^Vad gäller för \[(?:PERSONNUMMER|NUMMER)\]\?$/u);
    }
  });

  it('is every telephone number', () => {
    const digits = fc.integer({ min: 100_000, max: 99_999_999 }).map(String);
    const phone = fc.tuple(fc.constantFrom('070', '08', '+46 70', '+46(0)70', '0046 8', '(08)', '073'), fc.constantFrom('', ' ', '-', ' - ', '/', '.'), digits, fc.integer({ min: 1, max: 5 }), fc.constantFrom('', ' ', '-', '.'));
    fc.assert(
      fc.property(around, phone, (before, [prefix, between, rest, cut, inner]) => {
        const masked = mask(`${before}${prefix}${between}${rest.slice(0, cut)}${inner}${rest.slice(cut)}, tack`);
        expect(masked).toMatch(/\[(?:TELEFON|NUMMER|PERSONNUMMER)\]/u);
        expect(masked).not.toMatch(/\d/u);
      }),
      RUNS,
    );
  });

  it('is every e-mail address', () => {
    fc.assert(
      fc.property(around, fc.emailAddress(), (before, email) => {
        const masked = mask(`${before}${email} undrar jag`);
        expect(masked).toContain(PLACEHOLDERS.email);
        expect(masked).not.toContain(email);
        expect(masked).not.toContain('@');
      }),
      RUNS,
    );
    expect(mask('skriv till anna.svensson(at)example.se eller anna [snabel-a] example.se')).not.toMatch(/anna|example/u);
  });

  it('is every name that was given, whole or in part, in any letters, with the genitive', () => {
    const name = fc.tuple(fc.constantFrom('Åsa', 'Bo-Erik', 'Maryam', 'Ülkü', 'Siobhán'), fc.constantFrom('Ek', 'Öhrström', 'van der Berg', "O'Hara", 'Al-Hassan')).map((parts) => parts.join(' '));
    fc.assert(
      fc.property(name, fc.constantFrom('', 's'), fc.constantFrom((text: string) => text, (text: string) => text.toUpperCase(), (text: string) => text.toLowerCase()), (full, genitive, letters) => {
        const [first = '', ...rest] = full.split(' ');
        const masked = mask(letters(`gäller det ${full}${genitive} fråga, eller ${first}${genitive}?`), [full]).toLowerCase();
        expect(masked).not.toContain(first.toLowerCase());
        expect(masked).not.toContain(rest.join(' ').toLowerCase());
      }),
      RUNS,
    );
  });

  it.each([
    ['jag heter anna svensson och undrar vad en muta är', 'jag heter [PERSON] och undrar vad en muta är'],
    ['Jag heter Anna.', 'Jag heter [PERSON].'],
    ['My name is Anna Smith, what is IA?', 'My name is [PERSON], what is IA?'],
    ['får min chef Anna Svensson läsa det?', 'får min chef [PERSON] läsa det?'],
    ['Gäller det handläggaren Karin också?', 'Gäller det handläggaren [PERSON] också?'],
    ['Vad gör Karl-Johan Öberg?', 'Vad gör [PERSON]?'],
  ])('is a name nobody gave before: %s', (text, expected) => {
    expect(mask(text, [], (word) => ['vad', 'gör'].includes(word.toLowerCase()))).toBe(expected);
  });

  it.each(['Vad heter programmet?', 'Vad är IA och RSA?', 'När ringer man 112, 114 14 eller 116 006?', 'Gäller programmet 2018–2021 än?', 'Vad är fokusområde 3?', 'vad gör AMN SLK'])('is nothing in: %s', (text) => {
    expect(mask(text)).toBe(text);
  });

  it('is not what somebody is called after their function', () => {
    const isWord = (word: string): boolean => ['säkerhetssamordnare', 'mhn'].includes(word.toLowerCase());
    expect(mask('vad gör en säkerhetssamordnare?', ['Säkerhetssamordnare MHN'], isWord)).toBe('vad gör en säkerhetssamordnare?');
  });

  it('ends in time, whatever the text', () => {
    const started = performance.now();
    for (const text of ['1 '.repeat(5_000), '@ '.repeat(5_000), 'Aa '.repeat(3_300), 'heter '.repeat(1_600), `${'a'.repeat(9_999)}@`, '(at)'.repeat(2_500), 'a'.repeat(10_000), '…”'.repeat(5_000)]) maskContacts(text);
    for (const text of ['A-'.repeat(600), '…”'.repeat(600), 'Aa '.repeat(400), 'heter '.repeat(200)]) mask(text, ['Anna Svensson']);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
