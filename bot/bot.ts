import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { emergencyCard } from '../cards/emergency';
import { welcomeCard } from '../cards/talk';
import { isEmergency } from '../domain/emergency';
import { LOCALES, type Locale } from '../domain/locale';
import { t } from '../locales';
import type { Held } from '../services/held';
import type { OwnerState } from '../services/owners';
import { serial } from '../services/serial';
import { StoreConflict, StoreUnavailable } from '../services/store/ports';
import { knownBoard, type BotServices, type Context } from './context';
import { withInvitations } from './dialogues/exercise';
import { react } from './dialogues/feedback';
import { addFiles } from './dialogues/files';
import { group } from './dialogues/group';
import { onPress } from './dialogues/press';
import { onText } from './dialogues/text';
import type { Reply, Turn, TurnHandler } from './turn';
import type { Wait } from './waits';

const MAX_TRIES = 4;

/** Chosen, else the activity's or browser's, else Swedish. */
export function localeOf(chosen: Locale | undefined, hint: string | undefined): Locale {
  return chosen ?? LOCALES.find((locale) => hint?.toLowerCase().startsWith(locale)) ?? 'sv';
}

/** The conversation: one turn at a time for each person, on whichever channels they write. */
export function bot(services: BotServices): TurnHandler {
  const inTurn = serial();
  return async (turn) => {
    const { wait, end } = services.waits.begin(turn.actor.id);
    try {
      return await inTurn(turn.actor.id, () => handle(services, turn, wait));
    } finally {
      end();
    }
  };
}

async function handle(services: BotServices, turn: Turn, wait: Wait): Promise<readonly Reply[]> {
  const known: { locale: Locale } = { locale: localeOf(undefined, turn.localeHint) };
  const before = { words: services.words.peek(turn.actor.id), question: services.waitingQuestion.peek(turn.actor.id) };
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(services, turn, wait, known);
    } catch (error) {
      const again = error instanceof StoreConflict && tries < MAX_TRIES;
      giveBack(services.words, turn.actor.id, before.words, again);
      giveBack(services.waitingQuestion, turn.actor.id, before.question, again);
      if (!again) return failed(services, turn, error, known.locale);
      // Another instance wrote this person's state first: what was decided is decided again on what is there now. Where
      // that was an old copy, it is the new one a moment later.
      await sleep(randomInt(5, 25 * 2 ** tries));
    }
  }
}

/** What was held before the turn is held again: as it was where the turn is decided again, else where it was taken for nothing. */
function giveBack<V>(held: Held<V>, actorId: string, before: V | undefined, asItWas: boolean): void {
  if (before !== undefined && (asItWas || held.peek(actorId) === undefined)) held.put(actorId, before);
  else if (asItWas) held.take(actorId);
}

/** Kind to the person, coded in the log; nothing of what was typed is in either. Danger gets 112 even now. */
function failed(services: BotServices, turn: Turn, error: unknown, locale: Locale): readonly Reply[] {
  const unavailable = error instanceof StoreUnavailable || error instanceof StoreConflict;
  services.log.error({ code: unavailable ? 'store_unavailable' : 'turn_failed', kind: error instanceof Error ? error.name : 'unknown', at: framesOf(error) }, 'a turn failed');
  const unknown = error instanceof Error && 'code' in error && error.code === 'outcome_unknown';
  const said: Reply = { text: t(locale, unknown ? 'error.unknown' : unavailable ? 'error.notSaved' : 'error.turn'), locale };
  const inDanger = isEmergency(wordsIn(turn));
  return inDanger ? [{ card: emergencyCard(locale, undefined, { kind: 'none' }), locale }, ...(turn.scope === 'personal' ? [said] : [])] : [said];
}

/** Where it happened, without the message: that may quote what a person wrote. */
function framesOf(error: unknown): readonly string[] {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  return lines.filter((line) => /^ {4}at [\w.<>[\] ]*\(?(?:file:|node:|[A-Za-z]:\\|\/)[^()]*:\d+:\d+\)?$/.test(line)).map((line) => line.trim());
}

function wordsIn({ input }: Turn): string {
  switch (input.kind) {
    case 'text':
    case 'files':
      return input.text;
    case 'action':
      return typeof input.data === 'object' && input.data !== null ? Object.values(input.data).filter((value) => typeof value === 'string').join('\n') : '';
    case 'reaction':
      return input.words ?? '';
    case 'joined':
      return '';
  }
}

/** The client's language is remembered when it is new, so that what is sent later comes in it too. */
function remembersLocale(turn: Turn, state: OwnerState, locale: Locale): boolean {
  return turn.scope === 'personal' && turn.channel === 'teams' && turn.localeHint !== undefined && state.locale === undefined && state.clientLocale !== locale;
}

async function attempt(services: BotServices, turn: Turn, wait: Wait, known: { locale: Locale }): Promise<readonly Reply[]> {
  const loaded = await services.owners.load(turn.actor);
  const locale = localeOf(loaded.state.locale ?? (turn.localeHint === undefined ? loaded.state.clientLocale : undefined), turn.localeHint);
  known.locale = locale;
  const state = remembersLocale(turn, loaded.state, locale) ? { ...loaded.state, clientLocale: locale } : loaded.state;
  const mark = markOf(services, turn);
  if (mark !== undefined && state.seen?.includes(mark)) return [];
  const context: Context = { turn, services, locale, now: services.clock(), wait, loaded, state, saved: false };
  const replies = withInvitations(context, await respond(context));
  if (!context.saved && context.state !== loaded.state) await services.owners.save(turn.actor, loaded, withMark(context.state, mark));
  return replies.map((reply) => ({ locale, ...reply }));
}

/** Deliveries remembered: Teams repeats one within seconds, so a few are enough. */
const SEEN = 20;

/** What an activity is known again by. Presses need none: taken twice, they come to the same. */
function markOf(services: BotServices, { activityKey, input }: Turn): string | undefined {
  return activityKey !== undefined && (input.kind === 'text' || input.kind === 'files') ? services.personKey(activityKey).slice(0, 16) : undefined;
}

function withMark(state: OwnerState, mark: string | undefined): OwnerState {
  return mark === undefined ? state : { ...state, seen: [...(state.seen ?? []), mark].slice(-SEEN) };
}

function respond(context: Context): readonly Reply[] | Promise<readonly Reply[]> {
  const { turn } = context;
  if (turn.input.kind === 'reaction') return reacted(context, turn.input);
  if (turn.scope !== 'personal') return group(context);
  switch (turn.input.kind) {
    case 'joined':
      return [{ card: welcomeCard(context.locale) }];
    case 'text':
      return onText(context, turn.input.text);
    case 'action':
      return onPress(context, turn.input.data);
    case 'files':
      return withFiles(context, turn.input);
  }
}

/** What is thought of an answer is no report, and yet may be a cry for help. */
async function reacted(context: Context, reaction: Extract<Turn['input'], { kind: 'reaction' }>): Promise<readonly Reply[]> {
  const replies = await react(context, reaction);
  return isEmergency(reaction.words ?? '') ? [{ card: emergencyCard(context.locale, knownBoard(context), { kind: 'none' }) }, ...replies] : replies;
}

/** Words that came with files are read like all others, and first: they may be a cry for help, and a file may be slow. */
async function withFiles(context: Context, input: Extract<Turn['input'], { kind: 'files' }>): Promise<readonly Reply[]> {
  const said = input.text.trim() === '' ? [] : await onText(context, input.text);
  return [...said, ...(await addFiles(context, input.files))];
}
