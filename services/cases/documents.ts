import type { Case } from '../../domain/case';
import { nextNoticeAt } from '../../domain/notices';
import { rank } from '../../domain/severity';
import type { Locale } from '../../domain/locale';
import type { Category } from '../../domain/routing';
import type { Address } from '../notifications/ports';
import type { Derived, Key } from '../store/ports';

/** Who reported: apart from the case, so that the case can be worked without it. An anonymous report has none. */
export interface Identity {
  readonly number: string;
  readonly board: string;
  readonly personId: string;
  readonly name: string;
  readonly category: Category;
  readonly locale: Locale;
  /** Where the report was made, and where its reporter is told. */
  readonly address: Address;
}

/** What a receipt code opens. */
export interface CodeTarget {
  readonly board: string;
  readonly number: string;
}

export const boardOf = (number: string): string => number.slice(0, number.indexOf('-'));
export const caseKey = (number: string): Key => ({ container: 'cases', partition: boardOf(number), id: number });
export const identityKey = (number: string): Key => ({ container: 'identities', partition: boardOf(number), id: number });
export const codeKey = (hash: string): Key => ({ container: 'receiptCodes', partition: hash, id: 'case' });

/** The fields queries may read: never a word that somebody wrote. */
export function derivedOf(one: Case): Derived {
  const due = nextNoticeAt(one.notices);
  return {
    status: one.status,
    type: one.subject === 'question' ? 'question' : one.type,
    severity: rank(one.severity),
    audience: one.audience,
    barred: one.barred,
    receivedAt: one.receivedAt,
    ...(due === undefined ? {} : { nextNoticeAt: due }),
  };
}
