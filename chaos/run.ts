import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cosmos, embedded, type Place } from './account';
import { Books } from './books';
import { settled } from './check';
import { ChaosConnector } from './connector';
import { door } from './door';
import { figuresOf, type Figure } from './figures';
import { Instance } from './instance';
import { killer } from './killer';
import { startLoad } from './load';
import { BOARD, COORDINATOR, SETTINGS, type Plan } from './plan';
import { seeded } from './random';
import { TeamsChat } from './teamsChat';

export type { Figure } from './figures';
export type { Plan } from './plan';

/** After which people who still have no receipt give up, when nothing goes wrong any more. */
const GIVE_UP_MS = 90_000;
const COORDINATOR_AAD = 'aad-of-the-coordinator';

export interface Running {
  readonly root: string;
  /** What goes on, for whoever watches. */
  readonly say: (line: string) => void;
  /** What is to be done when the run is cut short: ends the processes, removes the files. */
  readonly onCutShort: (cleanUp: () => void) => void;
}

/** One run, from empty stores to the last notice. Gives everything that was counted. */
export async function runChaos(plan: Plan, { root, say, onCutShort }: Running): Promise<readonly Figure[]> {
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'trygg-chaos-'));
  const instances: Instance[] = [];
  const cleanUp = (): void => {
    for (const instance of instances) void instance.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  onCutShort(cleanUp);
  const connector = await ChaosConnector.start(seeded(plan.seed, 'connector'));
  const program = copyOfProgram(root, folder);
  const place = await placeOf(plan, program, folder);
  try {
    instances.push(...instancesOn(place, plan, { root, folder, program }));
    for (const instance of instances) await instance.start();
    const books = new Books();
    await play({ plan, instances, connector, place, books, say });
    const reading = await settled({ door: door(instances), random: seeded(plan.seed, 'reading'), books, connector, settleMs: SETTINGS[plan.store].settleMs });
    return figuresOf({ plan, books, reading, connector, instances, place, seconds: (Date.now() - began) / 1000 });
  } finally {
    await Promise.all(instances.map((instance) => instance.kill()));
    await place.stop();
    await connector.stop();
    cleanUp();
  }
}

/** A copy, so that a build meanwhile changes nothing under a run. */
function copyOfProgram(root: string, folder: string): string {
  const skip = /[/\\]\.building-|\.map$|[/\\]\.build-lock|[/\\]\.running/;
  cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true, filter: (source) => !skip.test(source) });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return join(folder, 'dist');
}

function placeOf(plan: Plan, program: string, folder: string): Promise<Place> {
  const first = join(folder, 'data1');
  mkdirSync(first);
  return plan.store === 'sqlite' ? Promise.resolve(embedded(first)) : cosmos(seeded(plan.seed, 'store'), join(program, 'cli.js'), first);
}

function instancesOn(place: Place, plan: Plan, { root, folder, program }: { readonly root: string; readonly folder: string; readonly program: string }): readonly Instance[] {
  const boardsFile = join(folder, 'boards.json');
  writeFileSync(boardsFile, JSON.stringify(boardsFrom(join(root, 'config', 'boards.demo.json'), SETTINGS[plan.store].onIntranet)));
  const shared = { HOST: '127.0.0.1', BOARDS_FILE: boardsFile, GUIDANCE_DIR: join(root, 'guidance'), LOG_LEVEL: 'error', DATA_KEY: randomBytes(32).toString('base64'), ...place.env };
  return Array.from({ length: SETTINGS[plan.store].instances }, (_none, index) => {
    const name = String(index + 1);
    return new Instance({ name, program: join(program, 'server.js'), tag: join(root, 'chaos', 'tag.cjs'), env: { ...shared, PATH: process.env['PATH'] ?? '', DATA_DIR: join(folder, `data${name}`) } });
  });
}

interface BoardsFile {
  readonly boards: readonly { readonly code: string; readonly people: readonly { readonly id: string; readonly name: string; readonly aadObjectId?: string }[] }[];
}

/** The demo's boards, with more employees than one, and a coordinator who is in Teams. */
function boardsFrom(file: string, employees: number): BoardsFile {
  const { boards } = JSON.parse(readFileSync(file, 'utf8')) as BoardsFile;
  return {
    boards: boards.map((board) => {
      if (board.code !== BOARD) return board;
      const people = board.people.map((person) => (person.id === COORDINATOR ? { ...person, aadObjectId: COORDINATOR_AAD } : person));
      const more = people.flatMap(({ aadObjectId: _, ...person }) =>
        person.id === 'employee-mhn' ? Array.from({ length: employees }, (_none, index) => ({ ...person, id: `${person.id}.${index + 1}`, name: `${person.name} ${index + 1}` })) : [],
      );
      return { ...board, people: [...people, ...more] };
    }),
  };
}

interface Play {
  readonly plan: Plan;
  readonly instances: readonly Instance[];
  readonly connector: ChaosConnector;
  readonly place: Place;
  readonly books: Books;
  readonly say: (line: string) => void;
}

const SAY_EVERY = 20;

/** The load and the kills. Afterwards nothing goes wrong any more, and everybody has a receipt or has given up. */
async function play({ plan, instances, connector, place, books, say }: Play): Promise<void> {
  const setting = SETTINGS[plan.store];
  const way = door(instances);
  const coordinator = new TeamsChat({ connector, door: way, random: seeded(plan.seed, 'coordinator'), aadObjectId: COORDINATOR_AAD });
  await coordinator.install();
  connector.noticesTo = coordinator.conversationId;
  place.begin();
  const kills = killer({ plan, instances, connector, place, within: setting.killWithin });
  const load = startLoad({ seed: plan.seed, setting, books, connector, door: way, onSending: kills.onSending });
  for (let round = 1; round <= plan.rounds; round += 1) {
    await kills.round();
    place.forget();
    if (round % SAY_EVERY === 0) say(`${plan.store}: round ${round}, ${books.acknowledged.length} of ${books.reports.length} reports acknowledged, ${connector.deliveries.length} notices seen`);
  }
  connector.calm = true;
  place.calm();
  await load.end(GIVE_UP_MS);
}
