export { backup, type BackupOptions, type BackupResult } from './backup';
export { BackupError, type BackupErrorCode } from './errors';
export { restore, type RestoreOptions, type RestoreResult } from './restore';
export { watchForBackups, type WatchOptions } from './watch';
