import { AsyncLocalStorage } from 'node:async_hooks';

interface Session {
  token: string | undefined;
  readonly deadline: number;
}

const LONGEST = 512;
/** For all that a turn reads and writes: Teams delivers it again after 15 s, and a person has waited long enough by then. */
const TURN_MS = 11_000;
const PRINTABLE = /^[\x21-\x7e]+$/;

const running = new AsyncLocalStorage<Session>();

/**
 * Runs one turn of a conversation in the session that its last turn left off in, whichever instance that was on: a
 * shared store then shows it what it wrote there.
 * @param token what {@link sessionToken} gave at the end of that turn. It comes back from outside, so it is only ever
 * handed to the store as a wish: one that is malformed or too long is as good as none
 */
export const runInSession = <T>(token: string | undefined, work: () => Promise<T>): Promise<T> =>
  running.run({ token: token !== undefined && isSessionToken(token) ? token : undefined, deadline: Math.min(turnDeadline() ?? Infinity, performance.now() + TURN_MS) }, work);

/** Gives all that a channel does for one turn, and the turn itself, one time limit together. */
export const inTurnTime = <T>(work: () => Promise<T>): Promise<T> => runInSession(sessionToken(), work);

/** What a turn sets going and does not wait for: it has neither the turn's session nor its time. */
export const outsideSession = <T>(work: () => T): T => running.exit(work);

/** When the turn under way has to know what came of it, as `performance.now()` counts; undefined outside a turn. */
export const turnDeadline = (): number | undefined => running.getStore()?.deadline;

/** An opaque text of at most 512 printable characters without blanks; undefined where the store has none to give. */
export const sessionToken = (): string | undefined => running.getStore()?.token;

/** For the store: the token that the answer just received brought. Outside a session it does nothing. */
export function moveSession(token: string): void {
  const session = running.getStore();
  if (session && isSessionToken(token)) session.token = session.token === undefined ? token : later(session.token, token);
}

const isSessionToken = (token: string): boolean => token.length <= LONGEST && PRINTABLE.test(token);

/** Answers of one turn may come in any order: of two tokens of one partition the one further on stays. */
function later(known: string, received: string): string {
  const [a, b] = [known, received].map((token) => /^(?<range>[^:,]+):[^#,]*#(?<at>\d+)/.exec(token)?.groups);
  return a && b && a['range'] === b['range'] && Number(a['at']) > Number(b['at']) ? known : received;
}
