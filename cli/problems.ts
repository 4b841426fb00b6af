import { BlobsUnavailable } from '../services/attachments';
import { BackupError } from '../services/backup';
import { BoardsInvalid } from '../services/identity/boards';
import { KeyError } from '../services/keys';
import { MovingError } from '../services/moving';
import { CosmosOpenError } from '../services/store/cosmos/errors';
import { StoreOpenError } from '../services/store/sqlite';

/** A mistake that the person can mend: shown as it is. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Why a command has failed, in one line. */
export function problemOf(error: unknown): string {
  if (error instanceof BackupError) return `${error.detail} (${error.code})`;
  if (error instanceof MovingError) return `${error.message} (${error.code})`;
  if (error instanceof StoreOpenError && error.code === 'database_locked') return `${error.file} is in use: stop the server first (${error.code})`;
  if (error instanceof StoreOpenError) return `${error.file} cannot be used (${error.code})`;
  if (error instanceof CosmosOpenError || error instanceof BlobsUnavailable) return `${oneLine(error.message)} (${error.code})`;
  if (error instanceof KeyError) return `The data and its key do not belong together, or one of them is missing: ${error.file} (${error.code})`;
  if (error instanceof CommandError || error instanceof BoardsInvalid) return error.message;
  return error instanceof Error ? oneLine(`${error.name}: ${error.message}`) : 'unknown failure';
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
