import { GuidanceFolder, type LoadedGuidance } from '../../../services/guidance/load';
import { heavyReader } from '../../../services/guidance/sources/heavy';
import { guidanceFolder, passageFile, removeFolders } from './folder';

afterEach(removeFolders);

const loadGuidance = (dir: string): Promise<LoadedGuidance> => new GuidanceFolder({ dir, heavy: heavyReader() }).load();

const swedish = passageFile('focus-areas', 'Fem fokusområden', 'Programmet har fem fokusområden.\n\nDet tredje handlar om hot.');
const english = passageFile('focus-areas', 'Five focus areas', 'The programme has five focus areas.');

describe('loading guidance', () => {
  it('gives a passage with its source as a person reads it', async () => {
    const dir = await guidanceFolder({
      'sv/focus-areas.md': passageFile('focus-areas', 'Fem fokusområden', 'Fem områden.', 'boards: [AMN]\nvalidTo: 2021-12-31\nkeywords: [mål]'),
      'en/focus-areas.md': english,
    });
    const { passages, problems } = await loadGuidance(dir);
    expect(problems).toEqual([]);
    expect(passages).toHaveLength(2);
    expect(passages[0]).toEqual({
      id: 'focus-areas',
      locale: 'sv',
      verbatim: false,
      title: 'Fem fokusområden',
      text: 'Fem områden.',
      kind: 'proposal',
      sources: [{ document: 'amn.txt', title: { sv: 'Yttrande från AMN', en: 'Statement of AMN' }, heading: 'Ärendet', page: '2-3' }],
      boards: ['AMN'],
      audience: [],
      keywords: ['mål'],
      validTo: '2021-12-31',
      updated: '2026-01-15',
    });
  });

  it('knows a document without a file by its key', async () => {
    const file = passageFile('bribery', 'Muta', 'Text.').replace('{ document: amn, heading: Ärendet, page: 2-3 }', '{ document: law, heading: 10 kap. }');
    const { passages } = await loadGuidance(await guidanceFolder({ 'sv/bribery.md': file }));
    expect(passages[0]?.sources[0]?.document).toBe('law');
  });

  it.each([
    ['no front matter', 'Bara text.', 'bad_front_matter', 'front matter'],
    ['YAML that does not parse', '---\nid: [\n---\nText.', 'bad_front_matter', ''],
    ['a missing field', '---\nid: broken\n---\nText.', 'bad_front_matter', 'title'],
    ['an unknown field', passageFile('broken', 'Titel', 'Text.', 'colour: red'), 'bad_front_matter', 'colour'],
    ['an unknown document', passageFile('broken', 'Titel', 'Text.').replace('document: amn', 'document: nobody'), 'unknown_document', 'nobody'],
    ['a document called as what every list has', passageFile('broken', 'Titel', 'Text.').replace('document: amn', 'document: constructor'), 'unknown_document', 'constructor'],
    ['a date that is none', passageFile('broken', 'Titel', 'Text.', 'validFrom: 2021-13-40'), 'bad_front_matter', 'validFrom'],
    ['no text', passageFile('broken', 'Titel', ''), 'bad_front_matter', 'no text'],
    ['an id that is taken', passageFile('focus-areas', 'Titel', 'Text.'), 'duplicate_id', 'focus-areas'],
    ['an encoding that nobody knows', Buffer.from(passageFile('broken', 'Titel', 'Hot p\u0000\u0081 jobbet.'), 'latin1'), 'unknown_encoding', 'encoded'],
  ])('names a file with %s and loads the rest', async (_what, content, code, reason) => {
    const dir = await guidanceFolder({ 'sv/a-good.md': swedish, 'en/a-good.md': english, 'sv/broken.md': content });
    const { passages, problems } = await loadGuidance(dir);
    expect(passages.map(({ locale, id }) => `${locale}/${id}`)).toEqual(['sv/focus-areas', 'en/focus-areas']);
    expect(problems).toEqual([{ file: 'sv/broken.md', code, reason: expect.stringContaining(reason) }]);
  });

  it('says so when a passage stands in one language only, and keeps it', async () => {
    const { passages, problems } = await loadGuidance(await guidanceFolder({ 'sv/focus-areas.md': swedish }));
    expect(passages).toHaveLength(1);
    expect(problems).toEqual([{ file: 'sv/focus-areas.md', code: 'no_translation', reason: 'no passage with the id focus-areas in en' }]);
  });

  it('refuses a folder that is not there with guidance_missing', async () => {
    await expect(loadGuidance('/nowhere/guidance')).rejects.toMatchObject({ code: 'guidance_missing' });
  });
});
