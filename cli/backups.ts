import type { Config } from '../config';
import { backup, restore } from '../services/backup';
import type { Folders } from './arguments';
import type { Output, Result } from './output';
import { CommandError } from './problems';

/** `trygg backup`: of the embedded store, while its server runs. */
export async function backupCommand(config: Config, { dir, keysDir }: Folders, { say }: Output): Promise<Result> {
  requireEmbedded(config);
  const made = await backup({ dataDir: config.dataDir, to: dir, keysTo: keysDir, log: say });
  return {
    json: made,
    lines: [
      `Backup of ${config.dataDir}, ${made.takenAt}: ${total(made.documents)} documents and keys, ${made.attachments} attachments, ${made.bytes} bytes.`,
      `In ${dir}; the wrapped keys in ${keysDir}. The master key is in neither: keep a copy of it elsewhere.`,
    ],
  };
}

/** `trygg restore`: into a data folder without data. */
export async function restoreCommand(config: Config, { dir, keysDir }: Folders, { say }: Output): Promise<Result> {
  requireEmbedded(config);
  const made = await restore({ from: dir, keysFrom: keysDir, dataDir: config.dataDir, log: say });
  return {
    json: made,
    lines: [`Restored into ${config.dataDir} what was there at ${made.takenAt}: ${total(made.documents)} documents and keys, ${made.attachments} attachments.`, 'Before the server starts, put its master key back too (the key file, or DATA_KEY).'],
  };
}

const total = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

function requireEmbedded({ store, attachments }: Config): void {
  if (store.kind !== 'sqlite') throw new CommandError('STORE is cosmos: Cosmos DB keeps its own backups; this command is for the embedded store.');
  if (attachments.kind !== 'files') throw new CommandError('ATTACHMENTS is blob: files in Blob Storage are not part of such a backup, so none is made.');
}
