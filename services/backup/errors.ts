export type BackupErrorCode =
  | 'no_database'
  | 'database_damaged'
  | 'database_older'
  | 'data_dir_unwritable'
  | 'disk_full'
  | 'restore_unfinished'
  | 'target_not_empty'
  | 'same_place'
  | 'backup_running'
  | 'server_not_answering'
  | 'backup_interrupted'
  | 'not_a_backup'
  | 'backup_newer'
  | 'backup_damaged'
  | 'keys_older'
  | 'data_exists';

/** Why a backup or restore was not made. What was there is as it was, and nothing unfinished passes for finished. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  constructor(
    readonly code: BackupErrorCode,
    /** For the operator, in English. */
    readonly detail: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail}`, options);
  }
}

/** Errors of files that an operator can do something about, coded; any other as it is. */
export function fileProblem(error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new BackupError('disk_full', String(error), { cause: error });
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOTDIR') return new BackupError('data_dir_unwritable', String(error), { cause: error });
  return error;
}

/** The code of an error that has one, as the system's and our own have. */
export const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);
