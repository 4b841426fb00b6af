import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The emulator's published account, the same everywhere; no secret. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const PROGRAM = resolve(__dirname, '../../node_modules/azurite/dist/src/blob/main.js');
const OPTIONS = ['--inMemoryPersistence', '--silent', '--skipApiVersionCheck', '--disableTelemetry', '--disableProductStyleUrl'];

export interface Azurite {
  /** Of the Blob service, the account's name being the first part of its path. */
  readonly endpoint: string;
  readonly connectionString: string;
  stop(): Promise<void>;
}

/** A connection string for the emulator's account behind another address, such as a proxy's. */
export const connectionStringOf = (endpoint: string): string => `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};BlobEndpoint=${endpoint};`;

/** Microsoft's own emulator of Azure Blob Storage in a process of its own on a free port, keeping all in memory. */
export async function startAzurite(): Promise<Azurite> {
  const child = spawn(process.execPath, [PROGRAM, '--blobHost', '127.0.0.1', '--blobPort', '0', ...OPTIONS], { stdio: ['ignore', 'pipe', 'inherit'] });
  const end = (): boolean => child.kill('SIGKILL');
  process.once('exit', end);
  const base = await listening(child, createInterface(child.stdout));
  const endpoint = `${base}/${ACCOUNT}`;
  return {
    endpoint,
    connectionString: connectionStringOf(endpoint),
    async stop() {
      process.removeListener('exit', end);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      end();
      await gone;
    },
  };
}

/** The address that the emulator says it listens on. */
async function listening(child: ChildProcess, lines: AsyncIterable<string>): Promise<string> {
  for await (const line of lines) {
    const address = /successfully listens on (\S+)/.exec(line)?.[1];
    if (address === undefined) continue;
    child.stdout?.resume();
    return address;
  }
  throw new Error('the Blob emulator did not start');
}
