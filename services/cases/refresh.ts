import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Board } from '../../domain/board';
import type { IsHoliday } from '../../domain/calendar';
import type { Case } from '../../domain/case';
import { newClocks, type Setting } from '../../domain/clocks';
import type { Keys } from '../keys';
import { SealBroken } from '../keys/seal';
import { ContentDisposed } from '../store/sealed';
import { InvalidCursor, StoreConflict, StoreUnavailable, type Derived, type Item, type Key, type Page, type RawDocument, type Store, type WholeStore } from '../store/ports';
import { derivedOf } from './documents';

/** Cases in memory, read and written at the same time. */
const PAGE = 50;

/** How far a pass has come, so that the next one goes on from there; gone once a pass is through. */
const MARK: Key = { container: 'leases', partition: 'installation', id: 'lists' };
/** Raised when `derivedOf` says more: a pass of an earlier release is begun anew. */
const SHAPE = 1;
const mark = z.object({ cursor: z.string(), shape: z.literal(SHAPE) });

export interface RefreshOptions {
  /** The same documents as `store`, as they lie. */
  readonly raw: WholeStore;
  readonly store: Store;
  readonly keys: Keys;
  readonly boards: ReadonlyMap<string, Board>;
  readonly isHoliday: IsHoliday;
  /** Cases looked at before it stops; all of them where nothing is given. */
  readonly most?: number | undefined;
  /** Called after each page. */
  readonly onProgress?: ((looked: number) => void) | undefined;
}

export interface Refreshed {
  readonly looked: number;
  /** Of those, whose lines were not as this release writes them, and are now. */
  readonly written: number;
  /** Of those, which cannot be opened: they stay as they are. */
  readonly unreadable: number;
  /** Whether it came to the end; else the next call goes on from there. */
  readonly done: boolean;
}

/**
 * Brings what lists know of cases up to date that no release has written since lists know more: dates that they run
 * towards, answers that are waited for, kinds of places, what they are found by. A case gets what its next event would
 * give it and nothing else: no version, no notice, no time of a change. What is as it should be is not written.
 * Interrupted anywhere, it goes on at the next call; beside a running server whoever writes a case first wins, and either
 * brings it up to date.
 * @throws StoreUnavailable
 */
export async function refreshLists(options: RefreshOptions): Promise<Refreshed> {
  const { raw, store, most = Infinity, onProgress } = options;
  let cursor = await begun(store);
  let count = { looked: 0, written: 0, unreadable: 0 };
  do {
    const page = await pageAfter(raw, Math.min(PAGE, most - count.looked), cursor);
    const outcomes = await Promise.all(page.items.map(({ key }) => refreshed(options, key)));
    const of = (outcome: Outcome): number => outcomes.filter((one) => one === outcome).length;
    count = { looked: count.looked + outcomes.length, written: count.written + of('written'), unreadable: count.unreadable + of('unreadable') };
    cursor = page.nextCursor;
    await (cursor === undefined ? store.remove(MARK) : store.write([{ key: MARK, body: { cursor, shape: SHAPE }, condition: { kind: 'upsert' } }]));
    onProgress?.(count.looked);
  } while (cursor !== undefined && count.looked < most);
  return { ...count, done: cursor === undefined };
}

async function begun(store: Store): Promise<string | undefined> {
  return mark.safeParse((await store.read<unknown>(MARK))?.body).data?.cursor;
}

/** A place that no page of this store ends at is no place to go on from: then it begins anew, which changes nothing twice. */
async function pageAfter(raw: WholeStore, limit: number, cursor: string | undefined): Promise<Page<RawDocument>> {
  try {
    return await raw.scan('cases', limit, cursor);
  } catch (error) {
    if (!(error instanceof InvalidCursor)) throw error;
    return raw.scan('cases', limit);
  }
}

type Outcome = 'written' | 'asItShould' | 'unreadable';

async function refreshed({ store, keys, boards, isHoliday }: RefreshOptions, key: Key): Promise<Outcome> {
  try {
    const item = await store.read<Case>(key);
    if (!item) return 'asItShould';
    const board = boards.get(item.body.board);
    const body = board ? withClocks(item.body, { board, isHoliday, hashOf: keys.person }) : item.body;
    const derived = derivedAnew(item, body, keys);
    if (body === item.body && isDeepStrictEqual(derived, item.derived)) return 'asItShould';
    await store.write([{ key, body, derived, condition: { kind: 'match', etag: item.etag }, sealedFor: body.key }]);
    return 'written';
  } catch (error) {
    // Somebody else has just written it, as this release does.
    if (error instanceof StoreConflict) return 'asItShould';
    if (error instanceof ContentDisposed || (error instanceof StoreUnavailable && error.cause instanceof SealBroken)) return 'unreadable';
    throw error;
  }
}

/** With the times it was written at: whoever follows changes has seen it. */
function derivedAnew({ derived }: Item<Case>, body: Case, keys: Keys): Derived {
  const changedAt = derived.changedAt ?? body.events.at(-1)?.at ?? body.receivedAt;
  return derivedOf(body, keys, { changedAt, eventAt: String(derived.shown?.['eventAt'] ?? '') });
}

/** A case from before there were clocks gets them, from when it was received. Nothing runs in one that is closed, nor in an exercise. */
export function withClocks(one: Case, setting: Setting): Case {
  return one.clocks || one.status === 'closed' || one.exercise === true ? one : { ...one, clocks: newClocks(setting, one, new Date(one.receivedAt)) };
}
