import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The installation's secret is missing its length, or cannot be read or made. Nothing is overwritten. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
  constructor(
    readonly code: 'key_file_damaged' | 'key_file_missing' | 'data_dir_unwritable',
    readonly file: string,
    options?: ErrorOptions,
  ) {
    super(code, options);
  }
}

/** Keyed hashes: the same person or code gives the same hash here and nowhere else, and no hash gives them back. */
export interface Keys {
  /** A person, as partitions and filters know them. */
  person(id: string): string;
  /** A receipt code of an anonymous report. */
  receiptCode(digits: string): string;
  /** A conversation that a board's notices go to. */
  place(conversationId: string): string;
  /** Secret for signing the intranet channel's tokens. */
  readonly tokenSecret: string;
}

const BYTES = 32;

function loadOrMake(file: string): Buffer {
  try {
    if (!existsSync(file)) {
      writeFileSync(file, randomBytes(BYTES), { mode: 0o600, flag: 'wx' });
      chmodSync(file, 0o600);
    }
    const secret = readFileSync(file);
    if (secret.length !== BYTES) throw new KeyFileError('key_file_damaged', file);
    return secret;
  } catch (error) {
    if (error instanceof KeyFileError) throw error;
    throw new KeyFileError('data_dir_unwritable', file, { cause: error });
  }
}

/** Where the key of a data folder lies. */
export const keyFileOf = (dataDir: string): string => path.join(dataDir, 'trygg.key');

/**
 * Refuses a data folder that has a database and no key: a new key would find nobody's drafts and open no receipt code.
 * @throws KeyFileError `key_file_missing`
 */
export function refuseMissingKey(dataDir: string, databaseFile: string): void {
  const file = keyFileOf(dataDir);
  if (existsSync(databaseFile) && !existsSync(file)) throw new KeyFileError('key_file_missing', file);
}

/**
 * Reads the installation's key file in the data folder, or makes it at the first start (mode 0600). The folder exists.
 * @throws KeyFileError
 */
export function openKeys(dataDir: string): Keys {
  const secret = loadOrMake(keyFileOf(dataDir));
  const hash = (purpose: string, value: string): string => createHmac('sha256', secret).update(`${purpose}\0${value}`).digest('base64url');
  return {
    person: (id) => hash('person', id),
    receiptCode: (digits) => hash('receiptCode', digits),
    place: (conversationId) => hash('place', conversationId),
    tokenSecret: hash('purpose', 'directline-token'),
  };
}
