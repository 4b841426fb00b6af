/** The embedded store by itself, in a process of its own: each job opens a fresh file and writes what submits write. */
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { openSqliteStore, type SqliteStore } from '../services/store/sqlite';
import type { Write } from '../services/store/ports';

interface Job {
  readonly id: number;
  readonly file: string;
  readonly commitDelayMs: number;
  readonly writers: number;
  /** Bytes of a body, by container. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly ms: number;
}

const workerFile = process.argv[2] ?? '';

/** A body of about so many bytes. */
const bodyOf = (bytes: number): object => ({ text: 'x'.repeat(Math.max(1, bytes - 11)) });

function writesOf({ sizes }: Job): readonly Write[] {
  const id = randomUUID();
  const receivedAt = new Date().toISOString();
  const derived = { status: 'received', type: 'unclear', severity: 2, audience: 'line', receivedAt };
  const condition = { kind: 'create' } as const;
  return [
    { key: { container: 'identities', partition: 'AMN', id }, body: bodyOf(sizes['identities'] ?? 1), condition },
    { key: { container: 'cases', partition: 'AMN', id }, body: bodyOf(sizes['cases'] ?? 1), derived, condition },
    { key: { container: 'owners', partition: id, id: 'state' }, body: bodyOf(sizes['owners'] ?? 1), condition },
  ];
}

async function writer(store: SqliteStore, job: Job, start: number, latencies: number[]): Promise<void> {
  while (performance.now() - start < job.ms) {
    const sent = performance.now();
    await store.write(writesOf(job));
    latencies.push(performance.now() - sent);
  }
}

async function write(job: Job): Promise<{ rate: number; latencies: readonly number[] }> {
  const store = await openSqliteStore({ file: job.file, commitDelayMs: job.commitDelayMs, workerFile });
  const latencies: number[] = [];
  const start = performance.now();
  await Promise.all(Array.from({ length: job.writers }, () => writer(store, job, start, latencies)));
  const ms = performance.now() - start;
  await store.close();
  return { rate: (latencies.length / ms) * 1000, latencies };
}

process.on('message', (job: Job) => {
  write(job).then(
    (result) => process.send?.({ id: job.id, ...result }),
    (error: unknown) => process.send?.({ id: job.id, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());
