/**
 * `npm start`: installs and builds what is missing or stale, then becomes the server; signals and exit code are the
 * server's own. Installing and building happen in a process of their own, so that the server's memory is its own too.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './lib/build.mjs';
import { loadEnv } from './lib/env.mjs';
import { stampHolds } from './lib/install.mjs';
import { run } from './lib/log.mjs';
import { announceRunning } from './lib/running.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

await run(() => {
  if (!stampHolds(ROOT) || !isBuilt(ROOT)) {
    const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts', 'build.mjs')], { stdio: ['ignore', 'inherit', 'inherit'] });
    if (status !== 0) process.exit(status ?? 1);
  }
  loadEnv(ROOT);
  announceRunning(ROOT);
  createRequire(import.meta.url)(join(ROOT, 'dist', 'server.js'));
});
