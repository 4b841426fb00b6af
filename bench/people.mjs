import { randomUUID } from 'node:crypto';

const TENANT = '5f1d0e2c-6a4b-4c59-9d5e-0a7c1b2d3e4f';
const BOT = { id: '28:0b9f3c1e-7d52-4a86-8e0d-6c5b4a392817', name: 'Trygg' };

const QUESTION = 'Vad säger programmet om mutor?';

/** Steps of what is added after the receipt, with the step whose card tells that the one before was saved. */
const STEPS = [
  { step: 'about', next: 'whenWhere', inputs: (n) => ({ forWhom: n % 2 ? 'me' : 'otherKnows', protected: 'no', minor: 'no' }) },
  { step: 'whenWhere', next: 'how', inputs: (n) => ({ date: '2025-03-03', time: '09:30', placeKind: 'reception', placeName: `Receptionen, plan ${n % 40}`, unit: 'Kundtjänst' }) },
];

const STORY =
  'En besökare vid receptionen blev arg när beslutet inte ändrades. Personen slog i disken, höjde rösten och sa att vi skulle få ångra oss. ' +
  'Två kollegor hörde det. Personen gick efter några minuter. Vi vet inte om det händer igen, och ingen vill sitta ensam i luckan i morgon.';

/** Somebody in a personal chat in Teams who asks that the replies come in the response. */
export class Person {
  #id = randomUUID();
  #sent = 0;
  #saved = 0;
  number;
  draft;

  /** A message's JSON text; with `value`, the press of a button as clients send it that know Action.Submit. */
  #message(fields) {
    this.#sent += 1;
    return JSON.stringify({
      type: 'message',
      id: `${this.#id}-${this.#sent}`,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      // Nothing is sent there: the replies are in the response.
      serviceUrl: 'http://127.0.0.1:9/',
      from: { id: `29:${this.#id}`, name: 'Person', aadObjectId: this.#id },
      recipient: BOT,
      conversation: { conversationType: 'personal', tenantId: TENANT, id: `a:${this.#id}` },
      entities: [{ locale: 'sv-SE', country: 'SE', platform: 'Web', timezone: 'Europe/Stockholm', type: 'clientInfo' }],
      channelData: { tenant: { id: TENANT } },
      locale: 'sv-SE',
      deliveryMode: 'expectReplies',
      ...fields,
    });
  }

  say(text) {
    return this.#message({ textFormat: 'plain', text });
  }

  press(value) {
    return this.#message({ value });
  }

  /** Turns that are measured: what is sent, and what the answer must hold to count. */
  echo() {
    return { text: this.say(QUESTION), expects: `Echo: ${QUESTION}` };
  }

  question() {
    return { text: this.say(QUESTION), expects: '"id":"answer"' };
  }

  step() {
    const { step, next, inputs } = STEPS[this.#saved % STEPS.length];
    // Something else each time a step comes again: what has not changed is not written.
    const text = this.press({ a: 'follow.save', number: this.number, step, ...inputs(Math.floor(this.#saved / STEPS.length)) });
    this.#saved += 1;
    return { text, expects: `"id":"step:${next}"` };
  }

  submit() {
    return { text: this.press({ ...this.draft, story: STORY, callback: '070-000 00 00', when: 'now' }), expects: '"id":"receipt"' };
  }

  get saved() {
    return this.#saved;
  }

  /** Begins a report and fills it in as far as card B. @param ask sends a turn and gives the card that comes back */
  async writeDraft(ask) {
    const safety = await ask(this.say('rapportera'));
    const who = await ask(this.press({ ...positive(safety), board: 'AMN', category: 'employee' }));
    const story = await ask(this.press({ ...positive(who), insideCity: 'no', visibility: 'coordinator', involved: 'no' }));
    this.draft = positive(story);
  }

  /** Sends a report, so that there is a case to add to. */
  async makeCase(ask) {
    await this.writeDraft(ask);
    const receipt = await ask(this.submit().text);
    this.number = receipt.body.find((element) => element.id === 'caseNumber').text;
  }

  /** Asks, reports, and adds two answers. */
  async visit(ask) {
    await ask(this.question().text);
    await this.makeCase(ask);
    for (let added = 0; added < 2; added += 1) await ask(this.step().text);
  }
}

/** Somebody of a board's people adds the bot in Teams, whose messages then go to that service. */
export async function coordinatorArrives(port, { serviceUrl, aadObjectId }) {
  const activity = {
    type: 'conversationUpdate',
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${aadObjectId}`, name: 'Coordinator', aadObjectId },
    recipient: BOT,
    conversation: { conversationType: 'personal', tenantId: TENANT, id: `a:${aadObjectId}` },
    membersAdded: [BOT],
    channelData: { tenant: { id: TENANT } },
  };
  const { status } = await fetch(`http://127.0.0.1:${port}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(activity) });
  if (status !== 200) throw new Error(`the coordinator was answered ${status}`);
}

/** What the main action of a card sends, without what is filled in. */
function positive(card) {
  return card.actions.find((action) => action.style === 'positive').fallback.data;
}

/** The card in a response to a turn. @throws where there is none */
export function cardIn(body) {
  const { activities } = JSON.parse(body.toString());
  return activities.at(-1).attachments[0].content;
}
