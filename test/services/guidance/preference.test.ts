import type { Guidance } from '../../../services/guidance/types';
import { FILES, idOf, now, openFiles } from './examples';
import { passageFile, removeFolders } from './folder';

afterEach(removeFolders);

describe('which passage comes first', () => {
  const same = (id: string, extra = '', title = 'Receptionen') => ({
    [`sv/${id}.md`]: passageFile(id, title, 'Besökare anmäler sig i receptionen.', extra),
    [`en/${id}.md`]: passageFile(id, title, 'Visitors report at the desk.', extra),
  });
  const first = async (files: Readonly<Record<string, string>>, question: string, elected?: boolean): Promise<string> => {
    const opened = await openFiles({ ...FILES, ...files });
    return idOf(opened.answer(question, { locale: 'sv', now, ...(elected === undefined ? {} : { elected }) }));
  };

  it('among equals is the one for the own role', async () => {
    const files = { ...same('a', 'audience: [employee]'), ...same('b', 'audience: [elected]') };
    expect(await first(files, 'receptionen', false)).toBe('sv/a');
    expect(await first(files, 'receptionen', true)).toBe('sv/b');
  });

  it('among equals is the one that is valid today', async () => {
    expect(await first({ ...same('a', 'validTo: 2026-03-02'), ...same('b') }, 'receptionen')).toBe('sv/a');
    expect(await first({ ...same('a', 'validTo: 2026-03-01'), ...same('b') }, 'receptionen')).toBe('sv/b');
    expect(await first({ ...same('a', 'validFrom: 2026-03-03'), ...same('b') }, 'receptionen')).toBe('sv/b');
  });

  it('among equals is the one that answers', async () => {
    expect(await first({ ...same('a', 'handsOver: true'), ...same('b') }, 'receptionen')).toBe('sv/b');
  });

  it('is the one whose editor foresaw the question', async () => {
    const files = { ...same('a', 'keywords: [hos besökare, receptionen]'), ...same('b', 'keywords: [besökare, hos receptionen]') };
    expect(await first(files, 'besökare hos')).toBe('sv/a');
    expect(await first({ ...same('a', 'keywords: [besökare, var hos]'), ...same('b', 'keywords: [var besökare, hos]') }, 'var besökare')).toBe('sv/b');
  });
});

describe('a question what to do', () => {
  it('is answered from a routine before a proposal that says the same', async () => {
    const text = 'Ring receptionen vid hot i receptionen.';
    const opened = await openFiles({
      ...FILES,
      'sv/a-proposal.md': passageFile('a-proposal', 'Hot i receptionen', text),
      'en/a-proposal.md': passageFile('a-proposal', 'Threats at the desk', 'Call the desk.'),
      'sv/b-routine.md': passageFile('b-routine', 'Hot i receptionen', text).replace('kind: proposal', 'kind: routine'),
      'en/b-routine.md': passageFile('b-routine', 'Threats at the desk', 'Call the desk.').replace('kind: proposal', 'kind: routine'),
    });
    const first = (question: string): string => idOf(opened.answer(question, { locale: 'sv', now }));
    expect(first('hot i receptionen')).toBe('sv/a-proposal');
    expect(first('vad gör jag vid hot i receptionen')).toBe('sv/b-routine');
  });
});

describe('a passage that says that the sources do not answer', () => {
  const limit = (handsOver: string) => ({
    ...FILES,
    'sv/limit.md': passageFile('limit', 'Gräns för gåvor', 'Underlagen anger ingen gräns för gåvor. Fråga din chef.', handsOver),
    'en/limit.md': passageFile('limit', 'Limit for gifts', 'The sources give no limit for gifts. Ask your manager.', handsOver),
  });
  const open = async (handsOver: string): Promise<Guidance> => openFiles(limit(handsOver));

  it('is help in the place of an answer', async () => {
    const answer = (await open('handsOver: true')).answer('var går gränsen för gåvor', { locale: 'sv', now });
    expect(answer).toMatchObject({ kind: 'silent', nearest: [{ id: 'limit' }] });
  });

  it('comes first among the help for a question that is refused for what it asks', async () => {
    const coordinator = passageFile('who', 'Vilka', 'Namnet på säkerhetssamordnaren står inte i underlagen. Fråga din chef.', 'handsOver: true');
    const opened = await openFiles({ ...FILES, 'sv/who.md': coordinator, 'en/who.md': coordinator });
    const answer = opened.answer('vem är säkerhetssamordnare', { locale: 'sv', now });
    expect(answer.kind === 'silent' && answer.nearest.map(({ id }) => id)).toEqual(['who', 'coordinator']);
  });

  it('would be the answer otherwise', async () => {
    const answer = (await open('')).answer('var går gränsen för gåvor', { locale: 'sv', now });
    expect(answer).toMatchObject({ kind: 'found', passage: { id: 'limit' } });
  });
});
