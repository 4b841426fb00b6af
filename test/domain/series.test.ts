import { decide, evolve, type Answer, type Case } from '../../domain/case';
import type { Setting } from '../../domain/clocks';
import { isEarlier, linksOf, whyAlike } from '../../domain/series';
import { boardNamed, demoBoards } from '../helpers/boards';

const answer = (id: string, value: string): Answer => ({ id, step: 'x', question: '', value, at: '2026-11-23T10:00:00Z' });
const saying = (answers: Readonly<Record<string, string>>): { readonly answers: readonly Answer[] } => ({ answers: Object.entries(answers).map(([id, value]) => answer(id, value)) });

describe('two cases are alike', () => {
  it.each([
    ['the same matter, written in other ways', { matter: 'Dnr 2026-1234' }, { matter: 'tillsyn 2026-1234, kafé' }, ['matter']],
    ['the same matter in words', { matter: 'Restaurang Ankaret' }, { matter: ' restaurang  ankaret. ' }, ['matter']],
    ['the same place', { placeName: 'Receptionen, plan 2' }, { placeName: 'receptionen, plan 2' }, ['place']],
    ['both', { matter: '2026-1', placeName: 'Torget' }, { matter: '2026-1', placeName: 'Torget' }, ['matter', 'place']],
    ['a word of the matter alone', { matter: 'tillsyn Ankaret' }, { matter: 'tillsyn Boden' }, []],
    ['a matter that is the other’s place', { matter: 'Torget 1' }, { placeName: 'Torget 1' }, []],
    ['nothing said', { matter: '', placeName: '' }, { matter: '', placeName: '' }, []],
    ['only how somebody looks and what they said', { description: 'Lång man, Anna', verbatim: 'Akta dig', story: 'x' }, { description: 'Lång man, Anna', verbatim: 'Akta dig', story: 'x' }, []],
  ] as const)('%s', (_what, one, other, why) => {
    expect([whyAlike(saying(one), saying(other)), whyAlike(saying(other), saying(one))]).toEqual([why, why]);
  });
});

it('an earlier case is one from before, within so many months', () => {
  const one = { receivedAt: '2026-11-23T10:00:00.000Z' };
  const at = (receivedAt: string): boolean => isEarlier(one, { receivedAt }, 12);
  expect([at('2026-11-23T09:59:00.000Z'), at('2025-11-23T10:00:00.000Z'), at('2025-11-23T09:59:59.000Z'), at('2026-11-23T10:00:00.000Z'), at('2026-12-01T00:00:00.000Z')]).toEqual([true, true, false, false, false]);
});

describe('a link', () => {
  const board = boardNamed(demoBoards(), 'MHN');
  const one = { number: 'MHN-0000-0001', board: 'MHN', status: 'received', subject: 'report', version: 1, events: [] } as unknown as Case;
  const by = { role: 'worker', person: 'coordinator-mhn' } as const;
  const setting = (months?: number): Setting => ({ board: months === undefined ? board : { ...board, series: { months } }, isHoliday: () => false, hashOf: (id) => id });
  const link = (current: Case, number: string, confirmed: boolean, months?: number) => decide(current, { command: 'linkCase', number, confirmed }, by, new Date('2026-11-23T10:00:00Z'), setting(months));

  it('is refused where the board has not asked for series', () => {
    expect(link(one, 'MHN-0000-0002', true)).toEqual({ ok: false, refusal: 'notHere' });
  });

  it.each(['MHN-0000-0001', 'AMN-0000-0002'])('is never to itself nor to another board: %s', (number) => {
    expect(link(one, number, true, 24)).toEqual({ ok: false, refusal: 'unknown' });
  });

  it('is confirmed, dismissed after all, and not said twice', () => {
    const decision = link(one, 'MHN-0000-0002', true, 24);
    const linked = decision.ok ? decision.events.reduce(evolve, one) : one;
    expect([...linksOf(linked)]).toEqual([['MHN-0000-0002', true]]);
    expect(link(linked, 'MHN-0000-0002', true, 24)).toEqual({ ok: false, refusal: 'unchanged' });
    const undone = link(linked, 'MHN-0000-0002', false, 24);
    expect([...linksOf(undone.ok ? undone.events.reduce(evolve, linked) : linked)]).toEqual([['MHN-0000-0002', false]]);
  });
});
