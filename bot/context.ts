import type { Board } from '../domain/board';
import type { IsHoliday } from '../domain/calendar';
import type { Locale } from '../domain/locale';
import { holds, type Actor } from '../domain/person';
import type { Category } from '../domain/routing';
import type { AttachmentStore } from '../services/attachments';
import type { Brief } from '../services/brief';
import type { Cases } from '../services/cases';
import type { Answerer, Guidance } from '../services/guidance/types';
import type { AnswerView } from '../cards/answer';
import type { Feedback } from '../services/feedback';
import type { Exercises } from '../services/exercise';
import type { Asked, Held, HeldQuestion, Piece } from '../services/held';
import type { Logger } from '../services/log';
import type { LoadedOwner, Owners, OwnerState } from '../services/owners';
import type { References } from '../services/references';
import type { Throttle } from '../services/throttle';
import type { Reply, Turn } from './turn';
import type { Wait, Waits } from './waits';

/** What the conversation needs of the rest of the house. */
export interface BotServices {
  readonly boards: ReadonlyMap<string, Board>;
  readonly owners: Owners;
  readonly cases: Cases;
  readonly guidance: Guidance;
  readonly answerer: Answerer;
  readonly feedback: Feedback;
  readonly references: References;
  readonly attachments: AttachmentStore;
  readonly exercises: Pick<Exercises, 'running'>;
  readonly clock: () => Date;
  readonly isHoliday: IsHoliday;
  /** Words typed before card A, by actor: in memory only, in no store and no transcript. */
  readonly words: Held<readonly Piece[]>;
  /** Questions the guidance did not answer, by a random id: in memory only until their writer sends them. */
  readonly questions: Held<HeldQuestion>;
  /** By actor, what they asked last, which a short question goes on from: in memory only. */
  readonly asked: Held<Asked>;
  /** A question waiting for its writer to choose a board, by actor. */
  readonly waitingQuestion: Held<string>;
  /** Id of the passage that carried a person's last answer, for a question that goes on from it. */
  readonly subjects: Brief<string>;
  /** Answers given, by their id, to be drawn again once they have been judged. */
  readonly answers: Held<GivenAnswer>;
  /** What turns under way wait for. */
  readonly waits: Waits;
  /** Receipt codes tried and not found right, by person and by everybody together. */
  readonly codeTries: Throttle;
  readonly allCodeTries: Throttle;
  /** Keyed hash of a person, as cases name whom they are kept from. */
  readonly personKey: (id: string) => string;
  readonly publicUrl: string;
  /** Link that opens the personal chat with the bot; undefined where there is none. */
  readonly personalChat: (turn: Turn) => string | undefined;
  readonly log: Logger;
}

/** An answer, and who was given it. */
export interface GivenAnswer {
  readonly actor: string;
  readonly view: AnswerView;
}

/** One turn with its person's state. `state` is replaced by {@link update} and saved once, at the end of the turn. */
export interface Context {
  readonly turn: Turn;
  readonly services: BotServices;
  readonly locale: Locale;
  readonly now: Date;
  readonly wait: Wait;
  readonly loaded: LoadedOwner;
  state: OwnerState;
  /** Set when a dialogue has written the state itself, in one commit with something else. */
  saved: boolean;
}

/** Changes the person's state for the rest of the turn; `undefined` removes a field. */
export function update(context: Context, change: { readonly [K in keyof OwnerState]?: OwnerState[K] | undefined }): void {
  const before: Readonly<Record<string, unknown>> = { ...context.state };
  // What changes nothing is not written.
  if (Object.entries(change).every(([field, value]) => JSON.stringify(before[field]) === JSON.stringify(value))) return;
  const merged = Object.entries({ ...context.state, ...change }).filter(([, value]) => value !== undefined);
  context.state = Object.fromEntries(merged) as unknown as OwnerState;
}

/** The actor's own words are in the card that was pressed: the next card takes its place. */
export const inPlace = (...cards: readonly Reply[]): readonly Reply[] => cards.map((reply, index) => (index === 0 ? { ...reply, replace: true } : reply));

/** Boards in which the person reports, from configuration. */
function reportingBoards(actor: Actor): readonly string[] {
  const own = actor.roles.filter((membership) => ['employee', 'elected', 'other'].includes(membership.role));
  return [...new Set((own.length > 0 ? own : actor.roles).map((membership) => membership.board))];
}

/** The person's board: chosen, else known from configuration when it names just one. */
export function knownBoard(context: Context): Board | undefined {
  const { boards } = context.services;
  const own = reportingBoards(context.turn.actor);
  return boards.get(context.state.board ?? '') ?? (own.length === 1 ? boards.get(own[0] ?? '') : undefined);
}

/** What the person is in that board. Undefined only for an anonymous one, who is asked. */
export function knownCategory(actor: Actor, board: string | undefined): Category | undefined {
  if (actor.kind === 'anonymous') return undefined;
  if (board !== undefined && holds(actor, board, 'elected')) return 'elected';
  const roles = new Set(actor.roles.map((membership) => membership.role));
  const here = board !== undefined && actor.roles.some((membership) => membership.board === board);
  if (!here && roles.size > 0 && [...roles].every((role) => role === 'elected')) return 'elected';
  const others = actor.roles.filter((membership) => !here || membership.board === board);
  return others.length > 0 && others.every((membership) => membership.role === 'other') ? 'other' : 'employee';
}
