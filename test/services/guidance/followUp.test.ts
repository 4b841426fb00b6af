import { goesOnFrom, wholeOf } from '../../../services/guidance/followUp';
import { plain } from '../../../services/guidance/requests';
import type { Answer, Guidance } from '../../../services/guidance/types';
import { FILES, idOf, now, openFiles } from './examples';
import { passageFile, removeFolders } from './folder';

describe('a question that goes on from the one before', () => {
  it.each([
    'och för förtroendevalda?',
    'men inspektörerna då',
    'varför då?',
    'vem ansvarar för det?',
    'när ska det vara klart',
    'hur ofta då',
    'what about elected officials?',
    'and for politicians',
    'why?',
    'entä poliitikot?',
    'och om det är en kollega?',
    'om det är min chef då?',
    'och hur gör anställda?',
    'och mutor?',
    'hur är det för konsulter?',
    'what if it is a manager?',
    'anställda då?',
  ])('%s', (question) => expect(goesOnFrom(plain(question))).toBe(true));

  it.each([
    'vad är IA',
    'vem samordnar kommunikationen i staden',
    'varför är tillsynspersonal utsatt',
    'och vilka fem fokusområden har programmet för anställda i staden',
    'hur rapporterar jag ett hot',
    'what are the five focus areas',
    'och vad är en lägesbild?',
    'men vad är IA?',
    'och vilka indikatorer finns?',
    'and what is a situation picture?',
    'kan jag vara anonym där',
    'vad gör jag om jag blir hotad',
    '',
    '🙈',
  ])('not "%s"', (question) => expect(goesOnFrom(plain(question))).toBe(false));
});

describe('what a follow-up is answered with', () => {
  let guidance: Guidance;
  beforeAll(async () => {
    const text = { rules: 'Anställda får utbildning om mutor varje år på intranätet.', pay: 'Förtroendevalda får arvode för sammanträden.', both: 'Förtroendevalda får utbildning om mutor när de tillträder.' };
    guidance = await openFiles({
      ...FILES,
      ...Object.fromEntries(Object.entries(text).flatMap(([id, words]) => [
        [`sv/${id}.md`, passageFile(id, id === 'pay' ? 'Arvoden' : 'Utbildning om mutor', words)],
        [`en/${id}.md`, passageFile(id, id === 'pay' ? 'Fees' : 'Training about bribes', id === 'pay' ? 'Elected officials get fees.' : 'There is training about bribes.')],
      ])),
    });
  });
  afterAll(removeFolders);

  const ask = (question: string, previous?: string): Answer => guidance.answer(question, { locale: 'sv', now, previous });

  it('rests on what was spoken of before', () => {
    expect(idOf(ask('och för förtroendevalda?', 'rules'))).toBe('sv/both');
    expect(idOf(ask('och för förtroendevalda?'))).not.toBe('sv/both');
  });

  it('forgets it for a question with a subject of its own', () => {
    expect(idOf(ask('vilka fokusområden finns det', 'rules'))).toBe('sv/areas');
  });

  it('does without a passage that is no more', () => {
    expect(() => ask('varför då?', 'gone')).not.toThrow();
  });
});

describe('a question with what it goes on from', () => {
  const names = (words: string): ReadonlySet<string> => new Set(words.split(' ').filter((word) => ['krn', 'idn', 'kulturnamnden'].includes(word)));
  it.each([
    ['vad gör jag som förtroendevald om jag blir hotad', 'och för anställda?', 'vad gör jag om jag blir hotad för anställda'],
    ['Vad gör jag om jag blir hotad?', 'och för förtroendevalda?', 'vad gör jag om jag blir hotad för förtroendevalda'],
    ['Vad gör jag om jag blir hotad?', 'och om det är en kollega?', 'vad gör jag om jag blir hotad om det är en kollega'],
    ['ser chefen min rapport', 'men kollegorna då?', 'ser kollegorna då min rapport'],
    ['vad tycker kulturnämnden om gatlyktor', 'och IDN?', 'vad tycker idn om gatlyktor'],
    ['what do I do about threats', 'and for elected officials?', 'what do i do about threats for elected officials'],
    ['hur rapporterar jag hot', 'och våld?', 'hur rapporterar jag våld'],
  ])('%s — %s', (before, question, expected) => expect(wholeOf(question, before, names)).toBe(expected));

  it.each(['och vad är en lägesbild?', 'varför då?', 'vem ansvarar för det?', 'vilka fokusområden finns det'])('is left as it is where it takes nothing up: %s', (question) => expect(wholeOf(question, 'vad gör jag om jag blir hotad', names)).toBe(question));
});
