import WebSocket from 'ws';
import { t } from '../../../locales';
import { documentPassage, guidanceOf, quoting, SlowAnswerer } from '../../helpers/answers';
import { testApp, until, type House } from '../../helpers/app';
import type { DirectLinePerson } from '../../helpers/directLinePerson';
import type { JsonObject } from '../../helpers/fakeConnector';
import { CHANNELS, talk, type Channel } from '../../helpers/people';
import { cardName, reading, type Talker } from '../../helpers/talker';

const OWN = documentPassage('own', 'Så säger underlaget.');
const MODEL = documentPassage('model', 'Så säger modellen.');
const BY_MODEL = quoting([MODEL], { written: 'model' });
const question = 'Vad ska nämnderna göra?';

let house: House;
let model: SlowAnswerer;
beforeAll(async () => {
  model = new SlowAnswerer();
  house = await testApp({ guidance: guidanceOf([OWN, MODEL], quoting([OWN])), answerer: model });
});
afterAll(() => house.dispose());

const newAsked = (before: number) => until('the model to be asked', () => (model.asked.length > before ? model.asked.at(-1) : undefined));

/** How often the person has been shown that somebody is at it. */
async function signs(channel: Channel, person: Talker): Promise<() => number> {
  if (channel === 'teams') {
    const from = house.connector.received.length;
    return () => house.connector.received.slice(from).filter(({ activity }) => activity['type'] === 'typing').length;
  }
  const { token, conversationId } = (person as DirectLinePerson).credentials;
  const answer = await fetch(`${house.url}/v3/directline/conversations/${conversationId}`, { headers: { authorization: `Bearer ${token}` } });
  const socket = new WebSocket(String(((await answer.json()) as JsonObject)['streamUrl']).replace(/^https?/u, 'ws'));
  let seen = 0;
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    const { activities } = (text === '' ? { activities: [] } : JSON.parse(text)) as { activities: readonly JsonObject[] };
    seen += activities.filter(({ type }) => type === 'typing').length;
    if (activities.some(({ attachments }) => JSON.stringify(attachments ?? '').includes(MODEL.text))) socket.close();
  });
  await new Promise((resolve) => socket.once('open', resolve));
  return () => seen;
}

describe.each(CHANNELS)('an answer that takes a while in %s', (channel) => {
  test('is seen to be on its way, and nothing else is said meanwhile', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const typing = await signs(channel, person);
    const before = model.asked.length;
    const answer = person.say(question);
    await newAsked(before);
    expect(typing()).toBe(0);
    await until('a sign that it comes', () => typing() > 0);
    model.say(BY_MODEL);
    const { card, texts } = await answer;
    expect(reading(card)).toContain(MODEL.text);
    expect(reading(card)).toContain(t('sv', 'answer.written'));
    expect(texts).not.toContain(t('sv', 'wait.saving'));
    // What was only a sign is in nobody's transcript.
    expect((await person.say('hjälp')).cards.map(cardName)).not.toContain('answer');
  });

  test('is given up for the guidance’s own when the person says something newer, which waits for nothing', async () => {
    const persona = house.newcomer('employee-mhn');
    const person = await talk(house, channel, persona);
    const before = model.asked.length;
    const first = person.say(question);
    const asked = await newAsked(before);
    const began = performance.now();
    const second = person.say('hjälp');
    await Promise.all([first, second]);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(asked.signal?.aborted).toBe(true);
    const said = person.standing.map(({ card }) => cardName(card));
    expect(said.lastIndexOf('answer')).toBeGreaterThan(-1);
    expect(said.lastIndexOf('help')).toBeGreaterThan(said.lastIndexOf('answer'));
    expect(reading(person.standing.findLast(({ card }) => cardName(card) === 'answer')!.card)).toContain(OWN.text);
    model.say(BY_MODEL);
  });

  test('of three questions at once only the last waits for the model', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const before = model.asked.length;
    const saying = [person.say(`${question} ett`)];
    await newAsked(before);
    saying.push(person.say(`${question} två`), person.say(`${question} tre`));
    await until('the third to be asked', () => model.asked.slice(before).some((one) => one.question.endsWith('tre')));
    const open = model.asked.slice(before).filter(({ signal }) => signal?.aborted === false);
    expect(open.map((one) => one.question)).toEqual([`${question} tre`]);
    model.say(BY_MODEL);
    await Promise.all(saying);
    // Read side by side, an activity may have come twice.
    const seen = [...new Map(person.standing.map((one) => [one.id, one])).values()];
    const answers = seen.filter(({ card }) => cardName(card) === 'answer').map(({ card }) => reading(card).includes(MODEL.text));
    expect(answers).toEqual([false, false, true]);
  });

  test('comes out of the guidance when the model does not answer in time', async () => {
    const slow = new SlowAnswerer();
    const own = await testApp({ guidance: guidanceOf([OWN, MODEL], quoting([OWN])), answerer: slow, patienceMs: 200 });
    try {
      const { card } = await (await talk(own, channel, 'employee-mhn')).say(question);
      expect(reading(card)).toContain(OWN.text);
      expect(slow.asked.map(({ signal }) => signal?.aborted)).toEqual([true]);
    } finally {
      await own.dispose();
    }
  });
});

describe('a question that goes on from the one before', () => {
  test.each(CHANNELS)('is asked with the passage that carried the answer, on whichever channel it came (%s)', async (channel) => {
    const asked = new SlowAnswerer();
    const own = await testApp({ guidance: guidanceOf([OWN, MODEL], quoting([OWN])), answerer: { asksModel: false, answer: (...question) => answered(asked, question) } });
    try {
      const person = await talk(own, channel, 'elected-mhn');
      await person.say(question);
      const other = await talk(own, channel === 'teams' ? 'directline' : 'teams', 'elected-mhn');
      await other.say('och för förtroendevalda?');
      await (await talk(own, channel, 'employee-mhn')).say('och för anställda?');
      expect(asked.asked.map(({ about }) => [about.previous, about.elected])).toEqual([
        [undefined, true],
        [OWN.id, true],
        [undefined, false],
      ]);
      const now = Date.now();
      jest.spyOn(Date, 'now').mockImplementation(() => now + 20 * 60_000);
      await person.say('och sedan?');
      expect(asked.asked.at(-1)?.about.previous).toBeUndefined();
    } finally {
      jest.restoreAllMocks();
      await own.dispose();
    }
  });
});

/** Answers at once, with what the guidance has; notes what was asked. */
function answered(notes: SlowAnswerer, asked: Parameters<SlowAnswerer['answer']>): ReturnType<SlowAnswerer['answer']> {
  const answer = notes.answer(...asked);
  notes.say(quoting([OWN]));
  return answer;
}
