import type { CaseView, ManagerView } from './caseModel';

/** Managers who do not have the case. */
const left = ({ managers, referred }: CaseView): readonly ManagerView[] => managers.filter(({ id }) => !referred.some((one) => one.id === id));

/** Whether the reporter is still to be told before a manager is, but for one that they chose. */
export const mustAnnounce = ({ may }: CaseView): boolean => may.includes('announceReferral');

/** Managers whom the case may be referred to as it stands: while the reporter is to be told first, only one that they chose. */
export function referable(shown: CaseView): readonly ManagerView[] {
  return mustAnnounce(shown) ? left(shown).filter(({ own }) => own && shown.reporter.visibility === 'coordinatorAndManager') : left(shown);
}

/** Whether there is a manager before whom the reporter is to be told. */
export const hasToAnnounce = (shown: CaseView): boolean => mustAnnounce(shown) && left(shown).length > referable(shown).length;
