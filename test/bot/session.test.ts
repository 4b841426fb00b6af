import { inSession } from '../../bot/session';
import { noteCard } from '../../cards/talk';
import { welcomeCard } from '../../cards/talk';
import { moveSession, sessionToken } from '../../services/store/session';
import type { Reply, Turn } from '../../bot/turn';

const turn = (input: Turn['input']): Turn => ({
  actor: { id: 'employee-mhn', name: '', kind: 'person', roles: [] },
  channel: 'teams',
  scope: 'personal',
  input,
  conversationId: 'a',
  address: { channel: 'teams', scope: 'personal', reference: {} },
});

/** What the buttons of the replies' cards send. */
const sent = (replies: readonly Reply[]): unknown[] => [...JSON.stringify(replies).matchAll(/"data":(\{[^}]*\})/g)].map(([, data]) => JSON.parse(data ?? '') as unknown);

describe('the store’s session', () => {
  it('travels in every button, and comes back with the next press', async () => {
    const handler = inSession((given) => {
      if (given.input.kind === 'text') moveSession('0:-1#12');
      return Promise.resolve([{ card: welcomeCard('sv') }, { text: String(sessionToken()) }]);
    });
    const replies = await handler(turn({ kind: 'text', text: 'hej' }));
    expect(sent(replies).length).toBeGreaterThan(0);
    for (const data of sent(replies)) expect(data).toMatchObject({ s: '0:-1#12' });
    expect((await handler(turn({ kind: 'action', data: sent(replies)[0] })))[1]).toEqual({ text: '0:-1#12' });
  });

  it('is none where the store has none, and a strange one is dropped', async () => {
    const handler = inSession(() => Promise.resolve([{ card: noteCard('sv', 'done', 'klart', ['mine']) }, { text: String(sessionToken()) }]));
    for (const data of [{}, { s: 7 }, { s: 'x'.repeat(600) }, { s: 'med blank' }]) {
      const replies = await handler(turn({ kind: 'action', data }));
      expect(JSON.stringify(sent(replies))).not.toContain('"s":');
      expect(replies[1]).toEqual({ text: 'undefined' });
    }
  });
});
