import fc from 'fast-check';
import type { Board } from '../../domain/board';
import { CATEGORIES, INVOLVED, deadEnds, route, usualReader, workers } from '../../domain/routing';
import { demoBoards } from '../helpers/boards';

const boards: readonly Board[] = demoBoards();
const mhn = boards.find((board) => board.code === 'MHN')!;

describe('whom a report goes to', () => {
  it.each([
    ['employee', 'no', 'line', 'coordinator-mhn'],
    ['employee', 'reader', 'deputy', 'deputy-mhn'],
    ['employee', 'deputy', 'line', 'coordinator-mhn'],
    ['employee', 'line', 'independent', 'independent-mhn'],
    ['employee', 'unsaid', 'independent', 'independent-mhn'],
    ['elected', 'no', 'elected', 'elected-recipient-mhn'],
    ['elected', 'reader', 'independent', 'independent-mhn'],
    ['other', 'no', 'line', 'coordinator-mhn'],
  ] as const)('%s, involved %s: %s, %s', (category, involved, audience, recipient) => {
    expect(route(mhn, { reporterId: 'employee-mhn', category, involved })).toMatchObject({ audience, recipient });
  });

  it('is never somebody named as involved, nor whoever reports', () => {
    const ids = mhn.people.map((person) => person.id);
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.constantFrom(...CATEGORIES), fc.constantFrom(...INVOLVED), (reporterId, category, involved) => {
        const found = route(mhn, { reporterId, category, involved });
        if (!found) return;
        expect(found.barred).toContain(reporterId);
        expect(found.barred).not.toContain(found.recipient);
        expect(workers(mhn, found.audience)).toContain(found.recipient);
        if (involved === 'line' || involved === 'unsaid') expect(workers(mhn, 'line')).not.toContain(found.recipient);
      }),
    );
  });

  it('is the deputy when the coordinator reports, and the one after when that deputy is pointed out', () => {
    const own = { reporterId: 'coordinator-mhn', category: 'employee' } as const;
    expect(usualReader(mhn, 'employee', 'coordinator-mhn')).toBe('deputy-mhn');
    expect(route(mhn, { ...own, involved: 'no' })?.recipient).toBe('deputy-mhn');
    expect(route(mhn, { ...own, involved: 'reader' })?.recipient).toBe('independent-mhn');
  });

  it('has nobody left out in the demo boards', () => {
    for (const board of boards) expect(deadEnds(board)).toEqual([]);
  });

  it('names the dead ends of a board whose independent recipient is its coordinator', () => {
    const broken: Board = { ...mhn, recipients: { ...mhn.recipients, independent: 'coordinator-mhn', elected: 'coordinator-mhn' } };
    expect(deadEnds(broken).map((end) => end.involved)).toEqual(expect.arrayContaining(['line', 'unsaid']));
  });
});
