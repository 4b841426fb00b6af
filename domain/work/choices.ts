import type { Board } from '../board';
import type { Case } from '../case';
import type { Setting } from '../clocks';
import { offerable, workers } from '../routing';
import type { ChoicesFrom } from './forms';
import { CLOCKS } from './types';
import { measuresOf, referredTo } from './views';

/** An option that the case decides. `name`: of a person of the board; other options have their words by code. */
export interface Choice {
  readonly value: string;
  readonly name?: string;
}

type Here = Pick<Setting, 'board' | 'hashOf'>;

const named = (board: Board, ids: readonly string[]): readonly Choice[] => board.people.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ value: id, name }));

/** Whoever could have something to do with a case: who is no part of its work needs no conflict declared. */
function concerned(board: Board): readonly string[] {
  const roles = ['coordinator', 'deputy', 'independent', 'manager'];
  const { recipients } = board;
  return [recipients.default, recipients.deputy, recipients.independent, recipients.elected, ...board.people.filter((person) => person.roles.some((role) => roles.includes(role))).map(({ id }) => id)];
}

/** The options of a field that the case or its board decides; what would be refused is not among them. */
export function choicesFrom(from: ChoicesFrom, one: Case, here: Here): readonly Choice[] {
  const { board } = here;
  const allowed = (ids: readonly string[]): readonly Choice[] => named(board, offerable(here, ids, one));
  switch (from) {
    case 'colleagues':
      return allowed(workers(board, one.audience).filter((id) => id !== one.recipient));
    case 'managers': {
      const known = referredTo(one);
      return allowed(board.people.filter(({ id, roles }) => roles.includes('manager') && !known.includes(id)).map(({ id }) => id));
    }
    case 'people':
      return allowed(concerned(board));
    case 'measures':
      return measuresOf(one).filter(({ done }) => done === undefined).map(({ id }) => ({ value: id }));
    case 'clocks':
      return CLOCKS.filter((clock) => one.clocks?.[clock] !== undefined).map((value) => ({ value }));
    case 'types':
      return board.incidentTypes.filter((type) => type !== one.type).map((value) => ({ value }));
  }
}
