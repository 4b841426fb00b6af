import type { Key } from '../ports';
import type { Row } from './protocol';

/** What is known of a key: its document, or that there is none. */
export interface Known {
  readonly row: Row | undefined;
}

/** Characters of JSON and entries remembered; the oldest used are forgotten first. */
const MAX_CHARACTERS = 4 * 1024 * 1024;
const MAX_ENTRIES = 2_000;

/**
 * Documents as they are in the file, for reads that need not wait behind a commit. It is never wrong: this process
 * alone writes the file, a key is forgotten before its write is called and learnt again when that is durable, and
 * documents that expire are not remembered at all.
 */
export class RecentDocuments {
  readonly #known = new Map<string, Known>();
  /** Keys with writes not answered yet: until then nobody knows what is in the file. */
  readonly #unsettled = new Map<string, number>();
  #characters = 0;

  get(key: Key): Known | undefined {
    const name = nameOf(key);
    const known = this.#known.get(name);
    if (known === undefined) return undefined;
    this.#known.delete(name);
    this.#known.set(name, known);
    return known;
  }

  /** What a read found. */
  learn(key: Key, row: Row | undefined): void {
    const name = nameOf(key);
    if (!this.#unsettled.has(name)) this.#set(name, { row });
  }

  /** A write of the key is about to be called. */
  begin(key: Key): void {
    const name = nameOf(key);
    this.#forget(name);
    this.#unsettled.set(name, (this.#unsettled.get(name) ?? 0) + 1);
  }

  /** It has been answered: `made` is what it put there, undefined where that is not known. */
  settle(key: Key, made: Known | undefined): void {
    const name = nameOf(key);
    const others = (this.#unsettled.get(name) ?? 1) - 1;
    if (others > 0) {
      this.#unsettled.set(name, others);
      return;
    }
    this.#unsettled.delete(name);
    if (made) this.#set(name, made);
  }

  #set(name: string, known: Known): void {
    this.#forget(name);
    if (known.row && known.row.expiresAt !== null) return;
    this.#known.set(name, known);
    this.#characters += sizeOf(name, known);
    for (const oldest of this.#known.keys()) {
      if (this.#characters <= MAX_CHARACTERS && this.#known.size <= MAX_ENTRIES) return;
      this.#forget(oldest);
    }
  }

  #forget(name: string): void {
    const known = this.#known.get(name);
    if (known === undefined) return;
    this.#known.delete(name);
    this.#characters -= sizeOf(name, known);
  }
}

const nameOf = ({ container, partition, id }: Key): string => `${container}\n${partition}\n${id}`;

const sizeOf = (name: string, { row }: Known): number => name.length + (row ? row.derived.length + row.body.length : 0);
