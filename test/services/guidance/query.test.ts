import { fold, grams, stem, tokenise } from '../../../services/guidance/analyse';
import { parseQuestion } from '../../../services/guidance/query';
import { buildThesaurus } from '../../../services/guidance/synonyms';
import { buildTextIndex } from '../../../services/guidance/textIndex';

const field = (text: string) => ({ title: [], keywords: [], headings: [], text: [text] });
const index = buildTextIndex(
  [field('Programmet har fem fokusområden.'), field('Händelsehanteringssystemet heter IA.'), field('Trygghets- och säkerhetsprogrammet gäller staden.')],
  'sv',
);
const thesaurus = buildThesaurus([{ sv: ['trygghets- och säkerhetsprogram', 'program'], en: ['safety programme'], fi: ['ohjelma'] }], 'sv');
const parse = (question: string) => parseQuestion(question, index, thesaurus).slots;
const texts = (question: string): readonly string[] => parse(question).map(({ text }) => text);

describe('what a question speaks of', () => {
  it.each([
    ['leaves function words out', 'vilka fokusområden är det som finns?', ['fokusområden']],
    ['writes together what the texts write together', 'hur många fokus områden', ['fokusområden']],
    ['writes three words together', 'händelse hanterings systemet', ['händelsehanteringssystemet']],
    ['leaves apart what the texts have apart', 'fokus staden', ['fokus', 'staden']],
    ['takes each thing once', 'IA ia Ia', ['ia']],
    ['takes the longest phrase of the list', 'trygghets- och säkerhetsprogrammet i staden', ['trygghets och säkerhetsprogrammet', 'staden']],
    ['reads o as och', 'trygghets o säkerhetsprogrammet', ['trygghets och säkerhetsprogrammet']],
    ['knows English function words', 'what is the safety programme', ['safety programme']],
    ['knows Finnish inflection', 'mikä on ohjelman', ['ohjelman']],
    ['reads composed and decomposed letters alike', 'fokusområden'.normalize('NFD'), ['fokusområden']],
    ['reads letters written as entities', 'fokusomr&aring;den', ['fokusområden']],
    ['reads past markup', '<p class="x">fokusområden</p>', ['fokusområden']],
  ])('%s', (_what, question, expected) => expect(texts(question)).toEqual(expected));

  it('weighs everyday words less than others, and unknown words most', () => {
    const [everyday, known, unknown] = parse('hittar programmet semestern');
    expect(everyday?.weight).toBeLessThan(1);
    expect(known?.information).toBeLessThan(unknown?.information ?? 0);
    expect([known?.known, unknown?.known]).toEqual([true, false]);
  });

  it('is bounded, however long the question', () => {
    const words = Array.from({ length: 3_000 }, (_, number) => `ord${number}`);
    expect(parse(words.join(' ')).length).toBeLessThanOrEqual(40);
  });
});

describe('words', () => {
  it.each([
    ['nämndens', 'nämnder'],
    ['programmet', 'programs'],
    ['systemets', 'system'],
    ['lägesbilderna', 'lägesbild'],
    ['mutor', 'muta'],
  ])('%s and %s have one stem', (one, other) => expect(stem(one, 'sv')).toBe(stem(other, 'sv')));

  it('have one folded form with and without dots and rings', () => {
    expect(fold('säkerhetsåtgärdsöversyn')).toBe('sakerhetsatgardsoversyn');
  });

  it('are cut into runs of four and five with their ends marked', () => {
    expect(grams('måla')).toEqual([' mal', 'mala', 'ala ', ' mala', 'mala ']);
    expect(grams('ia')).toEqual([' ia ']);
    expect(grams('')).toEqual(['  ']);
  });

  it('are letters and digits', () => {
    expect(tokenise('Hot, våld & mutor – 2018–2021! 🙈')).toEqual(['hot', 'våld', 'mutor', '2018', '2021']);
  });
});
