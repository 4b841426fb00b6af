import type { Board } from '../../domain/board';
import type { Case } from '../../domain/case';
import type { Actor } from '../../domain/person';
import { isEarlier, linksOf, seriesKeys, whyAlike, type SeriesReason } from '../../domain/series';
import type { Cases } from '../cases';

/** Another case that may belong to the same series, why, and what somebody has said of that. */
export interface Alike {
  readonly number: string;
  readonly receivedAt: string;
  readonly type: Case['type'];
  readonly severity: Case['severity'];
  readonly status: Case['status'];
  readonly why: readonly SeriesReason[];
  readonly decided?: 'confirmed' | 'dismissed';
}

export interface Series {
  /** Suggestions of earlier cases for a case, newest first, and what was confirmed on either side. */
  of(actor: Actor, one: Case): Promise<readonly Alike[]>;
}

/** Cases opened for one question: of a place where much happens only the first so many are looked at. */
const LOOKED_AT = 100;

/**
 * Looks for earlier cases with the same linked matter or in the same place, through the keyed hashes that the lists search
 * by, and only among those that the person works. Nothing is kept but what somebody decides.
 */
export function series({ cases, boards }: { readonly cases: Pick<Cases, 'list' | 'find'>; readonly boards: ReadonlyMap<string, Board> }): Series {
  const candidates = async (actor: Actor, one: Case, words: string): Promise<readonly string[]> =>
    (await cases.list(actor, { board: one.board, subject: 'report', found: words, limit: LOOKED_AT })).items.map(({ number }) => number);

  return {
    async of(actor, one) {
      const months = boards.get(one.board)?.series?.months;
      if (months === undefined || one.exercise === true) return [];
      const keys = Object.values(seriesKeys(one)).flat();
      const found = await Promise.all(keys.map((key) => candidates(actor, one, key)));
      const numbers = [...new Set(found.flat())].filter((number) => number !== one.number).slice(0, LOOKED_AT);
      const others = (await Promise.all(numbers.map((number) => cases.find(number)))).filter((other) => other !== undefined);
      return others.flatMap((other) => alike(one, other, months)).sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : -1));
    },
  };
}

/** Suggested is only what came before; what was confirmed from the other side shows here too. */
function alike(one: Case, other: Case, months: number): readonly Alike[] {
  const why = whyAlike(one, other);
  const said = linksOf(one).get(other.number) ?? (linksOf(other).get(one.number) === true ? true : undefined);
  if (why.length === 0 || (said === undefined && !isEarlier(one, other, months))) return [];
  const { number, receivedAt, type, severity, status } = other;
  return [{ number, receivedAt, type, severity, status, why, ...(said === undefined ? {} : { decided: said ? 'confirmed' : 'dismissed' }) }];
}
