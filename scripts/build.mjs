import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { run, say } from './lib/log.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

await run(async () => {
  await ensureInstalled(ROOT);
  say((await ensureBuilt(ROOT)) === 'fresh' ? 'dist/ is up to date.' : 'Built dist/.');
});
