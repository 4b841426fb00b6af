import type { Server as HttpServer } from 'node:http';
import { createServer, type Server } from 'restify';
import { bot } from './bot/bot';
import { directLine } from './bot/channels/directline';
import { directLineMessenger } from './bot/channels/directline/messenger';
import { teams, type BotApp } from './bot/channels/teams';
import { localeOf } from './bot/bot';
import type { GivenAnswer } from './bot/context';
import { personalChatLink } from './bot/personalChat';
import { inSession } from './bot/session';
import { waits } from './bot/waits';
import { forDirectLine, forTeams } from './cards/channels';
import { api } from './http/api';
import { health } from './http/health';
import { metrics } from './http/metrics';
import { hostGuard } from './http/hostGuard';
import { staticPages } from './http/static';
import { stopping } from './http/stopping';
import { refuseMalformed, wellFormed } from './http/wellFormed';
import { held, type Held } from './services/held';
import { t } from './locales';
import type { Actor } from './domain/person';
import type { Services } from './services';
import type { Address } from './services/notifications/ports';

/** How long an answer can be drawn again, once it has been judged. */
const ANSWERS_MS = 20 * 60_000;

export interface AppOptions {
  readonly services: Services;
  readonly bot: BotApp;
  /** Folder of the built pages; absent where only the API is served. */
  readonly pagesDir?: string | undefined;
  /** The server's address as people reach it, where it is not the one they asked at. */
  readonly publicUrl?: string | undefined;
  /** Milliseconds that a person waits for a model's answer before they get the guidance's own. */
  readonly patienceMs?: number | undefined;
}

export interface App {
  readonly server: Server;
  /** No new turns; those under way finish; streams close. */
  close(): Promise<void>;
}

/** The whole application on one server, not yet listening: channels, API, pages, delivery. */
export function app(options: AppOptions): App {
  const { services } = options;
  const { log, people } = services;
  const server = createServer({ name: 'trygg', ignoreTrailingSlash: true });
  refuseMalformed(server);
  hostGuard(server, options.publicUrl);
  const stops = stopping(server);
  const waiting = waits(options.patienceMs);
  const answers = held<GivenAnswer>(ANSWERS_MS);
  const handler = inSession(bot({ ...services, answers, waits: waiting, personalChat: personalChatLink }));

  const intranet = directLine({
    handler,
    people: { resolve: (token) => people.demo(token), byId: (id) => people.byId(id) },
    store: services.store,
    secret: services.keys.tokenSecret,
    clock: services.clock,
    ownerKey: (actorId) => services.keys.person(actorId),
    present: forDirectLine,
    announce: waiting.announce,
    onAnonymousGone: (actorId) => forget(services, answers, actorId),
    log,
    publicUrl: options.publicUrl,
    limits: { transcriptSeconds: services.conversationDays * 86_400 },
    instance: services.store.shared ? services.instance : undefined,
  });
  const inTeams = teams({
    handler,
    app: options.bot,
    people,
    onReference: (actor, address, change) => remember(services, actor, address, change),
    answers: services.givenAnswers,
    present: forTeams,
    failureText: (hint) => t(localeOf(undefined, hint), 'error.turn'),
    savingText: (hint) => t(localeOf(undefined, hint), 'wait.saving'),
    log,
  });
  services.messengers.set('teams', { send: (address, message) => inTeams.messenger.send(address, message), update: (address, id, message) => inTeams.messenger.update(address, id, message) });
  services.messengers.set('directline', directLineMessenger((conversationId, replies) => intranet.push(conversationId, replies)));

  inTeams.register(server);
  intranet.register(server);
  api(services).register(server);
  health(services).register(server);
  metrics(services).register(server);
  if (options.pagesDir !== undefined) staticPages({ dir: options.pagesDir }).register(server);
  upgrades(server.server, intranet.upgrade);
  services.dispatcher.start();

  return {
    server,
    async close() {
      stops.begin();
      // Beside the turns that are ending, since a channel that hangs takes as long as they.
      const delivery = services.dispatcher.stop();
      await ended(server, intranet.close());
      inTeams.close();
      await delivery;
      await services.close();
    },
  };
}

/** An anonymous person is gone, and every word of theirs that was held. */
function forget(services: Services, answers: Held<GivenAnswer>, actorId: string): void {
  answers.forget(({ actor }) => actor === actorId);
  services.owners.forget(actorId);
  services.words.take(actorId);
  services.waitingQuestion.take(actorId);
  services.subjects.forget(actorId);
  services.questions.forget(({ actor }) => actor === actorId);
  services.asked.take(actorId);
}

/** Where a person's own chat is. Other places are connected by command. */
async function remember(services: Services, actor: Actor, address: Address, change: 'seen' | 'removed'): Promise<void> {
  if (address.scope !== 'personal') return;
  if (change === 'removed') return services.references.removeChat(actor);
  await services.references.saveChat(actor, address);
  await services.nowReachable(actor);
}

/** Resolves when no request is left; streams end with their channel. */
function ended(server: Server, streams: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    (server.server as HttpServer).closeIdleConnections();
    void streams.finally(() => (server.server as HttpServer).closeAllConnections());
  });
}

/** WebSocket streams of the intranet channel; anything else that asks for an upgrade is turned away. */
function upgrades(server: HttpServer, take: ReturnType<typeof directLine>['upgrade']): void {
  server.on('upgrade', (request, socket, head) => {
    if (!wellFormed(request)) socket.destroy();
    else if (!take(request, socket, head)) socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });
}
