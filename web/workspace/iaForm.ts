import { OWNERS } from '../../domain/work/types';
import type { CaseView } from './caseModel';
import { formOf, words } from './domainForm';
import type { FieldSpec, FormSpec, Values } from './formSpec';
import type { TextKey } from './texts';

/** States that somebody may set next: what is there already is only ever confirmed or corrected. */
const NEXT = ['exists', 'toDo', 'sent', 'confirmed', 'failed', 'notNeeded'] as const;

/** Whether IA may hold of the case only what tells nobody who it was. */
export function isSheltered({ reporter, ia }: CaseView): boolean {
  return (reporter.visibility === 'hidden' || reporter.visibility === 'anonymous') && ia?.consent !== true;
}

/** What each state takes, and who does it. A number that is known need not be given again; words that tell nobody who it was must be. */
function fieldsOf(shown: CaseView): readonly FieldSpec[] {
  const { fields } = formOf('transferToIa', 'do.transferToIa', 'send.save', {
    state: { label: 'field.iaState', options: words(NEXT, 'iaSet') },
    number: { label: 'field.iaNumber' },
    reason: { label: 'field.reason', hint: 'hint.iaReason' },
    ...(isSheltered(shown) ? { text: { label: 'field.iaText', hint: 'hint.iaText' } } : {}),
    owner: { label: 'field.owner', options: words(OWNERS, 'owner') },
  });
  return fields.map((field) => {
    if (field.id === 'number') return { ...field, optional: shown.ia?.number !== undefined };
    return field.id === 'text' ? { ...field, optional: false, when: { field: 'state', is: ['sent'] } } : field;
  });
}

/** Where the hand-over to IA stands now. Whoever has said it by the button they pressed is asked only for what that takes. */
export function iaForm(shown: CaseView, { state }: Values): FormSpec {
  const fields = fieldsOf(shown);
  if (state === undefined) return { title: 'do.transferToIa', submit: 'send.save', fields };
  const asked = fields.filter(({ when }) => when?.is.includes(String(state))).map(({ when: _, ...field }) => field);
  return { title: TITLES[String(state)] ?? 'do.transferToIa', submit: 'send.save', fields: [...asked, ...fields.filter(({ id }) => id === 'owner' && state === 'toDo')] };
}

const TITLES: Readonly<Record<string, TextKey>> = { exists: 'iaSet.exists', toDo: 'iaSet.toDo', notNeeded: 'iaSet.notNeeded' };
