import { card, rig, type Rig } from './rig';

let bot: Rig;
beforeEach(async () => {
  bot = await rig();
  bot.answerWith(({ input }) => (input.kind === 'joined' ? [{ card: card('welcome') }] : []));
});
afterEach(() => bot.close());

const joined = (): number => bot.turns.filter(({ input }) => input.kind === 'joined').length;

describe.each(['personal', 'groupChat', 'channel'] as const)('adding the bot (%s)', (conversationType) => {
  test('welcomes once, though Teams tells it twice', async () => {
    const user = bot.user({ conversationType });
    await user.install();
    await user.install();
    expect(joined()).toBe(1);
    expect(user.messages.map(({ card: shown }) => shown?.['fallbackText'])).toEqual(['welcome']);
  });

  test('and once though both come at the same time', async () => {
    const user = bot.user({ conversationType });
    await Promise.all([
      user.send({ type: 'installationUpdate', action: 'add' }),
      user.send({ type: 'conversationUpdate', membersAdded: [user.botAccount] }),
    ]);
    expect(joined()).toBe(1);
  });

  test('removing it is reported, and adding it again welcomes again', async () => {
    const user = bot.user({ conversationType });
    await user.install();
    await user.uninstall();
    await user.install();
    expect(bot.references.map(({ change }) => change)).toEqual(['seen', 'removed', 'seen']);
    expect(bot.references[1]).toMatchObject({ actor: { id: 'aad:aad-1' }, address: { channel: 'teams' } });
    expect(joined()).toBe(2);
  });
});

test('somebody who is added to a personal chat without an installation is welcomed', async () => {
  const user = bot.user();
  await user.send({ type: 'conversationUpdate', membersAdded: [{ id: user.id, aadObjectId: 'aad-1' }] });
  expect(joined()).toBe(1);
});

test('where the bot itself is named as the sender, the person is the member added', async () => {
  const user = bot.user();
  await user.send({ type: 'conversationUpdate', from: user.botAccount, membersAdded: [user.botAccount, { id: '29:9', aadObjectId: 'aad-9' }] });
  expect(bot.turns.map(({ actor, address }) => [actor.id, address.reference])).toEqual([['aad:aad-9', expect.objectContaining({ user: { id: '29:9', aadObjectId: 'aad-9' } })]]);
});

test('and where it is alone, nobody is welcomed', async () => {
  const user = bot.user();
  expect((await user.send({ type: 'conversationUpdate', from: user.botAccount, membersAdded: [user.botAccount] })).status).toBe(200);
  expect(joined()).toBe(0);
});

test.each(['groupChat', 'channel'] as const)('a new colleague in a %s is not welcomed', async (conversationType) => {
  const user = bot.user({ conversationType });
  expect((await user.send({ type: 'conversationUpdate', membersAdded: [{ id: '29:new' }] })).status).toBe(200);
  expect(bot.turns).toEqual([]);
});

test('being taken out of a team is reported', async () => {
  const user = bot.user({ conversationType: 'channel' });
  await user.send({ type: 'conversationUpdate', membersRemoved: [user.botAccount] });
  expect(bot.references.map(({ change, address }) => [change, address.scope])).toEqual([['removed', 'team']]);
});

test('somebody else leaving is nothing', async () => {
  const user = bot.user({ conversationType: 'channel' });
  await user.send({ type: 'conversationUpdate', membersRemoved: [{ id: '29:2' }] });
  expect(bot.references).toEqual([]);
});

test('an upgrade of the app keeps the reference and says nothing', async () => {
  const user = bot.user();
  await user.send({ type: 'installationUpdate', action: 'remove-upgrade' });
  await user.send({ type: 'installationUpdate', action: 'add-upgrade' });
  expect(bot.references.map(({ change }) => change)).toEqual(['seen']);
  expect(bot.turns).toEqual([]);
});

test('a removal that could not be stored is not said to have been', async () => {
  bot.storeReferencesWith(() => Promise.reject(new Error('disk full')));
  const { status, body } = await bot.user().uninstall();
  expect(status).toBe(500);
  expect(body).toEqual({ type: 'about:blank', title: 'Internal Server Error', status: 500, code: 'internal' });
});
