import type { Server } from 'restify';
import { connecting } from './connecting';
import { conversing } from './conversing';
import { sendNothing } from '../../../http/problem';
import { answering, BASE, bearer, caller, whereHeld, type Parts, type Route } from './request';

/** Direct Line 3.0 over HTTP, as the official clients call it. */
export function register(server: Server, parts: Parts): void {
  const { generate, refresh, start, reconnect, end } = connecting(parts);
  const { read, post, upload, stream } = conversing(parts);
  const preflight: Route = (request, response) => {
    parts.cors.preflight(request, response);
    sendNothing(response);
  };
  const route = (work: Route) => answering(work, parts);

  const inConversation = (work: Route) => route(whereHeld(work, (request) => caller(request, parts.auth), parts));
  const withToken = (work: Route) => route(whereHeld(work, (request) => parts.auth.verify(bearer(request)), parts));
  const withAny = (work: Route) => route(whereHeld(work, (request) => parts.auth.inConversation(bearer(request)), parts));

  server.opts(`${BASE}/*`, route(preflight));
  server.post(`${BASE}/tokens/generate`, route(generate));
  server.post(`${BASE}/tokens/refresh`, withToken(refresh));
  server.post(`${BASE}/conversations`, withAny(start));
  server.get(`${BASE}/conversations/:id`, inConversation(reconnect));
  server.del(`${BASE}/conversations/:id`, inConversation(end));
  server.get(`${BASE}/conversations/:id/activities`, inConversation(read));
  server.post(`${BASE}/conversations/:id/activities`, inConversation(post));
  server.post(`${BASE}/conversations/:id/upload`, inConversation(upload));
  server.get(`${BASE}/conversations/:id/stream`, route(stream));
}
