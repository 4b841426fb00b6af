import { card, rig, type Rig } from './rig';

let bot: Rig;
beforeEach(async () => {
  bot = await rig();
  bot.answerWith(() => [{ card: card('step:safety') }]);
});
afterEach(() => bot.close());

describe('adaptiveCard/action', () => {
  test('the data of the pressed action reaches the handler, what was typed included', async () => {
    const user = bot.user();
    await user.say('rapportera');
    await user.press('Skicka', { story: 'Han hotade mig.' });
    expect(bot.turns[1]?.input).toEqual({ kind: 'action', data: { step: 'step:safety', story: 'Han hotade mig.' } });
  });

  test('the first card that replaces is the response; everything else is sent, in order', async () => {
    const user = bot.user();
    await user.say('rapportera');
    bot.answerWith(() => [{ text: 'före' }, { card: card('receipt'), text: 'till kortet', replace: true }, { card: card('step:more'), replace: true }, { text: 'efter' }]);
    const { status, body, messages } = await user.press('Skicka');
    expect(status).toBe(200);
    expect(body).toMatchObject({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: { fallbackText: 'receipt', actions: [{ type: 'Action.Execute' }] } });
    expect(messages.map(({ text, card: shown }) => text ?? shown?.['fallbackText'])).toEqual(['receipt', 'före', 'till kortet', 'step:more', 'efter']);
    expect(user.messages).toHaveLength(5);
  });

  test('nothing but a text is the response', async () => {
    const user = bot.user();
    await user.say('rapportera');
    bot.answerWith(() => [{ text: 'Tack.' }, { text: 'Och hej då.' }]);
    const { body, texts } = await user.press('Skicka');
    expect(body).toEqual({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Tack.' });
    expect(texts).toEqual(['Och hej då.', 'Tack.']);
  });

  test('cards that replace nothing are sent, and the pressed one stays', async () => {
    const user = bot.user();
    await user.say('rapportera');
    bot.answerWith(() => [{ text: 'Här:' }, { card: card('answer') }]);
    const { body, messages } = await user.press('Skicka');
    expect(body).toEqual({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '' });
    expect(messages.map(({ text, card: shown }) => text ?? shown?.['fallbackText'])).toEqual(['Här:', 'answer']);
    expect(user.messages[0]?.card?.['fallbackText']).toBe('step:safety');
  });

  test('no reply at all is an empty response', async () => {
    const user = bot.user();
    await user.say('rapportera');
    bot.answerWith(() => []);
    expect((await user.press('Skicka')).body).toEqual({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '' });
  });

  test('an action without data is an empty one', async () => {
    await bot.user().send({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', verb: 'act' } } });
    expect(bot.turns[0]?.input).toEqual({ kind: 'action', data: {} });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'press'],
    ['no action', {}],
    ['an action that is a text', { action: 'press' }],
    ['another type of action', { action: { type: 'Action.Submit', data: {} } }],
    ['a verb that is no text', { action: { type: 'Action.Execute', verb: 7 } }],
  ])('a value that is %s is told so in the response, and reaches nobody', async (_, value) => {
    const { status, body } = await bot.user().send({ type: 'invoke', name: 'adaptiveCard/action', value });
    expect({ status, body }).toEqual({
      status: 200,
      body: { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'BadRequest', message: 'Not an Action.Execute' } },
    });
    expect(bot.turns).toEqual([]);
  });

  test('with expectReplies the response is among the replies', async () => {
    bot.answerWith(() => [{ card: card('receipt'), replace: true }, { text: 'mer' }]);
    const { body } = await bot.user().send({ type: 'invoke', name: 'adaptiveCard/action', deliveryMode: 'expectReplies', value: { action: { type: 'Action.Execute', data: {} } } });
    expect(body).toMatchObject({ activities: [{ type: 'message', text: 'mer' }, { type: 'invokeResponse', value: { status: 200, body: { statusCode: 200, value: { fallbackText: 'receipt' } } } }] });
  });
});

test.each(['composeExtension/query', 'task/fetch', 'signin/verifyState', undefined])('the invoke %s is not supported: 501', async (name) => {
  const { status, body } = await bot.user().send({ type: 'invoke', name, value: {} });
  expect(status).toBe(501);
  expect(body).toMatchObject({ code: 'invoke_not_supported' });
  expect(bot.turns).toEqual([]);
});

describe('a message with a value, as clients send that know no Action.Execute', () => {
  test('is the same action', async () => {
    const user = bot.user();
    await user.say('rapportera');
    await user.press('Skicka', { story: 'Han hotade mig.' }, { via: 'submit' });
    expect(bot.turns[1]?.input).toEqual({ kind: 'action', data: { step: 'step:safety', story: 'Han hotade mig.' } });
  });

  test('and its card takes the place of the pressed one', async () => {
    const user = bot.user();
    await user.say('rapportera');
    bot.answerWith(() => [{ card: card('receipt'), replace: true }, { text: 'efter' }]);
    const { status, body, messages } = await user.press('Skicka', {}, { via: 'submit' });
    expect({ status, body }).toEqual({ status: 200, body: undefined });
    expect(messages.map(({ text, card: shown }) => text ?? shown?.['fallbackText'])).toEqual(['receipt', 'efter']);
    expect(user.messages).toHaveLength(2);
  });

  test('or comes as a message where the pressed card cannot be changed any more', async () => {
    const user = bot.user();
    bot.answerWith(() => [{ card: card('receipt'), replace: true }]);
    const { status, card: shown } = await user.send({ type: 'message', value: { step: 'x' }, replyToId: 'gone' });
    expect(status).toBe(200);
    expect(shown?.['fallbackText']).toBe('receipt');
    expect(bot.logged).toContainEqual(expect.objectContaining({ code: 'teams.card_not_replaced', status: 404 }));
  });

  test('or where the client does not say which was pressed', async () => {
    bot.answerWith(() => [{ card: card('receipt'), replace: true }]);
    expect((await bot.user().send({ type: 'message', value: { step: 'x' } })).card?.['fallbackText']).toBe('receipt');
  });

  test('with expectReplies the card is among the replies: whoever collects them puts it in place', async () => {
    const user = bot.user();
    await user.say('rapportera');
    bot.answerWith(() => [{ card: card('receipt'), replace: true }]);
    const { body } = await user.send({ type: 'message', value: {}, replyToId: user.messages[0]?.id, deliveryMode: 'expectReplies' });
    expect(body).toMatchObject({ activities: [{ attachments: [{ content: { fallbackText: 'receipt' } }] }] });
    expect(bot.connector.received).toHaveLength(1);
  });

  test('a value that is no object leaves the text', async () => {
    await bot.user().send({ type: 'message', text: 'hjälp', value: 'hjälp' });
    expect(bot.turns[0]?.input).toEqual({ kind: 'text', text: 'hjälp' });
  });
});
