import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { House } from './app';
import { cardName } from './cardForm';
import { holdToRules } from './cardRules';
import type { JsonObject, Shown } from './fakeConnector';
import { answering, findAction, type Answer, type FileToSend, type Seen, type Talker } from './talker';
import { TeamsUser, type Outcome, type TeamsUserOptions } from './teamsUser';
import { until } from './until';

/** The line that Teams makes citations of. */
export const areMarks = (text: unknown): boolean => typeof text === 'string' && /^\p{L}+:(?: \[\d+\])+$/u.test(text);

/** A person in Teams, as a script of a conversation speaks through them. */
export class TeamsPerson implements Talker {
  readonly channel = 'teams';

  constructor(
    readonly user: TeamsUser,
    private readonly via: 'invoke' | 'submit' = 'invoke',
  ) {}

  get standing(): readonly Seen[] {
    return this.user.messages.flatMap(({ id, card }) => (card === undefined ? [] : [{ id, card }]));
  }

  async say(text: string): Promise<Answer> {
    return this.answer(await this.user.say(text));
  }

  async press(what: string, typed: Readonly<Record<string, string>> = {}, on?: Seen): Promise<Answer> {
    const { seen, action } = findAction(this.standing, what, on);
    return this.answer(await this.user.press(String(action['title']), typed, { via: this.via, on: asShown(seen) }), seen.id);
  }

  async forge(data: JsonObject, on = this.standing.at(-1)): Promise<Answer> {
    const message = on ?? { id: '1:none', card: { type: 'AdaptiveCard', body: [] } };
    return this.answer(await this.user.press(data, {}, { via: this.via, on: asShown(message) }), message.id);
  }

  async sendFiles(files: readonly FileToSend[], text = ''): Promise<Answer> {
    const server = await fileServer(files);
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      return this.answer(await this.user.sendFiles(files.map(({ name }, index) => ({ name, url: `${base}/${index}` })), text));
    } finally {
      server.close();
      server.closeAllConnections();
    }
  }

  waitFor(name: string, fits: (card: JsonObject) => boolean = () => true): Promise<Seen> {
    return until(`a card ${name}`, () => {
      const found = this.standing.findLast(({ card }) => cardName(card) === name && fits(card));
      return found && { ...found, card: holdToRules(found.card, 'teams') };
    });
  }

  private answer(outcome: Outcome, pressed?: string): Answer {
    if (outcome.status !== 200) throw new Error(`/api/messages answered ${outcome.status} ${JSON.stringify(outcome.body)}`);
    const failed = outcome.body as { readonly statusCode?: number } | undefined;
    if ((failed?.statusCode ?? 200) !== 200) throw new Error(`the invoke was answered ${JSON.stringify(outcome.body)}`);
    for (const { activity, card } of outcome.messages) {
      if (card) holdToRules(card, 'teams');
      // What somebody wrote may be in a plain text, and nowhere else in an activity of ours; marks of citations are none of it.
      if (activity['text'] !== undefined && activity['textFormat'] !== 'plain' && !areMarks(activity['text'])) throw new Error('a text that is not plain');
    }
    const cards = outcome.messages.flatMap(({ card }) => (card === undefined ? [] : [card]));
    const inPlace = outcome.messages.find(({ id }) => id === pressed)?.card;
    return { texts: outcome.texts, cards, card: inPlace ?? answering(cards) };
  }
}

const asShown = ({ id, card }: Seen): Shown => ({ id, card, text: undefined, activity: {}, changes: 0 });

/** The files at the addresses that a message in Teams names. */
async function fileServer(files: readonly FileToSend[]): Promise<Server> {
  const server = createServer((request, response) => {
    const file = files[Number((request.url ?? '').slice(1))];
    response.statusCode = file ? 200 : 404;
    response.end(file?.bytes);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Whoever that persona is in the directory. @throws when they are not in it */
function objectId(house: House, persona: string): string {
  const found = house.boards.flatMap((board) => board.people).find(({ id }) => id === persona)?.aadObjectId;
  if (found === undefined) throw new Error(`${persona} is not in the directory`);
  return found;
}

export interface TeamsPersonOptions extends Partial<TeamsUserOptions> {
  readonly via?: 'invoke' | 'submit';
  /** Has added the app, and was greeted. */
  readonly installed?: boolean;
}

/** The persona in Teams; somebody whom the directory does not know where none is named. */
export async function teamsPerson(house: House, persona: string | undefined, { via, installed = false, ...options }: TeamsPersonOptions = {}): Promise<TeamsPerson> {
  const known = persona === undefined ? {} : { aadObjectId: objectId(house, persona) };
  const person = new TeamsPerson(new TeamsUser({ bot: house.url, connector: house.connector, ...known, ...options }), via);
  if (installed) await person.user.install();
  return person;
}
