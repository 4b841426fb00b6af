import type { Activity, TurnContext } from 'botbuilder';
import type { Actor } from '../../../domain/person';
import type { AnswerNote, Reply, Turn } from '../../turn';
import { showingThat } from '../typing';
import { DONE, json, problem, type Answer } from './answer';
import type { Authenticated, TeamsAdapter } from './adapter';
import { ConnectorFailure } from './connectorHttp';
import type { Envelope } from './envelope';
import { actionFailed, actionResponse, type ActionResponse } from './invoke';
import type { Limits, TeamsOptions } from './options';
import { Recent } from './recent';
import { References } from './reference';
import { messageActivity } from './reply';
import type { Translated } from './translate';

type Spoken = Extract<Translated, { kind: 'turn' | 'reaction' | 'seen' | 'removed' }>;
type Reacted = Extract<Translated, { kind: 'reaction' }>;
type SpokenTurn = Extract<Translated, { kind: 'turn' }>;

/** A message, as what is known of its answer is found. */
const named = (conversation: string, message: string): string => `${conversation}\n${message}`;

/** Runs what was translated: hands turns to the handler, delivers its replies, keeps references up to date. */
export class Conversations {
  private readonly references: References;
  /** Conversations already welcomed: one installation arrives as two activities. */
  private readonly welcomed: Recent<true>;
  /** The last message with an answer, by conversation. */
  private readonly answered: Recent<string>;
  private readonly patienceMs: number;

  constructor(
    private readonly adapter: TeamsAdapter,
    private readonly options: TeamsOptions,
    { conversations: capacity, patienceMs }: Limits,
  ) {
    this.patienceMs = patienceMs;
    this.references = new References(options, capacity);
    this.welcomed = new Recent(capacity);
    this.answered = new Recent(capacity);
    adapter.onTurnError = (context, error) => this.failed(context, error);
  }

  /** Never rejects. */
  async take(activity: Envelope, spoken: Spoken, caller: Authenticated): Promise<Answer> {
    try {
      return await this.run(activity, spoken, caller);
    } catch (error) {
      this.options.log.error({ code: 'teams.activity_failed', error: errorName(error) }, 'an activity could not be handled');
      return problem(500, 'internal');
    }
  }

  private async run(activity: Envelope, spoken: Spoken, caller: Authenticated): Promise<Answer> {
    const { actor, address, place } = spoken;
    switch (spoken.kind) {
      case 'seen':
        await this.references.seen(actor, address, place);
        return DONE;
      case 'removed':
        this.welcomed.delete(place.key);
        await this.references.removed(actor, address, place);
        return DONE;
      case 'reaction':
        return asAnswer(await this.adapter.run(caller, activity, (context) => this.reacted(context, spoken)));
      case 'turn':
        if (spoken.turn.input.kind === 'joined') {
          this.references.forget(place);
          if (!this.isNew(place.key)) {
            await this.references.seen(actor, address, place);
            return DONE;
          }
        }
        return asAnswer(await this.adapter.run(caller, activity, (context) => this.converse(context, spoken)));
    }
  }

  private isNew(place: string): boolean {
    if (this.welcomed.has(place)) return false;
    this.welcomed.set(place, true);
    return true;
  }

  private async converse(context: TurnContext, spoken: SpokenTurn): Promise<void> {
    const replies = await this.patiently(context, spoken);
    if (!spoken.invoke) return this.deliver(context, replies, spoken.replaces, spoken.actor);
    const { response, rest } = actionResponse(replies, this.options.present);
    await this.deliver(context, rest, undefined, spoken.actor);
    await respond(context, response);
  }

  /** The answer, when it is also known where the person is found. */
  private async handled({ actor, address, place }: Spoken, turn: Turn): Promise<readonly Reply[]> {
    const stored = this.references.seen(actor, address, place);
    try {
      return await this.options.handler(turn);
    } finally {
      await stored;
    }
  }

