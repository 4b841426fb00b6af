import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openGuidance } from '../../services/guidance';
import type { Guidance } from '../../services/guidance/types';
import { testApp, type House } from '../helpers/app';
import { pdfFile } from '../helpers/documents';
import { api, talk } from '../helpers/people';
import { cardName, reading } from '../helpers/talker';
import { until } from '../helpers/until';
import { FILES } from '../services/guidance/examples';
import { sourceWorkerFile } from '../services/guidance/folder';

let dir: string;
let guidance: Guidance;
let house: House;
const logged: object[] = [];

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trygg-folder-'));
  guidance = await openGuidance({ dir, log: { warn: (details) => logged.push(details) }, watch: { pollMs: 50, settleMs: 25 }, workerFile: sourceWorkerFile() });
  house = await testApp({ guidance });
});
afterAll(async () => {
  await house.dispose();
  await guidance.close();
  await rm(dir, { recursive: true });
});

const QUESTION = 'Vem bokar lokalen Kastanjen?';

test('an empty folder keeps nobody from reporting; what is put into it answers, and what cannot be read is named', async () => {
  const { body, status } = await api(house, undefined, '/readyz');
  expect([status, body]).toEqual([200, { status: 'ready', guidance: 'empty' }]);
  expect(logged).toEqual([expect.objectContaining({ file: '.', code: 'empty_folder' })]);
  const person = await talk(house, 'directline', house.newcomer('employee-mhn'));
  expect(cardName((await person.say(QUESTION)).card)).toBe('notFound');
  expect(cardName((await person.say('rapportera')).card)).toMatch(/^step:/u);
  await person.say('avbryt');

  const files: Record<string, string | Uint8Array> = {
    ...FILES,
    'documents.yaml': 'amn: { file: amn.txt, title: { sv: Yttrande, en: Statement } }',
    'rutiner/lokaler.pdf': pdfFile([[{ text: 'Lokaler', size: 16 }, { text: 'Vaktmästaren bokar lokalen Kastanjen åt den som behöver den.', down: 2 }]]),
    'rutiner/trasig.pdf': pdfFile([[{ text: 'Hej.' }]]).slice(0, 150),
  };
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
  await until('the documents are read', () => guidance.status().problems.some(({ code }) => code === 'damaged') && guidance.status().files.some(({ file }) => file === 'rutiner/lokaler.pdf'));

  const { card } = await person.say(QUESTION);
  expect(cardName(card)).toBe('answer');
  expect(reading(card)).toContain('Vaktmästaren bokar lokalen Kastanjen');
  expect(reading(card)).toContain('lokaler.pdf');
  expect((await api(house, undefined, '/readyz')).body).toEqual({ status: 'ready', guidance: 'ready' });
  const seen = (await api(house, 'coordinator-mhn', '/api/guidance')).body;
  expect(seen).toMatchObject({ problems: [{ file: 'rutiner/trasig.pdf', code: 'damaged' }] });
});
