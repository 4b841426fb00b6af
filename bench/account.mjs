import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bundled } from './bundle.mjs';
import { environment, ROOT, startWorker, temporaryFolder } from './processes.mjs';

/**
 * A stand-in for an account of Azure Cosmos DB behind a recording proxy, in a process of its own, with its databases made.
 * @returns `settings` of a server that uses it; `stage` takes the jobs of bench/cosmos/main.ts
 */
export async function openAccount(more = {}) {
  const stage = startWorker(await bundled('bench/cosmos/main.ts'));
  const account = await stage.do('open', {});
  const dataKey = randomBytes(32).toString('hex');
  const settings = { STORE: 'cosmos', COSMOS_KEY: account.key, DATA_KEY: dataKey, ...more };
  const env = environment({ ...settings, COSMOS_ENDPOINT: account.account, DATA_DIR: temporaryFolder() });
  await promisify(execFile)(process.execPath, [join(ROOT, 'dist', 'cli.js'), 'cosmos:setup'], { cwd: ROOT, env });
  return { settings: { ...settings, COSMOS_ENDPOINT: account.endpoint }, dataKey, stage, stop: () => stage.stop() };
}
