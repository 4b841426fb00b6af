/**
 * `npm run guidance:eval -- --sources DIR --questions FILE [--json]`: how well questions are answered from a folder of
 * guidance; `-- --beir DIR [--json]`: how well the search finds what was asked for. The program is
 * cli/guidance, bundled when it is called: it is for whoever edits guidance, and no part of the server.
 */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSourceWorker, loadEsbuild } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { run } from './lib/log.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** What reads documents takes a second to build, and most folders have none. */
function hasDocuments(args) {
  const sources = args[args.indexOf('--sources') + 1];
  const folder = resolve(process.env.INIT_CWD || process.cwd(), sources ?? '');
  return args.includes('--sources') && existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => /\.(?:docx|pdf)$/iu.test(name));
}

await run(async () => {
  await ensureInstalled(ROOT);
  const folder = mkdtempSync(join(tmpdir(), 'trygg-guidance-'));
  try {
    const { build } = await loadEsbuild();
    const outfile = join(folder, 'program.cjs');
    await build({ absWorkingDir: ROOT, entryPoints: [join('cli', 'guidance', 'main.ts')], outfile, bundle: true, platform: 'node', target: 'node20', logLevel: 'error' });
    if (hasDocuments(process.argv.slice(2))) await buildSourceWorker(ROOT, folder);
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
