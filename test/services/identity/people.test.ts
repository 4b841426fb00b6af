import { join } from 'node:path';
import { readBoards } from '../../../services/identity/boards';
import { people } from '../../../services/identity/people';

const boards = readBoards(join(__dirname, '../../../config/boards.demo.json'));
const everybody = people(boards);

describe('people', () => {
  it('gives a person every role in every board', () => {
    expect(everybody.byId('central')?.roles).toEqual([
      { board: 'AMN', role: 'central' },
      { board: 'MHN', role: 'central' },
    ]);
    expect(everybody.byId('coordinator-mhn')?.roles).toEqual([
      { board: 'MHN', role: 'employee' },
      { board: 'MHN', role: 'coordinator' },
    ]);
    expect(everybody.byId('nobody')).toBeUndefined();
  });

  it('finds a person by directory object id in any letter case', () => {
    const [board] = boards;
    const known = people([{ ...board!, people: [{ id: 'a', name: 'Anställd', aadObjectId: 'AbC', roles: ['employee'] }] }]);
    expect(known.byAadObjectId('aBc', 'user-1').id).toBe('a');
  });

  it('takes the emulator’s default user for the employee of MHN', () => {
    expect(everybody.byAadObjectId('00000000-0000-0000-0000-0000000000020', 'user-id-0').id).toBe('employee-mhn');
  });

  it('makes an unknown person an employee without a board, and never anything more', () => {
    expect(everybody.byAadObjectId('f00', 'user-9', 'Ny')).toEqual({ id: 'aad:f00', name: 'Ny', kind: 'person', roles: [] });
    expect(everybody.byAadObjectId(undefined, 'user-9')).toEqual({ id: 'channel:user-9', name: '', kind: 'person', roles: [] });
  });

  it.each(['__proto__', 'constructor', 'central'])('does not mistake the object id %s for a person', (id) => {
    expect(everybody.byAadObjectId(id, 'user-9').roles).toEqual([]);
  });

  it('knows demo tokens, and nobody without the prefix', () => {
    expect(everybody.demo('demo:manager-mhn')?.id).toBe('manager-mhn');
    expect(everybody.demo('manager-mhn')).toBeUndefined();
    expect(everybody.demo('demo:')).toBeUndefined();
    expect(everybody.demo('demo:aad:f00')).toBeUndefined();
  });

  it('makes each anonymous token a new nobody', () => {
    const [first, second] = [everybody.demo('demo:anonymous'), everybody.demo('demo:anonymous')];
    expect(first).toMatchObject({ kind: 'anonymous', roles: [], name: '' });
    expect(first?.id).toMatch(/^anonymous:[0-9a-f-]{36}$/);
    expect(first?.id).not.toBe(second?.id);
  });

  it('offers each person once as a persona', () => {
    const ids = everybody.personas().map(({ id }) => id);
    expect(ids).toHaveLength(14);
    expect(new Set(ids).size).toBe(14);
    expect(everybody.personas()).toContainEqual({ id: 'coordinator-mhn', name: 'Säkerhetssamordnare MHN' });
  });
});
