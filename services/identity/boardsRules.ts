import type { Board, BoardPerson, Recipients, Role } from '../../domain/board';
import { contactDays } from '../../domain/promise';
import { deadEnds } from '../../domain/routing';

/** One mistake in a BOARDS_FILE; `path` as one would write it in code, e.g. `boards[0].recipients.default`. */
export interface BoardsProblem {
  readonly path: string;
  readonly message: string;
}

/** What the schema cannot see: how boards, people and recipients hang together. An empty list means the file is sound. */
export function ruleProblems(boards: readonly Board[]): readonly BoardsProblem[] {
  return [
    ...duplicates(boards.map(({ code }, index) => ({ value: code, path: `boards[${index}].code` })), 'board code'),
    ...boards.flatMap((board, index) => boardProblems(board, `boards[${index}]`)),
    ...acrossBoards(boards),
  ];
}

function boardProblems(board: Board, path: string): readonly BoardsProblem[] {
  const ids = board.people.map(({ id }, index) => ({ value: id, path: `${path}.people[${index}].id` }));
  return [...duplicates(ids, 'person id'), ...managerProblems(board, path), ...recipientProblems(board, `${path}.recipients`), ...clockProblems(board, `${path}.clocks.contact`)];
}

/** A graver case is never given more time than a lighter one, the board's own days and the usual ones taken together. */
function clockProblems(board: Board, path: string): readonly BoardsProblem[] {
  const { high, medium, low } = contactDays(board);
  return [
    ...(high > medium ? [{ path: `${path}.high`, message: `${high} days are more than the ${medium} of a case that is less grave` }] : []),
    ...(medium > low ? [{ path: `${path}.medium`, message: `${medium} days are more than the ${low} of a case that is less grave` }] : []),
  ];
}

function managerProblems(board: Board, path: string): readonly BoardsProblem[] {
  return board.people.flatMap(({ id, manager }, index) => {
    const at = `${path}.people[${index}].manager`;
    if (manager === undefined) return [];
    if (manager === id) return [{ path: at, message: 'nobody is their own manager' }];
    const found = board.people.find((person) => person.id === manager);
    if (found === undefined) return [{ path: at, message: `"${manager}" is not among the people of ${board.code}` }];
    return found.roles.includes('manager') ? [] : [{ path: at, message: `"${manager}" does not hold the role manager` }];
  });
}

const FITTING: Readonly<Record<keyof Recipients, readonly Role[]>> = {
  default: ['coordinator'],
  deputy: ['deputy'],
  independent: ['independent'],
  // A person kept for elected officials' cases alone needs no role beyond being staff.
  elected: ['coordinator', 'deputy', 'independent', 'employee'],
};
/** An elected official's case must not end with another politician, and the central level never sees a case. */
const NEVER_RECIPIENT: readonly Role[] = ['central', 'elected'];

function recipientProblems(board: Board, path: string): readonly BoardsProblem[] {
  const problems: BoardsProblem[] = [];
  for (const kind of ['default', 'deputy', 'independent', 'elected'] as const) {
    const id = board.recipients[kind];
    const found = board.people.find((person) => person.id === id);
    const say = (message: string): number => problems.push({ path: `${path}.${kind}`, message });
    if (found === undefined) {
      say(`"${id}" is not among the people of ${board.code}`);
      continue;
    }
    if (!found.roles.some((role) => FITTING[kind].includes(role))) say(`"${id}" must hold the role ${FITTING[kind].join(' or ')}`);
    for (const role of NEVER_RECIPIENT) if (found.roles.includes(role)) say(`"${id}" holds the role ${role}, which never receives a case`);
  }
  problems.push(...remainingProblems(board, path));
  return problems.length > 0 ? problems : deadEndProblems(board, path);
}

/** Asks the routing itself, as a safeguard for what the rules here do not foresee. */
function deadEndProblems(board: Board, path: string): readonly BoardsProblem[] {
  const ends = new Set(deadEnds(board).map(({ category, involved }) => `a report by "${category}" where involved is "${involved}"`));
  return [...ends].map((end) => ({ path, message: `leave no reader for ${end}` }));
}

/**
 * Whoever reports and whoever of the line is involved, somebody outside must remain: the coordinator's own report goes
 * to the deputy, one about either of them or their manager to the independent recipient.
 */
function remainingProblems(board: Board, path: string): readonly BoardsProblem[] {
  const { recipients } = board;
  const problems: BoardsProblem[] = [];
  if (recipients.deputy === recipients.default) {
    problems.push({ path: `${path}.deputy`, message: 'must be another person than default: nobody would remain for a case by or about the coordinator' });
  }
  if (recipients.independent === recipients.default || recipients.independent === recipients.deputy) {
    problems.push({ path: `${path}.independent`, message: 'must be another person than default and deputy: nobody would remain for a case about them' });
  }
  const independent = board.people.find(({ id }) => id === recipients.independent);
  if (independent) problems.push(...lineProblems(board, independent, `${path}.independent`));
  return problems;
}

function lineProblems(board: Board, independent: BoardPerson, path: string): readonly BoardsProblem[] {
  const inLine = (['coordinator', 'deputy', 'manager'] as const).filter((role) => independent.roles.includes(role));
  const line = [board.recipients.default, board.recipients.deputy];
  const managers = board.people.flatMap(({ id, manager }) => (line.includes(id) && manager !== undefined ? [manager] : []));
  return [
    ...inLine.map((role) => ({ path, message: `"${independent.id}" is ${role} of ${board.code}, so not outside its line` })),
    ...(independent.manager !== undefined && managers.includes(independent.manager)
      ? [{ path, message: `"${independent.id}" has the same manager as the coordinator or the deputy, so is not outside the line` }]
      : []),
  ];
}

/** The same id is the same person everywhere; the same directory object is never two persons. */
function acrossBoards(boards: readonly Board[]): readonly BoardsProblem[] {
  const byId = new Map<string, BoardPerson>();
  const byAad = new Map<string, string>();
  const problems: BoardsProblem[] = [];
  const everybody = boards.flatMap((board, b) => board.people.map((person, p) => ({ person, path: `boards[${b}].people[${p}]` })));
  for (const { person, path } of everybody) {
    const known = byId.get(person.id) ?? person;
    byId.set(person.id, known);
    if (known.name !== person.name) problems.push({ path: `${path}.name`, message: `"${person.id}" has another name elsewhere in the file` });
    if (known.aadObjectId !== undefined && person.aadObjectId !== undefined && known.aadObjectId !== person.aadObjectId) {
      problems.push({ path: `${path}.aadObjectId`, message: `"${person.id}" has another aadObjectId elsewhere in the file` });
    }
    const aad = person.aadObjectId?.toLowerCase();
    if (aad === undefined) continue;
    const owner = byAad.get(aad) ?? person.id;
    byAad.set(aad, owner);
    if (owner !== person.id) problems.push({ path: `${path}.aadObjectId`, message: `belongs to "${owner}" already` });
  }
  return problems;
}

function duplicates(values: readonly { value: string; path: string }[], what: string): readonly BoardsProblem[] {
  const seen = new Set<string>();
  return values.flatMap(({ value, path }) => {
    if (seen.has(value)) return [{ path, message: `${what} "${value}" is there twice` }];
    seen.add(value);
    return [];
  });
}
