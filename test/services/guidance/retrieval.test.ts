import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beirCommand } from '../../../cli/guidance/beir';
import { figuresOf, type Figures } from '../../../cli/guidance/figures';
import { main } from '../../../cli/guidance/main';
import { fold, stem, tokenise } from '../../../services/guidance/analyse';
import { openGuidance } from '../../../services/guidance';
import { openDocuments, type Documents } from '../../../services/guidance/documents';
import { buildTextIndex, indexing } from '../../../services/guidance/textIndex';
import { windowsOf } from '../../../services/guidance/windows';
import { Work } from '../../../services/guidance/work';

const ROOT = resolve(__dirname, '../../..');
const BEIR = resolve(ROOT, '../shared/eval/beir');
const present = existsSync(BEIR);

const field = (text: string) => ({ title: [], keywords: [], headings: [], text: [text] });

describe('words that were typed otherwise than they are written', () => {
  const EACH = 150;
  let documents: Documents;
  let texts: ReadonlyMap<string, ReadonlySet<string>>;
  let words: readonly string[];

  beforeAll(async () => {
    const guidance = await openGuidance({ dir: join(ROOT, 'guidance'), log: { warn: () => undefined } });
    const passages = guidance.status().passages.filter(({ locale }) => locale === 'sv');
    documents = await openDocuments(passages, 'sv');
    texts = new Map(passages.map(({ id, title, text }) => [id, new Set(tokenise(`${title} ${text}`).map((word) => stem(word, 'sv')))]));
    const long = new Set(passages.flatMap(({ text }) => tokenise(text)).filter((word) => /^\p{L}{7,}$/u.test(word)));
    const all = [...long].sort();
    words = Array.from({ length: EACH }, (_, position) => all[Math.floor((position * all.length) / EACH)] ?? '');
    await guidance.close();
  });

  const isFound = (word: string, typed: string): boolean => documents.search(typed, 3).some((id) => texts.get(id)?.has(stem(word, 'sv')));
  const middle = (word: string, position: number): number => 1 + (position % (word.length - 2));

  it.each([
    ['a letter too few', 0.85, (word: string, at: number) => word.slice(0, at) + word.slice(at + 1)],
    ['two letters that changed places', 0.8, (word: string, at: number) => `${word.slice(0, at)}${word[at + 1] ?? ''}${word[at] ?? ''}${word.slice(at + 2)}`],
    ['a letter twice', 0.85, (word: string, at: number) => word.slice(0, at + 1) + word.slice(at)],
    ['å, ä and ö as a and o', 0.97, (word: string) => fold(word)],
    ['capitals', 0.97, (word: string) => word.toUpperCase()],
    ['a hyphen', 0.8, (word: string, at: number) => `${word.slice(0, at + 1)}-${word.slice(at + 1)}`],
  ])('are found with %s, %d of them at least', (_what, share, typed) => {
    const missed = words.filter((word, position) => !isFound(word, typed(word, middle(word, position))));
    expect(missed.length <= (1 - share) * words.length ? [] : missed).toEqual([]);
  });
});

describe('compounds that no list names', () => {
  const TEXTS = ['Brandskyddsombudet går en rond varje vecka.', 'Ombudet svarar på frågor om avtal.', 'Cykelförrådet låses av vaktmästaren.', 'Förråd städas på våren.', 'Kaffemaskinen står i pentryt.', 'Flexibel arbetstid avtalas med chefen.'];
  const found = async (question: string): Promise<readonly string[]> => (await openDocuments(TEXTS.map((text, position) => ({ id: String(position), title: '', text })), 'sv')).search(question, 2);

  it.each([
    ['a part finds the whole', 'var finns maskinen', '4'],
    ['a part finds the whole, and itself', 'förrådet', '2'],
    ['the whole finds the part', 'avtalsfrågor', '1'],
    ['parts apart find the whole', 'cykel förråd', '2'],
    ['parts apart find the whole, misspelt', 'brandskyds ombud', '0'],
    ['another compound with the same parts', 'brandrond', '0'],
    ['plural and definite forms', 'kaffemaskinernas', '4'],
  ])('%s', async (_what, question, expected) => expect(await found(question)).toContain(expected));
});

