import en from '../../locales/workspace.en.json';
import sv from '../../locales/workspace.sv.json';
import { INCIDENT_TYPES } from '../../domain/board';
import { STATUSES } from '../../domain/case';
import { SEVERITIES } from '../../domain/severity';
import { createArrivals } from '../../web/workspace/arrivals';
import { eventReader } from '../../web/workspace/eventStream';
import { backoff } from '../../web/workspace/live';
import { caseHash, listHash, parseRoute } from '../../web/workspace/router';
import { deadlineText, exactText, whenText } from '../../web/workspace/times';

describe('the workspace’s words', () => {
  const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

  it('exist in both languages with the same placeholders', () => {
    expect(Object.keys(en)).toEqual(Object.keys(sv));
    for (const [key, text] of Object.entries(sv)) expect([key, placeholders(en[key as keyof typeof en])]).toEqual([key, placeholders(text)]);
  });

  it('cover every severity, status and type of the domain', () => {
    const wanted = [...SEVERITIES.map((one) => `severity.${one}`), ...STATUSES.flatMap((one) => [`status.${one}`, `filter.${one}`]), ...INCIDENT_TYPES.map((one) => `type.${one}`)];
    expect(Object.keys(sv)).toEqual(expect.arrayContaining(wanted));
  });
});

describe('times', () => {
  const now = new Date('2026-11-21T22:27:00Z');

  it.each([
    ['2026-11-21T21:35:00Z', 'i dag kl. 22.35', 'today, 22:35'],
    ['2026-11-20T23:30:00Z', 'i dag kl. 00.30', 'today, 00:30'],
    ['2026-11-20T22:30:00Z', 'i går kl. 23.30', 'yesterday, 23:30'],
    ['2026-11-21T23:30:00Z', 'i morgon kl. 00.30', 'tomorrow, 00:30'],
    ['2026-07-03T08:05:00Z', 'fre 3 juli kl. 10.05', 'Fri 3 Jul, 10:05'],
    ['2025-01-02T08:05:00Z', '2 jan. 2025 kl. 09.05', '2 Jan 2025, 09:05'],
  ])('say %s as people in the city do', (iso, swedish, english) => {
    expect(whenText(iso, now, 'sv')).toBe(swedish);
    expect(whenText(iso, now, 'en')).toBe(english);
  });

  it('know yesterday in the night when the clocks change', () => {
    expect(whenText('2026-10-24T21:30:00Z', new Date('2026-10-25T22:30:00Z'), 'sv')).toBe('i går kl. 23.30');
  });

  it('tell the end of a day as that day', () => {
    expect(deadlineText('2026-11-22T22:59:00Z', now, 'sv')).toBe('i morgon');
    expect(deadlineText('2026-11-23T22:59:00Z', now, 'en')).toBe('Mon 23 Nov');
    expect(deadlineText('2026-11-21T22:58:00Z', now, 'sv')).toBe('i dag kl. 23.58');
  });

  it('leave what is no time as it is', () => {
    expect([whenText('x', now, 'sv'), deadlineText('x', now, 'sv'), exactText('x', 'sv')]).toEqual(['x', 'x', 'x']);
  });
});

describe('addresses', () => {
  it('give the list’s filter back as it was chosen', () => {
    const hash = '#/cases?board=MHN&needs=overdue&status=received,acknowledged&severity=critical&type=threat&place=visit&from=2026-01-02&to=2026-02-03&q=%C3%85rsta%20%26%20co';
    const route = parseRoute(hash);
    expect(route).toEqual({
      view: 'list',
      filter: {
        subject: 'report', board: 'MHN', needs: ['overdue'], status: ['received', 'acknowledged'], severity: ['critical'], type: ['threat'], place: ['visit'],
        from: '2026-01-02', to: '2026-02-03', q: 'Årsta & co',
      },
    });
    expect(route.view === 'list' && listHash(route.filter)).toBe(hash);
  });

  it('take repeated values and leave out what means nothing', () => {
    expect(parseRoute('#/questions?status=closed&status=nonsense&board=<b>&from=yesterday&q=%20')).toEqual({
      view: 'list',
      filter: { subject: 'question', needs: [], status: ['closed'], severity: [], type: [], place: [] },
    });
  });

  it('lead to a case, also in lower case, and nowhere for anything else', () => {
    expect(parseRoute(caseHash('MHN-7K3F-9QXZ'))).toEqual({ view: 'case', number: 'MHN-7K3F-9QXZ' });
    expect(parseRoute('#/cases/mhn-7k3f-9qxz')).toEqual({ view: 'case', number: 'MHN-7K3F-9QXZ' });
    for (const hash of ['#/cases/MHN', '#/cases/../me', '#/cases/MHN-7K3F-9QXZ/files', '#/other']) expect(parseRoute(hash)).toEqual({ view: 'unknown' });
    expect(parseRoute('')).toMatchObject({ view: 'list' });
  });
});

