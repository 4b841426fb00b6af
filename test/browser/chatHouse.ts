import { rm } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { createServer, type Server } from 'restify';
import { directLine, type DirectLine } from '../../bot/channels/directline';
import type { Reply, Turn } from '../../bot/turn';
import type { Actor } from '../../domain/person';
import { staticPages } from '../../http/static';
import { copyOfPages } from '../helpers/built';
import { testStore, type TestStore } from '../helpers/store';

const PERSONAS = ['employee-mhn', 'elected-mhn', 'coordinator-mhn', 'anonymous'];

/** The page as a browser gets it, with a bot of the test's own behind it. */
export interface ChatHouse {
  readonly url: string;
  /** Everything the bot was told, in order. */
  readonly turns: Turn[];
  /** Changes what the bot says from now on. */
  answer(handler: (turn: Turn) => readonly Reply[] | Promise<readonly Reply[]>): void;
  /** Ends the server's connections and takes no new ones. */
  stop(): Promise<void>;
  /** The same store behind the same address. */
  start(): Promise<void>;
  dispose(): Promise<void>;
}

/** Serves the built pages; call `dispose` on the house when done. */
export async function chatHouse(): Promise<ChatHouse> {
  const folder = await copyOfPages();
  const kept = await testStore();
  const turns: Turn[] = [];
  let handler: (turn: Turn) => readonly Reply[] | Promise<readonly Reply[]> = () => [];
  const open = (port: number): Promise<Running> =>
    listen(folder, kept, port, async (turn) => {
      turns.push(turn);
      return handler(turn);
    });
  let running: Running | undefined = await open(0);
  const { port } = running;

  async function stop(): Promise<void> {
    await running?.close();
    running = undefined;
  }

  return {
    url: `http://127.0.0.1:${port}/`,
    turns,
    answer: (next) => {
      handler = next;
    },
    stop,
    start: async () => {
      running ??= await open(port);
    },
    dispose: async () => {
      await stop();
      await kept.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Running {
  readonly port: number;
  close(): Promise<void>;
}

async function listen(folder: string, { store }: TestStore, port: number, handler: (turn: Turn) => Promise<readonly Reply[]>): Promise<Running> {
  const server = createServer();
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const channel = directLine({
    handler,
    store,
    people: people(),
    secret: 'a secret of the tests, long enough',
    clock: () => new Date(),
    ownerKey: (id) => `owner:${id}`,
    present: (card) => card,
    log: silent,
  });
  channel.register(server);
  staticPages({ dir: folder }).register(server);
  addPeople(server);
  const sockets = accept(server, channel);
  await new Promise<void>((done) => {
    server.listen(port, '127.0.0.1', done);
  });
  return {
    port: server.address().port,
    close: async () => {
      await channel.close();
      const closed = new Promise<void>((done) => {
        server.close(done);
      });
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function accept(server: Server, channel: DirectLine): Set<Socket> {
  const sockets = new Set<Socket>();
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.server.on('upgrade', (request, socket, head) => {
    if (!channel.upgrade(request, socket, head)) socket.destroy();
  });
  return sockets;
}

let nobodies = 0;

function people(): { resolve(token: string): Actor | undefined; byId(id: string): Actor | undefined } {
  const person = (id: string): Actor => ({ id, name: id, kind: 'person', roles: [] });
  return {
    resolve: (token) => {
      const id = /^demo:(.+)$/.exec(token)?.[1] ?? '';
      if (id === 'anonymous') return { id: `nobody-${++nobodies}`, name: '', kind: 'anonymous', roles: [] };
      return PERSONAS.includes(id) ? person(id) : undefined;
    },
    byId: (id) => (PERSONAS.includes(id) ? person(id) : undefined),
  };
}

function addPeople(server: Server): void {
  server.get('/api/personas', (_request, response, next) => {
    response.json(PERSONAS.map((id) => ({ id, name: id })));
    next();
  });
  server.get('/api/me', (request, response, next) => {
    const id = (request.headers.authorization ?? '').replace('Bearer demo:', '');
    response.json({ id, name: id, roles: [], worksCases: id.startsWith('coordinator') ? ['MHN'] : [] });
    next();
  });
}
