import { ApiError, problem, request } from '../shared/api';
import { parseJson, stringAt } from '../shared/json';
import { readActivitySet } from './protocol';
import type { ActivitySet, Outgoing } from './protocol';
import { readSession, streamUrlOf } from './session';
import type { Session } from './session';

const BASE = '/v3/directline';

/** Sending is given up after this long; the person can then try again with the same id. */
const SEND_TIMEOUT_MS = 30_000;

const bearer = (token: string): string => `Bearer ${token}`;
const conversation = (session: Session): string => `${BASE}/conversations/${encodeURIComponent(session.conversationId)}`;

function sessionFrom(json: unknown, persona: string | undefined): Session {
  const session = readSession(json, persona, Date.now());
  if (session === undefined) throw new ApiError(0, 'shape');
  return session;
}

/** A token for the person, and a conversation started with it. `locale` is the language to be greeted in. */
export async function begin(
  persona: string | undefined,
  authorization: string | undefined,
  locale: string,
): Promise<{ session: Session; streamUrl: string | undefined }> {
  const generated = await request(`${BASE}/tokens/generate`, { authorization, body: {} });
  const token = sessionFrom(generated, persona).token;
  const started = await request(`${BASE}/conversations`, { authorization: bearer(token), body: { locale } });
  return { session: sessionFrom(started, persona), streamUrl: streamUrlOf(started) };
}

/** The same conversation with a token that lasts longer. */
export async function refresh(session: Session): Promise<Session> {
  const json = await request(`${BASE}/tokens/refresh`, { authorization: bearer(session.token), body: {} });
  return sessionFrom(json, session.persona);
}

/** Where the stream of a running conversation is. */
export async function reconnect(session: Session, watermark: string | undefined): Promise<string | undefined> {
  const query = watermark === undefined ? '' : `?watermark=${encodeURIComponent(watermark)}`;
  return streamUrlOf(await request(`${conversation(session)}${query}`, { authorization: bearer(session.token) }));
}

/** What happened since the watermark; all of it without one. */
export async function activities(session: Session, watermark: string | undefined): Promise<ActivitySet> {
  const query = watermark === undefined ? '' : `?watermark=${encodeURIComponent(watermark)}`;
  return readActivitySet(await request(`${conversation(session)}/activities${query}`, { authorization: bearer(session.token) }));
}

/** Sends an activity and gives the id that the server gave it. */
export async function post(session: Session, activity: Outgoing): Promise<string> {
  const json = await request(`${conversation(session)}/activities`, {
    authorization: bearer(session.token),
    body: { ...activity, from: { id: 'user' } },
    timeout: SEND_TIMEOUT_MS,
  });
  return stringAt(json, 'id') ?? '';
}

/** Sends files with a message; `onProgress` is told the share that has left, 0 to 1. */
export function upload(
  session: Session,
  activity: Outgoing,
  files: readonly File[],
  onProgress: (share: number) => void,
): Promise<string> {
  const form = new FormData();
  const envelope = JSON.stringify({ ...activity, from: { id: 'user' } });
  form.append('activity', new Blob([envelope], { type: 'application/vnd.microsoft.activity' }));
  for (const file of files) form.append('file', file, file.name);
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', `${conversation(session)}/upload?userId=user`);
    xhr.setRequestHeader('authorization', bearer(session.token));
    xhr.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    xhr.addEventListener('error', () => reject(new ApiError(0, 'network')));
    xhr.addEventListener('load', () => {
      const body = parseJson(xhr.responseText);
      if (xhr.status >= 200 && xhr.status < 300) resolve(stringAt(body, 'id') ?? '');
      else reject(problem(xhr.status, body, xhr.getResponseHeader('retry-after')));
    });
    xhr.send(form);
  });
}
