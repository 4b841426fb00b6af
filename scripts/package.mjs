/** `npm run package [-- --out FILE --json]`: the Teams app as a zip, from manifest/ and the settings, checked first. */
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArgs } from './lib/args.mjs';
import { loadEnv } from './lib/env.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { run } from './lib/log.mjs';
import { appFiles } from './lib/manifest.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** The same input gives the same bytes. */
const DATE = new Date('2020-01-01T00:00:00');

await run(async () => {
  const options = readArgs({ out: { type: 'string' }, json: { type: 'boolean', default: false } });
  await ensureInstalled(ROOT);
  loadEnv(ROOT);
  const files = await appFiles(ROOT, process.env);
  const { zipSync } = await import('fflate');
  const out = options.out ? resolve(options.out) : join(ROOT, 'trygg-teams.zip');
  writeFileSync(out, zipSync(files, { level: 9, mtime: DATE }));
  process.stdout.write(options.json ? `${JSON.stringify({ file: out, files: Object.keys(files) })}\n` : `Wrote ${out}: upload it in the Teams admin centre.\n`);
});
