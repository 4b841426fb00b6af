import { randomUUID } from 'node:crypto';
import { actionMeant, cardName, textOf } from '../test/helpers/talker';
import type { JsonObject } from '../test/helpers/fakeConnector';
import { TeamsUser, type Outcome, type TeamsUserOptions } from '../test/helpers/teamsUser';
import type { Chat } from './chat';
import type { ChaosConnector } from './connector';
import type { Door } from './door';
import { TURN_MS } from './plan';
import type { Random } from './random';

export interface TeamsChatOptions {
  readonly connector: ChaosConnector;
  readonly door: Door;
  readonly random: Random;
  readonly aadObjectId?: string;
}

/** Tells the bot the address of the connector that misbehaves, and reads from the one behind it. */
class ChaosUser extends TeamsUser {
  constructor(
    options: TeamsUserOptions,
    private readonly serviceUrl: string,
  ) {
    super(options);
  }

  override send(activity: JsonObject): Promise<Outcome> {
    return super.send({ serviceUrl: this.serviceUrl, ...activity });
  }
}

/** Somebody's personal chat in Teams. Each turn goes to any living instance. */
export class TeamsChat implements Chat {
  onGoing: (life: string) => void = () => undefined;
  private readonly user: ChaosUser;
  private address = '';

  constructor(private readonly options: TeamsChatOptions) {
    const { connector, aadObjectId = randomUUID() } = options;
    const here = (): string => this.address;
    const user: TeamsUserOptions = {
      connector: connector.behind,
      aadObjectId,
      get bot() {
        return here();
      },
    };
    this.user = new ChaosUser(user, connector.url);
  }

  get conversationId(): string {
    return this.user.conversationId;
  }

  get card(): JsonObject | undefined {
    return this.user.card();
  }

  get receipts(): readonly string[] {
    return this.user.messages.flatMap(({ card }) => (card && cardName(card) === 'receipt' ? (textOf(card, 'caseNumber') ?? []) : []));
  }

  say(text: string): Promise<void> {
    return this.turn(() => this.user.say(text));
  }

  press(what: string, typed: Readonly<Record<string, string>>): Promise<void> {
    const on = this.user.messages.findLast(({ card }) => card !== undefined && actionMeant(card, what) !== undefined);
    const title = on?.card && actionMeant(on.card, what)?.['title'];
    if (!on || typeof title !== 'string') throw new Error(`no ${what} on ${String(cardName(this.card))}`);
    return this.turn(() => this.user.press(title, typed, { on }));
  }

  again(redelivered: boolean): Promise<void> {
    const { last } = this.user;
    return this.turn(() => this.user.send(redelivered ? last : { ...last, id: randomUUID() }));
  }

  install(): Promise<void> {
    return this.turn(() => this.user.send({ type: 'installationUpdate', action: 'add' }));
  }

  private async turn(act: () => Promise<Outcome>): Promise<void> {
    const instance = await this.options.door.any(this.options.random);
    this.address = instance.url;
    this.onGoing(instance.life);
    const { status, body } = await within(act(), TURN_MS);
    const code = (body as { readonly statusCode?: number } | undefined)?.statusCode ?? 200;
    if (status !== 200 || code !== 200) throw new Error(`answered ${status} ${code}`);
  }
}

/** What comes in time. @throws when it does not */
export async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${ms} ms`)), ms);
  });
  work.catch(() => undefined);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
