import { join } from 'node:path';
import type { Board } from '../domain/board';
import { nextStaffed } from '../domain/calendar';
import type { Case, Notice } from '../domain/case';
import { openAttachmentStore } from './attachments/files';
import { cases, type Cases } from './cases';
import type { Clock } from './clock';
import { openGuidance } from './guidance';
import { held } from './held';
import { swedishHolidays } from './holidays';
import { people } from './identity/people';
import { openKeys, refuseMissingKey } from './keys';
import { live } from './live';
import type { Logger } from './log';
import { dispatcher } from './notifications/dispatcher';
import { messageOf } from './notifications/messages';
import type { Message, Messenger } from './notifications/ports';
import { nowReachable } from './notifications/reachable';
import { owners } from './owners';
import { references } from './references';
import { openSqliteStore } from './store/sqlite';
import { throttle } from './throttle';

export interface ServiceOptions {
  readonly dataDir: string;
  readonly guidanceDir: string;
  readonly boards: readonly Board[];
  readonly commitDelayMs: number;
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly log: Logger;
  /** The store thread's program, where it does not lie beside this one. */
  readonly storeWorker?: string | undefined;
}

const CODE_TRIES = 5;
const ALL_CODE_TRIES = 100;
const CODE_WINDOW_MS = 15 * 60_000;

export type Services = Awaited<ReturnType<typeof services>>;

/** Opens and wires everything that does the work. @throws coded errors of the store, the key file and the guidance */
export async function services(options: ServiceOptions) {
  const { clock, log, publicUrl } = options;
  const worker = options.storeWorker === undefined ? {} : { workerFile: options.storeWorker };
  const file = join(options.dataDir, 'trygg.db');
  refuseMissingKey(options.dataDir, file);
  const store = await openSqliteStore({ file, commitDelayMs: options.commitDelayMs, now: () => clock().getTime(), ...worker });
  // After the store, which makes the data folder and holds it against a second process.
  const keys = openKeys(options.dataDir);
  const [guidance, attachments] = await Promise.all([openGuidance({ dir: options.guidanceDir, log }), openAttachmentStore(options.dataDir)]);
  const isHoliday = swedishHolidays();
  const boards = new Map(options.boards.map((board) => [board.code, board]));
  const refs = references(store, keys);
  const changes = live();
  const own = owners(store, keys);
  const messengers = new Map<string, Messenger>();

  const messageFor = async (notice: Notice, current: Case): Promise<Message> => {
    const to = notice.recipient === 'reporter' ? current.locale : ((await own.localeOf(notice.recipient)) ?? 'sv');
    return messageOf(notice, current, to, `${publicUrl}/workspace`);
  };
  const known = people(options.boards);
  const mayDisturbAt = (code: string, now: Date): Date => nextStaffed(boards.get(code)?.hours ?? 'always', now, isHoliday) ?? now;
  const stillConcerns = (notice: Notice, current: Case): boolean => {
    if (notice.recipient === 'reporter') return true;
    if (notice.recipient.startsWith('place:')) return current.status !== 'closed';
    const person = known.byId(notice.recipient);
    return person !== undefined && all.isFor(person, current);
  };
  const delivery = dispatcher({ cases: (): Cases => all, references: refs, store, boards: [...boards.keys()], messengers, messageFor, mayDisturbAt, stillConcerns, clock, log });
  const all: Cases = cases({ store, keys, references: refs, boards, isHoliday, live: changes, wake: delivery.wake, clock });

  return {
    store,
    keys,
    boards,
    people: known,
    owners: own,
    cases: all,
    guidance,
    references: refs,
    attachments,
    live: changes,
    isHoliday,
    personKey: (id: string) => keys.person(id),
    clock,
    log,
    publicUrl,
    words: held<string>(),
    questions: held<{ readonly actor: string; readonly text: string }>(),
    waitingQuestion: held<string>(),
    codeTries: throttle(CODE_TRIES, CODE_WINDOW_MS),
    // Each anonymous token is a new nobody: guessing with one token a try is stopped here.
    allCodeTries: throttle(ALL_CODE_TRIES, CODE_WINDOW_MS),
    messengers,
    dispatcher: delivery,
    nowReachable: (actor: Parameters<typeof nowReachable>[1]) =>
      nowReachable({ store, cases: all, boards: options.boards, isHoliday, clock, wake: delivery.wake }, actor),
    async close(): Promise<void> {
      await delivery.stop();
      await store.close();
    },
  };
}
