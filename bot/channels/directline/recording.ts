import { StoreConflict } from '../../../services/store/ports';
import type { Activity, Draft } from './activity';
import type { Conversation } from './conversation';
import { kept } from './keeping';
import type { Looking } from './looking';
import type { DirectLineOptions, Limits } from './options';
import type { StoredTurn, Transcript, TurnRecord } from './transcript';

/** Each try that is lost was won by another instance, so a few are enough for a conversation of one person. */
const MAX_TRIES = 10;

/** What the bot says in a turn, before it has its place in the transcript. */
export interface Said {
  readonly drafts: readonly Draft[];
  /** What the person typed may last. */
  readonly storable: boolean;
}

export type TurnKind = 'turn' | 'joined' | 'push';

/** A turn's answers with the places they would get, and its record. */
interface Placed {
  readonly replies: readonly Activity[];
  readonly record: TurnRecord;
}

/** Puts what is said in a turn into the transcript. */
export function recording({ clock, log }: Pick<DirectLineOptions, 'clock' | 'log'>, transcript: Transcript, { takeIn, shared }: Looking, limits: Limits) {
  /**
   * Durable first, then shown: nobody reads an answer that a restart could take back. A store that fails takes no
   * answer from the person all the same: the turn has been handled, and is written with the next one.
   * @throws StoreUnavailable and what else the store throws, for what the bot says of its own accord; nothing is shown
   */
  async function record(conversation: Conversation, echo: readonly Activity[], said: Said, kind: TurnKind): Promise<void> {
    if (conversation.stored) await conversation.withStore(() => write(conversation, echo, said, kind));
    else conversation.append(place(conversation, echo, said, clock()).replies);
  }

  async function write(conversation: Conversation, echo: readonly Activity[], said: Said, kind: TurnKind): Promise<void> {
    if (kind === 'push' && (await saidBefore(conversation, said))) return;
    let placed = place(conversation, echo, said, clock());
    let overtaken = false;
    for (let tries = 1; ; tries += 1) {
      try {
        if (overtaken && settles(await takeIn(conversation, repliesOf(placed)), placed, kind)) return;
        if (overtaken) placed = place(conversation, echo, said, clock());
        await create(conversation, [placed.record]);
        conversation.append(placed.replies);
        return;
      } catch (error) {
        overtaken = error instanceof StoreConflict && tries < MAX_TRIES;
        if (overtaken) continue;
        failed(conversation, placed, said, kind, error);
        return;
      }
    }
  }

  /** Those that could not be written before go first. */
  async function create(conversation: Conversation, own: readonly TurnRecord[]): Promise<void> {
    const late = [...conversation.unsaved];
    const records = [...late, ...own].map((turn, index) => ({ ...turn, turn: conversation.turn + 1 + index }));
    await transcript.create(conversation, records);
    conversation.turn += records.length;
    conversation.unsaved.splice(0, late.length);
    if (shared) conversation.stand(records.flatMap(({ activities }) => activities));
  }

  /** The same words whose writing failed before may have been written after all: they are not said twice. */
  async function saidBefore(conversation: Conversation, said: Said): Promise<boolean> {
    const { unsure } = conversation;
    if (unsure?.words !== wordsOf(said)) return false;
    await takeIn(conversation);
    conversation.unsure = undefined;
    return conversation.has(unsure.id);
  }

  function failed(conversation: Conversation, { replies, record: own }: Placed, said: Said, kind: TurnKind, error: unknown): void {
    log.error({ code: 'transcript_unwritten', error: nameOf(error) }, 'a turn is not in the stored transcript');
    if (kind === 'push') {
      conversation.unsure = { words: wordsOf(said), id: replies[0]?.id ?? '' };
      throw error;
    }
    conversation.unsaved.push(own);
    conversation.unsaved.splice(0, Math.max(0, conversation.unsaved.length - limits.activities));
    conversation.append(replies);
  }

  /** Tries once more to write what could not be written. Never rejects. */
  async function flush(conversation: Conversation): Promise<void> {
    if (conversation.unsaved.length === 0) return;
    try {
      await conversation.withStore(() => create(conversation, []));
    } catch (error) {
      log.error({ code: 'transcript_lost', error: nameOf(error) }, 'turns stay out of the stored transcript');
    }
  }

  return { record, flush };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
const wordsOf = ({ drafts }: Said): string => JSON.stringify(drafts);

const repliesOf = ({ replies }: Placed): ReadonlyMap<string, Activity> => new Map(replies.map((reply) => [reply.id, reply]));

function place(conversation: Conversation, echo: readonly Activity[], said: Said, at: Date): Placed {
  const replies = said.drafts.map((draft) => conversation.place(draft, at));
  return { replies, record: { joined: conversation.joined, activities: kept([...echo, ...replies], said.storable) } };
}

/**
 * Whether what had the number that was to be ours leaves nothing to write: it was our own turn, whose answer from the
 * store got lost, or another instance has greeted the person meanwhile.
 */
function settles(taken: readonly StoredTurn[], { record: own }: Placed, kind: TurnKind): boolean {
  if (kind === 'joined' && taken.some(({ joined }) => joined)) return true;
  const ids = new Set(own.activities.map(({ id }) => id));
  return taken.some(({ activities }) => activities.some(({ id }) => ids.has(id)));
}
