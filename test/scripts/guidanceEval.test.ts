import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isRight, says } from '../../cli/guidance/judging';
import { main } from '../../cli/guidance/main';
import { FILES } from '../services/guidance/examples';
import { guidanceFolder, removeFolders } from '../services/guidance/folder';

const ROOT = resolve(__dirname, '../..');
const QUESTIONS = [
  { id: 'q1', lang: 'sv', question: 'vilka fokusområden finns det', intent: 'question', answer_source: 'amn.txt — Ärendet (s. 2-3)', answer_facts: ['förebygga hot', 'något annat helt'] },
  { id: 'q2', lang: 'sv', question: 'vad gör samordnaren', intent: 'question', answer_source: 'mhn.txt — Bakgrund', answer_facts: [] },
  { id: 'q3', lang: 'sv', question: 'hur många semesterdagar har jag', intent: 'out_of_scope', answer_source: null, answer_facts: [] },
  { id: 'q4', lang: 'sv', question: 'samordnaren', intent: 'question', answer_source: null, answer_facts: [] },
  { id: 'q5', lang: 'sv', question: 'han hotar mig', intent: 'report', answer_source: null, answer_facts: [] },
];

let sources: string;
let folder: string;
beforeAll(async () => {
  sources = await guidanceFolder(FILES);
  folder = mkdtempSync(join(tmpdir(), 'trygg-eval-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await removeFolders();
});

async function run(...typed: readonly string[]): Promise<{ readonly code: number; readonly printed: readonly string[]; readonly said: string }> {
  const printed: string[] = [];
  const said: string[] = [];
  const code = await main(typed, { print: (line) => printed.push(line), say: (line) => said.push(line) }, folder, ROOT);
  return { code, printed, said: said.join('\n') };
}

function questionsFile(questions: unknown): string {
  const file = join(folder, 'questions.json');
  writeFileSync(file, JSON.stringify(questions));
  return file;
}

describe('measuring questions', () => {
  it('gives figures of what is scored, and every item, as JSON', async () => {
    const { code, printed } = await run('--sources', sources, '--questions', questionsFile(QUESTIONS), '--json');
    expect(code).toBe(0);
    expect(printed).toHaveLength(1);
    const { summary, items } = JSON.parse(printed[0] ?? '') as { summary: Record<string, number>; items: readonly Record<string, unknown>[] };
    expect(summary).toMatchObject({ questions: 4, answerable: 2, toRefuse: 2, found: 1, firstRight: 0.5, rightAmongThree: 0.5, refusedWrongly: 0, refusedRightly: 0.5, factsPresent: 0.5, language: 1 });
    expect(items.map(({ id }) => id)).toEqual(['q1', 'q2', 'q3', 'q4', 'q5']);
    expect(items[0]).toMatchObject({ intent: 'question', answered: true, citations: [{ source: 'amn.txt', heading: 'Ärendet', page: '2-3' }] });
    expect(items[0]?.['answer']).toContain('fem fokusområden');
    expect(items[2]).toMatchObject({ intent: 'out_of_scope', answered: false, answer: '', citations: [] });
    expect(items.every(({ ms }) => typeof ms === 'number' && ms >= 0)).toBe(true);
  });

  it('reads as a report in Swedish, with what went wrong and what was expected', async () => {
    const { code, printed } = await run('--sources', sources, '--questions', questionsFile(QUESTIONS));
    const report = printed.join('\n');
    expect(code).toBe(0);
    expect(report).toMatch(/Rätt källa först\s+50,0 %/u);
    expect(report).toMatch(/Avvisade med rätta\s+50,0 %/u);
    expect(report).toContain('Gick fel (3 av 4 frågor):');
    expect(report).toContain('väntat:  mhn.txt — Bakgrund');
    expect(report).toContain('skulle ha avvisats');
    expect(report).toContain('saknas:  något annat helt');
  });

  it.each([
    ['no JSON', '{', 'is no JSON'],
    ['something else', '[{"id": 5}]', '0.id'],
    ['a place nobody can read', JSON.stringify([{ ...QUESTIONS[0], answer_source: 'någonstans' }]), 'q1'],
  ])('says what is wrong with a file that holds %s', async (_what, text, expected) => {
    const file = join(folder, 'broken.json');
    writeFileSync(file, text);
    const { code, said } = await run('--sources', sources, '--questions', file);
    expect([code, said.includes(expected)]).toEqual([1, true]);
  });

  it.each([[['--sources', 'x']], [['--questions', 'x']], [['--beir', 'x', '--sources', 'y', '--questions', 'z']], [[]]])('needs to know what to measure: %j', async (typed) => {
    const { code, said } = await run(...typed);
    expect([code, said.includes('--questions FILE')]).toEqual([2, true]);
  });
});

describe('a citation is right', () => {
  const places = [{ file: 'a.txt', heading: 'Områden att värna', page: '4-5' }];
  it.each([
    ['same heading', { source: 'a.txt', heading: 'Områden att värna', page: null }, true],
    ['a heading within the other', { source: 'a.txt', heading: 'OMRÅDEN att värna – del 2', page: null }, true],
    ['letters composed another way', { source: 'a.txt', heading: 'Områden att värna'.normalize('NFD'), page: null }, true],
    ['a page in common', { source: 'a.txt', heading: 'Annat', page: '5-7' }, true],
    ['another page and heading', { source: 'a.txt', heading: 'Annat', page: '6' }, false],
    ['another file', { source: 'b.txt', heading: 'Områden att värna', page: '4' }, false],
    ['no heading and no page', { source: 'a.txt', heading: '', page: null }, false],
  ])('%s', (_what, cited, expected) => expect(isRight(cited, places)).toBe(expected));
});

describe('a fact is said', () => {
  it.each([
    ['in other forms', 'Nämnderna ska förebygga olyckorna.', 'förebygga olyckor', true],
    ['in a compound', 'Det olycksförebyggande arbetet.', 'förebyggande arbete', true],
    ['in one of two ways', 'Det systematiska förbättringsarbetet.', 'arbetet/förbättringsarbetet', true],
    ['as a number', 'Det finns fem.', 'fem', true],
    ['not at all', 'Något helt annat.', 'förebygga olyckor', false],
  ])('%s', (_what, answer, fact, expected) => expect(says(answer, fact)).toBe(expected));
});
