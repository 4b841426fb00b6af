import { Redelivery } from '../../../bot/channels/teams/redelivery';
import { card, rig, type Rig } from './rig';

describe('an activity that Teams sends again', () => {
  let bot: Rig;
  beforeEach(async () => {
    bot = await rig();
    let count = 0;
    bot.answerWith(() => [{ card: card(`card ${(count += 1)}`), replace: true }]);
  });
  afterEach(() => bot.close());

  test('is answered and does nothing', async () => {
    const user = bot.user();
    await user.say('hej');
    expect(await user.redeliver()).toMatchObject({ status: 200, messages: [] });
    expect(bot.turns).toHaveLength(1);
    expect(bot.connector.received).toHaveLength(1);
  });

  test('an invoke gets the same card', async () => {
    const user = bot.user();
    await user.say('hej');
    const first = await user.press('Skicka');
    expect((await user.redeliver()).body).toEqual(first.body);
    expect(bot.turns).toHaveLength(2);
  });

  test('expectReplies get the same replies', async () => {
    const user = bot.user();
    const first = await user.say('hej', { deliveryMode: 'expectReplies' });
    expect((await user.redeliver()).body).toEqual(first.body);
    expect(first.body).toMatchObject({ activities: [{ type: 'message' }] });
    expect(bot.turns).toHaveLength(1);
  });

  test('while the first is still being worked on it waits for it', async () => {
    let finish: () => void = () => undefined;
    const started = new Promise<void>((begun) => {
      bot.answerWith(async () => {
        begun();
        await new Promise<void>((resolve) => (finish = resolve));
        return [{ card: card('slow'), replace: true }];
      });
    });
    const user = bot.user();
    const invoke = { type: 'invoke', name: 'adaptiveCard/action', id: 'same', value: { action: { type: 'Action.Execute', data: {} } } };
    const first = user.send(invoke);
    await started;
    const second = user.send(invoke);
    finish();
    expect((await second).body).toEqual((await first).body);
    expect((await first).body).toMatchObject({ value: { fallbackText: 'slow' } });
    expect(bot.turns).toHaveLength(1);
  });

  test('after a failure it fails the same way, and does nothing twice', async () => {
    bot.answerWith(() => Promise.reject(new Error('broken')));
    const user = bot.user();
    await user.say('hej');
    bot.answerWith(() => [{ text: 'nu går det' }]);
    expect(await user.redeliver()).toMatchObject({ status: 200, messages: [] });
    expect(bot.turns).toHaveLength(1);
  });

  test('where nothing could be done it is tried again', async () => {
    const user = bot.user();
    bot.storeReferencesWith(() => Promise.reject(new Error('disk full')));
    expect((await user.uninstall()).status).toBe(500);
    bot.storeReferencesWith(() => Promise.resolve());
    expect((await user.redeliver()).status).toBe(200);
    expect(bot.references.map(({ change }) => change)).toEqual(['removed', 'removed']);
  });

  test('the same id by somebody else, in another conversation or of another type is another activity', async () => {
    const user = bot.user();
    await user.send({ type: 'message', id: '1', text: 'a' });
    await bot.user({ aadObjectId: 'aad-2', conversationId: user.conversationId }).send({ type: 'message', id: '1', text: 'b' });
    await bot.user().send({ type: 'message', id: '1', text: 'c' });
    await user.send({ type: 'invoke', id: '1', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute' } } });
    expect(bot.turns).toHaveLength(4);
  });

  test('without an id nothing can be known to be the same', async () => {
    const user = bot.user();
    await user.send({ type: 'message', id: undefined, text: 'a' });
    await user.send({ type: 'message', id: undefined, text: 'a' });
    expect(bot.turns).toHaveLength(2);
  });
});

describe('what is kept', () => {
  const limits = { redeliveryMs: 1000, redeliveryEntries: 3, redeliveryCharacters: 100 };
  let now = 0;
  let runs: string[] = [];
  let kept: Redelivery;
  const bring = (key: string, body = ''): Promise<{ body?: string | undefined }> =>
    kept.once(key, () => {
      runs.push(key);
      return Promise.resolve({ status: 200, body });
    });
  beforeEach(() => {
    now = 0;
    runs = [];
    kept = new Redelivery(limits, () => now);
  });
  afterEach(() => kept.close());

  test('ends after its time', async () => {
    await bring('a');
    now = 999;
    await bring('a');
    expect(runs).toEqual(['a']);
    now = 1000;
    await bring('a');
    expect(runs).toEqual(['a', 'a']);
  });

  test('is bounded in number: the oldest goes', async () => {
    for (const key of ['a', 'b', 'c', 'd']) await bring(key);
    for (const key of ['b', 'c', 'd', 'a']) await bring(key);
    expect(runs).toEqual(['a', 'b', 'c', 'd', 'a']);
  });

  test('is bounded in size', async () => {
    await bring('a', 'x'.repeat(60));
    await bring('b', 'x'.repeat(60));
    await bring('b');
    await bring('a');
    expect(runs).toEqual(['a', 'b', 'a']);
  });

  test('never loses what is under way', async () => {
    let finish: () => void = () => undefined;
    const slow = kept.once('slow', () => new Promise((resolve) => (finish = () => resolve({ status: 200, body: 'first' }))));
    for (const key of ['a', 'b', 'c', 'd', 'e']) await bring(key);
    const again = bring('slow');
    finish();
    expect([await slow, await again]).toEqual([{ status: 200, body: 'first' }, { status: 200, body: 'first' }]);
  });
});
