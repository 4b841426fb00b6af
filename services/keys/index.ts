import type { Master } from './master';

export { KeyError, keyFileOf, openMaster, readMaster, type Master } from './master';
export { openKeyring } from './keyring';
export type { Keyring } from './ports';

/** Keyed hashes: the same person or code gives the same hash here and nowhere else, and no hash gives them back. */
export interface Keys {
  /** A person, as partitions and filters know them. */
  person(id: string): string;
  /** A receipt code of an anonymous report. */
  receiptCode(digits: string): string;
  /** A conversation that a board's notices go to. */
  place(conversationId: string): string;
  /** A word or phrase that a case is found by, normalised by whoever calls. */
  word(word: string): string;
  /** Secret for signing the intranet channel's tokens. */
  readonly tokenSecret: string;
}

/** The keyed hashes of an installation. */
export function keysOf({ hash }: Master): Keys {
  return {
    person: (id) => hash('person', id),
    receiptCode: (digits) => hash('receiptCode', digits),
    place: (conversationId) => hash('place', conversationId),
    word: (word) => hash('word', word),
    tokenSecret: hash('purpose', 'directline-token'),
  };
}
