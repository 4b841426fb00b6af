import { createHash, createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'restify';
import { directLine, type DirectLine, type Instance, type Limits } from '../../../bot/channels/directline';
import type { IncomingFile, Reply, Turn } from '../../../bot/turn';
import type { AdaptiveCard } from '../../../cards/types';
import type { Actor } from '../../../domain/person';
import type { Store } from '../../../services/store/ports';

export const PERSON: Actor = { id: 'employee-mhn', name: 'Medarbetare', kind: 'person', roles: [{ board: 'MHN', role: 'employee' }] };
const OTHER: Actor = { id: 'employee-amn', name: 'Annan medarbetare', kind: 'person', roles: [{ board: 'AMN', role: 'employee' }] };

export const card = (id: string, more: AdaptiveCard['body'] = []): AdaptiveCard => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  lang: 'sv',
  fallbackText: id,
  body: [{ type: 'TextBlock', id, text: id }, ...more],
});

export const ownerKey = (id: string): string => createHmac('sha256', 'owner').update(id).digest('hex');

/** Bytes of a file as the bot got them. */
export async function bytesOf(file: IncomingFile): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of await file.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A bot small enough to see through: greets, counts letters, swaps a pressed card, and says what files it got. */
export async function smallBot({ input }: Turn): Promise<readonly Reply[]> {
  switch (input.kind) {
    case 'joined':
    case 'reaction':
      return [{ card: card('welcome'), locale: 'sv' }];
    case 'text':
      return [{ text: `${input.text.length} tecken` }];
    case 'action':
      return [{ card: card('next'), replace: true }, { text: 'Klart.' }];
    case 'files':
      return Promise.all(input.files.map(async (file) => ({ text: `${file.name} ${file.contentType} ${sha256(await bytesOf(file))}` })));
  }
}

export interface Setup {
  readonly store: Store;
  readonly bot?: (turn: Turn) => Promise<readonly Reply[]>;
  readonly limits?: Partial<Limits>;
  readonly port?: number;
  readonly gone?: (actorId: string) => void;
  readonly publicUrl?: string;
  readonly origins?: readonly string[];
  readonly instance?: Instance;
}

export interface Running {
  readonly origin: string;
  /** The official client's `domain`. */
  readonly domain: string;
  readonly port: number;
  readonly channel: DirectLine;
  readonly turns: Turn[];
  readonly logged: object[];
  /** Moves the service's clock. */
  pass(seconds: number): void;
  stop(): Promise<void>;
  /** Gone at once, as if its process had been killed. */
  crash(): void;
}

/** The channel on a real restify server. */
export async function running(setup: Setup): Promise<Running> {
  const turns: Turn[] = [];
  const logged: object[] = [];
  const clock = { offset: 0 };
  const note = (fields: object): void => void logged.push(fields);
  const channel = directLine({
    handler: (turn) => {
      turns.push(turn);
      return (setup.bot ?? smallBot)(turn);
    },
    people: {
      resolve: (token) =>
        token === 'demo:anonymous'
          ? { id: `anonymous:${randomUUID()}`, name: '', kind: 'anonymous', roles: [] }
          : [PERSON, OTHER].find(({ id }) => token === `demo:${id}`),
      byId: (id) => [PERSON, OTHER].find((person) => person.id === id),
    },
    store: setup.store,
    secret: 'a secret of the tests',
    clock: () => new Date(Date.now() + clock.offset),
    ownerKey,
    present: (shown) => ({ ...shown, presented: true }),
    log: { info: note, warn: note, error: note },
    onAnonymousGone: setup.gone,
    publicUrl: setup.publicUrl,
    origins: setup.origins,
    instance: setup.instance,
    limits: setup.limits,
  });
  const server = createServer();
  channel.register(server);
  server.server.on('upgrade', (request, socket, head) => {
    if (!channel.upgrade(request, socket, head)) socket.destroy();
  });
  serveMedia(server);
  server.listen(setup.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const origin = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    await channel.close();
    server.server.closeAllConnections();
    await closed;
  };
  const crash = (): void => {
    server.close();
    server.server.closeAllConnections();
  };
  return { origin, domain: `${origin}/v3/directline`, port, channel, turns, logged, pass: (seconds) => (clock.offset += seconds * 1000), stop, crash };
}

export const PICTURE = Buffer.from(Array.from({ length: 300_000 }, (_, index) => (index * 7) % 256));

/** Where the official client finds the picture that it is to upload. */
function serveMedia(server: Server): void {
  server.get('/picture', (_request, response, next) => {
    response.sendRaw(200, PICTURE, { 'content-type': 'image/png' });
    next();
  });
}

/** Waits for a condition. */
export async function until(holds: () => boolean | Promise<boolean>, what: string, ms = 20_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
