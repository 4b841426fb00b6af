import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { app } from '../../app';
import type { BotApp } from '../../bot/channels/teams';
import type { Board } from '../../domain/board';
import { openGuidance } from '../../services/guidance';
import type { Answerer, Guidance } from '../../services/guidance/types';
import { services, type ServiceOptions, type Services } from '../../services';
import { NEWCOMERS, boardsInTeams } from './boards';
import { FakeConnector } from './fakeConnector';
import { storeWorkerFile } from './store';

export { until } from './until';

export interface HouseOptions {
  readonly boards?: readonly Board[];
  /** Where the clock starts; it runs on from there. A Monday morning in November where nothing is given. */
  readonly now?: string;
  readonly bot?: BotApp;
  /** Another store than the embedded one. */
  readonly store?: ServiceOptions['store'];
  readonly dataKey?: Buffer;
  /** What goes to other systems is signed with these, by board. */
  readonly webhookSecrets?: ServiceOptions['webhookSecrets'];
  readonly smtp?: ServiceOptions['smtp'];
  /** The language model's server. */
  readonly model?: ServiceOptions['model'];
  /** Milliseconds that IA's receiver has. */
  readonly iaTimeoutMs?: number;
  /** What is asked in the place of the guidance alone. */
  readonly answerer?: Answerer;
  /** In the place of the product's own. */
  readonly guidance?: Guidance;
  /** Milliseconds that a person waits for a model's answer. */
  readonly patienceMs?: number;
  /** Days after which conversations are forgotten. */
  readonly conversationDays?: number;
  /** A data folder that is there already, and stays when the house is closed. */
  readonly dataDir?: string;
  /** A connector that is there already, and stays. */
  readonly connector?: FakeConnector;
}

/** The whole application in this process, on a free port, with a fake connector beside it. */
export interface House {
  readonly url: string;
  readonly services: Services;
  readonly boards: readonly Board[];
  readonly connector: FakeConnector;
  readonly dataDir: string;
  readonly logged: readonly object[];
  /** The id of somebody like that persona whom no other test of this house has been: `employee-mhn.7`. */
  newcomer(persona: string): string;
  /** The name of that persona in the boards file. */
  nameOf(persona: string): string;
  now(): Date;
  /** Sets the clock. */
  setClock(iso: string): void;
  /** Moves the clock, in milliseconds. */
  pass(ms: number): void;
  /** Closes the server and the store; the data stay. Again is no error. */
  stop(): Promise<void>;
  /** Closes everything and removes what is temporary. */
  dispose(): Promise<void>;
}

/** Read once for all houses of a test file. */
let guidance: Promise<Guidance> | undefined;

/** Where the links of notices point. */
export const PUBLIC_URL = 'https://trygg.example';
const MORNING = '2026-11-23T09:00:00Z';

/** Opens the application as the server does. Always `dispose` it. */
export async function testApp(options: HouseOptions = {}): Promise<House> {
  const boards = options.boards ?? boardsInTeams();
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'trygg-app-')));
  let shift = Date.parse(options.now ?? MORNING) - Date.now();
  const now = (): Date => new Date(Date.now() + shift);
  const logged: object[] = [];
  const log = (fields: object, message: string): void => void logged.push({ ...fields, message });
  const connector = options.connector ?? (await FakeConnector.start());
  const opened = await services({
    dataDir,
    conversationDays: options.conversationDays ?? 0,
    guidance: options.guidance ?? await (guidance ??= openGuidance({ dir: join(resolve(__dirname, '../..'), 'guidance'), log: { warn: () => undefined } })),
    boards,
    store: options.store ?? { kind: 'sqlite', commitDelayMs: 0 },
    attachments: { kind: 'files' },
    dataKey: options.dataKey,
    webhookSecrets: options.webhookSecrets,
    smtp: options.smtp,
    iaTimeoutMs: options.iaTimeoutMs,
    model: options.model,
    clock: now,
    publicUrl: PUBLIC_URL,
    log: { info: log, warn: log, error: log },
    storeWorker: storeWorkerFile(),
  });
  const running = app({ services: { ...opened, answerer: options.answerer ?? opened.answerer }, bot: options.bot ?? {}, patienceMs: options.patienceMs });
  running.server.listen(0, '127.0.0.1');
  await once(running.server.server, 'listening');
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= running.close().then(() => (options.connector ? undefined : connector.close())));
  return {
    url: `http://127.0.0.1:${running.server.address().port}`,
    services: opened,
    boards,
    connector,
    dataDir,
    logged,
    newcomer: newcomers(),
    nameOf(persona) {
      const found = opened.people.byId(persona);
      if (!found) throw new Error(`no ${persona}`);
      return found.name;
    },
    now,
    setClock: (iso) => void (shift = Date.parse(iso) - Date.now()),
    pass: (ms) => void (shift += ms),
    stop,
    async dispose() {
      await stop();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function newcomers(): (persona: string) => string {
  const taken = new Map<string, number>();
  return (persona) => {
    const next = (taken.get(persona) ?? 0) + 1;
    if (next > NEWCOMERS) throw new Error(`more than ${NEWCOMERS} of ${persona}`);
    taken.set(persona, next);
    return `${persona}.${next}`;
  };
}
