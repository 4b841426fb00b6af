import { isRecord, listAt, parseJson, stringAt } from './json';

/**
 * A request that did not give what was asked for.
 * `status` is HTTP's, or 0 where no answer came; `code` is the problem's stable code, or `network` / `http`.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly status: number,
    readonly code: string,
    /** Seconds to wait, where the server said so. */
    readonly retryAfter?: number,
    /** What else the answer said: which field is wrong, what something has become. */
    readonly body?: unknown,
  ) {
    super(`${status} ${code}`);
  }

  /** True where the same request may succeed later: no network, too much, or a fault at the server. */
  get transient(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }
}

/** Whoever is signed in: the value of the Authorization header, or undefined where there is none. */
export type Authorization = () => string | undefined;

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly authorization?: string | undefined;
  readonly signal?: AbortSignal;
  /** Milliseconds until it is given up as `network`; 30 s unless told. */
  readonly timeout?: number;
}

/**
 * Asks our own origin and gives the parsed JSON (`undefined` for an empty answer).
 * @throws ApiError for everything but a 2xx answer; never anything else.
 */
export async function request(path: string, options: RequestOptions = {}): Promise<unknown> {
  const headers = new Headers({ accept: 'application/json', 'accept-language': document.documentElement.lang || 'sv' });
  if (options.authorization !== undefined) headers.set('authorization', options.authorization);
  if (options.body !== undefined) headers.set('content-type', 'application/json');
  const limit = AbortSignal.timeout(options.timeout ?? 30_000);
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method: options.method ?? (options.body === undefined ? 'GET' : 'POST'),
      headers,
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      signal: options.signal ? anySignal(options.signal, limit) : limit,
      cache: 'no-store',
      credentials: 'omit',
    });
    text = await response.text();
  } catch {
    throw new ApiError(0, 'network');
  }
  const json = text === '' ? undefined : parseJson(text);
  if (!response.ok) throw problem(response.status, json, response.headers.get('retry-after'));
  return json;
}

/** The error that an answer stands for; used as well where XMLHttpRequest did the asking. */
export function problem(status: number, body: unknown, retryAfter: string | null): ApiError {
  const nested = isRecord(body) ? body['error'] : undefined;
  const code = stringAt(body, 'code') ?? stringAt(nested, 'code') ?? 'http';
  const seconds = retryAfter === null ? Number.NaN : Number(retryAfter);
  return new ApiError(status, code, Number.isFinite(seconds) ? seconds : undefined, body);
}

function anySignal(...signals: AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort(signal.reason);
    else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
  }
  return controller.signal;
}

export interface PersonaChoice {
  readonly id: string;
  readonly name: string;
}

/** Demo mode's people, or undefined where the server has no demo mode. */
export async function personas(): Promise<readonly PersonaChoice[] | undefined> {
  try {
    return listAt(await request('/api/personas')).flatMap((item) => {
      const id = stringAt(item, 'id');
      const name = stringAt(item, 'name');
      return id === undefined || name === undefined ? [] : [{ id, name }];
    });
  } catch (error) {
    if (error instanceof ApiError && (error.status === 404 || error.status === 401)) return undefined;
    throw error;
  }
}

export interface Me {
  readonly id: string;
  readonly name: string;
  /** Boards whose cases the person works; none for most people. */
  readonly worksCases: readonly string[];
}

/** Who the server says the caller is. */
export async function me(authorization: string | undefined): Promise<Me> {
  const json = await request('/api/me', { authorization });
  const id = stringAt(json, 'id');
  if (id === undefined) throw new ApiError(0, 'shape');
  const worksCases = listAt(json, 'worksCases').filter((board) => typeof board === 'string');
  return { id, name: stringAt(json, 'name') ?? id, worksCases };
}
