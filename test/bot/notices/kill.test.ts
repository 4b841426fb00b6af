import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { until } from '../../helpers/app';
import { officeBoards } from '../../helpers/boards';
import { CANARY, typedWords } from '../../helpers/cardRules';
import { FakeConnector, type JsonObject } from '../../helpers/fakeConnector';
import { NoAnswer } from '../../helpers/http';
import { cardName, textOf } from '../../helpers/talker';
import { TeamsPerson } from '../../helpers/teamsPerson';
import { TeamsUser } from '../../helpers/teamsUser';
import { realServer, type RealServer } from '../../browser/realServer';

const ROUNDS = 2;
const PEOPLE = 8;
/** Between one person's press and the next one's: sent all at once, all would be in the same commit. */
const APART_MS = 5;
/** Notices wait until the morning, so that none is on its way when the server dies. */
const NIGHT = '2026-11-23T22:00:00Z';
const MORNING = '2026-11-24T07:00:00Z';

const boards = officeBoards({ duty: false });

let folder: string;
let connector: FakeConnector;
let server: RealServer | undefined;
let settings: Readonly<Record<string, string>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trygg-kill-'));
  connector = await FakeConnector.start();
  const file = join(folder, 'boards.json');
  await writeFile(file, JSON.stringify({ boards }));
  settings = { DATA_DIR: join(folder, 'data'), BOARDS_FILE: file };
  server = await realServer({ ...settings, DEMO_NOW: NIGHT });
}, 120_000);
afterAll(async () => {
  await server?.dispose();
  await connector.close();
  await rm(folder, { recursive: true, force: true });
});

/** That person in Teams, whom the directory knows. */
const inTeams = (url: string, persona: string): TeamsPerson =>
  new TeamsPerson(new TeamsUser({ bot: url, connector, aadObjectId: boards.flatMap(({ people }) => people).find(({ id }) => id === persona)?.aadObjectId }));

/** A person with the story card before them. */
async function ready(url: string, persona: string): Promise<TeamsPerson> {
  const person = inTeams(url, persona);
  await person.say('rapportera');
  await person.press('safety.answer/no');
  const { card } = await person.press('report.next/who');
  if (cardName(card) !== 'step:story') throw new Error(`${persona} stands at ${String(cardName(card))}`);
  return person;
}

/** Sends, and gives the case number of the receipt; undefined where the server died before it came. */
async function send(person: TeamsPerson, words: string, received: () => void = () => undefined): Promise<string | undefined> {
  try {
    const { card } = await person.press('report.next/story', { story: words });
    const number = cardName(card) === 'receipt' ? textOf(card, 'caseNumber') : undefined;
    if (number === undefined) throw new Error(`no receipt but ${String(cardName(card))}`);
    received();
    return number;
  } catch (error) {
    if (error instanceof NoAnswer) return undefined;
    throw error;
  }
}

interface Row {
  readonly number: string;
}
interface Detail {
  readonly answers: readonly { readonly id: string; readonly value: string }[];
  readonly notices: readonly JsonObject[];
}

async function everyCase(from: RealServer): Promise<readonly string[]> {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await from.api('coordinator-mhn', `/api/cases?board=MHN&limit=200${cursor === null ? '' : `&cursor=${cursor}`}`);
    const page = body as { readonly items: readonly Row[]; readonly nextCursor: string | null };
    found.push(...page.items.map(({ number }) => number));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
}

test(`killed ${ROUNDS} times with ${PEOPLE} people sending: every receipt’s case is there once, with its notice, which is delivered once`, async () => {
  const first = server!;
  const coordinator = inTeams(first.url, 'coordinator-mhn');
  await coordinator.user.install();

  const receipts = new Map<string, string>();
  const sentTwice: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const names = Array.from({ length: PEOPLE }, (_none, index) => `employee-mhn.${round * PEOPLE + index + 1}`);
    const people = await Promise.all(names.map((name) => ready(first.url, name)));
    const words = (name: string): string => typedWords(`Han hotade mig. Det var ${name}.`);
    // It dies at the first receipt of some rounds and at a later one of others, while the rest are on their way.
    let came = 0;
    let died: Promise<void> | undefined;
    // The last one presses in the moment of its death, so that some sending is always under way, however fast the rest were.
    let itDies = (): void => undefined;
    const dying = new Promise<void>((resolve) => (itDies = resolve));
    const numbers = await Promise.all(
      people.map(async (person, index) => {
        if (index === PEOPLE - 1) await dying;
        else await wait(index * APART_MS);
        return send(person, words(names[index]!), () => {
          came += 1;
          if (came !== 1 + (round % PEOPLE)) return;
          itDies();
          setImmediate(() => {
            died = first.kill();
          });
        });
      }),
    );
    await died;
    await first.kill();
    await first.start();

    const there = await everyCase(first);
    expect(new Set(there).size).toBe(there.length);
    numbers.forEach((number, index) => number !== undefined && receipts.set(names[index]!, number));
    expect(numbers.filter((number) => number !== undefined).length).toBeGreaterThanOrEqual(1);
    expect([...receipts.values()].filter((number) => there.filter((one) => one === number).length !== 1)).toEqual([]);

    // Whoever got no receipt presses the same card again: one case, whether or not the first sending had come through.
    for (const [index, name] of names.entries()) {
      if (numbers[index] !== undefined) continue;
      const number = await send(people[index]!, words(name));
      expect(number).toBeDefined();
      receipts.set(name, number!);
      sentTwice.push(name);
    }
    expect((await everyCase(first)).length).toBe((round + 1) * PEOPLE);
  }
  expect(new Set(receipts.values()).size).toBe(ROUNDS * PEOPLE);
  expect(sentTwice.length).toBeGreaterThan(0);

  for (const [name, number] of receipts) {
    const { answers, notices } = (await first.api('coordinator-mhn', `/api/cases/${number}`)).body as Detail;
    expect(answers.filter(({ id }) => id === 'story').map(({ value }) => value)).toEqual([typedWords(`Han hotade mig. Det var ${name}.`)]);
    expect(notices).toEqual([
      expect.objectContaining({ channel: 'intranet', state: 'sent', recipient: 'coordinator-mhn' }),
      expect.objectContaining({ channel: 'teams', state: 'queued', attempts: 0, recipient: 'coordinator-mhn' }),
    ]);
  }
  const cards = (): readonly string[] => coordinator.standing.flatMap(({ card }) => (cardName(card) === 'notice' ? [JSON.stringify(card)] : []));
  expect(cards()).toEqual([]);

  await first.kill();
  const later = await realServer({ ...settings, DEMO_NOW: MORNING });
  try {
    await until('every notice to be delivered', () => cards().length >= ROUNDS * PEOPLE, 60_000);
    await until('the outcome to be recorded', async () => {
      const details = await Promise.all([...receipts.values()].map(async (number) => (await later.api('coordinator-mhn', `/api/cases/${number}`)).body as Detail));
      return details.every(({ notices }) => notices.every(({ state }) => state === 'sent'));
    }, 30_000);
    for (const number of receipts.values()) expect(cards().filter((card) => card.includes(number))).toHaveLength(1);
    expect(cards().join().toLowerCase()).not.toContain(CANARY);
  } finally {
    await later.dispose();
  }
}, 300_000);
