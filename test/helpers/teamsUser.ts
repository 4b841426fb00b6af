import { randomUUID } from 'node:crypto';
import { actionTitled, cardName, filledIn } from './cardForm';
import type { FakeConnector, JsonObject, Shown } from './fakeConnector';
import { ask } from './http';

export interface TeamsUserOptions {
  /** Where the bot listens, such as `http://127.0.0.1:3978`. */
  readonly bot: string;
  readonly connector: FakeConnector;
  /** Left out: somebody whom Teams gives no object id. */
  readonly aadObjectId?: string | undefined;
  readonly name?: string;
  readonly locale?: string;
  /** As Teams says it; personal where nothing is given. */
  readonly conversationType?: 'personal' | 'groupChat' | 'channel';
  /** To sit in the same group or channel as somebody else. */
  readonly conversationId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came of one thing the user did. */
export interface Outcome {
  readonly status: number;
  /** The response's JSON, or undefined when it has none. */
  readonly body: unknown;
  /** Messages that came, or changed, while the bot was at it, as they were then: pressing one later presses a card that may have gone. */
  readonly messages: readonly Shown[];
  /** The last card among them, the one an invoke returned included. */
  readonly card: JsonObject | undefined;
  /** The texts among them, and the one an invoke returned. */
  readonly texts: readonly string[];
}

export interface FileToSend {
  readonly name: string;
  readonly url: string;
  /** `image/png` makes it a pasted picture, whose name Teams does not tell; otherwise it is a file from the disk. */
  readonly contentType?: string;
}

export interface PressOptions {
  /** `submit` takes the action's fallback, as clients do that know no Action.Execute. */
  readonly via?: 'invoke' | 'submit';
  /** The message whose card is pressed; otherwise the last one that has such a button. */
  readonly on?: Shown;
}

const TENANT = '00000000-0000-0000-0000-0000000000001';

/** A person in Teams: talks to the bot over real HTTP, and sees what the bot sends to the fake connector. */
export class TeamsUser {
  readonly id: string;
  readonly conversationId: string;
  readonly botAccount = { id: '28:trygg', name: 'Trygg' };
  /** The activity sent last, as it went. */
  last: JsonObject = {};

  constructor(readonly options: TeamsUserOptions) {
    this.id = `29:${options.aadObjectId ?? randomUUID()}`;
    this.conversationId = options.conversationId ?? newConversation(options.conversationType ?? 'personal');
  }

  /** What stands in the conversation now, oldest first. */
  get messages(): readonly Shown[] {
    return this.options.connector.messages(this.conversationId);
  }

  /** The last card of that name, or the last card at all. */
  card(name?: string): JsonObject | undefined {
    return this.messages.findLast((message) => message.card !== undefined && (name === undefined || cardName(message.card) === name))?.card;
  }

  /** Says something; outside a personal chat the bot is mentioned, for Teams passes on nothing else. */
  say(text: string, further: JsonObject = {}): Promise<Outcome> {
    if (this.personal) return this.send({ type: 'message', text, textFormat: 'plain', ...further });
    const mention = `<at>${this.botAccount.name}</at>`;
    return this.send({ type: 'message', text: `${mention} ${text}`, entities: [{ type: 'mention', mentioned: this.botAccount, text: mention }], ...further });
  }

  sendFiles(files: readonly FileToSend[], text = ''): Promise<Outcome> {
    return this.say(text, { attachments: [...files.map(attachment), { contentType: 'text/html', content: `<div>${text}</div>` }] });
  }

  /**
   * Presses a button by its title, with what was typed into the card; or sends `data` as a press of the last card,
   * which no rule of the card holds back.
   */
  async press(what: string | JsonObject, typed: Readonly<Record<string, string>> = {}, { via, on }: PressOptions = {}): Promise<Outcome> {
    const message = on ?? this.messages.findLast(({ card }) => card !== undefined && (typeof what !== 'string' || actionTitled(card, what) !== undefined));
    if (message?.card === undefined) throw new Error(typeof what === 'string' ? `no card has a button "${what}"` : 'there is no card to press');
    const action = typeof what === 'string' ? actionTitled(message.card, what) : { type: 'Action.Execute', data: what };
    if (action === undefined) throw new Error('that card has no such button');
    const inputs = typeof what === 'string' && action['associatedInputs'] !== 'none' ? filledIn(message.card, typed) : typed;
    const submits = via === 'submit' || action['type'] === 'Action.Submit';
    return submits ? this.submit(message, asSubmit(action), inputs) : this.execute(message, action, inputs);
  }

