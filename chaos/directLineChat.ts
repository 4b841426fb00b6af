import { setTimeout as wait } from 'node:timers/promises';
import { filledIn } from '../test/helpers/cardForm';
import type { JsonObject } from '../test/helpers/fakeConnector';
import { cardName, findAction, textOf, type Seen } from '../test/helpers/talker';
import { ConversationLost, type Chat } from './chat';
import type { Door } from './door';
import { TURN_MS } from './plan';
import type { Random } from './random';

interface Message {
  id: string;
  card: JsonObject | undefined;
}

/** How long somebody waits for the answer to something that was taken, and how often they look. */
const ANSWER_MS = 4_000;
const LOOK_MS = 80;

/** Somebody on the intranet page: Direct Line with plain fetch, each request to any living instance. */
export class DirectLineChat implements Chat {
  onGoing: (life: string) => void = () => undefined;
  private watermark = '';
  private last = '';
  private token = '';
  private conversationId = '';
  private readonly messages: Message[] = [];
  private readonly seenReceipts: string[] = [];

  constructor(
    private readonly door: Door,
    private readonly random: Random,
    private readonly persona: string,
  ) {}

  /** Signs in and opens a conversation. */
  async arrive(): Promise<void> {
    const generated = await this.open('tokens/generate', `demo:${this.persona}`, {});
    const started = await this.open('conversations', String(generated['token']), { locale: 'sv-SE' });
    this.token = String(started['token']);
    this.conversationId = String(started['conversationId']);
  }

  get card(): JsonObject | undefined {
    return this.standing.at(-1)?.card;
  }

  get receipts(): readonly string[] {
    return this.seenReceipts;
  }

  say(text: string): Promise<void> {
    return this.post({ type: 'message', text });
  }

  press(what: string, typed: Readonly<Record<string, string>>): Promise<void> {
    const { seen, action } = findAction(this.standing, what);
    const inputs = action['associatedInputs'] === 'none' ? {} : filledIn(seen.card, typed);
    return this.post({ type: 'message', value: { ...(action['data'] as JsonObject), ...inputs }, replyToId: seen.id, channelData: { postBack: true } });
  }

  again(): Promise<void> {
    return this.send(this.last);
  }

  private get standing(): readonly Seen[] {
    return this.messages.flatMap(({ id, card }) => (card === undefined ? [] : [{ id, card }]));
  }

  private post(activity: JsonObject): Promise<void> {
    return this.send(JSON.stringify({ locale: 'sv-SE', from: { id: 'ignored' }, ...activity }));
  }

  /** Posts, and looks until the bot has said something. */
  private async send(body: string): Promise<void> {
    this.last = body;
    await this.request('POST', 'activities', body);
    const end = Date.now() + ANSWER_MS;
    while (!(await this.look())) {
      if (Date.now() > end) throw new Error('taken, and not answered');
      await wait(LOOK_MS);
    }
  }

  /** Takes in what has come. @returns whether any of it is the bot's */
  private async look(): Promise<boolean> {
    const read = (await this.request('GET', `activities?watermark=${this.watermark}`)) as { readonly activities: readonly JsonObject[]; readonly watermark: string };
    this.watermark = read.watermark;
    const said = read.activities.filter(({ from }) => (from as JsonObject)['role'] === 'bot');
    for (const activity of said) this.take(activity);
    return said.length > 0;
  }

  private take(activity: JsonObject): void {
    const attachment = (activity['attachments'] as readonly JsonObject[] | undefined)?.[0];
    const card = attachment?.['content'] as JsonObject | undefined;
    const replaced = ((activity['channelData'] as JsonObject | undefined)?.['trygg'] as JsonObject | undefined)?.['replaces'];
    const message: Message = { id: String(activity['id']), card };
    const old = this.messages.find(({ id }) => id === replaced);
    if (old) Object.assign(old, message);
    else this.messages.push(message);
    const number = card && cardName(card) === 'receipt' ? textOf(card, 'caseNumber') : undefined;
    if (number !== undefined) this.seenReceipts.push(number);
  }

  private async request(method: string, path: string, body?: string): Promise<unknown> {
    const response = await this.fetch(`conversations/${this.conversationId}/${path}`, { method, headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body }) });
    if ([401, 403, 404].includes(response.status)) throw new ConversationLost(`${method} ${path}: ${response.status} ${await response.text()}`);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
    return response.json();
  }

  private async open(path: string, bearer: string, body: object): Promise<JsonObject> {
    const response = await this.fetch(path, { method: 'POST', headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as JsonObject;
  }

  private async fetch(path: string, init: RequestInit): Promise<Response> {
    const instance = await this.door.any(this.random);
    if (init.method === 'POST') this.onGoing(instance.life);
    return fetch(`${instance.url}/v3/directline/${path}`, { ...init, signal: AbortSignal.timeout(TURN_MS) });
  }
}
