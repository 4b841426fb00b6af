import { execFile } from 'node:child_process';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const ROOT = resolve(__dirname, '../..');

/** Builds `dist/` as `npm start` does it where it is not fresh, in a process of its own: the script is an ES module, which Jest does not load. */
export async function ensureBuilt(): Promise<void> {
  const script = pathToFileURL(join(ROOT, 'scripts/lib/build.mjs')).href;
  const program = `const { ensureBuilt } = await import(${JSON.stringify(script)}); await ensureBuilt(${JSON.stringify(ROOT)});`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], { cwd: ROOT });
}

/** The built pages in a temporary folder, so that a build meanwhile changes nothing under a test. Remove it when done. */
export async function copyOfPages(): Promise<string> {
  await ensureBuilt();
  const folder = await mkdtemp(join(tmpdir(), 'trygg-pages-'));
  await cp(join(ROOT, 'dist', 'web'), folder, { recursive: true });
  return folder;
}
