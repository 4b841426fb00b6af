import { join } from 'node:path';
import * as z from 'zod';
import { BackupError } from './errors';
import { readJson } from './files';

export const MANIFEST = 'backup.json';

/** Raised when a release writes backups that earlier ones cannot restore. */
const FORMAT = 1;

const schema = z.object({
  format: z.literal(FORMAT),
  /** Data and keys lie apart, since the keys' backups are kept for a shorter time. */
  kind: z.enum(['data', 'keys']),
  /** Trygg's version. */
  release: z.string(),
  /** ISO 8601 instant, UTC: everything acknowledged before is in it. */
  takenAt: z.iso.datetime(),
  /** By container. */
  documents: z.record(z.string(), z.number().int()),
  /** By path relative to the backup, with forward slashes. */
  files: z.record(z.string().regex(/^(trygg\.db|keys\.db|files\/[^/\\]+\/[^/\\]+)$/), z.object({ sha256: z.string(), bytes: z.number().int() })),
});

/** What `backup.json` says of the backup beside it. */
export type Manifest = z.infer<typeof schema>;

export const manifestOf = (rest: Omit<Manifest, 'format'>): Manifest => ({ format: FORMAT, ...rest });

/** @throws {BackupError} `not_a_backup`, `backup_newer` */
export async function readManifest(folder: string, kind: Manifest['kind']): Promise<Manifest> {
  const found = await readJson(join(folder, MANIFEST));
  const format = z.object({ format: z.number() }).safeParse(found);
  if (format.success && format.data.format > FORMAT) throw new BackupError('backup_newer', `${folder} was written by a newer release.`);
  const manifest = schema.safeParse(found);
  if (!manifest.success || manifest.data.kind !== kind) throw new BackupError('not_a_backup', `${folder} holds no finished backup of ${kind}.`);
  return manifest.data;
}
