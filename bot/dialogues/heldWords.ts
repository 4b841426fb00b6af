import { randomUUID } from 'node:crypto';
import { STORY_MAX } from '../../domain/forms/report';
import type { Piece } from '../../services/held';
import { update, type Context } from '../context';

/** Instances' clocks may differ by so much; nobody writes an earlier report's words so shortly before the next one's. */
const CLOCKS_MS = 5_000;

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('\n\n');

/** What this instance holds of what the person was told is held; pieces of an earlier report are none of it. */
function piecesOf({ services, state, turn }: Context): readonly Piece[] {
  const { held } = state;
  const since = held ? Date.parse(held.since) - CLOCKS_MS : Infinity;
  return (services.words.peek(turn.actor.id) ?? []).filter(({ at }) => Date.parse(at) >= since);
}

/**
 * Keeps words in memory until the person has chosen who may know; how many there are stands in the person's state, so
 * that an instance which has not all of them can say so.
 * @returns false where they are more than a story may hold, and are not kept
 */
export function hold(context: Context, text: string): boolean {
  const { services, state, turn } = context;
  const at = new Date().toISOString();
  const pieces = [...piecesOf(context), { id: randomUUID(), text, at }];
  if (textOf(pieces).length > STORY_MAX) return false;
  services.words.put(turn.actor.id, pieces);
  update(context, { held: { ...state.held, since: state.held?.since ?? at, count: (state.held?.count ?? 0) + 1 } });
  return true;
}

export interface HeldWords {
  /** Undefined where nothing is held here. */
  readonly text: string | undefined;
  /** The same each time the same words are asked for. */
  readonly id: string;
  /** Some of what was said to be held is not here: another instance has it, or it was forgotten. */
  readonly lost: boolean;
}

export function heldWords(context: Context): HeldWords {
  const pieces = piecesOf(context);
  return { text: pieces.length === 0 ? undefined : textOf(pieces), id: pieces[0]?.id ?? '', lost: pieces.length < (context.state.held?.count ?? 0) };
}

/** The held words are let go: they have found their place, or were never to have one. */
export function letGo(context: Context): void {
  context.services.words.take(context.turn.actor.id);
  update(context, { held: undefined });
}