describe('the event stream', () => {
  it('is read whole whatever pieces it comes in', () => {
    const stream = ': open\n\nevent: case\r\ndata: {"a":\r\ndata: 1}\r\n\r\n: still here\n\ndata: plain\n\n';
    const whole = [{ name: 'case', data: '{"a":\n1}' }, { name: 'message', data: 'plain' }];
    for (const size of [1, 2, 3, 7, stream.length]) {
      const read = eventReader();
      const pieces = stream.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];
      expect(pieces.flatMap((piece) => [...read(piece)])).toEqual(whole);
    }
  });

  it('is asked for again ever more slowly, within half a minute', () => {
    const waits = [0, 1, 2, 3, 10].map((failures) => backoff(failures, () => 1));
    expect(waits).toEqual([1000, 2000, 4000, 8000, 30000]);
    expect(backoff(0, () => 0)).toBe(500);
  });
});

describe('arrivals', () => {
  const here = { board: 'MHN', subject: 'report' } as const;
  const row = (number: string, receivedAt: string, status: 'received' | 'acknowledged' = 'received') =>
    ({ number, board: 'MHN', type: 'threat', severity: 'low', status, receivedAt, reporterCategory: 'employee' }) as const;
  const received = (number: string, board = 'MHN', subject: 'report' | 'question' = 'report') => ({ number, board, version: 1, kind: 'received', subject, exercise: false });

  it('are told of once, and are new until somebody opens them', () => {
    const arrivals = createArrivals();
    arrivals.listed([row('a', '1')], here, false);
    arrivals.heard(received('b'));
    expect(arrivals.listed([row('b', '2'), row('a', '1')], here, false).map(({ number }) => number)).toEqual(['b']);
    expect(arrivals.listed([row('b', '2'), row('a', '1')], here, false)).toEqual([]);
    expect(arrivals.isNew('b')).toBe(true);
    arrivals.seen('b');
    expect(arrivals.isNew('b')).toBe(false);
  });

  it('count what came during an interruption, but not what a page only slid into view', () => {
    const arrivals = createArrivals();
    arrivals.listed([row('a', '5')], here, false);
    expect(arrivals.listed([row('a', '5'), row('old', '3')], here, true)).toEqual([]);
    expect(arrivals.listed([row('c', '6'), row('a', '5')], here, true).map(({ number }) => number)).toEqual(['c']);
  });

  it('are told apart by list, and end when somebody else has acknowledged', () => {
    const arrivals = createArrivals();
    for (const event of [received('a'), received('b'), received('q', 'MHN', 'question'), received('z', 'AMN')]) arrivals.heard(event);
    expect(arrivals.count([row('a', '1')], here)).toEqual({
      listed: 1,
      hidden: 1,
      elsewhere: [
        { board: 'MHN', subject: 'question', count: 1 },
        { board: 'AMN', subject: 'report', count: 1 },
      ],
    });
    arrivals.heard({ ...received('b'), kind: 'acknowledged' });
    arrivals.listed([row('a', '1', 'acknowledged')], here, false);
    expect(arrivals.count([row('a', '1', 'acknowledged')], here)).toMatchObject({ listed: 0, hidden: 0 });
  });
});
