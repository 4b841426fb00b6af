import { citationLine } from '../../../cards/citations';
import { openGuidance } from '../../../services/guidance';
import type { Passage } from '../../../services/guidance/types';
import { guidanceFolder, removeFolders } from './folder';

afterEach(removeFolders);

const BOARDS = [{ code: 'PARK', name: { sv: 'Parknämnden', en: 'The Parks Board' } }];
const BODY = 'Den som tappar sitt kort spärrar det samma dag. Kortet är personligt och lånas inte ut.';

async function passageOf(file: string, text: string): Promise<Passage> {
  const guidance = await openGuidance({ dir: await guidanceFolder({ [file]: text }), boards: BOARDS, log: { warn: () => undefined } });
  const found = guidance.status().passages.find((passage) => passage.text.includes('spärrar'));
  if (!found) throw new Error('the text is in no passage');
  return found;
}

const FILE = '000_8f7e6d5c4b3a2910.txt';

describe('a text that tells of no title plainly', () => {
  test.each([
    ['what it begins with', ['Rutin för passerkort', '', BODY], 'Rutin för passerkort'],
    ['capitals', ['RUTIN FÖR PASSERKORT', '', BODY], 'RUTIN FÖR PASSERKORT'],
    ['what it begins with and its number', ['Rutin för passerkort i parker', 'Fastställd av parknämnden, dnr PARK 2024-12', '', BODY], 'Rutin för passerkort i parker, dnr PARK 2024-12'],
    ['a number above the title', ['Dnr: 2024/123', 'Beslutsdatum: 2024-05-02', '', 'Rutin för passerkort', '', BODY], 'Rutin för passerkort, dnr 2024/123'],
    ['what stands above its sections', ['Stockholms stad', '', 'Till', '', 'Passerkort i parker', '', 'Sammanfattning', '', BODY], 'Passerkort i parker'],
    ['whose it is and of what sort', ['Parkförvaltningen', '', 'Tjänsteutlåtande', 'Dnr PARK 2030-77', 'Sida 1 (1)', '', 'Passerkort i parker', '', 'Sammanfattning', '', `Parknämnden har fått förslaget på remiss. ${BODY}`], 'Parknämnden, tjänsteutlåtande, dnr PARK 2030-77'],
  ])('is cited by %s', async (_what, lines, title) => {
    const { sources: [source] } = await passageOf(FILE, `${lines.join('\n')}\n`);
    expect(source?.title.sv).toBe(title);
    // Whoever measures answers knows it by its file.
    expect(source?.document).toBe(FILE);
  });

  test('is cited by its file’s name where nothing better can be read, said once', async () => {
    const { id, sources: [source] } = await passageOf(FILE, `${BODY}\n`);
    expect(source?.title.sv).toBe(FILE);
    expect(citationLine('sv', { passage: id, in: 'sv', title: FILE, heading: source?.heading ?? '', kind: 'general', expired: false })).toBe(FILE);
  });
});
