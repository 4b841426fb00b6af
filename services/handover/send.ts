import { createHash } from 'node:crypto';
import type { Board } from '../../domain/board';
import type { By, Case, CaseEvent } from '../../domain/case';
import { IA_FIELDS, iaBlock, iaTextOf, isKeptFromSomebody, type IaBlock, type IaField } from '../../domain/handover';
import type { Locale } from '../../domain/locale';
import type { Actor } from '../../domain/person';
import { hasRoom } from '../../domain/size';
import type { TaskOwner, WorkCommand } from '../../domain/work/types';
import { eventsOf, iaOf } from '../../domain/work/views';
import type { Cases, Outcome } from '../cases';
import type { Logger } from '../log';
import { serial } from '../serial';
import { iaAsJson, iaLines, textWarnings, type IaLine } from './ia';
import { post, type Posting, type Receipt } from './webhook';

export interface IaDeps {
  readonly cases: Pick<Cases, 'reach' | 'actAsWorker'>;
  readonly boards: ReadonlyMap<string, Board>;
  /** Sign what goes out; for a board without any nothing does. */
  readonly webhookSecrets: ReadonlyMap<string, readonly string[]>;
  readonly log: Logger;
  /** Milliseconds that a receiver has to answer in. */
  readonly timeoutMs?: number | undefined;
}

export interface IaSending {
  /** The version of the case that whoever sends has seen. */
  readonly version: number;
  readonly owner?: TaskOwner | undefined;
  readonly fields?: readonly IaField[] | undefined;
  /** De-identified words, in the place of those kept. */
  readonly text?: string | undefined;
  /** Somebody has looked: what looks like a name is none, and nobody whom the case is kept from reads IA. */
  readonly checked: boolean;
  readonly locale: Locale;
}

export type IaSent = Outcome | { readonly ok: false; readonly block: IaBlock | 'noWebhook' | 'names' | 'kept' };

const RECORD_TRIES = 4;
/** Characters of a number in IA, at the most. */
const LONGEST_NUMBER = 200;

/** Hands a case over to IA's receiver, at most once at a time here, and records what came of it. Who may is for the caller. */
export function iaSender(deps: IaDeps): (actor: Actor, number: string, sending: IaSending) => Promise<IaSent> {
  const oneByOne = serial();
  return (actor, number, sending) => oneByOne(number, () => send(deps, actor, number, sending));
}

async function send(deps: IaDeps, actor: Actor, number: string, { version, owner, fields = IA_FIELDS, text, checked, locale }: IaSending): Promise<IaSent> {
  const reached = await deps.cases.reach(actor, number);
  if (!reached) return { ok: false, refusal: 'notFound' };
  const one = reached.case;
  if (one.version !== version) return { ok: false, refusal: 'stale', case: one };
  const ia = deps.boards.get(one.board)?.ia;
  const words = text ?? iaTextOf(one);
  const block = iaBlock(one, ia, words);
  if (block !== undefined) return { ok: false, block };
  const to = receiverOf(deps, one.board);
  if (!to) return { ok: false, block: 'noWebhook' };
  const lines = iaLines(one, locale, fields, words);
  const look = checked ? undefined : toLook(one, lines);
  if (look) return { ok: false, block: look };
  const by: By = { role: reached.relations.every((relation) => relation === 'manager') ? 'manager' : 'worker', person: actor.id, name: actor.name };
  if (!hasRoom(one, [longestNote(one, by, text)])) return { ok: false, refusal: 'tooLarge', case: one };
  const body = iaAsJson(one, lines, locale);
  const receipt = await post({ ...to, idempotencyKey: keyOf(one, body), body }, deps.timeoutMs);
  if (!receipt.ok) deps.log.warn({ code: 'ia_not_sent', board: one.board, why: receipt.why, ...(receipt.status === undefined ? {} : { status: receipt.status }) }, 'a hand-over to IA failed');
  return record(deps, actor, one, noteOf(receipt, owner ?? iaOf(one).owner, text));
}

/** The most that can come of it: what cannot be recorded is not sent, or IA would have what nobody here knows of. */
const longestNote = (one: Case, by: By, text: string | undefined): CaseEvent => ({
  kind: 'iaNoted', at: one.receivedAt, by, state: 'confirmed', owner: 'coordinator', number: '0'.repeat(LONGEST_NUMBER), ...(text === undefined ? {} : { text }),
});

/** What a person should look at before it goes. */
function toLook(one: Case, lines: readonly IaLine[]): 'kept' | 'names' | undefined {
  if (isKeptFromSomebody(one)) return 'kept';
  return textWarnings(one, lines.map(({ value }) => value).join('\n')).names.length > 0 ? 'names' : undefined;
}

/** Where a board's hand-overs go and what signs them; undefined where the board has no receiver. */
function receiverOf({ boards, webhookSecrets }: IaDeps, board: string): Pick<Posting, 'url' | 'secrets'> | undefined {
  const url = boards.get(board)?.ia?.webhook;
  const secrets = webhookSecrets.get(board) ?? [];
  return url === undefined || secrets.length === 0 ? undefined : { url, secrets };
}

/**
 * The same for the same content, however many tries it takes; another once a sending has been recorded, since somebody
 * has then asked for it to be sent anew. Tells nothing of the case.
 */
export function keyOf(one: Case, body: string): string {
  const sent = eventsOf(one, 'iaNoted').filter(({ state }) => state === 'sent' || state === 'confirmed').length;
  return `${createHash('sha256').update(`${one.key}\n${body}`).digest('hex')}-${sent + 1}`;
}

type Note = Extract<WorkCommand, { command: 'transferToIa' }>;

/** A failure as its code: each reader is told it in their own language. */
function noteOf(receipt: Receipt, owner: TaskOwner, text: string | undefined): Note {
  const note = { command: 'transferToIa', owner, text } as const;
  if (!receipt.ok) return { ...note, state: 'failed', failure: { why: receipt.why, ...(receipt.status === undefined ? {} : { status: receipt.status }) } };
  return receipt.number === undefined ? { ...note, state: 'sent' } : { ...note, state: 'confirmed', number: receipt.number };
}

/** What happened is recorded whatever the case has become meanwhile, but never over somebody else's receipt. */
async function record(deps: IaDeps, actor: Actor, before: Case, note: Note): Promise<Outcome> {
  let current = before;
  for (let tries = 0; ; tries++) {
    const outcome = await deps.cases.actAsWorker(actor, current.number, note, current.version);
    if (outcome.ok || outcome.refusal !== 'stale' || !outcome.case || tries === RECORD_TRIES) return outcome;
    current = outcome.case;
    const { state } = iaOf(current);
    if (state === 'sent' || state === 'confirmed') return { ok: true, case: current };
  }
}
