/**
 * `npm run trygg -- <command> [options]`: installs and builds what is missing or stale, takes the settings of `.env` as the
 * server does, and becomes the command-line program. Relative paths start where the person stands.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isBuilt } from './lib/build.mjs';
import { loadEnv } from './lib/env.mjs';
import { stampHolds } from './lib/install.mjs';
import { run } from './lib/log.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

await run(() => {
  if (!stampHolds(ROOT) || !isBuilt(ROOT)) {
    const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts', 'build.mjs')], { stdio: ['ignore', 2, 2] });
    if (status !== 0) process.exit(status ?? 1);
  }
  loadEnv(ROOT);
  // npm runs scripts in the project's folder and tells where it was called from.
  if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  createRequire(import.meta.url)(join(ROOT, 'dist', 'cli.js'));
});
