/**
 * The keys that contents are sealed with. One data key per case (AES-256), random, stored wrapped by the master key in
 * a store of its own: whoever disposes of it disposes of what it sealed. What belongs to no case (drafts, conversation
 * state, references) is sealed with keys derived from the master key by name.
 */
export interface Keyring {
  /** The data key of a case, by its internal id; made, wrapped and durable where there is none yet. 32 bytes. */
  ensure(internalId: string): Promise<Buffer>;
  /** The data key of a case; undefined where there is none: never made, or disposed of. */
  find(internalId: string): Promise<Buffer | undefined>;
  /** As {@link find}, of what is in memory only: for callers that must not wait. */
  cached(internalId: string): Buffer | undefined;
  /** A key derived from the master key for that name; always the same. 32 bytes. */
  derived(name: string): Buffer;
  /** Removes the data key of a case from store and memory: its content can be read no more. Absent is no error. */
  dispose(internalId: string): Promise<void>;
}
