import type { Activity, ConversationReference, TurnContext } from 'botbuilder';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { AdaptiveCard } from '../../../cards/types';
import type { Address, Delivery, Message, Messenger } from '../../../services/notifications/ports';
import type { TeamsAdapter } from './adapter';
import { ConnectorFailure } from './connectorHttp';
import { isLoopbackUrl } from './guard';
import type { TeamsOptions } from './options';
import type { Pace } from './pace';
import { storedReference, type StoredReference } from './reference';
import { messageActivity } from './reply';

const REJECTED: Delivery = { ok: false, reason: 'rejected' };

/** So short that the attempt after it still fits into what a claim leaves for one. */
const PATIENCE_MS = 6_000;

const message = z.object({
  card: z.custom<AdaptiveCard>((value) => z.looseObject({ type: z.literal('AdaptiveCard') }).safeParse(value).success).optional(),
  text: z.string().optional(),
});

export interface MessengerOptions extends Pick<TeamsOptions, 'app' | 'present'> {
  /** Makes one attempt a call: whoever sends notices tries again itself. */
  readonly adapter: TeamsAdapter;
  /** Milliseconds for a send, the bot's token included. */
  readonly timeoutMs: number;
  readonly pace: Pace;
}

/** Proactive messages into conversations of Teams. */
export function messenger(options: MessengerOptions): Messenger {
  const deliver = async (address: Address, content: Message, act: (context: TurnContext, activity: Partial<Activity>) => Promise<unknown>): Promise<Delivery> => {
    const reference = reachable(address, options);
    const parsed = message.safeParse(content);
    if (reference === undefined || !parsed.success || (parsed.data.card ?? parsed.data.text) === undefined) return REJECTED;
    // Waited for before the attempt, whose time limit is for Teams alone.
    if (!(await options.pace.take('notice', PATIENCE_MS))) return { ok: false, reason: 'throttled' };
    return attempt(options, reference, (context) => act(context, messageActivity(parsed.data, options.present)));
  };
  return {
    send: (address, content) => deliver(address, content, (context, activity) => context.sendActivity(activity)),
    update: (address, messageId, content) => deliver(address, content, (context, activity) => context.updateActivity({ ...activity, id: messageId })),
  };
}

/** Undefined for an address that is not ours. The bot's token goes to https only, or to this machine. */
function reachable(address: Address, { app }: MessengerOptions): StoredReference | undefined {
  const parsed = storedReference.safeParse(address.reference);
  if (address.channel !== 'teams' || !parsed.success) return undefined;
  const { serviceUrl } = parsed.data;
  const secure = app.id !== undefined && /^https:\/\//i.test(serviceUrl) && URL.canParse(serviceUrl);
  return secure || isLoopbackUrl(serviceUrl) ? parsed.data : undefined;
}

async function attempt(
  { adapter, app, timeoutMs }: MessengerOptions,
  reference: StoredReference,
  act: (context: TurnContext) => Promise<unknown>,
): Promise<Delivery> {
  // The adapter's own error handler would swallow what is thrown inside, so the outcome is taken out here.
  let outcome: Delivery = { ok: false, reason: 'unavailable' };
  const sent = adapter
    .continueConversationAsync(app.id ?? '', reference as Partial<ConversationReference>, async (context) => {
      outcome = await act(context).then(delivered, failed);
    })
    .then(() => outcome, failed);
  const expiry = new AbortController();
  const late = wait(timeoutMs, { ok: false, reason: 'unavailable' } as const, { signal: expiry.signal, ref: false }).catch(() => outcome);
  return Promise.race([sent, late]).finally(() => expiry.abort());
}

const resource = z.looseObject({ id: z.string().min(1) });

function delivered(response: unknown): Delivery {
  const parsed = resource.safeParse(response);
  return parsed.success ? { ok: true, messageId: parsed.data.id } : { ok: true };
}

/**
 * What an error of the Connector means for whoever sends. Everything without a status (no connection, no answer in
 * time, no token for the bot) may pass. 401 is our own credentials, which somebody will renew; the notice must not
 * be given up for it. Source: Teams docs, "Status codes from bot conversational APIs".
 */
function failed(error: unknown): Delivery {
  const status = error instanceof ConnectorFailure ? error.status : undefined;
  const retryAfterMs = error instanceof ConnectorFailure ? error.retryAfterMs : undefined;
  if (status === 403) return { ok: false, reason: 'blocked' };
  if (status === 404) return { ok: false, reason: 'gone' };
  const pause = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (status === 429) return { ok: false, reason: 'throttled', ...pause };
  if (status === undefined || status >= 500 || status === 401 || status === 408 || status === 412) return { ok: false, reason: 'unavailable', ...pause };
  return REJECTED;
}
