import { card, rig, type Rig } from './rig';

let bot: Rig;
beforeEach(async () => (bot = await rig()));
afterEach(() => bot.close());

const BOT = { id: '28:trygg', name: 'Trygg' };
const mention = (id: string, text: string): object => ({ type: 'mention', mentioned: { id }, text });

describe('what a person wrote', () => {
  test.each<[string, string, readonly object[], string]>([
    ['space around it', '  rapportera \n', [], 'rapportera'],
    ['line breaks inside', 'rad ett\nrad två\r\nrad tre', [], 'rad ett\nrad två\r\nrad tre'],
    ['Swedish and other letters', 'Åsa såg ööön 😀 مرحبا', [], 'Åsa såg ööön 😀 مرحبا'],
    ['the mention of the bot', '<at>Trygg</at> rapportera', [mention(BOT.id, '<at>Trygg</at>')], 'rapportera'],
    ['a mention in the middle, with a hard space', 'hej <at>Trygg</at>&nbsp;rapportera', [mention(BOT.id, '<at>Trygg</at>')], 'hej  rapportera'],
    ['the bot under another name', '<at>Trygg (test)</at> hjälp', [mention(BOT.id, '<at>Trygg (test)</at>')], 'hjälp'],
    ['the bot without an entity', '<at>Trygg</at> hjälp', [], 'hjälp'],
    ['somebody else stays, by name', '<at>Trygg</at> fråga <at>Säkerhetssamordnaren</at>', [mention(BOT.id, '<at>Trygg</at>'), mention('29:2', '<at>Säkerhetssamordnaren</at>')], 'fråga Säkerhetssamordnaren'],
    ['nothing but a mention', '<at>Trygg</at>', [mention(BOT.id, '<at>Trygg</at>')], ''],
    ['HTML entities', 'a &lt;b&gt; &amp;amp; &quot;c&quot; &#39;d&#39; &#xe5;&nbsp;e', [], 'a <b> &amp; "c" \'d\' å e'],
    ['what only looks like an entity', 'R&D &okänd; &#0; &#xd800; &#9999999;', [], 'R&D &okänd; &#0; &#xd800; &#9999999;'],
    ['a mention entity that would cut everything', 'abc', [mention(BOT.id, ''), { type: 'mention' }, 7 as unknown as object], 'abc'],
  ])('%s', async (_, text, entities, expected) => {
    await bot.user().send({ type: 'message', text, entities });
    expect(bot.turns[0]?.input).toEqual({ kind: 'text', text: expected });
  });

  test('a text made to be slow is not', async () => {
    const started = performance.now();
    expect((await bot.user().send({ type: 'message', text: '<at>'.repeat(60_000) })).status).toBe(200);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  test('a message without any text is an empty one', async () => {
    await bot.user().send({ type: 'message' });
    expect(bot.turns[0]?.input).toEqual({ kind: 'text', text: '' });
  });
});

describe('who speaks, and where', () => {
  test('the actor comes from the sender that the channel names, never from a card', async () => {
    await bot.user({ aadObjectId: 'aad-7', name: 'En medarbetare' }).send({ type: 'message', value: { from: { aadObjectId: 'aad-1' }, actor: 'coordinator-mhn' } });
    expect(bot.turns[0]?.actor).toEqual({ id: 'aad:aad-7', name: 'En medarbetare', kind: 'person', roles: [] });
  });

  test.each([undefined, ''])('somebody without an object id (%j) is known by their channel id', async (aadObjectId) => {
    const user = bot.user({ aadObjectId });
    await user.say('hej');
    expect(bot.turns[0]?.actor.id).toBe(`channel:${user.id}`);
  });

  test.each<[object, string]>([
    [{ conversationType: 'personal' }, 'personal'],
    [{ conversationType: 'groupChat', isGroup: true }, 'group'],
    [{ conversationType: 'channel', isGroup: true }, 'team'],
    [{}, 'personal'],
    [{ isGroup: false }, 'personal'],
    [{ isGroup: true }, 'group'],
    [{ conversationType: 'something new' }, 'group'],
  ])('a conversation with %j is %s', async (conversation, scope) => {
    await bot.user().send({ type: 'message', text: 'hej', conversation: { id: 'c', ...conversation } });
    expect(bot.turns[0]).toMatchObject({ channel: 'teams', scope, conversationId: 'c', address: { channel: 'teams', scope } });
  });

  test('the language is the activity’s, else the client’s, else unknown', async () => {
    const user = bot.user();
    const entities = [{ type: 'clientInfo', locale: 'en-GB', country: 'SE' }];
    await user.send({ type: 'message', text: 'a', locale: 'sv-SE', entities });
    await user.send({ type: 'message', text: 'b', locale: undefined, entities });
    await user.send({ type: 'message', text: 'c', locale: undefined });
    expect(bot.turns.map(({ localeHint }) => localeHint)).toEqual(['sv-SE', 'en-GB', undefined]);
  });
});

describe('replies', () => {
  test('texts and cards come as messages, in order', async () => {
    bot.answerWith(() => [{ text: 'ett' }, { card: card('step:story'), locale: 'sv' }, { text: 'tre' }]);
    const { status, body, messages } = await bot.user().say('rapportera');
    expect({ status, body }).toEqual({ status: 200, body: undefined });
    expect(messages.map(({ text, card: shown }) => text ?? shown?.['fallbackText'])).toEqual(['ett', 'step:story', 'tre']);
  });

  test('a card is presented for Teams, and a notification shows its heading', async () => {
    bot.answerWith(() => [{ card: card('step:story') }]);
    const [message] = (await bot.user().say('rapportera')).messages;
    expect(message?.card).toMatchObject({ actions: [{ type: 'Action.Execute', fallback: { type: 'Action.Submit' } }] });
    expect(message?.activity['summary']).toBe('Kort step:story');
  });

  test('a text is sent as plain text, so that nothing in it becomes markup', async () => {
    bot.answerWith(() => [{ text: '[länk](https://attacker.example)' }]);
    const [message] = (await bot.user().say('hej')).messages;
    expect(message?.activity).toMatchObject({ type: 'message', textFormat: 'plain', text: '[länk](https://attacker.example)' });
  });

  test('a reply in a channel goes to the thread it came from', async () => {
    bot.answerWith(() => [{ text: 'Skriv till mig privat.' }]);
    const user = bot.user({ conversationType: 'channel' });
    expect((await user.say('hej')).texts).toEqual(['Skriv till mig privat.']);
    expect(bot.connector.received[0]).toMatchObject({ conversationId: user.conversationId, activityId: user.last['id'] });
  });

  test('expectReplies: they come in the response, and nothing goes to the connector', async () => {
    bot.answerWith(() => [{ text: 'ett' }, { card: card('answer') }]);
    const { status, body } = await bot.user().say('fråga', { deliveryMode: 'expectReplies' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ activities: [{ type: 'message', text: 'ett' }, { attachments: [{ content: { type: 'AdaptiveCard' } }] }] });
    expect(bot.connector.received).toEqual([]);
  });
});

describe.each(['messageReaction', 'typing', 'event', 'endOfConversation', 'messageUpdate', 'messageDelete', 'something new'])('%s', (type) => {
  test('gets 200 and no turn', async () => {
    const { status, body } = await bot.user().send({ type, text: 'ändrad', reactionsAdded: [{ type: 'like' }] });
    expect({ status, body }).toEqual({ status: 200, body: undefined });
    expect(bot.turns).toEqual([]);
    expect(bot.references).toEqual([]);
  });
});
