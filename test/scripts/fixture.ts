import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const ROOT = join(__dirname, '../..');

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A checkout of its own for the scripts, with what a test puts into it, and with an `npm` that only says what it was asked. */
export class Checkout {
  readonly root = mkdtempSync(join(tmpdir(), 'trygg-checkout-'));
  private readonly children = new Set<ChildProcess>();

  constructor() {
    cpSync(join(ROOT, 'scripts'), this.path('scripts'), { recursive: true });
    this.write('package.json', JSON.stringify({ name: 'fixture', version: '1.0.0' }));
    this.lock({});
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), text);
  }

  read(file: string): string {
    return existsSync(this.path(file)) ? readFileSync(this.path(file), 'utf8') : '';
  }

  /** Writes the lock file; the keys are package names, the values versions. */
  lock(packages: Record<string, string>): void {
    const entries = Object.entries(packages).map(([name, version]) => [`node_modules/${name}`, { version, integrity: `sha-${name}-${version}` }]);
    this.write('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages: { '': {}, ...Object.fromEntries(entries) } }));
  }

  /** Marks what is there as installed. */
  stamp(): void {
    const hash = createHash('sha256').update(this.read('package-lock.json')).digest('hex');
    this.write('node_modules/.trygg-stamp', `${hash} ${process.version}`);
  }

  /** Runs a module's text, standing in the checkout, to its end. */
  async module(text: string, env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return finished(this.start(['--input-type=module', '-e', text], env));
  }

  async script(name: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return finished(this.start([this.path('scripts', name), ...args], env));
  }

  start(args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const child = spawn(process.execPath, args, { cwd: this.root, env: { PATH: process.env['PATH'], npm_execpath: this.path('npm-cli.js'), ...env } });
    this.children.add(child);
    child.once('close', () => this.children.delete(child));
    return child;
  }

  remove(): void {
    for (const child of this.children) child.kill('SIGKILL');
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 });
  }
}

export async function finished(child: ChildProcess): Promise<Outcome> {
  const text = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => (text.stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text.stderr += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...text };
}

/** Waits until the condition holds, looking again often. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}
