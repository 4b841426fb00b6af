import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuilt } from '../helpers/built';

const ROOT = resolve(__dirname, '../..');

/** The built product as a process of its own, with a data folder of its own. */
export interface RealServer {
  /** Its address, the same after a restart. */
  readonly url: string;
  /** Ends it at once, as a power cut would (SIGKILL). */
  kill(): Promise<void>;
  /** Starts it again on the same data and the same port. */
  start(): Promise<void>;
  /** What the API answers to that persona. */
  api(persona: string, path: string): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Ends it and removes what it wrote. */
  dispose(): Promise<void>;
}

/**
 * Starts `dist/server.js` on a free port. It runs from a copy, so that a build meanwhile changes nothing under it.
 * @param env settings beside those of the tests, such as DEMO_NOW
 */
export async function realServer(env: Readonly<Record<string, string>> = {}): Promise<RealServer> {
  await ensureBuilt();
  const folder = await mkdtemp(join(tmpdir(), 'trygg-real-'));
  await cp(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true, filter: (source) => !/[/\\]\.building-|\.map$|[/\\]\.build-lock/.test(source) });
  await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const settings = {
    ...clean(process.env),
    HOST: '127.0.0.1',
    DATA_DIR: join(folder, 'data'),
    BOARDS_FILE: join(ROOT, 'config', 'boards.demo.json'),
    GUIDANCE_DIR: join(ROOT, 'guidance'),
    LOG_LEVEL: 'error',
    ...env,
  };
  const run = (port: string): Promise<Running> => start(join(folder, 'dist', 'server.js'), { ...settings, PORT: port });
  let running: Running | undefined = await run('0');
  const { url } = running;

  async function kill(): Promise<void> {
    const { child } = running ?? {};
    running = undefined;
    if (!child || child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  return {
    url,
    kill,
    start: async () => {
      running ??= await run(new URL(url).port);
    },
    api: async (persona, path) => {
      const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer demo:${persona}` } });
      return { status: response.status, body: (await response.json()) as unknown };
    },
    dispose: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly url: string;
}

async function start(script: string, env: NodeJS.ProcessEnv): Promise<Running> {
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the server ended with ${String(code)}: ${complaints}`);
  });
  const said = (async () => {
    for await (const line of createInterface(child.stdout)) {
      const address = /Messages:\s+(\S+)\/api\/messages/.exec(line)?.[1];
      if (address !== undefined) return address;
    }
    throw new Error('the server said no address');
  })();
  const url = await Promise.race([said, ended]);
  ended.catch(() => undefined);
  child.stdout.resume();
  return { child, url };
}

/** A registration or another setting of the machine must not leak in. */
function clean(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const ours = /^(HOST|PORT|PUBLIC_URL|DATA_DIR|AUTH_MODE|BOARDS_FILE|GUIDANCE_DIR|DEMO_NOW|STORE|STORE_COMMIT_DELAY_MS|LOG_LEVEL|(?:AZURE_)?OPENAI_\w+|LLM_\w+|MicrosoftApp\w+)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name)));
}
