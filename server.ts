import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import pino from 'pino';
import { app, type App } from './app';
import { PROJECT_ROOT, publicUrl, readConfig, type Config } from './config';
import { services } from './services';
import { startClock } from './services/clock';
import { GuidanceError, openGuidance } from './services/guidance';
import { BoardsInvalid, readBoards } from './services/identity/boards';
import { KeyError } from './services/keys';
import { CosmosOpenError } from './services/store/cosmos/errors';
import { WebhookSecretMissing } from './services/notifications/webhook';
import { StoreOpenError } from './services/store/sqlite';
import { BlobsUnavailable } from './services/attachments';

const STOP_MS = 10_000;
/** A start waits so long for documents that take long to read; they follow when they are read. */
const GUIDANCE_PATIENCE_MS = 10_000;

/** Why the server does not start, in one line for whoever starts it; undefined for what nobody foresaw. */
function startProblem(error: unknown, config: Config): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof BoardsInvalid) return error.message;
  if (error instanceof WebhookSecretMissing) return error.message;
  if (error instanceof GuidanceError) return `GUIDANCE_DIR ${config.guidanceDir} cannot be used: ${code}`;
  if (error instanceof StoreOpenError) return `DATA_DIR ${config.dataDir} cannot be used: ${error.code} (${error.file}): ${STORE_PROBLEMS[error.code]}.`;
  if (error instanceof KeyError) return keyProblem(error, config);
  if (error instanceof CosmosOpenError || error instanceof BlobsUnavailable) return error.message;
  if (code === 'EADDRINUSE') return `PORT ${config.port} is in use by another program on ${config.host}. Stop it or choose another PORT.`;
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') return `HOST ${config.host} and PORT ${config.port} cannot be listened on (${code}).`;
  if (['ENOTDIR', 'EROFS', 'ENOSPC', 'EPERM'].includes(code)) return `DATA_DIR ${config.dataDir} cannot be written (${code}).`;
  return undefined;
}

const STORE_PROBLEMS: Readonly<Record<StoreOpenError['code'], string>> = {
  data_dir_unwritable: 'it cannot be written, or gives no promise that what is written is on disk',
  disk_full: 'there is no room left. Nothing that was acknowledged is lost',
  database_damaged: 'the file is damaged and has been left as it is. Put it back from a backup',
  database_locked: 'another server has it open. Stop that one, or give this one a folder of its own',
  database_newer: 'a later version of Trygg has written it. Start that one',
  database_older: 'an earlier version of Trygg has written it',
  database_missing: 'it is not there',
  restore_unfinished: 'a restore was interrupted. Run it again',
};

const KEY_PROBLEMS: Readonly<Record<KeyError['code'], string>> = {
  key_file_damaged: 'it has not the length of a key. Put it back from a copy',
  key_file_missing: 'there is data and no key for it. Put the key back from a copy, or set DATA_KEY',
  data_dir_unwritable: 'the key file cannot be read or made',
  key_wrong: 'the data was written under another key. Put the right one back, or set DATA_KEY to it',
  database_missing: 'there are data keys and no documents for them. Put the database back, or move the keys away for a new beginning',
  import_unfinished: 'an import was interrupted. Run it again',
  key_store_missing: 'the data keys are missing, without which nothing that was written can be read. Put them back from a copy',
};

function keyProblem({ code, file }: KeyError, { store, dataDir }: Config): string {
  const where = store.kind === 'cosmos' ? `The data in ${store.endpoint} (${store.database})` : `DATA_DIR ${dataDir}`;
  const shared = store.kind === 'cosmos' && code.startsWith('key_') ? ' All instances need the same DATA_KEY.' : '';
  return `${where} cannot be used: ${code} (${file}): ${KEY_PROBLEMS[code]}. Nothing has been changed.${shared}`;
}

function listen(running: App, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    const { server } = running.server;
    // Restify passes its listener's errors on as its own.
    running.server.once('error', reject);
    running.server.listen(config.port, config.host, () => {
      running.server.removeListener('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : config.port);
    });
  });
}