describe('a long document', () => {
  const filler = Array.from({ length: 60 }, (_, line) => `Rad ${line} handlar om parker, gator och torg i kommunens södra delar.`);
  const long = [...filler.slice(0, 30), 'Den som hittar ett kvarglömt paket ringer vakten.', ...filler.slice(30)].join(' ');

  it('is found by the place where it speaks of what was asked', async () => {
    const others = Array.from({ length: 20 }, (_, at) => ({ id: `other ${at}`, title: '', text: `Vakten låser port ${at}. Paket hämtas i receptionen. ${filler.join(' ')}` }));
    const documents = await openDocuments([...others, { id: 'long', title: '', text: long }], 'sv');
    expect(documents.search('vem ringer man om ett kvarglömt paket', 1)).toEqual(['long']);
  });

  it('is cut into windows that leave no word out and begin again before the last one ends', () => {
    const words = tokenise(long);
    const windows = windowsOf(long, words);
    expect(windows.length).toBeGreaterThan(5);
    expect(new Set(windows.flat())).toEqual(new Set(words));
    expect(Math.max(...windows.map(({ length }) => length))).toBeLessThanOrEqual(90);
    expect(windows.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(words.length);
    expect(windowsOf('kort text', ['kort', 'text'])).toEqual([['kort', 'text']]);
  });
});

describe('texts with the same words', () => {
  const finds = async (texts: readonly string[], question: string): Promise<readonly string[]> =>
    (await openDocuments(texts.map((text, position) => ({ id: String(position), title: '', text })), 'sv')).search(question, 1);

  it.each([
    ['in another order', ['En chef hotar medarbetaren i trappan och går.', 'Medarbetaren hotar en chef i trappan och går.'], 'när medarbetaren hotar en chef'],
    ['put with other function words', ['Larmet stängs av med nyckel under dagen.', 'Larmet stängs på med nyckel inför dagen.'], 'hur stängs larmet på inför dagen'],
    ['in another order, misspelt', ['Väktaren följer besökaren till porten.', 'Besökaren följer väktaren till porten.'], 'besokaren folljer vaktaren'],
  ])('are told apart %s', async (_what, texts, question) => {
    expect(await finds(texts, question)).toEqual(['1']);
    expect(await finds([...texts].reverse(), question)).toEqual(['0']);
  });

  it('are found by a question that has no letter in common with them, or hardly any, in no time', async () => {
    const texts = ['Вход закрыт на ночь.', 'Porten är stängd.', '🙂'];
    expect(await finds(texts, 'закрыт ли вход')).toEqual(['0']);
    expect(await finds(texts, '🙂🙂🙂')).toEqual([]);
    expect(await finds(texts, 'x')).toEqual([]);
  });
});

describe('an index that is being built', () => {
  const texts = Array.from({ length: 2_000 }, (_, at) => field(`Passage ${at} om lokal${at} och rutin${at % 7} med ${'många vanliga ord om ordning och städning '.repeat(5)}`));

  it('lets everybody else go on', async () => {
    let turns = 0;
    const beside = setInterval(() => (turns += 1), 1);
    const index = await new Work(indexing(texts, 'sv')).finishSlowly();
    clearInterval(beside);
    expect(index.size).toBe(2_000);
    expect(turns).toBeGreaterThan(3);
  });

  it('is the same whoever builds it: at once, slowly, or begun slowly and then waited for', async () => {
    const few = texts.slice(0, 300);
    const atOnce = buildTextIndex(few, 'sv');
    const work = new Work(indexing(few, 'sv'));
    const slowly = work.finishSlowly();
    expect(work.finish()).toEqual(atOnce);
    expect(await slowly).toBe(work.finish());
  });
});

describe('figures', () => {
  const judged = (found: readonly string[], ...relevant: readonly string[]) => ({ found, relevant: new Map(relevant.map((id) => [id, 1])) });

  it.each<[string, Parameters<typeof figuresOf>[0], Figures]>([
    ['first', [judged(['a', 'b'], 'a')], { 'recall@1': 1, 'recall@5': 1, 'ndcg@10': 1 }],
    ['third', [judged(['b', 'c', 'a'], 'a')], { 'recall@1': 0, 'recall@5': 1, 'ndcg@10': 0.5 }],
    ['not among ten', [judged(['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'a'], 'a')], { 'recall@1': 0, 'recall@5': 0, 'ndcg@10': 0 }],
    ['one of two', [judged(['a', 'x'], 'a', 'b')], { 'recall@1': 0.5, 'recall@5': 0.5, 'ndcg@10': 1 / (1 + 1 / Math.log2(3)) }],
    ['one first, one nowhere', [judged(['a'], 'a'), judged([], 'a')], { 'recall@1': 0.5, 'recall@5': 0.5, 'ndcg@10': 0.5 }],
  ])('count a document that comes %s', (_where, given, expected) => {
    for (const [name, value] of Object.entries(figuresOf(given))) expect(value).toBeCloseTo(expected[name as keyof Figures], 10);
  });
});

describe('guidance:eval', () => {
  it.each([
    ['nothing to measure', [], 2, 'Usage'],
    ['an option nobody knows', ['--bear', 'x'], 2, '--bear'],
    ['a folder that is not there', ['--beir', 'nowhere'], 1, 'corpus.jsonl cannot be read'],
  ])('says what is wrong with %s', async (_what, typed, code, said) => {
    const lines: string[] = [];
    expect(await main(typed, { say: (line) => lines.push(line), print: () => lines.push('PRINTED') }, ROOT, ROOT)).toBe(code);
    expect(lines.join('\n')).toContain(said);
    expect(lines).not.toContain('PRINTED');
  });
});

it('has texts and questions to measure with, or no such folder', () => {
  expect(existsSync(join(BEIR, 'swefaq-dev', 'queries.jsonl'))).toBe(present);
});

(present ? describe : describe.skip)('the search among authorities’ texts, without a model', () => {
  it.each([
    ['swequad-dev', 0.9],
    ['swefaq-dev', 0.78],
  ])('reaches its mark on %s: %d', async (folder, mark) => {
    const { json } = await beirCommand({ dir: join(BEIR, folder) });
    expect((json as Figures)['ndcg@10']).toBeGreaterThanOrEqual(mark);
  });
});
