import type { Board } from './board';
import type { Setting } from './clocks';

export const CATEGORIES = ['employee', 'elected', 'other'] as const;
/** Who reports; it decides the recipient and the advice. */
export type Category = (typeof CATEGORIES)[number];

export const INVOLVED = ['no', 'reader', 'deputy', 'line', 'unsaid'] as const;
/** The answer to "is anybody who reads, or their manager, involved?" `unsaid`: yes, but the reporter will not say who. */
export type Involved = (typeof INVOLVED)[number];

/** Who works a case. `line` is the coordinator and the deputy; the others are those people alone. */
export const AUDIENCES = ['line', 'deputy', 'independent', 'elected'] as const;
export type Audience = (typeof AUDIENCES)[number];

export interface Route {
  readonly audience: Audience;
  /** Id of the person who is told first. */
  readonly recipient: string;
  /** Ids of people who never see the case nor hear of it. */
  readonly barred: readonly string[];
}

/** What decides whom a report goes to. */
export interface Reported {
  /** Undefined for an anonymous report. */
  readonly reporterId: string | undefined;
  readonly category: Category;
  readonly involved: Involved;
}

function peopleWith(board: Board, ...roles: readonly string[]): readonly string[] {
  return board.people.filter((person) => person.roles.some((role) => roles.includes(role))).map((person) => person.id);
}

type Candidate = readonly [audience: Audience, person: string];

/** Who may get a report, in order. An elected official has a recipient of their own, outside the line of staff. */
function candidates({ recipients }: Board, category: Category): readonly Candidate[] {
  if (category === 'elected') return [['elected', recipients.elected], ['independent', recipients.independent]];
  return [['line', recipients.default], ['deputy', recipients.deputy], ['independent', recipients.independent], ['elected', recipients.elected]];
}

/** Who reads such a person's reports when nobody is involved: never the person's own. */
export function usualReader(board: Board, category: Category, reporterId?: string): string {
  const order = candidates(board, category);
  return (order.find(([, person]) => person !== reporterId) ?? order[0])?.[1] ?? board.recipients.default;
}

/** Whoever is named as involved, and whoever is above them. */
function involvedWithLine(board: Board, report: Reported): readonly string[] {
  return namedAsInvolved(board, report).flatMap((person) => [person, ...lineOf(board, person)]);
}

function namedAsInvolved(board: Board, { reporterId, category, involved }: Reported): readonly string[] {
  const line = [...peopleWith(board, 'coordinator', 'deputy'), board.recipients.default, board.recipients.deputy];
  const reader = usualReader(board, category, reporterId);
  switch (involved) {
    case 'no':
      return [];
    case 'reader':
      return [reader];
    case 'deputy':
      return [board.recipients.deputy, ...peopleWith(board, 'deputy')];
    case 'line':
    case 'unsaid':
      return [...line, reader];
  }
}

/**
 * Whom a case goes to. The reporter never handles their own case, nor does anybody named as involved or their line; then the
 * deputy or the independent recipient has it. Undefined when the board has nobody left, which the person is told
 * before anything is written.
 */
export function route(
  board: Board,
  report: Reported,
): Route | undefined {
  const barred = new Set(involvedWithLine(board, report));
  if (report.reporterId !== undefined) barred.add(report.reporterId);
  const found = candidates(board, report.category).find(([, person]) => !barred.has(person));
  return found ? { audience: found[0], recipient: found[1], barred: [...barred] } : undefined;
}

/** Ids of those who may work a case with that audience, barred ones not yet taken away. */
export function workers(board: Board, audience: Audience): readonly string[] {
  switch (audience) {
    case 'line':
      return [...new Set([...peopleWith(board, 'coordinator', 'deputy'), board.recipients.default, board.recipients.deputy])];
    case 'deputy':
      return [...new Set([...peopleWith(board, 'deputy'), board.recipients.deputy])];
    case 'independent':
      return [board.recipients.independent];
    case 'elected':
      return [board.recipients.elected];
  }
}

/** The combinations a board must be able to receive but cannot: a boards file with any of them is not accepted. */
export function deadEnds(board: Board): readonly Reported[] {
  const reporters = [undefined, board.recipients.default];
  return reporters.flatMap((reporterId) =>
    CATEGORIES.flatMap((category) =>
      INVOLVED.map((involved) => ({ reporterId, category, involved })).filter((report) => route(board, report) === undefined),
    ),
  );
}

/** Those above a person in the board, nearest first. */
export function lineOf(board: Board, person: string): readonly string[] {
  const above: string[] = [];
  let next = board.people.find(({ id }) => id === person)?.manager;
  while (next !== undefined && next !== person && !above.includes(next)) {
    above.push(next);
    const current = next;
    next = board.people.find(({ id }) => id === current)?.manager;
  }
  return above;
}

/** Those of them that the case is not kept from. */
export function remaining({ hashOf }: Pick<Setting, 'hashOf'>, people: readonly string[], barred: readonly string[]): readonly string[] {
  return people.filter((person) => !barred.includes(hashOf(person)));
}

/** Those whom a case may be offered to. Of a hidden case all of them, since who is missing would tell who reported; whoever is out of it is refused. */
export function offerable(setting: Pick<Setting, 'hashOf'>, people: readonly string[], one: { readonly barred: readonly string[]; readonly visibility: string }): readonly string[] {
  return one.visibility === 'hidden' ? people : remaining(setting, people, one.barred);
}

/** Whoever may work a case and is not kept from it, in the order in which they are told: whoever has it, then the deputies, then the rest. */
export function inOrder({ board, hashOf }: Pick<Setting, 'board' | 'hashOf'>, { audience, barred, recipient }: { readonly audience: Audience; readonly barred: readonly string[]; readonly recipient: string }): readonly string[] {
  const all = workers(board, audience);
  const deputies = [board.recipients.deputy, ...peopleWith(board, 'deputy')];
  const order = [recipient, ...all.filter((person) => deputies.includes(person)), ...all];
  return remaining({ hashOf }, [...new Set(order)].filter((person) => all.includes(person)), barred);
}

/** Who has a case when those are out of it: whoever has it, while they may work it, else a colleague, else the board's next in order. Undefined: nobody is left. */
export function successor(
  setting: Pick<Setting, 'board' | 'hashOf'>,
  current: { readonly audience: Audience; readonly recipient: string; readonly category: Category },
  barred: readonly string[],
): { readonly audience: Audience; readonly recipient: string } | undefined {
  const here = remaining(setting, workers(setting.board, current.audience), barred);
  const [first = current.recipient] = here;
  if (here.length > 0) return { audience: current.audience, recipient: here.includes(current.recipient) ? current.recipient : first };
  const next = candidates(setting.board, current.category).find(([, person]) => !barred.includes(setting.hashOf(person)));
  return next && { audience: next[0], recipient: next[1] };
}
