/**
 * Cuts what comes in chunks of any size into pieces of one size, the first of which may have another. A full piece is
 * given out only once more has come, so that the last one, which may be shorter, is known to be the last.
 */
export class Pieces {
  #piece: Buffer;
  #used = 0;

  /** Sizes in bytes, each at least 1. */
  constructor(
    first: number,
    private readonly size = first,
  ) {
    this.#piece = Buffer.allocUnsafe(first);
  }

  /** Takes bytes and gives out the pieces that are full. Whoever gets one may keep it. */
  *add(bytes: Uint8Array): Generator<Buffer> {
    for (let at = 0; at < bytes.length; ) {
      if (this.#used === this.#piece.length) {
        yield this.#piece;
        this.#piece = Buffer.allocUnsafe(this.size);
        this.#used = 0;
      }
      const part = bytes.subarray(at, at + this.#piece.length - this.#used);
      this.#piece.set(part, this.#used);
      this.#used += part.length;
      at += part.length;
    }
  }

  /** The last piece, when all has come; empty where nothing has. */
  rest(): Buffer {
    return this.#piece.subarray(0, this.#used);
  }
}
