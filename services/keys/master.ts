import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export type KeyErrorCode = 'key_file_damaged' | 'key_file_missing' | 'data_dir_unwritable' | 'key_wrong' | 'key_store_missing' | 'database_missing' | 'import_unfinished';

/** The installation's key is missing, damaged or another one's. Nothing has been written or overwritten. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
  constructor(
    readonly code: KeyErrorCode,
    /** Where the key was looked for: a path, or the name of the setting. */
    readonly file: string,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/** The one secret of an installation, 32 bytes, from which everything else is derived. */
export interface Master {
  /** Where it came from: a path, or the name of the setting. */
  readonly source: string;
  /** Made just now, at the first start: somebody must put a copy away. */
  readonly made: boolean;
  /** Keyed hash: the same value gives the same here and nowhere else, and cannot be turned back. */
  hash(purpose: string, value: string): string;
  /** A key of 32 bytes for that name. */
  derived(name: string): Buffer;
}

const BYTES = 32;

/** Where the key of a data folder lies. */
export const keyFileOf = (dataDir: string): string => path.join(dataDir, 'trygg.key');

/**
 * The master key from the setting, else from the data folder's key file, which is made (mode 0600) where the folder
 * holds no data yet.
 * @param dataKey 32 bytes
 * @param hasData whether there is something already that a new key could not open
 * @throws KeyError
 */
export function openMaster(options: { readonly dataDir: string; readonly dataKey?: Buffer | undefined; readonly hasData: boolean }): Master {
  if (options.dataKey) return masterOf(options.dataKey, 'DATA_KEY', false);
  const file = keyFileOf(options.dataDir);
  const made = !existsSync(file);
  if (made && options.hasData) throw new KeyError('key_file_missing', file);
  return masterOf(loadOrMake(file), file, made);
}

/** As {@link openMaster}, for programs that work on what is there: a key file is never made. */
export function readMaster(options: { readonly dataDir: string; readonly dataKey?: Buffer | undefined }): Master {
  return openMaster({ ...options, hasData: true });
}

function masterOf(secret: Buffer, source: string, made: boolean): Master {
  // HKDF in its two halves (RFC 5869), so that a further key costs one hash.
  const extracted = createHmac('sha256', 'trygg').update(secret).digest();
  return {
    source,
    made,
    hash: (purpose, value) => createHmac('sha256', secret).update(`${purpose}\0${value}`).digest('base64url'),
    derived: (name) => createHmac('sha256', extracted).update(name).update('\x01').digest(),
  };
}

function loadOrMake(file: string): Buffer {
  try {
    if (!existsSync(file)) {
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, randomBytes(BYTES), { mode: 0o600, flag: 'wx', flush: true });
      chmodSync(file, 0o600);
    }
    const secret = readFileSync(file);
    // One put back by hand may be readable by others.
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
    if (secret.length !== BYTES) throw new KeyError('key_file_damaged', file);
    return secret;
  } catch (error) {
    if (error instanceof KeyError) throw error;
    throw new KeyError('data_dir_unwritable', file, { cause: error });
  }
}
