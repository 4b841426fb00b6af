import type { Server } from 'restify';
import { connecting } from './connecting';
import { conversing } from './conversing';
import { sendNothing } from '../../../http/problem';
import { answering, BASE, type Parts, type Route } from './request';

/** Direct Line 3.0 over HTTP, as the official clients call it. */
export function register(server: Server, parts: Parts): void {
  const { generate, refresh, start, reconnect, end } = connecting(parts);
  const { read, post, upload, stream } = conversing(parts);
  const preflight: Route = (request, response) => {
    parts.cors.preflight(request, response);
    sendNothing(response);
  };
  const route = (work: Route) => answering(work, parts);

  server.opts(`${BASE}/*`, route(preflight));
  server.post(`${BASE}/tokens/generate`, route(generate));
  server.post(`${BASE}/tokens/refresh`, route(refresh));
  server.post(`${BASE}/conversations`, route(start));
  server.get(`${BASE}/conversations/:id`, route(reconnect));
  server.del(`${BASE}/conversations/:id`, route(end));
  server.get(`${BASE}/conversations/:id/activities`, route(read));
  server.post(`${BASE}/conversations/:id/activities`, route(post));
  server.post(`${BASE}/conversations/:id/upload`, route(upload));
  server.get(`${BASE}/conversations/:id/stream`, route(stream));
}