async function start(config: Config): Promise<void> {
  const log = pino({ level: config.logLevel, base: null }, pino.destination(2));
  const boards = readBoards(config.boardsFile);
  const guidance = await openGuidance({ dir: config.guidanceDir, log, boards, synonyms: join(PROJECT_ROOT, 'guidance', 'synonyms.yaml'), watch: {}, patienceMs: GUIDANCE_PATIENCE_MS });
  const opened = await services({
    dataDir: config.dataDir,
    guidance,
    boards,
    store: config.store,
    attachments: config.attachments,
    dataKey: config.dataKey,
    conversationDays: config.conversationDays,
    clock: startClock(config.auth.startsAt),
    publicUrl: publicUrl(config),
    smtp: config.smtp,
    webhookSecrets: config.webhookSecrets,
    model: config.model,
    log,
  });
  // Before anything else can go wrong: it is said once in the life of an installation.
  announceKey(opened.keyMade);
  const registration = config.bot;
  const running = app({
    services: opened,
    bot: registration
      ? { id: registration.MicrosoftAppId, password: registration.MicrosoftAppPassword, type: registration.MicrosoftAppType, tenantId: registration.MicrosoftAppTenantId }
      : {},
    pagesDir: join(PROJECT_ROOT, 'dist', 'web'),
    publicUrl: config.publicUrl,
  });
  const port = await listen(running, config);
  announce(config, port);
  opened.instance.announce(config.instanceUrl ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`);
  stopOnSignals(() => Promise.all([running.close(), guidance.close()]));
  setImmediate(() => void guidance.makeReady().finally(settle));
  void opened.failed.then(() => {
    log.fatal({ code: 'store_failed' }, 'the store has stopped; the server stops too, so that nothing is promised that cannot be kept');
    process.exit(1);
  });
}

/**
 * The build keeps V8's young generation small while everything is loaded, so that an idle server stays small. Turns want
 * room: in the small one collecting took two fifths of the main thread. An unused server takes no more memory by this,
 * and what loading and indexing left behind, some fifteen megabytes, is collected once, since nothing else would make
 * V8 do so while nobody asks anything.
 */
function settle(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') Reflect.apply(collect, undefined, []);
}

function announceKey(keyMade: string | undefined): void {
  if (keyMade === undefined) return;
  console.log(`A NEW KEY WAS MADE: ${keyMade}\n  Everything that is written here is sealed with it. Put a copy away, apart from the data:\n  without it nothing can ever be read again.\n`);
}

function announce(config: Config, port: number): void {
  const base = publicUrl(config, port);
  console.log(['Trygg is running in demo mode.', `  Chat:       ${base}/`, `  Workspace:  ${base}/workspace`, `  Messages:   ${base}/api/messages`].join('\n'));
  for (const warning of sharedStoreNeeds(config)) console.warn(warning);
}

/** What a shared store needs and the settings do not give. It works while there is one instance on one machine. */
function sharedStoreNeeds({ store, dataKey, attachments, dataDir }: Config): readonly string[] {
  if (store.kind !== 'cosmos') return [];
  return [
    ...(dataKey === undefined ? [`WARNING: DATA_KEY is not set. What is written to Azure Cosmos DB can be read with ${dataDir}/trygg.key alone, and other instances cannot start.`] : []),
    ...(attachments.kind === 'files' ? [`WARNING: files are kept in ${dataDir}/files. Other instances find them only where they share that folder; ATTACHMENTS=blob needs no folder.`] : []),
  ];
}

function stopOnSignals(close: () => Promise<unknown>): void {
  const stop = (): void => {
    setTimeout(() => process.exit(1), STOP_MS).unref();
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

const read = readConfig();
if ('problems' in read) {
  console.error(['The settings cannot be used:', ...read.problems.map(({ variable, message }) => `  ${variable}: ${message}`)].join('\n'));
  process.exit(1);
} else {
  start(read.ok).catch((error: unknown) => {
    console.error(startProblem(error, read.ok) ?? error);
    process.exit(1);
  });
}
