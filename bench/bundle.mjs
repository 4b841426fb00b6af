import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, temporaryFolder } from './processes.mjs';

/** A TypeScript program of the benchmark's in one file that node runs. @returns {Promise<string>} its path */
export async function bundled(entry) {
  const { build } = await import('esbuild');
  const folder = temporaryFolder();
  // For what loads compiled code from its own folder and stays outside the bundle.
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  const outfile = join(folder, 'program.cjs');
  await build({ absWorkingDir: ROOT, entryPoints: [entry], outfile, bundle: true, platform: 'node', target: 'node20', logLevel: 'error', external: ['libsql', 'dtrace-provider'] });
  return outfile;
}
