import { join } from 'node:path';
import { ROOT, temporaryFolder } from './processes.mjs';

/** A TypeScript program of the benchmark's in one file that node runs. @returns {Promise<string>} its path */
export async function bundled(entry) {
  const { build } = await import('esbuild');
  const outfile = join(temporaryFolder(), 'program.cjs');
  await build({ absWorkingDir: ROOT, entryPoints: [entry], outfile, bundle: true, platform: 'node', target: 'node20', logLevel: 'error', external: ['libsql', 'dtrace-provider'] });
  return outfile;
}
