import { join, resolve } from 'node:path';
import type { Board, StaffedHours } from '../../domain/board';
import { readBoards } from '../../services/identity/boards';

const DEMO_FILE = join(resolve(__dirname, '../..'), 'config', 'boards.demo.json');

/** The demo boards as they are. */
export const demoBoards = (): readonly Board[] => readBoards(DEMO_FILE);

/** The demo boards with everybody in the directory, so that anybody can be in Teams too. */
export function boardsInTeams(): readonly Board[] {
  return demoBoards().map((board) => ({ ...board, people: board.people.map((person) => ({ ...person, aadObjectId: person.aadObjectId ?? `aad-${person.id}` })) }));
}

/** Monday to Friday 8 to 17. */
export const OFFICE: StaffedHours = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '17:00' }];

/** The same boards, all with office hours, with a duty phone or without one. */
export function officeBoards({ duty }: { readonly duty: boolean }): readonly Board[] {
  return boardsInTeams().map((board) => {
    const { duty: phone, ...phones } = board.phones;
    return { ...board, hours: OFFICE, phones: duty && phone !== undefined ? { ...phones, duty: phone } : phones };
  });
}

/** A board that somebody belongs to, by code. @throws when there is none */
export function boardNamed(boards: readonly Board[], code: string): Board {
  const found = boards.find((board) => board.code === code);
  if (!found) throw new Error(`no board ${code}`);
  return found;
}
