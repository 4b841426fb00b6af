import { goesOnFrom } from '../../../services/guidance/followUp';
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
  ])('%s', (question) => expect(goesOnFrom(plain(question))).toBe(true));

  it.each([
    'vad är IA',
    'vem samordnar kommunikationen i staden',
    'varför är tillsynspersonal utsatt',
    'och vilka fem fokusområden har programmet för anställda i staden',
    'hur rapporterar jag ett hot',
    'what are the five focus areas',
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
