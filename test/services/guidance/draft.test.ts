import { LOCALES } from '../../../domain/locale';
import { t } from '../../../locales';
import { draftPassage, isQuestionAgain } from '../../../services/guidance/draft';
import { GuidanceFolder, type LoadedGuidance } from '../../../services/guidance/load';
import { heavyReader } from '../../../services/guidance/sources/heavy';
import { guidanceFolder, passageFile, removeFolders } from './folder';

afterEach(removeFolders);

const DOCUMENTS = 'amn: { title: { sv: Yttrande, en: Statement } }\nTRYGG: { title: { sv: Trygg, en: Trygg } }\n';
const draftOf = (text: string, locale: 'sv' | 'en' = 'sv', title = 'Bilder på "skrymmande" post: så gör du') => draftPassage({ title, text, board: 'MHN', locale, today: '2026-11-23' });

/** The folder with one passage in it that is none of ours, and that file. */
async function loaded(file: string, markdown: string): Promise<LoadedGuidance> {
  const dir = await guidanceFolder({ 'documents.yaml': DOCUMENTS, 'sv/other.md': passageFile('other', 'Annat', 'Text.'), [`sv/${file}`]: markdown });
  return new GuidanceFolder({ dir, heavy: heavyReader() }).load();
}

describe('a draft of a passage', () => {
  test.each(LOCALES)('is listed and never answered from, until somebody takes its line away (%s)', async (locale) => {
    const { file, markdown } = draftOf('Fotografera paketet.\r\n\r\n\r\n  Lämna det sedan. \n--- \nid: x', locale);
    expect(file).toBe('bilder-pa-skrymmande-post-sa-gor-du.md');
    const draft = await loaded(file, markdown);
    expect(draft.drafts).toEqual([{ file: `sv/${file}`, title: 'Bilder på "skrymmande" post: så gör du' }]);
    expect(draft.passages.map(({ id }) => id)).toEqual(['other']);
    const approved = await loaded(file, markdown.replace('draft: true\n', ''));
    expect(approved.drafts).toEqual([]);
    expect(approved.passages.find(({ id }) => id !== 'other')).toMatchObject({ title: 'Bilder på "skrymmande" post: så gör du', text: 'Fotografera paketet.\n\nLämna det sedan.\n---\nid: x', kind: 'routine', boards: ['MHN'], updated: '2026-11-23' });
  });

  test.each([
    ['draft.phone', ['08-123 45 67', '070 123 45 67', '+46 70 123 45 67', '(08) 508 00 000', '08–123 45 67']],
    ['draft.personNumber', ['811218-9876', '19811218-9876', '19811218 9876', '8112189876', '811218–9876', '811218+9876']],
    ['draft.email', ['eva.berg@stad.example', 'Åsa.Öberg@förvaltning.example']],
  ] as const)('says where something of a person’s stood: %s', (key, examples) => {
    for (const example of examples) {
      const { markdown } = draftOf(`Vänd dig till ${example}, eller 112, 114 14 och 116 006. Öppet 08.15–09.30, lag 2018:1937, dnr 2017-0226-01.06.`);
      expect(markdown).toContain(`Vänd dig till [${t('sv', key)}], eller 112, 114 14 och 116 006. Öppet 08.15–09.30, lag 2018:1937, dnr 2017-0226-01.06.`);
    }
  });

  test('says that a person seems to be named, where one does', () => {
    expect(draftOf('Fråga Anna Lindberg i receptionen.').markdown).toContain(t('sv', 'draft.named'));
    expect(draftOf('Fråga i receptionen.').markdown).not.toContain(t('sv', 'draft.named'));
  });

  test('has a name whatever its title is', () => {
    expect(draftOf('Text.', 'sv', '🙂').file).toBe('draft.md');
  });

  test.each([
    ['Vad gör jag om min granne hotar mig?', 'vad gör jag om MIN granne hotar mig', true],
    ['Vad gör jag om min granne hotar mig?', 'Svar: Vad gör jag om min granne hotar mig', true],
    ['Vad gör jag om min granne hotar mig?', 'När grannar hotar', false],
    ['IA?', 'IA och rapporter', false],
  ])('is not called as the question was put: %s, %s', (question, title, again) => expect(isQuestionAgain(title, question)).toBe(again));
});
