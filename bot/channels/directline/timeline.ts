import { sequenceOf, type Activity } from './activity';

export interface Entry {
  readonly activity: Activity;
  readonly bytes: number;
  /** Which one it was to come into this memory: what an open stream goes by. */
  readonly arrival: number;
  /**
   * Its place for watermarks: its own sequence, or more where it came in after something with a higher one. Every
   * instance that has taken in the stored turns in their order gives the same.
   */
  mark: number;
  /** The person's own activity, whose turn was not handled: sent again, it gets its turn. */
  failed: boolean;
}

/** The newest activities of a conversation, in order, and the sequences it gives out. */
export class Timeline {
  private entries: Entry[] = [];
  private last = 0;
  private arrivals = 0;

  constructor(
    private readonly atMost: number,
    private readonly grew: (bytes: number) => void,
  ) {}

  /**
   * Takes the next sequence. By the machine's clock, so that what was given out before a restart, or by another
   * instance, and stored nowhere is not given out again.
   */
  next(): number {
    this.last = Math.max(this.last + 1, Date.now());
    return this.last;
  }

  /** A client has seen this far, maybe on an instance whose clock is ahead: what comes now comes after it. */
  passed(watermark: number, aheadMs: number): void {
    if (watermark < Date.now() + aheadMs) this.last = Math.max(this.last, watermark);
  }

  has(id: string): boolean {
    return this.entries.some(({ activity }) => activity.id === id);
  }

  add(activities: readonly Activity[]): void {
    for (const activity of activities) {
      const bytes = JSON.stringify(activity).length;
      this.arrivals += 1;
      this.entries.push({ activity, bytes, arrival: this.arrivals, mark: this.markOf(activity), failed: false });
      this.grew(bytes);
    }
    const dropped = this.entries.splice(0, Math.max(0, this.entries.length - this.atMost));
    this.grew(-dropped.reduce((sum, { bytes }) => sum + bytes, 0));
  }

  /** Puts activities behind what was taken in after them, as every other instance has them. */
  moveLast(ids: ReadonlySet<string>): void {
    const moved = this.entries.filter(({ activity }) => ids.has(activity.id));
    const tail = this.entries.slice(this.entries.length - moved.length);
    if (moved.every((entry, index) => entry === tail[index])) return;
    this.entries = this.entries.filter((entry) => !moved.includes(entry));
    for (const entry of moved) {
      entry.mark = this.markOf(entry.activity);
      this.entries.push(entry);
    }
  }

  after(watermark: number): readonly Entry[] {
    return this.entries.filter(({ mark }) => mark > watermark);
  }

  arrivedAfter(arrival: number): readonly Entry[] {
    return this.entries.filter((entry) => entry.arrival > arrival);
  }

  /** How many have ever come in. */
  get arrived(): number {
    return this.arrivals;
  }

  /** The watermark of whoever has seen everything; 0 when there is nothing. */
  get newest(): number {
    return this.entries.at(-1)?.mark ?? 0;
  }

  /** The last of the entries that suits. */
  find(suits: (entry: Entry) => boolean): Entry | undefined {
    return this.entries.findLast(suits);
  }

  private markOf(activity: Activity): number {
    const mark = Math.max(sequenceOf(activity.id), this.newest + 1);
    this.last = Math.max(this.last, mark);
    return mark;
  }
}
