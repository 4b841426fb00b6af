import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { card, rig, type Rig } from './rig';

const SECRET = 'vad någon skrev';

let bot: Rig;
beforeEach(async () => (bot = await rig()));
afterEach(() => bot.close());

describe('a handler that fails', () => {
  beforeEach(() => bot.answerWith(() => Promise.reject(new Error(`constraint failed: ${SECRET}`))));

  test.each([['sv-SE', 'Något gick fel hos oss.'], ['en-US', 'Something went wrong on our side.']])('is owned up to kindly, in %s', async (locale, text) => {
    const { status, texts } = await bot.user({ locale }).say(SECRET);
    expect({ status, texts }).toEqual({ status: 200, texts: [text] });
  });

  test('behind a press: in the response', async () => {
    const { status, body } = await bot.user().send({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', data: { story: SECRET } } } });
    expect({ status, body }).toEqual({
      status: 200,
      body: { statusCode: 500, type: 'application/vnd.microsoft.error', value: { code: 'InternalError', message: 'Något gick fel hos oss.' } },
    });
  });

  test('with expectReplies: among the replies', async () => {
    const { status, body } = await bot.user().say(SECRET, { deliveryMode: 'expectReplies' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ activities: [{ type: 'message', text: 'Något gick fel hos oss.' }] });
  });

  test('the log has a code, and nothing of what was written or of the error', async () => {
    await bot.user({ name: 'En medarbetare' }).say(SECRET);
    expect(bot.logged).toEqual([{ code: 'teams.turn_failed', error: 'Error', message: 'a turn failed' }]);
  });

  test('a handler that throws at once fails the same way', async () => {
    bot.answerWith(() => {
      throw new TypeError(SECRET);
    });
    expect((await bot.user().say('hej')).texts).toEqual(['Något gick fel hos oss.']);
  });
});

test('a card that cannot be presented is the bot’s own failure too', async () => {
  await bot.close();
  bot = await rig({
    present: () => {
      throw new Error(SECRET);
    },
  });
  bot.answerWith(() => [{ card: card('receipt'), replace: true }]);
  const { status, body } = await bot.user().send({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute' } } });
  expect(status).toBe(200);
  expect(body).toMatchObject({ statusCode: 500, type: 'application/vnd.microsoft.error' });
  expect((await bot.user().say('hej')).texts).toEqual(['Något gick fel hos oss.']);
});

describe('a handler that is slow', () => {
  beforeEach(async () => {
    await bot.close();
    bot = await rig({ limits: { patienceMs: 40 } });
    bot.answerWith(async () => {
      await wait(120);
      return [{ card: card('receipt'), replace: true }];
    });
  });

  test('says once that it is still saving, and then comes the receipt', async () => {
    const user = bot.user();
    const { body } = await user.send({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute' } } });
    expect(body).toMatchObject({ statusCode: 200, value: { fallbackText: 'receipt' } });
    expect(bot.connector.received.map(({ activity }) => activity['text'])).toEqual(['Jag sparar fortfarande.']);
  });

  test('says nothing in between where the replies are collected, nor in a group', async () => {
    await bot.user().say('hej', { deliveryMode: 'expectReplies' });
    await bot.user({ conversationType: 'groupChat' }).say('hej');
    expect(bot.connector.received.map(({ activity }) => activity['text'])).not.toContain('Jag sparar fortfarande.');
  });
});

describe('a reply that cannot be sent', () => {
  beforeEach(() => bot.answerWith(() => [{ text: 'svar' }]));

  test('is tried again while the connector is only busy', async () => {
    bot.connector.misbehave({ kind: 'status', status: 429, retryAfter: '0' }, { times: 2 });
    expect((await bot.user().say('hej')).texts).toEqual(['svar']);
    expect(bot.connector.received).toHaveLength(3);
  });

  test('is given up after three attempts, and logged without its content', async () => {
    bot.connector.misbehave({ kind: 'status', status: 503, retryAfter: '0' }, { times: 9 });
    expect(await bot.user().say(SECRET)).toMatchObject({ status: 200, texts: [] });
    expect(bot.connector.received).toHaveLength(3);
    expect(bot.logged).toEqual([{ code: 'teams.reply_not_sent', status: 503, message: 'a reply was not sent' }]);
  });

  test('is not tried again where the first may have got through', async () => {
    bot.connector.misbehave({ kind: 'drop' }, { times: 9 });
    expect(await bot.user().say('hej')).toMatchObject({ status: 200, texts: [] });
    expect(bot.connector.received).toHaveLength(1);
  });

  test('nor where a wait would outlast the person', async () => {
    bot.connector.misbehave({ kind: 'status', status: 429, retryAfter: '60' }, { times: 9 });
    expect((await bot.user().say('hej')).status).toBe(200);
    expect(bot.connector.received).toHaveLength(1);
  });

  test('does not cost a press its card', async () => {
    bot.answerWith(() => [{ card: card('receipt'), replace: true }, { text: 'mer' }]);
    bot.connector.misbehave({ kind: 'status', status: 400 });
    const { body } = await bot.user().send({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute' } } });
    expect(body).toMatchObject({ statusCode: 200, value: { fallbackText: 'receipt' } });
  });

  test('does not hold the answer for longer than a reply may take', async () => {
    await bot.close();
    bot = await rig({ limits: { replyMs: 200 } });
    bot.answerWith(() => [{ text: 'svar' }]);
    bot.connector.misbehave({ kind: 'hang' }, { times: 9 });
    const started = performance.now();
    expect((await bot.user().send({ type: 'message', text: 'hej', id: randomUUID() })).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(bot.connector.received).toHaveLength(1);
  });
});
