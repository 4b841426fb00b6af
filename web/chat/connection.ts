import { ApiError } from '../shared/api';
import * as directline from './directline';
import type { Activity, ActivitySet, Outgoing } from './protocol';
import { forgetSession, storedSession, storeSession } from './session';
import type { Session } from './session';
import { openStream } from './stream';
import type { Stream } from './stream';
import { backoff, wakeable } from './wait';

export type ConnectionState = 'connecting' | 'online' | 'reconnecting';

export interface ConnectionEvents {
  /** New activities in order, each once. `history`: they were said before this page was opened. */
  activities(activities: readonly Activity[], history: boolean): void;
  state(state: ConnectionState): void;
  /** A conversation is there in the place of one that is no more. */
  lost(): void;
  /** Everything said so far has been handed over. */
  caughtUp(): void;
}

export interface ConnectionOptions {
  readonly persona: string | undefined;
  readonly authorization: string | undefined;
  readonly locale: () => string;
}

const POLL_MS = 1_500;
const POLL_HIDDEN_MS = 15_000;
/** How long polling does before a stream is tried again. */
const RETRY_STREAM_MS = 60_000;
const TOKEN_RETRY_MS = 60_000;
/** What is said before the conversation has begun goes out a moment later. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 100;
/** A server that is being stopped takes nothing more; the next one is there a moment later. */
const STOPPING_TRIES = 6;

/**
 * A conversation that keeps itself connected: by a stream, else by polling, with backoff, until it is closed.
 * It goes on with the conversation that this tab had; where that is no more, it starts another and says so.
 */
export class Connection {
  private readonly seen = new Set<string>();
  private readonly pause = wakeable();
  private readonly closing = new AbortController();
  private session: Session | undefined;
  private watermark: string | undefined;
  /** Where the stream of a conversation just started is. */
  private freshUrl: string | undefined;
  private replay: boolean;
  private wasLost = false;
  private stream: Stream | undefined;
  private streamFailedAt = Number.NEGATIVE_INFINITY;
  private failures = 0;

  constructor(
    private readonly options: ConnectionOptions,
    private readonly on: ConnectionEvents,
  ) {
    this.session = storedSession(options.persona);
    this.replay = this.session !== undefined;
    const { signal } = this.closing;
    addEventListener('online', () => void this.check(), { signal });
    document.addEventListener('visibilitychange', () => void (document.hidden || this.check()), { signal });
    void this.run();
  }

  get conversationId(): string | undefined {
    return this.session?.conversationId;
  }

  /** @throws ApiError */
  post(activity: Outgoing): Promise<string> {
    return this.sending((session) => directline.post(session, activity));
  }

  /** @throws ApiError */
  upload(activity: Outgoing, files: readonly File[], onProgress: (share: number) => void): Promise<string> {
    return this.sending((session) => directline.upload(session, activity, files, onProgress));
  }

  /** Asks at once for what the stream may have missed. Never rejects. */
  async check(): Promise<void> {
    if (!this.session) {
      this.pause.wake();
      return;
    }
    try {
      const missed = await this.catchUp(this.session);
      if (missed > 0) this.stream?.close();
    } catch {
      // The stream is no better off than this request: let the loop find out and say so.
      this.stream?.close();
    }
    this.pause.wake();
  }

  close(): void {
    this.closing.abort();
    this.stream?.close();
    this.pause.wake();
  }

  private get closed(): boolean {
    return this.closing.signal.aborted;
  }

  private async run(): Promise<void> {
    this.on.state('connecting');
    while (!this.closed) {
      try {
        await this.round();
      } catch (error) {
        await this.recover(error);
      }
    }
  }

  private async round(): Promise<void> {
    const session = await this.keepToken(await this.ensureSession());
    if (this.freshUrl === undefined) await this.catchUp(session);
    if (this.closed) return;
    this.on.caughtUp();
    if (Date.now() - this.streamFailedAt < RETRY_STREAM_MS) {
      this.online();
      await this.pause.wait(document.hidden ? POLL_HIDDEN_MS : POLL_MS);
    } else if (await this.listen(session)) {
      this.state('reconnecting');
      await this.pause.wait(backoff(this.failures++));
    } else {
      this.streamFailedAt = Date.now();
    }
  }

