import { harmless } from '../../cards/citations';

describe('a source’s own words in a heading', () => {
  it.each([
    ['[här](https://evil.example)', 'här (https : //evil.example)'],
    ['Se https://evil.example/auto', 'Se https : //evil.example/auto'],
    ['Se www.evil.example', 'Se www . evil.example'],
    ['Skriv till a@evil.example', 'Skriv till a @ evil.example'],
    ['**fet** _lutande_ `kod` ~~struken~~ <b>x</b> | y', 'fet lutande kod struken b x /b y'],
    ['1. Inledning', '1.\u00a0Inledning'],
    ['Brottsbalken 10 kap. 5 a–e §§: muta', 'Brottsbalken 10 kap. 5 a–e §§: muta'],
  ])('are no link and no markup: %s', (words, shown) => expect(harmless(words)).toBe(shown));
});
