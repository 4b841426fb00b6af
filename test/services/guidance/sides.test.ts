import type { Answer, FoundAnswer, Guidance } from '../../../services/guidance/types';
import { join, resolve } from 'node:path';
import { openGuidance } from '../../../services/guidance';
import { FILES, idOf, now, openFiles } from './examples';
import { passageFile, removeFolders } from './folder';
import { openSeeds, seedsPresent } from './seeds';

const SYNONYMS = `
- sv: [KRN, kulturnämnden, kulturförvaltningen]
- sv: [IDN, idrottsnämnden, idrottsförvaltningen]
- sv: [muta, bestickning]
`;

const view = (id: string, title: string, text: string, board: string) => {
  const file = passageFile(id, title, text, `boards: [${board}]`).replace('kind: proposal', 'kind: view');
  return { [`sv/${id}.md`]: file, [`en/${id}.md`]: file };
};

/** The same in both languages, each in its own words. */
const translated = (id: string, sv: string, en: string, board: string) => ({ ...view(id, 'Belysning', sv, board), [`en/${id}.md`]: view(id, 'Lighting', en, board)[`en/${id}.md`] ?? '' });

let guidance: Guidance;
beforeAll(async () => {
  guidance = await openFiles({
    ...FILES,
    'synonyms.yaml': SYNONYMS,
    ...view('krn-drills', 'Övningar', 'Kulturförvaltningen anser att årliga krisövningar är bra.', 'KRN'),
    ...view('idn-drills', 'Övningar', 'Idrottsförvaltningen anser att årliga krisövningar är svåra att motivera.', 'IDN'),
    ...translated('krn-lamps', 'Kulturförvaltningen anser att gatlyktor är bra.', 'The culture administration finds street lighting good.', 'KRN'),
    ...translated('idn-lamps', 'Idrottsförvaltningen anser att gatlyktor är dyra.', 'The sports administration finds street lighting costly.', 'IDN'),
    ...translated('idn-lamps-later', 'Idrottsförvaltningen vill ha fler gatlyktor vid planerna.', 'The sports administration wants more street lighting at the pitches.', 'IDN'),
    ...view('idn-stats', 'Statistik', 'Idrottsförvaltningen anser att statistiken är till nytta.', 'IDN'),
  });
});
afterAll(removeFolders);

const ask = (question: string): Answer => guidance.answer(question, { locale: 'sv', now });
const boardsOf = (answer: Answer): readonly string[] => (answer.kind === 'found' ? answer.sides.map(({ board, passage }) => `${board} ${passage.id}`) : ['silent']);

const noViewFrom = (answer: Answer): readonly string[] | undefined => (answer.kind === 'found' ? answer.noViewFrom : ['silent']);

describe('what boards think', () => {
  it.each(['vad tycker nämnderna om krisövningar', 'vad anser KRN och IDN om krisövningar?', 'tycker kulturnämnden och idrottsnämnden olika om krisövningar', 'vad tycker man om krisövningar'])('stands side by side: %s', (question) => {
    expect([...boardsOf(ask(question))].sort()).toEqual(['IDN idn-drills', 'KRN krn-drills']);
  });

  it('is cited from each board’s own passage', () => {
    const { citations, sides } = ask('vad tycker nämnderna om krisövningar') as FoundAnswer;
    expect(sides.every(({ passage, statements }) => statements.every(({ cites }) => cites.every((position) => citations[position]?.passage === passage)))).toBe(true);
    expect(citations).toHaveLength(2);
  });

  it('is shown, with what to read besides, in the reader’s language whatever language it was found in', () => {
    const { sides, more } = guidance.answer('what do the boards think of street lighting', { locale: 'sv', now }) as FoundAnswer;
    expect([sides, more].map((some) => some.length > 0)).toEqual([true, true]);
    expect([...sides.map(({ passage }) => passage.locale), ...more.map(({ locale }) => locale)].filter((locale) => locale !== 'sv')).toEqual([]);
    expect(new Set(more.map(({ id }) => id)).size).toBe(more.length);
  });

  it('is asked for without a subject too', () => {
    expect(boardsOf(ask('vad tycker nämnderna olika om?'))).toHaveLength(2);
  });

  it('is one board’s alone where that is asked, or where the other says nothing of it', () => {
    const one = ask('vad tycker idrottsnämnden om krisövningar');
    expect([idOf(one), boardsOf(one)]).toEqual(['sv/idn-drills', []]);
    const other = ask('vad tycker nämnderna om statistiken');
    expect([idOf(other), boardsOf(other)]).toEqual(['sv/idn-stats', []]);
    expect([noViewFrom(one), noViewFrom(other)]).toEqual([undefined, ['KRN']]);
  });

  it.each(['säger båda nämnderna samma sak om statistiken?', 'jämför KRN och IDN om statistiken', 'är kulturnämnden och idrottsnämnden överens om statistiken'])('is said to be one board’s alone where that is so: %s', (question) => {
    const answer = ask(question);
    expect([idOf(answer), boardsOf(answer), noViewFrom(answer)]).toEqual(['sv/idn-stats', [], ['KRN']]);
  });

  it.each(['vad tycker nämnderna om badhus', 'säger båda samma sak om semester'])('is no one’s where neither says it: %s', (question) => expect(ask(question).kind).toBe('silent'));

  it('is not what a question of fact asks for', () => {
    expect(boardsOf(ask('vilka fokusområden finns det'))).toEqual([]);
  });
});

