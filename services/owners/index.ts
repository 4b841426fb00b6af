import type { SafetyAnswer } from '../../domain/severity';
import type { Values } from '../../domain/forms/types';
import type { Category } from '../../domain/routing';
import type { Invitation } from '../../domain/exercise';
import type { Locale } from '../../domain/locale';
import type { Actor } from '../../domain/person';
import type { Keys } from '../keys';
import { StoreConflict, StoreUnavailable, type Key, type Store, type Write } from '../store/ports';

/** A report not sent yet. Its id is fixed at the first step and becomes the case's key. */
export interface Draft {
  readonly id: string;
  /** Given at the first step, so that sending twice can only ever make this one case. */
  readonly number?: string;
  readonly startedAt: string;
  readonly step: 'safety' | 'who' | 'inside' | 'story';
  readonly board?: string;
  readonly category?: Category;
  readonly safety?: SafetyAnswer;
  readonly dangerAt?: string;
  readonly values: Values;
  /** Holds words from before its writer took part in an exercise: no part of one, whenever it was begun. */
  readonly real?: true;
  /** The receipt code an anonymous report will have, fixed with the draft so that sending twice gives the same; in memory only. */
  readonly code?: string;
}

export interface OwnCase {
  readonly number: string;
  /** Id of the draft it came from: how an old card finds its case. */
  readonly draft?: string;
  readonly subject: 'report' | 'question';
}

/** What the bot remembers of one person: small, so that a turn reads and writes one document. */
export interface OwnerState {
  /** Chosen by the person. */
  readonly locale?: Locale;
  /** Of the client last used, where none is chosen: notices come in the language the conversation has. */
  readonly clientLocale?: Locale;
  readonly board?: string;
  readonly draft?: Draft;
  /** The case being added to, and the step last shown without anything being saved: what was saved since, and goes on from there, is in the case. */
  readonly adding?: { readonly number: string; readonly step: string; readonly at?: string };
  readonly cases: readonly OwnCase[];
  /** Exercises that the person was invited to, one a board, until each ends by its time. */
  readonly exercises?: readonly Invitation[];
  /**
   * How many pieces of words are held in memory, on whichever instances, and since when by the machine's own clock. `real`:
   * some were written before their writer took part in an exercise, so what becomes of them is none.
   */
  readonly held?: { readonly since: string; readonly count: number; readonly real?: true };
  /** Hashes of the activities last taken: one delivered again, here or to another instance, is not taken twice. */
  readonly seen?: readonly string[];
  /** Anonymous people only, in memory only: the code just shown, so that a press repeated on a bad line shows it too. */
  readonly shownCode?: { readonly draft: string; readonly code: string };
}

export interface LoadedOwner {
  readonly state: OwnerState;
  /** Absent when nothing is stored yet. */
  readonly etag?: string;
}

export interface Owners {
  load(actor: Actor): Promise<LoadedOwner>;
  /** @throws StoreConflict when somebody else wrote since the load */
  save(actor: Actor, loaded: LoadedOwner, state: OwnerState): Promise<void>;
  /** The write that would save it, to stand in one commit with others; undefined for an anonymous, who is only in memory. */
  writeOf(actor: Actor, loaded: LoadedOwner, state: OwnerState): Write | undefined;
  /**
   * Changes what is stored now, once more where somebody else wrote meanwhile; false where the store takes nothing. For
   * what has happened already and is only to be remembered.
   */
  change(actor: Actor, to: (state: OwnerState) => OwnerState): Promise<boolean>;
  /** The language a person last chose, to write to them in; undefined when they have chosen none. */
  localeOf(personId: string): Promise<Locale | undefined>;
  /** Forgets an anonymous person, with every word not sent. */
  forget(actorId: string): void;
}

const CHANGE_TRIES = 4;
const EMPTY: OwnerState = { cases: [] };
const DAY_SECONDS = 24 * 60 * 60;
/** An anonymous person's words live as long as the token can: an hour without a turn, and no more than so many people. */
const ANONYMOUS_MS = 60 * 60_000;
const ANONYMOUS_MAX = 5_000;

/**
 * What each person has under way; anonymous people in memory only, so that it ends with them.
 * @param keptDays after which what has led to no case is forgotten; 0 keeps it
 */
export function owners(store: Store, keys: Keys, keptDays = 0): Owners {
  const nobodies = new Map<string, { state: OwnerState; at: number }>();
  const keyOf = (actor: Actor): Key => ({ container: 'owners', partition: keys.person(actor.id), id: 'state' });

  const remember = (actor: Actor, state: OwnerState): void => {
    nobodies.delete(actor.id);
    nobodies.set(actor.id, { state, at: Date.now() });
    for (const [id, nobody] of nobodies) {
      if (nobodies.size <= ANONYMOUS_MAX && Date.now() - nobody.at < ANONYMOUS_MS) break;
      nobodies.delete(id);
    }
  };

  const writeOf = (actor: Actor, loaded: LoadedOwner, state: OwnerState): Write | undefined => {
    if (actor.kind === 'anonymous') return undefined;
    const condition = loaded.etag === undefined ? ({ kind: 'create' } as const) : ({ kind: 'match', etag: loaded.etag } as const);
    // The way to a person's cases stays; what led to none ends some time after it was last touched.
    const ends = keptDays > 0 && state.cases.length === 0;
    return { key: keyOf(actor), body: state, condition, ...(ends ? { ttlSeconds: keptDays * DAY_SECONDS } : {}) };
  };

  const load: Owners['load'] = async (actor) => {
    if (actor.kind === 'anonymous') return { state: nobodies.get(actor.id)?.state ?? EMPTY };
    const item = await store.read<OwnerState>(keyOf(actor));
    return item ? { state: item.body, etag: item.etag } : { state: EMPTY };
  };
  const save: Owners['save'] = async (actor, loaded, state) => {
    const write = writeOf(actor, loaded, state);
    if (write) await store.write([write]);
    else remember(actor, state);
  };

  return {
    load,
    save,
    writeOf,
    async change(actor, to) {
      for (let tries = 0; tries < CHANGE_TRIES; tries++) {
        try {
          const loaded = await load(actor);
          await save(actor, loaded, to(loaded.state));
          return true;
        } catch (error) {
          if (error instanceof StoreUnavailable) return false;
          if (!(error instanceof StoreConflict)) throw error;
        }
      }
      return false;
    },
    async localeOf(personId) {
      const state = (await store.read<OwnerState>({ container: 'owners', partition: keys.person(personId), id: 'state' }))?.body;
      return state?.locale ?? state?.clientLocale;
    },
    forget: (actorId) => void nobodies.delete(actorId),
  };
}
