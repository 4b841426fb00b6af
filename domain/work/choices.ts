import type { Board } from '../board';
import type { Case } from '../case';
import type { Setting } from '../clocks';
import { offerable, workers } from '../routing';
import type { ChoicesFrom } from './forms';
import { mustAnnounce } from './referral';
import { CLOCKS } from './types';
import { measuresOf, referredTo } from './views';

/** An option that the case decides. `name`: of a person of the board; other options have their words by code. */
export interface Choice {
  readonly value: string;
  readonly name?: string;
  /** The reporter's own manager. */
  readonly own?: true;
}

type Here = Pick<Setting, 'board' | 'hashOf' | 'reporterManager'>;

const named = (board: Board, ids: readonly string[]): readonly Choice[] => board.people.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ value: id, name }));

/** Whoever could have something to do with a case: who is no part of its work needs no conflict declared. */
function concerned(board: Board): readonly string[] {
  const roles = ['coordinator', 'deputy', 'independent', 'manager'];
  const { recipients } = board;
  return [recipients.default, recipients.deputy, recipients.independent, recipients.elected, ...board.people.filter((person) => person.roles.some((role) => roles.includes(role))).map(({ id }) => id)];
}

/** The board's managers whom the case is not kept from, the reporter's own first and marked, where it may be known who reported. */
export function managersOf(one: Case, here: Here): readonly Choice[] {
  const { board, reporterManager } = here;
  const all = named(board, offerable(here, board.people.filter(({ roles }) => roles.includes('manager')).map(({ id }) => id), one));
  const isOwn = ({ value }: Choice): boolean => value === reporterManager;
  return [...all.filter(isOwn).map((choice): Choice => ({ ...choice, own: true })), ...all.filter((choice) => !isOwn(choice))];
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
      return managersOf(one, here).filter(({ value }) => !known.includes(value) && !mustAnnounce(one, value, here));
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
