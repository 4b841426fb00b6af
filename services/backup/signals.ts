/**
 * How a backup and the server it takes a copy of speak with each other: through two small files in the data folder, to
 * which nobody but their account has access. No other process can open a database that the server holds.
 */
import { join } from 'node:path';
import * as z from 'zod';

export const requestFile = (dataDir: string): string => join(dataDir, 'backup-request.json');
export const statusFile = (dataDir: string): string => join(dataDir, 'backup-status.json');

export const requestSchema = z.object({
  id: z.string(),
  /** Counts up as long as the backup lives. */
  beat: z.number().int(),
  /** Present once everything is copied: the hold under which it was. */
  copied: z.string().optional(),
});
export type BackupRequest = z.infer<typeof requestSchema>;

export const statusSchema = z.object({
  id: z.string(),
  /**
   * `held`: the databases do not change now. `whole`: they have not changed from then until the request said that all
   * is copied. `broken`: they may have, or could not be held.
   */
  state: z.enum(['held', 'whole', 'broken']),
  /** Names this hold: another one, of a server started again, is not the same. */
  hold: z.string(),
});
export type BackupStatus = z.infer<typeof statusSchema>;
