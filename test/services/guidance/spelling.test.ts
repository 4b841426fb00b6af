import { join, resolve } from 'node:path';
import { openGuidance } from '../../../services/guidance';
import { respelt } from '../../../services/guidance/spelling';
import type { Guidance } from '../../../services/guidance/types';
import { now } from './examples';
import { openSeeds, seedsPresent } from './seeds';

const concepts = [{ sv: ['otillåten påverkan', 'trakasserier', 'muta', 'skadegörelse', 'informationssäkerhet'], en: ['harassment'], fi: [] }, { sv: ['polisen', 'poliser', 'politiker'], en: [], fi: [] }];
const read = (text: string, known: readonly string[] = []): string => respelt(text, concepts, (word) => known.includes(word));

describe('a misspelt word is read as the one it stands for', () => {
  it.each([
    ['otilåten påvärkan', 'otillåten påverkan'],
    ['otillaten paverkan', 'otillåten påverkan'],
    ['vad är trakaserier', 'vad är trakasserier'],
    ['skadegörlese', 'skadegörelse'],
    ['infromationssäkerhet', 'informationssäkerhet'],
    ['harrasment', 'harassment'],
    ['polliser', 'poliser'],
  ])('%s', (typed, expected) => expect(read(typed)).toBe(expected));

  it('but not one that a text has, a short one, another form, or one that is for somebody else', () => {
    expect(read('trakaserier', ['trakaserier'])).toBe('trakaserier');
    expect(read('mutta')).toBe('mutta');
    expect(read('skadegörelsor och politikern')).toBe('skadegörelsor och politikern');
    expect(read('semester i pottatis')).toBe('semester i pottatis');
  });
});

const spelt = [
  'vad är otilåten påvärkan',
  'vad raknas som otillåtten påverkann',
  'vad gör säkerhetsamordnarn',
  'fokusomrodena',
  'vad är en läjesbild',
  'hur görs riskanalyzer',
  'informationsäkerhät',
];

describe('misspelt questions', () => {
  let guidance: Guidance;
  beforeAll(async () => {
    const warn = (problem: unknown): never => {
      throw new Error(JSON.stringify(problem));
    };
    guidance = await openGuidance({ dir: join(resolve(__dirname, '../../..'), 'guidance'), log: { warn } });
  });

  it.each([...spelt, 'trakaserier vad gör jag', 'muttförsök, vad gör jag', 'vad gör jag efter skadegörlse', 'vad gor jag efter misshandell'])('are answered: %s', (question) => expect(guidance.answer(question, { locale: 'sv', now }).kind).toBe('found'));

  it('are answered as they would be without the slip', () => {
    const [slip, without] = ['vad är trakaserier', 'vad är trakasserier'].map((question) => guidance.answer(question, { locale: 'sv', now }));
    expect(slip).toEqual(without);
  });

  it.each(['vilka pollentyper finns', 'hur odlar man potatis', 'vem vann melodifestivalen', 'vad kostar en motorsåg'])('are not made of what is asked of something else: %s', (question) => expect(guidance.answer(question, { locale: 'sv', now }).kind).toBe('silent'));
});

(seedsPresent ? describe : describe.skip)('misspelt questions of documents as they came', () => {
  let seeds: Guidance;
  beforeAll(async () => {
    seeds = await openSeeds();
  });
  it.each(['otilåten påvärkan', 'vad är trakaserier', 'bestikning', 'säkerhetsamordnaren', 'lägesbilld', 'extermism'])('are answered: %s', (question) => expect(seeds.answer(question, { locale: 'sv', now }).kind).toBe('found'));
});
