import { join, resolve } from 'node:path';
import type { Board, BoardPerson, StaffedHours } from '../../domain/board';
import { readBoards } from '../../services/identity/boards';

const DEMO_FILE = join(resolve(__dirname, '../..'), 'config', 'boards.demo.json');

/** The demo boards as they are. */
export const demoBoards = (): readonly Board[] => readBoards(DEMO_FILE);

const COPIED = ['employee-mhn', 'other-mhn', 'elected-mhn', 'employee-amn'];
/** How many more there are of each of those who report, so that tests in one house need not share a person. */
export const NEWCOMERS = 80;

function newcomers(person: BoardPerson): readonly BoardPerson[] {
  if (!COPIED.includes(person.id)) return [person];
  const { aadObjectId: _, ...rest } = person;
  return [person, ...Array.from({ length: NEWCOMERS }, (_none, index) => ({ ...rest, id: `${person.id}.${index + 1}`, name: `${person.name} ${index + 1}` }))];
}

/** The demo boards with more people who report, and everybody in the directory, so that anybody can be in Teams too. */
export function boardsInTeams(): readonly Board[] {
  return demoBoards().map((board) => {
    const people = board.people.flatMap(newcomers);
    return { ...board, people: people.map((person) => ({ ...person, aadObjectId: person.aadObjectId ?? `aad-${person.id}` })) };
  });
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
