import { setTimeout as wait } from 'node:timers/promises';
import type { Books } from './books';
import type { ChaosConnector } from './connector';
import type { Door } from './door';
import { BOARD, COORDINATOR } from './plan';
import type { Random } from './random';
import { within } from './teamsChat';

/** A case as its coordinator reads it through the API. */
export interface Found {
  readonly words: string | undefined;
  /** Why it could not be read. */
  readonly problem?: string;
  readonly notices: readonly { readonly channel: string; readonly state: string; readonly recipient: string }[];
}

interface Page {
  readonly items: readonly { readonly number: string }[];
  readonly nextCursor: string | null;
}

interface Detail {
  readonly answers: readonly { readonly id: string; readonly value: string }[];
  readonly notices: Found['notices'];
}

export interface Reading {
  /** Numbers in the workspace's list, as often as they stand there. */
  readonly listed: readonly string[];
  readonly found: ReadonlyMap<string, Found>;
}

const API_MS = 30_000;
const AT_ONCE = 8;
const TRIES = 5;

/** Asks any instance as the board's coordinator; undefined where there is no such thing. */
class Workspace {
  constructor(
    private readonly door: Door,
    private readonly random: Random,
  ) {}

  async list(): Promise<readonly string[]> {
    const found: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = (await this.ask(`/api/cases?board=${BOARD}&limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`)) as Page;
      found.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor;
    }
    return found;
  }

  async find(number: string): Promise<Found | undefined> {
    const detail = (await this.ask(`/api/cases/${number}`)) as Detail | undefined;
    return detail && { words: detail.answers.find(({ id }) => id === 'story')?.value, notices: detail.notices };
  }

  private async ask(path: string): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      try {
        const instance = await this.door.any(this.random);
        const response = await within(fetch(`${instance.url}${path}`, { headers: { authorization: `Bearer demo:${COORDINATOR}` } }), API_MS);
        if (response.status === 404) return undefined;
        if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()} ${instance.complaints}`);
        return await response.json();
      } catch (error) {
        if (tries === TRIES) throw error;
        await wait(200 * tries);
      }
    }
  }
}

export interface Settling {
  readonly door: Door;
  readonly random: Random;
  readonly books: Books;
  readonly connector: ChaosConnector;
  /** How long everything may take to settle, in milliseconds. */
  readonly settleMs: number;
}

/** Waits until every case's notices have been sent and recorded, at most for so long, and reads everything. */
export async function settled({ door, random, books, connector, settleMs }: Settling): Promise<Reading> {
  const workspace = new Workspace(door, random);
  const found = new Map<string, Found>();
  const end = Date.now() + settleMs;
  for (;;) {
    const listed = await workspace.list();
    const numbers = new Set([...listed, ...books.acknowledged.flatMap((report) => [...report.numbers])]);
    const seen = new Set(connector.deliveries.map(({ number }) => number));
    const open = [...numbers].filter((number) => !seen.has(number) || !isDone(found.get(number)));
    await each(open, async (number) => {
      const one = await workspace.find(number).catch(unreadable);
      if (one) found.set(number, one);
    });
    const left = [...numbers].filter((number) => !seen.has(number) || !isDone(found.get(number)));
    if (left.length === 0 || Date.now() > end) return { listed, found };
    await wait(500);
  }
}

/** A case that does not open stands as one whose words are not what was written, so that it is counted as lost. */
const unreadable = (error: unknown): Found => ({ words: undefined, problem: error instanceof Error ? error.message : String(error), notices: [] });

const isDone = (one: Found | undefined): boolean => one !== undefined && one.problem === undefined && one.notices.every(({ state }) => state === 'sent');

async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
