import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'libsql';
import { startProxy, type Fault, type RecordedRequest } from '../test/helpers/cosmosProxy';
import { startStandIn } from '../test/helpers/cosmosStandIn';
import { openCosmosStore } from '../services/store/cosmos';
import { BOARD, STORE_FAULTS } from './plan';
import type { Random } from './random';

/** Where the instances keep what they know, and how to look at it past them. */
export interface Place {
  /** Settings of every instance. */
  readonly env: Readonly<Record<string, string>>;
  /** Of these cases, those that still have something to send as the store says. The embedded store's server must be dead. */
  unrecorded(numbers: readonly string[]): Promise<ReadonlySet<string>>;
  /** Faults that were injected, and queries that a running server must not make. */
  readonly faults: number;
  readonly violations: readonly string[];
  /** Once everything is set up: faults may begin, and queries across partitions are refused. */
  begin(): void;
  /** Nothing goes wrong any more. */
  calm(): void;
  /** Lets go of what was recorded of requests. */
  forget(): void;
  stop(): Promise<void>;
}

const FILES = ['trygg.db', 'trygg.db-wal', 'trygg.db-shm'];

/** One data folder with the embedded store. */
export function embedded(dataDir: string): Place {
  return {
    env: { STORE: 'sqlite' },
    faults: 0,
    violations: [],
    begin: () => undefined,
    calm: () => undefined,
    forget: () => undefined,
    stop: () => Promise.resolve(),
    unrecorded: (numbers) => Promise.resolve(waitingIn(dataDir, numbers)),
  };
}

/** A copy is looked at: opening the files themselves would do the next start's recovery for it. */
function waitingIn(dataDir: string, numbers: readonly string[]): ReadonlySet<string> {
  const folder = mkdtempSync(join(dataDir, '..', 'look-'));
  for (const name of FILES) if (existsSync(join(dataDir, name))) copyFileSync(join(dataDir, name), join(folder, name));
  const database = new Database(join(folder, 'trygg.db'));
  try {
    const rows = database.prepare("SELECT id FROM documents WHERE container = 'cases' AND next_notice_at <= ?").all(new Date().toISOString()) as readonly { readonly id: string }[];
    const waiting = new Set(rows.map(({ id }) => id));
    return new Set(numbers.filter((number) => waiting.has(number)));
  } finally {
    database.close();
    rmSync(folder, { recursive: true });
  }
}

const STATUSES = [429, 503, 449, 408] as const;

function faultFor(random: Random, { kind }: RecordedRequest): Fault | undefined {
  if (!random.chance(STORE_FAULTS)) return undefined;
  const isWrite = kind === 'create' || kind === 'replace' || kind === 'upsert' || kind === 'delete';
  switch (random.pick(isWrite ? ['status', 'reset', 'slow', 'lost', 'lost', 'done'] : ['status', 'reset', 'slow'])) {
    case 'reset':
      return { kind: 'reset' };
    case 'slow':
      return { kind: 'slow', ms: random.between(50, 2_000) };
    case 'lost':
      return { kind: 'lost' };
    case 'done':
      return { kind: 'done', status: 503 };
    default: {
      const status = random.pick(STATUSES);
      return { kind: 'status', status, ...(status === 429 ? { retryAfterMs: random.between(10, 500) } : {}) };
    }
  }
}

/** A stand-in for Cosmos DB in this process, set up as an operator does it, with a proxy before it that misbehaves. */
export async function cosmos(random: Random, cli: string, dataDir: string): Promise<Place> {
  const standIn = await startStandIn();
  const proxy = await startProxy(standIn.endpoint);
  let faults = 0;
  const env = { STORE: 'cosmos', COSMOS_ENDPOINT: proxy.endpoint, COSMOS_KEY: proxy.key, COSMOS_DATABASE: 'trygg' };
  // Setting up, and asking once whether an unmarked store holds anything, look across partitions.
  proxy.mayCross = true;
  await promisify(execFile)(process.execPath, [cli, 'cosmos:setup'], { env: { ...env, PATH: process.env['PATH'], DATA_DIR: dataDir } });
  const direct = await openCosmosStore({ ...standIn, database: 'trygg', containers: ['cases'] });
  return {
    env,
    get faults() {
      return faults;
    },
    violations: proxy.violations,
    begin() {
      proxy.mayCross = false;
      proxy.fault = (request) => {
        const fault = faultFor(random, request);
        if (fault) faults += 1;
        return fault;
      };
    },
    calm: () => void (proxy.fault = () => undefined),
    forget: () => proxy.forget(),
    async unrecorded(numbers) {
      const looked = await Promise.all(numbers.map(async (id) => [id, (await direct.read({ container: 'cases', partition: BOARD, id }))?.derived.nextNoticeAt] as const));
      // What a date will bring is not on its way yet.
      const now = new Date().toISOString();
      return new Set(looked.flatMap(([id, due]) => (due === undefined || due > now ? [] : [id])));
    },
    async stop() {
      await direct.close();
      await proxy.stop();
      await standIn.stop();
    },
  };
}
