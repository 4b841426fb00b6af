import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { openGuidance } from '../../../services/guidance';
import type { Guidance, Passage } from '../../../services/guidance/types';
import { lettersAndDigits, readSeeds, runningText, signatories, standsVerbatim } from '../../guidance/seeds';

const SEEDS = resolve(__dirname, '../../../../shared/seeds');
const AMN = '000_528ba381ee72571c.txt';
const MHN = '002_9d920868f21f30f2.txt';
const BOARDS = [
  { code: 'AMN', name: { sv: 'Arbetsmarknadsnämnden', en: 'The Labour Market Board' } },
  { code: 'MHN', name: { sv: 'Miljö- och hälsoskyddsnämnden', en: 'The Environment and Health Protection Board' } },
];

const seeds = readSeeds(SEEDS);
const present = seeds.kind === 'present' && [AMN, MHN].every((file) => existsSync(join(SEEDS, file)));
const texts = seeds.kind === 'present' ? seeds.texts : new Map<string, string>();

/** Sentences and list items, each with where it stands. */
function sentences({ text }: Passage): readonly { readonly text: string; readonly start: number; readonly end: number }[] {
  return [...text.matchAll(/[^\n]+?(?:[.!?][”"]?(?=\s|$)|(?=\n|$))/gu)].map(({ 0: found, index }) => ({ text: found, start: index, end: index + found.length }));
}

(present ? describe : describe.skip)('the two boards’ answers, as they are', () => {
  let guidance: Guidance;
  let passages: readonly Passage[];
  const under = (document: string, heading: string): readonly Passage[] => passages.filter(({ sources: [source] }) => source?.document === document && source.heading === heading);
  const saying = (words: string): Passage => {
    const found = passages.find(({ text }) => text.includes(words));
    if (!found) throw new Error(`no passage says ${words}`);
    return found;
  };

  beforeAll(async () => {
    const warn = (problem: unknown): never => {
      throw new Error(JSON.stringify(problem));
    };
    guidance = await openGuidance({ dir: SEEDS, boards: BOARDS, log: { warn } });
    passages = guidance.status().passages;
  });

  it('give passages in their own words, each sentence of which stands in the source', () => {
    const all = new Map([...texts].map(([file, raw]) => [file, lettersAndDigits(raw)]));
    expect(passages.length).toBeGreaterThan(40);
    fc.assert(
      fc.property(fc.nat({ max: passages.length - 1 }), (at) => {
        const passage = passages[at]!;
        for (const { text, start, end } of sentences(passage)) {
          const broken = passage.seams?.some((seam) => seam > start && seam < end) === true;
          if (!broken) expect([text, all.get(passage.sources[0]!.document)!.includes(lettersAndDigits(text))]).toEqual([text, true]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are quoted in quotation marks only as they stand in the source', () => {
    const all = new Map([...texts].map(([file, raw]) => [file, lettersAndDigits(raw)]));
    let quoted = 0;
    let broken = 0;
    for (const passage of passages) {
      for (const { text } of sentences(passage).slice(0, 6)) {
        const answer = guidance.answer(text, { locale: 'sv', now: new Date('2026-03-02T09:00:00Z') });
        if (answer.kind !== 'found') continue;
        for (const statement of answer.statements) {
          const source = answer.citations[statement.cites[0] ?? 0]?.source.document ?? '';
          if (statement.quoted) expect([statement.text, all.get(source)?.includes(lettersAndDigits(statement.text))]).toEqual([statement.text, true]);
          if (statement.quoted) quoted += 1;
          else broken += 1;
        }
      }
    }
    expect(quoted).toBeGreaterThan(100);
    expect(broken).toBeGreaterThan(0);
  });

  it('lose no sentence but who signed', () => {
    for (const [file, raw] of texts) {
      const own = passages.filter(({ sources }) => sources[0]?.document === file);
      const said = lettersAndDigits(own.map(({ text }) => text).join(' '));
      const headings = [...new Set(own.map(({ sources: [source] }) => lettersAndDigits(source?.heading ?? '')))];
      const lost = runningText(raw)
        .split(/(?<=[.:])\s/u)
        .filter((sentence) => !sentence.includes('direktör'))
        .map(lettersAndDigits)
        .filter((sentence) => !['', ...headings].some((heading) => sentence.startsWith(heading) && said.includes(sentence.slice(heading.length))));
      expect(lost).toEqual([]);
    }
  });

  it('are joined as they were meant: whole words, whole sentences, whole headings', () => {
    expect(saying('ILS-webben').text).not.toContain('ILS- webben');
    expect(saying('utdrag från stadens händelsehanteringssystem')).toBeDefined();
    expect(saying('tillsyns- och kontrollverksamheten')).toBeDefined();
    expect(saying('utbildningsinsatser/-information')).toBeDefined();
    expect(saying('styrning för att säkra implementering och efterlevnad. Nämndernas')).toBeDefined();
    expect(saying('brottspreventiva åtgärder som ska vidtas')).toBeDefined();
    expect(saying('med krav på lägesbilder har en ambitionsnivå')).toBeDefined();
    expect(under(MHN, 'Ett inriktat och samordnat trygghets- och säkerhetsarbete')).not.toEqual([]);
    expect(under(MHN, 'Områden att värna med trygghets- och säkerhetsarbetet')).not.toEqual([]);
    for (const { text } of passages) expect(text).not.toMatch(/Error!|Sida \d|^\d$/mu);
  });

  it('keep lists with the line that announces them', () => {
    expect(saying('Fokusområdena är:').text).toContain('Fokusområdena är:\nFörebygga olyckor\nFörebygga brott\nFörebygga otillåten påverkan och hot och våld mot anställda\n');
    expect(saying('områden att värna:').text).toMatch(/värna:\nIndividens trygghet och säkerhet\nStadens funktionalitet\nMiljö och egendom\nGrundläggande värden$/u);
  });

  it.each([
    [AMN, 'Sammanfattning', ['1', '1-2']],
    [AMN, 'Bakgrund', ['2']],
    [AMN, 'Ärendet', ['2', '2-3', '3']],
    [AMN, 'Ärendets beredning', ['3']],
    [MHN, 'Områden att fokusera arbetet på', ['4-5', '5']],
    [MHN, 'Arbete på två nivåer', ['6']],
    [MHN, 'Goda beslutsunderlag', ['6-7', '7', '7-8', '8', '8-9', '9']],
    [MHN, 'Statistik och kunskap', ['9', '10']],
    [MHN, 'Integrerad kommunikation', ['10']],
  ])('%s, %s stands on its pages', (document, heading, pages) => {
    expect([...new Set(under(document, heading).map(({ sources }) => sources[0]?.page))].sort()).toEqual([...pages].sort());
  });

  it('know diary number, board, years, and what is proposed from what is thought of it', () => {
    const [first] = under(AMN, 'Bakgrund');
    expect(first).toMatchObject({ kind: 'proposal', verbatim: true, locale: 'sv', validFrom: '2018-01-01', validTo: '2021-12-31', sources: [{ diaryNumber: 'AMN 2017-0226-01.06' }] });
    expect(saying('RSA i ILS-webben')).toMatchObject({ kind: 'view', boards: ['AMN'] });
    expect(saying('Förvaltningen är medvetent om')).toMatchObject({ kind: 'view', boards: ['MHN'], sources: [{ diaryNumber: '2017-14676', path: ['Förvaltningens synpunkter och förslag', 'Områden att fokusera arbetet på'] }] });
    expect(saying('En annan rubrik är')).toMatchObject({ kind: 'proposal', boards: [] });
    expect(saying('stadens händelsehanteringssystem, IA')).toMatchObject({ kind: 'proposal' });
    expect(first?.sources[0]?.title).toEqual({ sv: 'Arbetsmarknadsnämnden, tjänsteutlåtande, dnr AMN 2017-0226-01.06', en: 'The Labour Market Board, official’s report, ref. no. AMN 2017-0226-01.06' });
    expect(saying('Dnr 2017-14676').sources[0]).toMatchObject({ heading: 'Goda beslutsunderlag', page: '7' });
  });

  it('tell nobody’s name', () => {
    const names = [...texts.values()].flatMap(signatories);
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) expect(passages.filter(({ text, title }) => `${title} ${text}`.includes(name))).toEqual([]);
  });

  it('have ids of their own that are the same the next time', async () => {
    const again = await openGuidance({ dir: SEEDS, log: { warn: () => undefined } });
    expect(again.status().passages.map(({ id }) => id)).toEqual(passages.map(({ id }) => id));
    expect(new Set(passages.map(({ id }) => id)).size).toBe(passages.length);
    for (const { id } of passages) expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);
  });

  it('have sentences that stand in the running text as they are written', () => {
    for (const [file, raw] of texts) {
      for (const { text } of passages.filter(({ sources }) => sources[0]?.document === file).slice(0, 12)) {
        const [sentence] = /^[^\n.]{20,}\.(?=\s)/u.exec(text) ?? [];
        if (sentence !== undefined) expect([sentence, standsVerbatim(sentence, runningText(raw))]).toEqual([sentence, true]);
      }
    }
  });
});
