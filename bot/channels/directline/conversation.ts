import { activityId, onTheWire, type Activity, type ActivitySet, type Draft } from './activity';
import { Bucket } from './bucket';
import { asShown } from './keeping';
import type { Limits } from './options';
import { Timeline, type Entry } from './timeline';
import type { StoredTurn, TurnRecord } from './transcript';

/** How far the clocks of two instances may be apart. */
const CLOCKS_APART_MS = 60_000;

/** Told whenever there is more to read, and once when the conversation takes no more. */
export interface Listener {
  changed(): void;
  /** Something to be shown now and never again. */
  passing(set: ActivitySet): void;
  ended(): void;
}

/** Whose conversation it is, as the store knows them: where its transcript is. */
export interface Place {
  readonly id: string;
  /** Keyed hash of the person. */
  readonly owner: string;
}

/** One conversation in memory: its newest activities, its queue of turns, and who listens. */
export class Conversation implements Place {
  /** Turns under way by the client's own id, so that a redelivered one waits for the first. */
  readonly pending = new Map<string, Promise<string>>();
  /** Turns handled whose transcript could not be written yet. */
  readonly unsaved: TurnRecord[] = [];
  /** What the bot was to say of its own accord and may have been written, although the store did not say so. */
  unsure: { readonly words: string; readonly id: string } | undefined;
  readonly turns: Bucket;
  joined = false;
  /** BCP 47, as the client gave it at the start. */
  locale: string | undefined;
  /** Unix seconds when the newest token known of runs out. */
  validUntil = 0;
  /** The newest stored turn that memory has taken in. */
  turn = 0;
  /** When the store was last asked for more, by the machine's steady clock in ms. */
  lookedAt = 0;
  /** It has just been read from the store, so that the next look would find nothing. */
  justRead = false;
  /** When something was last said, by the same clock. */
  newsAt = performance.now();

  private size = 0;
  private working = 0;
  private tail: Promise<unknown> = Promise.resolve();
  private storing: Promise<unknown> = Promise.resolve();
  private readonly timeline: Timeline;
  private readonly listeners = new Set<Listener>();

  constructor(
    readonly id: string,
    readonly owner: string,
    /** False for an anonymous one, of whom nothing is stored. */
    readonly stored: boolean,
    /** Tells this instance's ids from those of others; empty where there are none. */
    private readonly tag: string,
    limits: Limits,
    grew: (bytes: number) => void,
  ) {
    this.turns = new Bucket(limits.turnsPerSecond, limits.turnBurst);
    this.timeline = new Timeline(limits.activities, (bytes) => {
      this.size += bytes;
      grew(bytes);
    });
  }

  get bytes(): number {
    return this.size;
  }

  /** In use: held by a request, a turn under way or a stream open. */
  get busy(): boolean {
    return this.working > 0 || this.listened;
  }

  /** A stream is open. */
  get listened(): boolean {
    return this.listeners.size > 0;
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
    return activityId(this.id, this.timeline.next(), this.tag);
  }

  /** Gives a draft its id and time without showing it yet. */
  place(draft: Draft, at: Date): Activity {
    return { id: this.nextId(), timestamp: at.toISOString(), ...draft };
  }

  /** Shows activities, in order, to everybody who reads or listens. */
  append(activities: readonly Activity[]): void {
    if (activities.length === 0) return;
    this.timeline.add(activities);
    this.newsAt = performance.now();
    for (const listener of this.listeners) listener.changed();
  }

  /**
   * Takes in a stored turn, the next one. Of a turn of our own, whose write was not answered, only the number is news.
   * @param own activities of ours as they were before the store's share was taken out
   */
  takeIn({ turn, joined, activities }: StoredTurn, own?: ReadonlyMap<string, Activity>): void {
    this.turn = turn;
    this.joined ||= joined;
    const late = this.unsaved.findIndex((record) => record.activities.some(({ id }) => activities[0]?.id === id));
    if (late >= 0) this.unsaved.splice(late, 1);
    this.append(activities.filter(({ id }) => !this.timeline.has(id)).map((activity) => own?.get(activity.id) ?? asShown(activity)));
  }

  /** Everything after a watermark, oldest first, as far back as memory reaches. */
  after(watermark: number, personId: string): ActivitySet {
    this.timeline.passed(watermark, CLOCKS_APART_MS);
    return this.setOf(this.timeline.after(watermark), watermark, personId);
  }

  /** What has come in since so many had (see {@link arrived}), wherever its place is: for whoever has seen the rest. */
  since(arrived: number, personId: string): ActivitySet {
    return this.setOf(this.timeline.arrivedAfter(arrived), 0, personId);
  }

  get arrived(): number {
    return this.timeline.arrived;
  }

  has(id: string): boolean {
    return this.timeline.has(id);
  }

  /** Puts activities of ours where the stored transcript has them: behind what others stored before. */
  stand(activities: readonly Activity[]): void {
    this.timeline.moveLast(new Set(activities.map(({ id }) => id)));
  }

  /** The person's own activity with that client id: where it stands, and whether its turn failed. */
  sent(clientActivityId: string): { readonly activity: Activity; readonly failed: boolean } | undefined {
    // The last one: where it failed here and went well elsewhere, that came in later.
    return this.timeline.find(({ activity }) => !activity.from && activity.channelData?.clientActivityID === clientActivityId);
  }

  /** Says how the turn of one of the person's own activities went. */
  settle(id: string, failed: boolean): void {
    const entry = this.timeline.find(({ activity }) => activity.id === id);
    if (entry) entry.failed = failed;
  }

  /** Runs work after everything queued before it, whatever came of that. */
  enqueue<T>(work: () => Promise<T>): Promise<T> {
    const run = this.tail.then(work).finally(this.hold());
    this.tail = run.catch(() => undefined);
    return run;
  }

  /** Runs work with the stored transcript alone, so that nobody takes in a turn that is just being written here. */
  withStore<T>(work: () => Promise<T>): Promise<T> {
    const run = this.storing.then(work);
    this.storing = run.catch(() => undefined);
    return run;
  }

  /** Resolves when everything queued so far is done. */
  async idle(): Promise<void> {
    await this.tail;
  }

  /** Shows an activity to everybody who listens now; nobody reads it later. */
  pass(activity: Activity, personId: string): void {
    const set = { activities: [onTheWire(activity, this.id, personId)], watermark: String(this.timeline.newest) };
    for (const listener of this.listeners) listener.passing(set);
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

  private setOf(entries: readonly Entry[], watermark: number, personId: string): ActivitySet {
    return {
      activities: entries.map(({ activity }) => onTheWire(activity, this.id, personId)),
      watermark: String(Math.max(watermark, this.timeline.newest)),
    };
  }
}

/** A watermark as clients send it; an empty, absent or strange one reads from the beginning, so nothing is missed. */
export function parseWatermark(text: string | null): number {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : 0;
}
