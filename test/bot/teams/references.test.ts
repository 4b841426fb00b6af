import { activity, raw } from './raw';
import { rig, type Rig } from './rig';

let bot: Rig;
beforeEach(async () => (bot = await rig()));
afterEach(() => bot.close());

test('a conversation is reported once, not at every turn', async () => {
  const user = bot.user();
  await user.say('ett');
  await user.say('två');
  await user.install();
  await bot.user({ aadObjectId: 'aad-2' }).say('tre');
  expect(bot.references.map(({ actor, change }) => [actor.id, change])).toEqual([['aad:aad-1', 'seen'], ['aad:aad-2', 'seen']]);
});

test('at once together, too', async () => {
  const user = bot.user();
  await Promise.all(Array.from({ length: 8 }, () => user.say('hej')));
  expect(bot.references).toHaveLength(1);
});

test('a group is one place, whoever speaks in it', async () => {
  const first = bot.user({ conversationType: 'groupChat' });
  await first.say('hej');
  await bot.user({ conversationType: 'groupChat', conversationId: first.conversationId, aadObjectId: 'aad-2' }).say('hej');
  expect(bot.references).toHaveLength(1);
});

test('again when the service has moved', async () => {
  const moved = `${bot.connector.url}moved/`;
  const user = bot.user();
  await user.say('ett');
  await user.send({ type: 'message', text: 'två', serviceUrl: moved });
  await user.send({ type: 'message', text: 'tre', serviceUrl: moved });
  expect(bot.references.map(({ address }) => address.reference)).toEqual([expect.objectContaining({ serviceUrl: bot.connector.url }), expect.objectContaining({ serviceUrl: moved })]);
});

test('again when it could not be stored; the turn is answered all the same', async () => {
  bot.answerWith(() => [{ text: 'hej' }]);
  bot.storeReferencesWith(() => Promise.reject(new Error('disk full')));
  const user = bot.user();
  expect((await user.say('ett')).texts).toEqual(['hej']);
  bot.storeReferencesWith(() => Promise.resolve());
  await user.say('två');
  await user.say('tre');
  expect(bot.references).toHaveLength(2);
  expect(bot.logged).toContainEqual(expect.objectContaining({ code: 'teams.reference_not_stored' }));
});

test('it is stored before the turn is answered', async () => {
  let stored = false;
  bot.storeReferencesWith(async () => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    stored = true;
  });
  await bot.user().say('hej');
  expect(stored).toBe(true);
});

test('a refused activity reports nothing', async () => {
  await raw(bot, { headers: { origin: 'https://attacker.example' }, body: activity(bot) });
  await raw(bot, { body: activity(bot, { serviceUrl: 'https://attacker.example/' }) });
  expect(bot.references).toEqual([]);
});

describe('what an address holds', () => {
  test('in a personal chat: the ids that sending needs, the person’s among them, and no name', async () => {
    const user = bot.user({ name: 'En medarbetare' });
    await user.say('hej');
    expect(bot.turns[0]?.address).toEqual({
      channel: 'teams',
      scope: 'personal',
      reference: {
        serviceUrl: bot.connector.url,
        channelId: 'msteams',
        conversation: { id: user.conversationId, conversationType: 'personal', tenantId: '00000000-0000-0000-0000-0000000000001' },
        bot: { id: '28:trygg' },
        user: { id: user.id, aadObjectId: 'aad-1' },
      },
    });
  });

  test('in a channel: the channel, not the thread, and nobody’s id; the tenant even where only channelData has it', async () => {
    const user = bot.user({ conversationType: 'channel' });
    await user.send({ type: 'message', text: 'koppla', conversation: { id: '19:c@thread.tacv2;messageid=17', conversationType: 'channel', isGroup: true } });
    expect(bot.turns[0]).toMatchObject({ conversationId: '19:c@thread.tacv2;messageid=17' });
    expect(bot.turns[0]?.address.reference).toEqual({
      serviceUrl: bot.connector.url,
      channelId: 'msteams',
      conversation: { id: '19:c@thread.tacv2', conversationType: 'channel', tenantId: '00000000-0000-0000-0000-0000000000001', isGroup: true },
      bot: { id: '28:trygg' },
    });
  });

  test('it survives being stored', async () => {
    await bot.user().say('hej');
    const { address } = bot.turns[0]!;
    expect(JSON.parse(JSON.stringify(address))).toEqual(address);
  });
});
