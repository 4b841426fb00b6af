import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import pino from 'pino';
import { app, type App } from './app';
import { PROJECT_ROOT, publicUrl, readConfig, type Config } from './config';
import { services } from './services';
import { startClock } from './services/clock';
import { GuidanceError } from './services/guidance';
import { BoardsInvalid, readBoards } from './services/identity/boards';
import { KeyFileError } from './services/keys';
import { StoreOpenError } from './services/store/sqlite';

const STOP_MS = 10_000;

/** Why the server does not start, in one line for whoever starts it; undefined for what nobody foresaw. */
function startProblem(error: unknown, config: Config): string | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof BoardsInvalid) return error.message;
  if (error instanceof GuidanceError) return `GUIDANCE_DIR ${config.guidanceDir} cannot be used: ${code}`;
  if (error instanceof StoreOpenError || error instanceof KeyFileError) return `DATA_DIR ${config.dataDir} cannot be used: ${code} (${error.file})`;
  if (code === 'EADDRINUSE') return `PORT ${config.port} is in use by another program on ${config.host}. Stop it or choose another PORT.`;
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') return `HOST ${config.host} and PORT ${config.port} cannot be listened on (${code}).`;
  if (['ENOTDIR', 'EROFS', 'ENOSPC', 'EPERM'].includes(code)) return `DATA_DIR ${config.dataDir} cannot be written (${code}).`;
  return undefined;
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
  const opened = await services({
    dataDir: config.dataDir,
    guidanceDir: config.guidanceDir,
    boards,
    commitDelayMs: config.store.commitDelayMs,
    clock: startClock(config.auth.startsAt),
    publicUrl: publicUrl(config),
    log,
  });
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
  letYoungGenerationGrow();
  announce(config, port);
  stopOnSignals(running);
  void opened.store.failed.then(() => {
    log.fatal({ code: 'store_failed' }, 'the store has stopped; the server stops too, so that nothing is promised that cannot be kept');
    process.exit(1);
  });
}

/**
 * The build keeps V8's young generation small while everything is loaded, so that an idle server stays small. Turns want
 * room: in the small one collecting took two fifths of the main thread. An unused server takes no more memory by this.
 */
function letYoungGenerationGrow(): void {
  setFlagsFromString('--semi-space-growth-factor=2');
}

function announce(config: Config, port: number): void {
  const base = publicUrl(config, port);
  console.log(['Trygg is running in demo mode.', `  Chat:       ${base}/`, `  Workspace:  ${base}/workspace`, `  Messages:   ${base}/api/messages`].join('\n'));
}

function stopOnSignals(running: App): void {
  const stop = (): void => {
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void running.close().then(() => process.exit(0));
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
