import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** How often an instance is started again that ends by itself while it starts, as whatever looks after it would. */
const START_TRIES = 8;

export interface InstanceOptions {
  readonly name: string;
  /** The server's program, and what is loaded before it. */
  readonly program: string;
  readonly tag: string;
  readonly env: Readonly<Record<string, string>>;
}

/** One server process, the same address after each start. */
export class Instance {
  url = '';
  lives = 0;
  /** Starts that ended by themselves, and what they said. */
  readonly failedStarts: string[] = [];
  /** When each life was ended, by its name. */
  readonly deaths = new Map<string, number>();
  #child: ChildProcess | undefined;
  #complaints = '';

  constructor(private readonly options: InstanceOptions) {}

  get alive(): boolean {
    return this.#child !== undefined;
  }

  /** Names this life of this instance. */
  get life(): string {
    return `${this.options.name}.${this.lives}`;
  }

  /** What it has said on stderr since its last start. */
  get complaints(): string {
    return this.#complaints;
  }

  /** Starts it and waits until it listens. @throws when it does not start time and again */
  async start(): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#start();
        return;
      } catch (error) {
        this.failedStarts.push(error instanceof Error ? error.message : String(error));
        if (tries === START_TRIES) throw error;
      }
    }
  }

  /** Ends it at once (SIGKILL), and gives the life that has ended. */
  async kill(): Promise<string> {
    const { life } = this;
    const child = this.#child;
    this.#child = undefined;
    if (!child) return life;
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    this.deaths.set(life, Date.now());
    return life;
  }

  async #start(): Promise<void> {
    const { env, program, tag, name } = this.options;
    this.lives += 1;
    this.#complaints = '';
    const port = this.url === '' ? '0' : new URL(this.url).port;
    const child = spawn(process.execPath, ['--require', tag, program], { env: { ...env, PORT: port, CHAOS_LIFE: this.life }, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stderr.on('data', (chunk: Buffer) => (this.#complaints = (this.#complaints + chunk.toString()).slice(-4_000)));
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`${name} ended with ${String(code)}: ${this.#complaints}`);
    });
    ended.catch(() => undefined);
    // Its output ends before its exit is known, and only that tells why.
    this.url = (await Promise.race([addressOf(child), ended])) ?? (await ended);
    child.stdout.resume();
    this.#child = child;
    // One that ends by itself later is noticed too: whoever speaks to it finds nobody.
    child.once('exit', () => {
      if (this.#child !== child) return;
      this.#child = undefined;
      this.failedStarts.push(`${this.life} ended by itself: ${this.#complaints}`);
    });
  }
}

async function addressOf({ stdout }: ChildProcess): Promise<string | undefined> {
  for await (const line of stdout ? createInterface(stdout) : []) {
    const address = /Messages:\s+(\S+)\/api\/messages/.exec(line)?.[1];
    if (address !== undefined) return address;
  }
  return undefined;
}
