import type { Case } from '../case';
import { isIaOpen } from '../handover';
import { dutiesOf, measuresOf } from './views';

/** What is not done in a case: said before it is closed, and no reason to refuse that. */
export interface Left {
  readonly measures: number;
  readonly duties: number;
  /** Whether something is left to do about IA. */
  readonly ia: boolean;
}

export function leftIn(one: Case): Left {
  return {
    measures: measuresOf(one).filter(({ done }) => done === undefined).length,
    duties: dutiesOf(one).filter(({ state }) => state === 'toDo').length,
    ia: isIaOpen(one) && one.category !== 'elected',
  };
}
