/**
 * `npm run guidance:eval -- --sources DIR --questions FILE [--json]`: how well questions are answered from a folder of
 * guidance; `-- --beir DIR [--json]`: how well the search finds what was asked for. The program is
 * cli/guidance, bundled when it is called: it is for whoever edits guidance, and no part of the server.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadEsbuild } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { run } from './lib/log.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

await run(async () => {
  await ensureInstalled(ROOT);
  const folder = mkdtempSync(join(tmpdir(), 'trygg-guidance-'));
  try {
    const { build } = await loadEsbuild();
    const outfile = join(folder, 'program.cjs');
    await build({ absWorkingDir: ROOT, entryPoints: [join('cli', 'guidance', 'main.ts')], outfile, bundle: true, platform: 'node', target: 'node20', logLevel: 'error' });
    const { main } = createRequire(import.meta.url)(outfile);
    // npm runs scripts in the project's folder and tells where it was called from.
    process.exitCode = await main(process.argv.slice(2), {
      say: (line) => process.stderr.write(`${line}\n`),
      print: (line) => process.stdout.write(`${line}\n`),
    }, process.env.INIT_CWD || process.cwd(), ROOT);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