  /** A person who waits for a slow store is told that it is still being saved, once; one who waits for an answer sees that it is being written. */
  private async patiently(context: TurnContext, spoken: SpokenTurn): Promise<readonly Reply[]> {
    const { turn } = spoken;
    if (turn.scope !== 'personal' || context.activity.deliveryMode === 'expectReplies') return this.handled(spoken, turn);
    const timer = setTimeout(() => void this.deliver(context, [{ text: this.options.savingText(turn.localeHint) }], undefined), this.patienceMs);
    const run = (waiting: () => void): Promise<readonly Reply[]> => {
      const instead = (): void => {
        clearTimeout(timer);
        waiting();
      };
      return this.handled(spoken, { ...turn, waiting: instead });
    };
    return showingThat(() => void this.type(context), run).finally(() => clearTimeout(timer));
  }

  /** Whether the sign of it arrives matters to nobody. */
  private async type(context: TurnContext): Promise<void> {
    await context.sendActivity({ type: 'typing' }).catch(() => undefined);
  }

  /** Teams thanks by itself, and refuses an answer with anything in it. */
  private async reacted(context: TurnContext, spoken: Reacted): Promise<void> {
    const conversation = context.activity.conversation.id;
    // Microsoft's emulator does not say which message it was: then the last answer is meant.
    const { reaction, message = this.answered.get(conversation) } = spoken;
    const data = message === undefined ? undefined : await this.options.answers.get(spoken.actor, named(conversation, message));
    const turn: Turn = { ...spoken.turn, input: { kind: 'reaction', ...reaction, data } };
    await this.deliver(context, await this.handled(spoken, turn), undefined);
    await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: {} } });
  }

  /** What cannot be sent is logged: the handler has done its work, and doing it again would do it twice. */
  private async deliver(context: TurnContext, replies: readonly Reply[], pressed: string | undefined, actor?: Actor): Promise<void> {
    // Before anything is sent: a card that cannot be presented is a failed turn, not an unsent reply.
    const outgoing = replies.map((reply) => ({ answer: reply.answer, activity: messageActivity(reply, this.options.present), inPlaceOf: placeFor(reply, pressed, context) }));
    try {
      for (const { activity, inPlaceOf, answer } of outgoing) {
        const replaced = inPlaceOf !== undefined && (await this.replaced(context, { ...activity, id: inPlaceOf }));
        // Microsoft's emulator gives a message with a card no id, whatever the type says: what it answers stands for it.
        const sent: { readonly id?: string } | undefined = replaced ? undefined : await context.sendActivity(activity);
        const message = sent && (sent.id ?? context.activity.id);
        if (answer && actor && message) this.remember(actor, context.activity.conversation.id, message, answer.feedback);
      }
    } catch (error) {
      this.options.log.error({ code: 'teams.reply_not_sent', ...failureFields(error) }, 'a reply was not sent');
    }
  }

  private remember(actor: Actor, conversation: string, message: string, feedback: AnswerNote['feedback']): void {
    this.options.answers.put(actor, named(conversation, message), feedback);
    this.answered.set(conversation, message);
  }

  /** False when the pressed card cannot be changed any more: the reply is then sent as a message of its own. */
  private async replaced(context: TurnContext, activity: Partial<Activity>): Promise<boolean> {
    try {
      await context.updateActivity(activity);
      return true;
    } catch (error) {
      this.options.log.warn({ code: 'teams.card_not_replaced', ...failureFields(error) }, 'a card could not be replaced');
      return false;
    }
  }

  /** The bot itself failed. The person is told so in their language; nothing of the error is. */
  private async failed(context: TurnContext, error: Error): Promise<void> {
    this.options.log.error({ code: 'teams.turn_failed', error: errorName(error) }, 'a turn failed');
    const text = this.options.failureText(context.activity.locale);
    if (context.activity.type === 'invoke') await respond(context, actionFailed(text));
    else await this.deliver(context, [{ text }], undefined);
  }
}

/** The message that a reply goes over, where it should and the caller does not collect the replies itself. */
function placeFor(reply: Reply, pressed: string | undefined, context: TurnContext): string | undefined {
  return reply.replace === true && reply.card !== undefined && context.activity.deliveryMode !== 'expectReplies' ? pressed : undefined;
}

async function respond(context: TurnContext, body: ActionResponse): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body } });
}

function asAnswer(response: { readonly status: number; readonly body?: unknown } | undefined): Answer {
  if (response === undefined) return DONE;
  return response.body === undefined ? { status: response.status } : json(response.status, response.body);
}

function failureFields(error: unknown): object {
  return error instanceof ConnectorFailure ? { status: error.status } : { error: errorName(error) };
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
