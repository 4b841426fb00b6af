import { once } from 'node:events';
import restify from 'restify';
import { teams, type Teams, type TeamsOptions } from '../../../bot/channels/teams';
import type { Reply, Turn } from '../../../bot/turn';
import type { AdaptiveCard } from '../../../cards/types';
import type { Actor } from '../../../domain/person';
import type { Address } from '../../../services/notifications/ports';
import { FakeConnector } from '../../helpers/fakeConnector';
import { TeamsUser, type TeamsUserOptions } from '../../helpers/teamsUser';

export interface Rig {
  readonly url: string;
  readonly connector: FakeConnector;
  readonly channel: Teams;
  /** Turns the handler got, in order. */
  readonly turns: readonly Turn[];
  readonly references: readonly { readonly actor: Actor; readonly address: Address; readonly change: 'seen' | 'removed' }[];
  readonly logged: readonly object[];
  /** What the handler does from now on. */
  answerWith(handler: (turn: Turn) => Promise<readonly Reply[]> | readonly Reply[]): void;
  storeReferencesWith(store: () => Promise<void>): void;
  user(options?: Partial<TeamsUserOptions>): TeamsUser;
  close(): Promise<void>;
}

/** The channel on a real server, with a handler of the test's own and a fake connector beside it. */
export async function rig(options: Partial<TeamsOptions> = {}): Promise<Rig> {
  const connector = await FakeConnector.start();
  const turns: Turn[] = [];
  const references: { actor: Actor; address: Address; change: 'seen' | 'removed' }[] = [];
  const logged: object[] = [];
  const log = (fields: object, message: string): void => void logged.push({ ...fields, message });
  let handler: (turn: Turn) => Promise<readonly Reply[]> | readonly Reply[] = () => [];
  let store: () => Promise<void> = () => Promise.resolve();
  const channel = teams({
    handler: async (turn) => {
      turns.push(turn);
      return handler(turn);
    },
    app: {},
    people: { byAadObjectId: (aad, fallback, name = '') => ({ id: aad === undefined ? `channel:${fallback}` : `aad:${aad}`, name, kind: 'person', roles: [] }) },
    onReference: async (actor, address, change) => {
      references.push({ actor, address, change });
      await store();
    },
    answers: givenAnswers(),
    present: asInTeams,
    savingText: (locale) => (locale?.startsWith('sv') === true ? 'Jag sparar fortfarande.' : 'I am still saving.'),
    failureText: (locale) => (locale?.startsWith('sv') === true ? 'Något gick fel hos oss.' : 'Something went wrong on our side.'),
    log: { info: log, warn: log, error: log },
    ...options,
  });
  const server = restify.createServer();
  channel.register(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address()).port}`;
  return {
    url,
    connector,
    channel,
    turns,
    references,
    logged,
    answerWith: (next) => void (handler = next),
    storeReferencesWith: (next) => void (store = next),
    user: (given = {}) => new TeamsUser({ bot: url, connector, aadObjectId: 'aad-1', ...given }),
    async close() {
      channel.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await connector.close();
    },
  };
}

function givenAnswers(): TeamsOptions['answers'] {
  const known = new Map<string, { readonly [key: string]: string }>();
  return { put: (actor, message, feedback) => void known.set(`${actor.id}\n${message}`, feedback), get: (actor, message) => Promise.resolve(known.get(`${actor.id}\n${message}`)) };
}

/** A card with one input and one button, in the neutral form that the product's cards have. */
export function card(name: string, title = 'Skicka'): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: 'sv',
    speak: `Kort ${name}`,
    fallbackText: name,
    body: [
      { type: 'TextBlock', id: name, text: name },
      { type: 'Input.Text', id: 'story', label: 'Vad hände?' },
    ],
    actions: [{ type: 'Action.Submit', title, style: 'positive', data: { step: name } }],
  };
}

/** Submit becomes Execute with a fallback, as the real presenter does. */
function asInTeams(given: AdaptiveCard): object {
  const actions = given.actions?.map((action): object => (action.type === 'Action.Submit' ? { ...action, type: 'Action.Execute', verb: 'act', fallback: action } : action));
  return { ...given, actions };
}
