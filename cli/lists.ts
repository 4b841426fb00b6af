import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config';
import { refreshLists, type Refreshed } from '../services/cases/refresh';
import { swedishHolidays } from '../services/holidays';
import { readBoards } from '../services/identity/boards';
import { keysOf } from '../services/keys';
import { DATABASE_FILE, openStores } from '../services/stores';
import type { Output, Result } from './output';
import { CommandError } from './problems';

/** How many cases are looked at between one word about it and the next. */
const SAY_EVERY = 5_000;

/** `trygg lists`: what lists know of cases that no release has written since they know more. */
export async function listsCommand(config: Config, { most }: { readonly most?: number | undefined }, { say }: Output): Promise<Result> {
  if (config.store.kind === 'sqlite' && !existsSync(join(config.dataDir, DATABASE_FILE))) throw new CommandError(`There is no database in DATA_DIR ${config.dataDir}.`);
  const boards = new Map(readBoards(config.boardsFile).map((board) => [board.code, board]));
  const stores = await openStores({ place: config.store, dataDir: config.dataDir, dataKey: config.dataKey, now: Date.now });
  try {
    if (stores.unsealed) throw new CommandError('The store is of an earlier release and lies open: start this release once, which seals it, and run this again.');
    const onProgress = (looked: number): void => {
      if (looked % SAY_EVERY === 0) say(`${looked} cases looked at.`);
    };
    const done = await refreshLists({ raw: stores.documents, store: stores.store, keys: keysOf(stores.master), boards, isHoliday: swedishHolidays(), most, onProgress });
    return { json: done, lines: linesOf(done) };
  } finally {
    await stores.close();
  }
}

function linesOf({ looked, written, unreadable, done }: Refreshed): readonly string[] {
  return [
    `Cases looked at: ${looked}. Brought up to date: ${written}.`,
    ...(unreadable > 0 ? [`Left as they are, since they cannot be opened: ${unreadable}.`] : []),
    ...(done ? [] : ['There are more: run this again, it goes on from here.']),
  ];
}
