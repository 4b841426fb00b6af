import { may, type Relation } from '../access';
import type { Case } from '../case';
import type { Setting } from '../clocks';
import type { Actor } from '../person';
import { choicesFrom } from './choices';
import { isOpenTo } from './decide';
import { WORK_FORMS, WORK_NAMES, type WorkField } from './forms';
import type { WorkName } from './types';
import { latest, measuresOf, nameRequestOf, nameReviewsOf, nameSeenBy } from './views';

type Here = Pick<Setting, 'board' | 'hashOf' | 'reporterManager'>;

/** Whether it takes somebody else: nobody answers for a name that they ask for themselves or have seen alone. */
export function isForAnother(name: WorkName, one: Case, person: string): boolean {
  if (name === 'approveName' || name === 'refuseName') return nameRequestOf(one)?.by.person === person;
  return name === 'reviewName' && nameReviewsOf(one).every(({ to }) => to === person);
}

/** What a command takes besides the state of the case: somebody or something to choose, and somebody else than oneself. */
function isUseful(name: WorkName, one: Case, actor: Actor, here: Here): boolean {
  const lacksChoice = WORK_FORMS[name].some(({ from, optional }: WorkField) => from !== undefined && !optional && choicesFrom(from, one, here).length === 0);
  if (lacksChoice) return false;
  switch (name) {
    case 'revealName':
      return !nameSeenBy(one).includes(actor.id);
    case 'approveName':
    case 'refuseName':
    case 'reviewName':
      return !isForAnother(name, one, actor.id);
    case 'escalateCrisis':
      return here.board.directory.crisis !== undefined;
    case 'linkCase':
      return here.board.series !== undefined;
    default:
      return true;
  }
}

/** The commands that the person may give to the case as it stands, none of which would be refused for that. */
export function offeredTo(actor: Actor, one: Case, relations: readonly Relation[], here: Here): readonly WorkName[] {
  return WORK_NAMES.filter((name) => may(relations, name) && isOpenTo(one, name) && isUseful(name, one, actor, here));
}

/** What the state of the case calls for: the one thing that a card puts first. */
export function nextCommand(one: Case, offered: readonly WorkName[]): WorkName | undefined {
  const wanted = one.subject === 'question' ? nextOfQuestion(one) : nextOfReport(one);
  return wanted !== undefined && offered.includes(wanted) ? wanted : undefined;
}

function nextOfReport(one: Case): WorkName | undefined {
  switch (one.status) {
    case 'received':
      return 'acknowledge';
    case 'acknowledged':
      return 'assess';
    case 'assessing':
      return 'addMeasure';
    case 'measures':
      return measuresOf(one).some(({ done }) => done === undefined) ? 'completeMeasure' : 'close';
    case 'closed':
      return undefined;
  }
}

/** A question is read, answered and closed. */
function nextOfQuestion(one: Case): WorkName | undefined {
  if (one.status === 'received') return 'acknowledge';
  if (one.status === 'closed') return undefined;
  return latest(one, 'informed') ? 'close' : 'reply';
}
