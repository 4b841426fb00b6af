import { isRecord, numberAt, parseJson, stringAt } from '../shared/json';
import { wakeable } from '../chat/wait';
import { eventReader } from './eventStream';
import { among } from './model';
import { LIVE_SUBJECTS, type LiveSubject } from './router';

/** A case came or changed. Nothing of its content. */
export interface LiveCase {
  readonly board: string;
  readonly number: string;
  readonly version: number;
  readonly kind: string;
  /** `referred`: to a manager, who hears that it came to them or changed. */
  readonly subject: LiveSubject;
  /** Practised, not real. */
  readonly exercise: boolean;
}

/** `denied`: this person gets no live events, which does not change by trying again. */
export type LiveState = 'open' | 'down' | 'denied';

export interface LiveOptions {
  readonly authorization: string | undefined;
  onCase(event: LiveCase): void;
  /** What answers rest on, or what was thought of them, is not what it was. */
  onGuidance(): void;
  /** Called at every opening, also after an interruption: whatever was missed is to be loaded then. */
  onState(state: LiveState): void;
}

/** The server says something every 15 s; three silences mean that the connection is gone without having said so. */
const SILENCE_MS = 45_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A connection that lasted this long was a good one: the next attempt comes soon. */
const GOOD_MS = 5_000;

/** Milliseconds before attempt `failures` + 1: doubling, with jitter so that many pages do not return at once. */
export function backoff(failures: number, random: () => number = Math.random): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.5 + random() / 2);
}

/**
 * Listens to `GET /api/live` for as long as the page is open, through fetch since EventSource cannot send the
 * Authorization header. Reconnects by itself, at once when the network or the tab comes back.
 */
export function listen(options: LiveOptions): void {
  const pause = wakeable();
  window.addEventListener('online', () => pause.wake());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') pause.wake();
  });
  void keepListening(options, pause.wait);
}

async function keepListening(options: LiveOptions, wait: (ms: number) => Promise<void>): Promise<void> {
  let failures = 0;
  for (;;) {
    const began = Date.now();
    const outcome = await listenOnce(options);
    options.onState(outcome);
    if (outcome === 'denied') return;
    failures = Date.now() - began > GOOD_MS ? 0 : failures + 1;
    await wait(backoff(failures));
  }
}

async function listenOnce({ authorization, onCase, onGuidance, onState }: LiveOptions): Promise<'down' | 'denied'> {
  const controller = new AbortController();
  let silence = setTimeout(() => controller.abort(), SILENCE_MS);
  const heardSomething = (): void => {
    clearTimeout(silence);
    silence = setTimeout(() => controller.abort(), SILENCE_MS);
  };
  try {
    const response = await fetch('/api/live', {
      headers: { accept: 'text/event-stream', ...(authorization === undefined ? {} : { authorization }) },
      signal: controller.signal,
      cache: 'no-store',
      credentials: 'omit',
    });
    if (response.status === 401 || response.status === 403) return 'denied';
    if (!response.ok || response.body === null) return 'down';
    onState('open');
    await readAll(response.body, heardSomething, { onCase, onGuidance });
    return 'down';
  } catch {
    return 'down';
  } finally {
    clearTimeout(silence);
    controller.abort();
  }
}

async function readAll(
  body: ReadableStream<Uint8Array>,
  heardSomething: () => void,
  { onCase, onGuidance }: Pick<LiveOptions, 'onCase' | 'onGuidance'>,
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const read = eventReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    heardSomething();
    for (const event of read(decoder.decode(value, { stream: true }))) {
      const live = event.name === 'case' ? parseLive(event.data) : undefined;
      if (live) onCase(live);
      if (event.name === 'guidance') onGuidance();
    }
  }
}

function parseLive(data: string): LiveCase | undefined {
  const json = parseJson(data);
  const number = stringAt(json, 'number');
  const board = stringAt(json, 'board');
  const subject = among(LIVE_SUBJECTS, stringAt(json, 'subject')) ?? 'report';
  if (number === undefined || board === undefined) return undefined;
  return { number, board, version: numberAt(json, 'version') ?? 0, kind: stringAt(json, 'kind') ?? '', subject, exercise: isRecord(json) && json['exercise'] === true };
}
