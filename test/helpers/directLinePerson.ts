import type { House } from './app';
import { cardName, filledIn } from './cardForm';
import { holdToRules } from './cardRules';
import type { JsonObject } from './fakeConnector';
import { ask, type Answered } from './http';
import { answering, findAction, type Answer, type FileToSend, type Seen, type Talker } from './talker';
import { until } from './until';

interface Message {
  id: string;
  text: string | undefined;
  card: JsonObject | undefined;
}

/** What was sent to Direct Line and what it answered: for a test that looks for traces of it. */
export interface Credentials {
  readonly token: string;
  readonly conversationId: string;
  readonly actorId: string;
}

/** A person on the intranet page: speaks Direct Line with plain requests, and replaces cards as the page does. */
export class DirectLinePerson implements Talker {
  readonly channel = 'directline';
  private watermark = '';
  private messages: Message[] = [];

  private constructor(
    private readonly house: Pick<House, 'url'>,
    readonly credentials: Credentials,
    private readonly locale: string,
  ) {}

  /** Signs in as the persona, or as nobody (`anonymous`), and waits for the greeting. */
  static async arrive(house: Pick<House, 'url'>, persona: string, locale = 'sv-SE'): Promise<DirectLinePerson> {
    const posted = async (path: string, bearer: string, body: object): Promise<JsonObject> => {
      const { status, ok, text } = await ask(`${house.url}/v3/directline/${path}`, { method: 'POST', headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
      if (!ok) throw new Error(`${path}: ${status} ${text}`);
      return JSON.parse(text) as JsonObject;
    };
    const generated = await posted('tokens/generate', `demo:${persona}`, {});
    const started = await posted('conversations', String(generated['token']), { locale });
    const claims = JSON.parse(Buffer.from(String(started['token']).split('.')[1] ?? '', 'base64url').toString()) as JsonObject;
    const person = new DirectLinePerson(house, { token: String(started['token']), conversationId: String(started['conversationId']), actorId: String(claims['user']) }, locale);
    await until('the greeting', async () => (await person.read()).cards.length > 0);
    return person;
  }

  get standing(): readonly Seen[] {
    return this.messages.flatMap(({ id, card }) => (card === undefined ? [] : [{ id, card }]));
  }

  say(text: string): Promise<Answer> {
    return this.post({ type: 'message', text });
  }

  async press(what: string, typed: Readonly<Record<string, string>> = {}, on?: Seen): Promise<Answer> {
    const { seen, action } = findAction(this.standing, what, on);
    const inputs = action['associatedInputs'] === 'none' ? {} : filledIn(seen.card, typed);
    return this.forge({ ...(action['data'] as JsonObject), ...inputs }, seen);
  }

  forge(data: JsonObject, on = this.standing.at(-1)): Promise<Answer> {
    return this.post({ type: 'message', value: data, replyToId: on?.id, channelData: { postBack: true } }, on?.id);
  }

  async sendFiles(files: readonly FileToSend[], text = ''): Promise<Answer> {
    const form = new FormData();
    form.append('activity', new Blob([JSON.stringify({ type: 'message', text })], { type: 'application/vnd.microsoft.activity' }), 'blob');
    for (const { name, contentType, bytes } of files) form.append('file', new Blob([Buffer.from(bytes)], { type: contentType }), name);
    await this.request('POST', 'upload', form);
    return this.read();
  }

  async waitFor(name: string, fits: (card: JsonObject) => boolean = () => true): Promise<Seen> {
    return until(`a card ${name}`, async () => {
      await this.read();
      return this.standing.findLast(({ card }) => cardName(card) === name && fits(card));
    });
  }

  /** Posts any activity. */
  private async post(activity: JsonObject, pressed?: string): Promise<Answer> {
    await this.request('POST', 'activities', JSON.stringify({ locale: this.locale, from: { id: 'ignored' }, ...activity }));
    return this.read(pressed);
  }

  /** Takes in what has come since the last time. */
  private async read(pressed?: string): Promise<Answer> {
    const { activities, watermark } = JSON.parse(await this.request('GET', `activities?watermark=${this.watermark}`)) as { activities: readonly JsonObject[]; watermark: string };
    this.watermark = watermark;
    const came = activities.filter((activity) => (activity['from'] as JsonObject)['role'] === 'bot').map((activity) => this.take(activity));
    const cards = came.flatMap(({ card }) => (card === undefined ? [] : [card]));
    const inPlace = came.find(({ replaced }) => replaced !== undefined && replaced === pressed)?.card;
    return { texts: came.flatMap(({ text }) => text ?? []), cards, card: inPlace ?? answering(cards) };
  }

  private take(activity: JsonObject): Message & { replaced: string | undefined } {
    const attachment = (activity['attachments'] as readonly JsonObject[] | undefined)?.[0];
    const content = attachment?.['content'] as JsonObject | undefined;
    const card = content === undefined ? undefined : holdToRules(content, 'directline');
    const replaced = ((activity['channelData'] as JsonObject | undefined)?.['trygg'] as JsonObject | undefined)?.['replaces'] as string | undefined;
    const message = { id: String(activity['id']), text: activity['text'] as string | undefined, card };
    const old = this.messages.find(({ id }) => id === replaced);
    if (old) Object.assign(old, message);
    else this.messages.push(message);
    return { ...message, replaced };
  }

  /** One request; a client that is told to slow down waits and sends again. */
  private async request(method: string, path: string, body?: string | FormData): Promise<string> {
    const headers = { authorization: `Bearer ${this.credentials.token}`, ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}) };
    return until(`${path} to be taken`, async () => {
      const url = `${this.house.url}/v3/directline/conversations/${this.credentials.conversationId}/${path}`;
      const { status, ok, text } = body instanceof FormData ? await askWithForm(url, headers, body) : await ask(url, { method, headers, ...(body === undefined ? {} : { body }) });
      if (status === 429) return undefined;
      if (!ok) throw new Error(`${method} ${path}: ${status} ${text}`);
      return text;
    });
  }
}

async function askWithForm(url: string, headers: Readonly<Record<string, string>>, body: FormData): Promise<Pick<Answered, 'status' | 'ok' | 'text'>> {
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, ok: response.ok, text: await response.text() };
}