  /** Adds the app: Teams tells the bot so twice. */
  async install(): Promise<Outcome> {
    const first = await this.send({ type: 'installationUpdate', action: 'add' });
    const added = this.personal ? [this.botAccount, this.account] : [this.botAccount];
    const second = await this.send({ type: 'conversationUpdate', membersAdded: added });
    return { ...second, messages: [...first.messages, ...second.messages], card: second.card ?? first.card, texts: [...first.texts, ...second.texts] };
  }

  uninstall(): Promise<Outcome> {
    return this.send({ type: 'installationUpdate', action: 'remove' });
  }

  /** The last activity once more, with its id, as Teams does when an answer was late. */
  redeliver(): Promise<Outcome> {
    return this.send(this.last);
  }

  /** Any activity at all; what `activity` does not say is filled in as Teams would. */
  async send(activity: JsonObject): Promise<Outcome> {
    this.last = { ...this.basics(), ...activity };
    const before = new Map(this.messages.map((message) => [message.id, message.changes]));
    const { status, text } = await ask(`${this.options.bot}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...this.options.headers },
      body: JSON.stringify(this.last),
    });
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    const returned = status === 200 ? this.takeInvokeResponse(body) : undefined;
    const messages = this.messages.filter((message) => before.get(message.id) !== message.changes).map((message) => ({ ...message }));
    return {
      status,
      body,
      messages,
      card: messages.findLast((message) => message.card !== undefined)?.card,
      texts: [...messages.flatMap((message) => message.text ?? []), ...(returned === undefined ? [] : [returned])],
    };
  }

  private get personal(): boolean {
    return (this.options.conversationType ?? 'personal') === 'personal';
  }

  private get account(): JsonObject {
    const { aadObjectId, name = 'Teams user' } = this.options;
    return { id: this.id, name, ...(aadObjectId === undefined ? {} : { aadObjectId }) };
  }

  private basics(): JsonObject {
    const { conversationType = 'personal', connector, locale = 'sv-SE' } = this.options;
    return {
      id: randomUUID(),
      channelId: 'msteams',
      serviceUrl: connector.url,
      timestamp: new Date().toISOString(),
      locale,
      from: this.account,
      recipient: this.botAccount,
      conversation: { id: this.conversationId, conversationType, tenantId: TENANT, ...(this.personal ? {} : { isGroup: true }) },
      channelData: { tenant: { id: TENANT } },
    };
  }

  private execute(message: Shown, action: JsonObject, inputs: JsonObject): Promise<Outcome> {
    const data = { ...(action['data'] as JsonObject | undefined), ...inputs };
    return this.send({ type: 'invoke', name: 'adaptiveCard/action', replyToId: message.id, value: { action: { ...action, fallback: undefined, data }, trigger: 'manual' } });
  }

  private submit(message: Shown, action: JsonObject, inputs: JsonObject): Promise<Outcome> {
    return this.send({ type: 'message', replyToId: message.id, value: { ...(action['data'] as JsonObject | undefined), ...inputs } });
  }

  /** Puts a returned card in the pressed one's place; gives back a returned text. */
  private takeInvokeResponse(body: unknown): string | undefined {
    if (this.last['type'] !== 'invoke' || typeof body !== 'object' || body === null) return undefined;
    const { statusCode, type, value } = body as JsonObject;
    if (statusCode !== 200) return undefined;
    if (type === 'application/vnd.microsoft.card.adaptive') {
      this.options.connector.replaceCard(this.conversationId, String(this.last['replyToId']), value as JsonObject);
    }
    return type === 'application/vnd.microsoft.activity.message' && value !== '' ? String(value) : undefined;
  }
}

function newConversation(type: 'personal' | 'groupChat' | 'channel'): string {
  if (type === 'channel') return `19:${randomUUID()}@thread.tacv2;messageid=${Date.now()}`;
  return type === 'groupChat' ? `19:${randomUUID()}@thread.v2` : `a:${randomUUID()}`;
}

function asSubmit(action: JsonObject): JsonObject {
  if (action['type'] === 'Action.Submit') return action;
  const fallback = action['fallback'] as JsonObject | undefined;
  if (fallback?.['type'] === 'Action.Submit') return fallback;
  if (action['title'] === undefined) return action;
  throw new Error('the button has no Action.Submit fallback');
}

function attachment({ name, url, contentType }: FileToSend): JsonObject {
  if (contentType?.startsWith('image/') === true) return { contentType, contentUrl: url };
  const content = { downloadUrl: url, uniqueId: randomUUID(), fileType: name.split('.').at(-1) ?? '' };
  return { contentType: 'application/vnd.microsoft.teams.file.download.info', contentUrl: 'https://example.sharepoint.com/file', name, content };
}
