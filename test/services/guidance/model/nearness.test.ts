import { withModel } from '../../../../services/guidance/answerer';
import type { ModelServer } from '../../../../services/guidance/model/ports';
import type { About, Answer, Answerer, Guidance } from '../../../../services/guidance/types';
import { FakeModel } from '../../../helpers/fakeModel';
import { until } from '../../../helpers/until';
import { idOf, now, openFiles } from '../examples';
import { passageFile, removeFolders } from '../folder';
import { MODEL_FILES } from './modelFiles';

const FILES = {
  ...MODEL_FILES,
  'sv/one.md': passageFile('one', 'Lägesbilden', 'Nämnden lämnar lägesbilden. Skriv till karin@example.se.', 'keywords: [nämnden, lämnar]'),
  'en/one.md': passageFile('one', 'The picture', 'The board hands in the picture.'),
  'sv/two.md': passageFile('two', 'Lägesbilden', 'Nämnden lämnar lägesbilden. Statistiken ingår.'),
  'en/two.md': passageFile('two', 'The picture', 'The board hands in the picture with statistics.'),
};
const QUESTION = 'vad lämnar nämnden i lägesbilden?';
const FAR = 'vad är en bild?';

let guidance: Guidance;
let fake: FakeModel;
const logged: object[] = [];
beforeAll(async () => {
  guidance = await openFiles(FILES);
  fake = await FakeModel.start();
});
beforeEach(() => {
  fake.reset();
  logged.splice(0);
});
afterAll(async () => {
  await fake.close();
  await removeFolders();
});

const about: About = { locale: 'sv', now };
const embedded = () => fake.asked.filter(({ path }) => path.includes('/embeddings'));
const texts = (): readonly string[] => embedded().flatMap(({ json }) => json['input'] as readonly string[]);

/** Once the passages have their vectors. */
async function opened(kind: 'openai' | 'azure' = 'openai', own = guidance, more: Partial<ModelServer> = {}): Promise<Answerer> {
  const answerer = withModel({ guidance: own, server: { ...fake.as(kind, 'test-embeddings'), ...more }, names: [], log: { warn: (fields, message) => void logged.push({ ...fields, message }) } });
  await until('the passages are embedded', () => new Set(texts()).size >= new Set(own.status().passages.map(({ title, text }) => title + text)).size);
  await until('their vectors are in place', async () => {
    await answerer.answer(QUESTION, about);
    return texts().includes(QUESTION);
  });
  return answerer;
}
const ask = async (answerer: Answerer, question = QUESTION): Promise<Answer> => {
  fake.will({ claims: [] });
  return answerer.answer(question, about);
};

describe('with a model for embeddings', () => {
  it('whoever has asked their share within an hour is answered by words alone: no vector is asked for', async () => {
    fake.vectorOf = () => [1, 0];
    const share = 20;
    const answerer = await opened('openai', guidance, { questionsPerHour: share });
    fake.reset();
    for (let time = 0; time < share + 3; time += 1) expect(idOf(await answerer.answer(QUESTION, { ...about, asker: 'one' }))).toBeDefined();
    expect(texts()).toEqual(Array(share).fill(QUESTION));
  });

  it('nearness in meaning decides between passages that the words leave alike', async () => {
    for (const [near, id] of [['karin', 'sv/one'], ['Statistiken', 'sv/two'], ['Skriv till', 'sv/one']] as const) {
      fake.reset();
      fake.vectorOf = (text) => (text === QUESTION || text.includes(near === 'karin' ? 'EPOST' : near) ? [1, 0] : [0, 1]);
      expect(idOf(await ask(await opened()))).toBe(id);
    }
  });

  it('does not make the guidance answer what its words do not', async () => {
    fake.vectorOf = (text) => (text === FAR || text.includes('Statistiken') ? [1, 0] : [0, 1]);
    const answer = await ask(await opened(), FAR);
    expect(answer.kind).toBe('silent');
    expect(answer.kind === 'silent' && answer.nearest.map(({ id }) => id)).toContain('two');
    expect(guidance.answer(FAR, about)).toMatchObject({ kind: 'silent', nearest: expect.not.arrayContaining([expect.objectContaining({ id: 'two' })]) });
  });

  it('the guidance is sent without whom it says to write to, in few requests, and only questions that may leave', async () => {
    const answerer = await opened();
    await answerer.answer('en man hotade mig, vad lämnar nämnden?', about);
    await answerer.answer('vad lämnar nämnden enligt karin lund?', about);
    expect(texts().join()).not.toMatch(/karin|hotade/u);
    expect(new Set(texts())).toEqual(new Set([...guidance.status().passages.map(({ title, text }) => `${title}\n${text}`.replace('karin@example.se.', '[EPOST]')), QUESTION]));
    expect(embedded().filter(({ json }) => (json['input'] as readonly string[]).length > 1)).toHaveLength(1);
  });

  it('only what has changed is embedded anew when the guidance is read again', async () => {
    let status = guidance.status();
    const changing: Guidance = { answer: (question, asked) => guidance.answer(question, asked), whole: (question) => question, makeReady: () => Promise.resolve(), passage: () => undefined, status: () => status, concepts: () => guidance.concepts(), onChange: () => () => undefined, size: guidance.size, close: () => Promise.resolve() };
    const answerer = await opened('openai', changing);
    fake.reset();
    status = { ...status, loadedAt: '2026-03-02T10:00:00.000Z', passages: status.passages.map((passage) => (passage.id === 'two' && passage.locale === 'sv' ? { ...passage, text: 'Nämnden lämnar lägesbilden en gång.' } : passage)) };
    await answerer.answer(QUESTION, about);
    await until('the change is embedded', () => texts().some((text) => text.includes('en gång')));
    expect(texts().filter((text) => text !== QUESTION)).toEqual(['Lägesbilden\nNämnden lämnar lägesbilden en gång.']);
  });

  it('they come from Azure by the address of their own deployment', async () => {
    await opened('azure');
    expect(embedded()[0]?.path).toMatch(/^\/openai\/deployments\/test-embeddings\/embeddings\?api-version=/u);
  });

  it.each([
    ['is slow', () => void (fake.embeddingsAfterMs = 5_000)],
    ['gives vectors of another length', () => void (fake.vectorOf = () => [1, 0, 0])],
    ['gives something else', () => void (fake.vectorOf = () => [])],
    ['gives nothing but zeros', () => void (fake.vectorOf = () => [0, 0])],
  ])('the words alone decide when it %s', async (_what, goWrong) => {
    fake.vectorOf = (text) => (text === QUESTION || text.includes('Statistiken') ? [1, 0] : [0, 1]);
    const answerer = await opened();
    goWrong();
    const started = performance.now();
    expect(idOf(await ask(answerer))).toBe(idOf(guidance.answer(QUESTION, about)));
    expect(performance.now() - started).toBeLessThan(3_000);
    expect(JSON.stringify(logged)).not.toContain('lägesbild');
  });
});
