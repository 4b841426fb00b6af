import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const TEST = dirname(__dirname);
const KINDS = ['services', 'instances', 'bot', 'http', 'manifest', 'scripts'];

/** Files that run in one room: those in the folders and files named, as they stand under `test`; each file is in the first room that has it. */
const ROOMS = {
  conversation1: ['bot/conversation/a', 'bot/conversation/b', 'bot/conversation/c', 'bot/conversation/d', 'bot/conversation/e'],
  conversation2: ['bot/conversation/f', 'bot/conversation/h', 'bot/conversation/k'],
  conversation3: ['bot/conversation/'],
  notices1: ['bot/notices/a', 'bot/notices/c', 'bot/notices/d', 'bot/notices/f', 'bot/notices/h'],
  notices2: ['bot/notices/'],
  channels: ['bot/directline/', 'bot/teams/'],
  work: ['bot/work/', 'http/'],
  store: ['services/store/'],
  files: ['services/attachments/', 'services/keys/'],
  moving: ['services/moving/', 'services/backup/'],
  instances: ['instances/'],
  scripts1: ['scripts/b', 'scripts/c'],
  scripts2: ['scripts/', 'manifest/'],
} as const;
export type Room = keyof typeof ROOMS | 'rest';
export const ALL: readonly Room[] = [...(Object.keys(ROOMS) as (keyof typeof ROOMS)[]), 'rest'];

function files(folder: string): readonly string[] {
  return readdirSync(join(TEST, folder), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? files(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]))
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
}

/** A file that puts something in a module's place must be the first to load it. */
const isAlone = (file: string): boolean => readFileSync(join(TEST, file), 'utf8').includes('jest.mock(');

/** Every file of the tests through the front door, as it stands under `test`. */
export const frontDoor = (): readonly string[] => KINDS.flatMap(files);

/** Those that run alone. */
export const alone = (): readonly string[] => frontDoor().filter(isAlone);

const roomOf = (file: string): Room => (Object.entries(ROOMS).find(([, starts]) => starts.some((start) => file.startsWith(start)))?.[0] ?? 'rest') as Room;

/**
 * Runs the files of a room one after another in one process with one set of loaded modules: loading the product anew,
 * cold, for each of more than a hundred files takes longer than most of them. Each can be run alone as well.
 */
export function together(room: Room): void {
  for (const file of frontDoor()) {
    if (roomOf(file) !== room || isAlone(file)) continue;
    describe(file, () => {
      jest.requireActual(join(TEST, file));
    });
  }
}