describe('a question that names a board', () => {
  it.each([
    ['krisövningar enligt kulturförvaltningen', 'sv/krn-drills'],
    ['krisövningar enligt idrottsförvaltningen', 'sv/idn-drills'],
    ['vad säger kultur om krisövningar', 'sv/krn-drills'],
    ['hur ser IDN på krisövningar', 'sv/idn-drills'],
  ])('%s', (question, expected) => expect(idOf(ask(question))).toBe(expected));
});

describe('two boards’ answers held against each other', () => {
  let own: Guidance;
  beforeAll(async () => {
    const warn = (problem: unknown): never => {
      throw new Error(JSON.stringify(problem));
    };
    own = await openGuidance({ dir: join(resolve(__dirname, '../../..'), 'guidance'), log: { warn } });
  });
  const told = (question: string): string => {
    const answer = own.answer(question, { locale: 'sv', now });
    if (answer.kind === 'silent') return 'silent';
    return answer.sides.length > 0 ? answer.sides.map(({ board }) => board).sort().join(' and ') : `${answer.passage.boards.join()} without ${String(answer.noViewFrom)}`;
  };

  it.each([
    ['säger båda nämnderna samma sak om it-säkerhet?', 'AMN without MHN'],
    ['do both boards agree on information security?', 'AMN without MHN'],
    ['har AMN och MHN samma syn på informationssäkerhet', 'AMN without MHN'],
    ['säger båda nämnderna samma sak om lägesbilder?', 'MHN without AMN'],
    ['skiljer sig nämndernas åsikter om RSA', 'AMN and MHN'],
    ['är förvaltningarna ense om kommunikation', 'AMN and MHN'],
    ['do the two boards say the same about communication', 'AMN and MHN'],
    ['vad tycker båda förvaltningarna om fokusområde 3', 'MHN without AMN'],
    ['är de två nämnderna oense om programmet', 'AMN and MHN'],
    ['what do both boards think of bribery policy', 'MHN without AMN'],
    ['vad tycker nämnderna om drönare', 'silent'],
  ])('%s → %s', (question, expected) => expect(told(question)).toBe(expected));
});

(seedsPresent ? describe : describe.skip)('one board’s opinion in documents as they came', () => {
  let seeds: Guidance;
  beforeAll(async () => {
    seeds = await openSeeds();
  });
  const first = (question: string, locale: 'sv' | 'en' = 'sv'): string => {
    const answer = seeds.answer(question, { locale, now });
    return answer.kind === 'silent' ? 'silent' : `${answer.passage.kind} ${answer.passage.sources.map(({ diaryNumber }) => diaryNumber).join()}`;
  };

  it.each([
    ['vad tycker MHN om lägesbilder', 'view 2017-14676'],
    ['vad anser AMN om RSA', 'view AMN 2017-0226-01.06'],
    ['vad tycker AMN om drönare', 'silent'],
    ['vad tycker MHN om semester', 'silent'],
  ])('%s → %s', (question, expected) => expect(first(question)).toBe(expected));

  it('is found in another language', () => expect(first('what does MHN think about situation pictures', 'en')).toBe('view 2017-14676'));
});
