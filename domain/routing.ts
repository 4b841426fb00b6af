import type { Board } from './board';

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

function peopleWith(board: Board, ...roles: readonly string[]): readonly string[] {
  return board.people.filter((person) => person.roles.some((role) => roles.includes(role))).map((person) => person.id);
}

/** The first reader when nobody is involved: an elected official has a recipient of their own. */
export function usualReader(board: Board, category: Category): string {
  return category === 'elected' ? board.recipients.elected : board.recipients.default;
}

function namedAsInvolved(board: Board, category: Category, involved: Involved): readonly string[] {
  const line = [...peopleWith(board, 'coordinator', 'deputy'), board.recipients.default, board.recipients.deputy];
  const reader = usualReader(board, category);
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
 * Whom a case goes to. The reporter never handles their own case, nor does anybody named as involved; then the
 * deputy or the independent recipient has it. Undefined when the board has nobody left, which the person is told
 * before anything is written.
 * @param reporterId undefined for an anonymous report
 */
export function route(
  board: Board,
  report: { readonly reporterId: string | undefined; readonly category: Category; readonly involved: Involved },
): Route | undefined {
  const { recipients } = board;
  const barred = new Set(namedAsInvolved(board, report.category, report.involved));
  if (report.reporterId !== undefined) barred.add(report.reporterId);
  const order: readonly (readonly [Audience, string])[] =
    report.category === 'elected'
      ? [['elected', recipients.elected], ['independent', recipients.independent]]
      : [['line', recipients.default], ['deputy', recipients.deputy], ['independent', recipients.independent], ['elected', recipients.elected]];
  const found = order.find(([, person]) => !barred.has(person));
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
export function deadEnds(board: Board): readonly { readonly reporterId: string | undefined; readonly category: Category; readonly involved: Involved }[] {
  const reporters = [undefined, board.recipients.default];
  return reporters.flatMap((reporterId) =>
    CATEGORIES.flatMap((category) =>
      INVOLVED.map((involved) => ({ reporterId, category, involved })).filter((report) => route(board, report) === undefined),
    ),
  );
}
