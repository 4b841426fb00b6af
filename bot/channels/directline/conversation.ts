import { activityId, onTheWire, sequenceOf, type Activity, type ActivitySet, type Draft } from './activity';
import { Bucket } from './bucket';
import type { Limits } from './options';
import type { TurnRecord } from './transcript';

/**
 * Numbers handed out before a restart and never stored must not be given again: a client whose watermark holds one
 * would wait past the new ones. So a conversation read back goes on this far ahead.
 */
const RESTART_GAP = 1000;

interface Entry {
  readonly sequence: number;
  readonly activity: Activity;
  readonly bytes: number;
  /** The person's own activity, whose turn was not handled: sent again, it gets its turn. */
  failed: boolean;
}

/** Told whenever there is more to read, and once when the conversation takes no more. */
export interface Listener {
  changed(): void;
  ended(): void;
}

/** One conversation in memory: its newest activities, its queue of turns, and who listens. */
export class Conversation {
  /** Turns under way by the client's own id, so that a redelivered one waits for the first. */
  readonly pending = new Map<string, Promise<string>>();
  /** Turns handled whose transcript could not be written yet. */
  readonly unsaved: TurnRecord[] = [];
  readonly turns: Bucket;
  joined = false;
  /** BCP 47, as the client gave it at the start. */
  locale: string | undefined;
  /** Unix seconds when the newest token known of runs out. */
  validUntil = 0;

  private entries: Entry[] = [];
  private last = 0;
  private size = 0;
  private working = 0;
  private tail: Promise<unknown> = Promise.resolve();
  private readonly listeners = new Set<Listener>();

  constructor(
    readonly id: string,
    /** Keyed hash of the person. */
    readonly owner: string,
    /** False for an anonymous one, of whom nothing is stored. */
    readonly stored: boolean,
    private readonly limits: Limits,
    private readonly grew: (bytes: number) => void,
  ) {
    this.turns = new Bucket(limits.turnsPerSecond, limits.turnBurst);
  }

  get bytes(): number {
    return this.size;
  }

  /** In use: held by a request, a turn under way or a stream open. */
  get busy(): boolean {
    return this.working > 0 || this.listeners.size > 0;
  }

  /** Keeps it in use until the returned function is called. */
  hold(): () => void {
    this.working += 1;
    return () => {
      this.working -= 1;
    };
  }

  /** Takes the next id. Ids rise in the order they are taken. */
  nextId(): string {
    this.last += 1;
    return activityId(this.id, this.last);
  }

  /** Gives a draft its id and time without showing it yet. */
  place(draft: Draft, at: Date): Activity {
    return { id: this.nextId(), timestamp: at.toISOString(), ...draft };
  }

  /** Shows activities, in order, to everybody who reads or listens. */
  append(activities: readonly Activity[]): void {
    for (const activity of activities) this.push(activity);
    this.trim();
    if (activities.length > 0) for (const listener of this.listeners) listener.changed();
  }

  /** Takes over what the store kept. Nobody listens yet. */
  restore(activities: readonly Activity[]): void {
    for (const activity of activities) this.push(activity);
    // A turn that was sent again after a failure stands at its first place in the store, its answers later.
    this.entries.sort((one, other) => one.sequence - other.sequence);
    this.trim();
    this.last += RESTART_GAP;
  }

  /** Everything after a watermark, oldest first, as far back as memory reaches. */
  after(watermark: number, personId: string): ActivitySet {
    const newer = this.entries.filter((entry) => entry.sequence > watermark);
    const newest = newer.at(-1)?.sequence ?? watermark;
    return { activities: newer.map(({ activity }) => onTheWire(activity, this.id, personId)), watermark: String(newest) };
  }

  /** The person's own activity with that client id: where it stands, and whether its turn failed. */
  sent(clientActivityId: string): { readonly activity: Activity; readonly failed: boolean } | undefined {
    return this.entries.find(({ activity }) => !activity.from && activity.channelData?.clientActivityID === clientActivityId);
  }

  /** Says how the turn of one of the person's own activities went. */
  settle(id: string, failed: boolean): void {
    const entry = this.entries.find(({ activity }) => activity.id === id);
    if (entry) entry.failed = failed;
  }

  /** Runs work after everything queued before it, whatever came of that. */
  enqueue<T>(work: () => Promise<T>): Promise<T> {
    const run = this.tail.then(work).finally(this.hold());
    this.tail = run.catch(() => undefined);
    return run;
  }

  /** Resolves when everything queued so far is done. */
  async idle(): Promise<void> {
    await this.tail;
  }

  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Tells all listeners that the conversation ends for them. */
  disconnect(): void {
    for (const listener of [...this.listeners]) listener.ended();
    this.listeners.clear();
  }

  private push(activity: Activity): void {
    const sequence = sequenceOf(activity.id);
    const bytes = JSON.stringify(activity).length;
    this.entries.push({ sequence, activity, bytes, failed: false });
    this.last = Math.max(this.last, sequence);
    this.resize(bytes);
  }

  private trim(): void {
    const dropped = this.entries.splice(0, Math.max(0, this.entries.length - this.limits.activities));
    this.resize(-dropped.reduce((sum, entry) => sum + entry.bytes, 0));
  }

  private resize(bytes: number): void {
    this.size += bytes;
    this.grew(bytes);
  }
}

/** A watermark as clients send it; an empty, absent or strange one reads from the beginning, so nothing is missed. */
export function parseWatermark(text: string | null): number {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : 0;
}
