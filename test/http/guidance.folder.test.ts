import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openGuidance } from '../../services/guidance';
import type { Guidance } from '../../services/guidance/types';
import { testApp, type House } from '../helpers/app';
import { pdfFile } from '../helpers/documents';
import { api, talk } from '../helpers/people';
import { liveEvents } from '../helpers/liveEvents';
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
  expect(reading(card)).toContain('[1] Lokaler, s.\u00a01');
  expect((await api(house, undefined, '/readyz')).body).toEqual({ status: 'ready', guidance: 'ready' });
  const seen = (await api(house, 'coordinator-mhn', '/api/guidance')).body;
  expect(seen).toMatchObject({ problems: [{ file: 'rutiner/trasig.pdf', code: 'damaged' }] });
});

test('whoever works a board is told at once that sources were read anew, and nobody else', async () => {
  const [desk, other, manager, employee] = await Promise.all(['coordinator-mhn', 'coordinator-amn', 'manager-mhn', 'employee-mhn'].map((persona) => liveEvents(house, persona)));
  const told = (stream: typeof desk): readonly unknown[] => (stream?.events ?? []).filter(({ what }) => what === 'sources');
  const before = guidance.status().loadedAt;
  await writeFile(join(dir, 'rutiner', 'cyklar.md'), '# Cyklar\n\nCyklarna ställs i cykelrummet.\n');
  await until('both are told', () => told(desk).length > 0 && told(other).length > 0);
  expect(guidance.status().loadedAt > before).toBe(true);
  expect((await api(house, 'coordinator-mhn', '/api/guidance')).body).toMatchObject({ loadedAt: guidance.status().loadedAt });
  expect(told(desk)[0]).toEqual({ what: 'sources' });
  await api(house, 'manager-mhn', '/api/me');
  expect([told(manager), told(employee)]).toEqual([[], []]);
  for (const stream of [desk, other, manager, employee]) stream?.close();
});

test('what was thought of an answer is told to the board where it was given', async () => {
  const [desk, other] = await Promise.all(['coordinator-mhn', 'coordinator-amn'].map((persona) => liveEvents(house, persona)));
  const told = (stream: typeof desk): readonly unknown[] => (stream?.events ?? []).filter(({ what }) => what === 'feedback');
  const person = await talk(house, 'directline', house.newcomer('employee-mhn'));
  expect(cardName((await person.say(QUESTION)).card)).toBe('answer');
  await person.press('feedback.give');
  await until('the board is told', () => told(desk).length > 0);
  expect([told(desk)[0], told(other)]).toEqual([{ what: 'feedback' }, []]);
  for (const stream of [desk, other]) stream?.close();
});