  private async ensureSession(): Promise<Session> {
    if (this.session) return this.session;
    const { persona, authorization, locale } = this.options;
    const { session, streamUrl } = await directline.begin(persona, authorization, locale());
    if (this.closed) return session;
    this.session = session;
    this.freshUrl = streamUrl;
    this.watermark = undefined;
    storeSession(session);
    if (this.wasLost) this.on.lost();
    this.wasLost = false;
    this.replay = false;
    return session;
  }

  private async keepToken(session: Session): Promise<Session> {
    if (Date.now() < session.refreshAt) return session;
    const next = await this.refreshed(session);
    if (this.closed) return next;
    this.session = next;
    storeSession(next);
    return next;
  }

  private async refreshed(session: Session): Promise<Session> {
    try {
      return await directline.refresh(session);
    } catch (error) {
      if (isLost(error)) throw error;
      // The token holds for as long again: talk on meanwhile, try later.
      return { ...session, refreshAt: Date.now() + TOKEN_RETRY_MS };
    }
  }

  private async catchUp(session: Session): Promise<number> {
    const count = this.take(await directline.activities(session, this.watermark));
    this.replay = false;
    return count;
  }

  private take(set: ActivitySet): number {
    const fresh = set.activities.filter(({ id }) => !this.seen.has(id));
    for (const { id } of fresh) this.seen.add(id);
    this.watermark = set.watermark ?? this.watermark;
    if (!this.closed && fresh.length > 0) this.on.activities(fresh, this.replay);
    return fresh.length;
  }

  /** Listens until the stream ends; false where it could not be opened. */
  private async listen(session: Session): Promise<boolean> {
    const url = this.freshUrl ?? (await directline.reconnect(session, this.watermark));
    this.freshUrl = undefined;
    if (url === undefined) return false;
    if (this.closed) return true;
    this.stream = openStream(url, { open: () => this.online(), set: (set) => this.take(set) });
    const tokenTimer = setInterval(() => void this.keepTokenWhileListening(), TOKEN_RETRY_MS);
    const { opened } = await this.stream.ended;
    clearInterval(tokenTimer);
    this.stream = undefined;
    return opened || this.closed;
  }

  private async keepTokenWhileListening(): Promise<void> {
    try {
      if (this.session) await this.keepToken(this.session);
    } catch {
      this.stream?.close();
    }
  }

  private async recover(error: unknown): Promise<void> {
    if (this.closed) return;
    if (this.session && isLost(error)) {
      forgetSession();
      this.session = undefined;
      this.seen.clear();
      this.wasLost = true;
      return;
    }
    this.state('reconnecting');
    const told = error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0;
    await this.pause.wait(Math.max(told, backoff(this.failures++)));
  }

  private online(): void {
    this.failures = 0;
    this.state('online');
  }

  private state(state: ConnectionState): void {
    if (!this.closed) this.on.state(state);
  }

  private async sessionSoon(): Promise<Session> {
    const until = Date.now() + PATIENCE_MS;
    while (!this.session && !this.closed && Date.now() < until) await wakeable().wait(LOOK_MS);
    if (!this.session || this.closed) throw new ApiError(0, 'network');
    return this.session;
  }

  private async sending(send: (session: Session) => Promise<string>): Promise<string> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await send(await this.sessionSoon());
      } catch (error) {
        if (isLost(error)) void this.check();
        if (!isStopping(error) || this.closed || tries === STOPPING_TRIES) throw error;
        await wakeable().wait((error.retryAfter ?? 1) * 1000);
      }
    }
  }
}

/** True where nothing was taken because the server is being stopped. */
function isStopping(error: unknown): error is ApiError {
  return error instanceof ApiError && error.status === 503 && error.code === 'stopping';
}

/** True where the conversation or its token is no longer taken. */
function isLost(error: unknown): boolean {
  return error instanceof ApiError && [401, 403, 404, 410].includes(error.status);
}
