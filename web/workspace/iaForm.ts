import { LIMITS } from '../../domain/work/forms';
import type { CaseView } from './caseModel';
import type { Choice, FieldSpec, FormSpec, Values } from './formSpec';
import { texts, type TextKey } from './texts';

/** States that somebody may set next: what is there already is only ever confirmed or corrected. */
const NEXT = ['exists', 'toDo', 'sent', 'confirmed', 'failed', 'notNeeded'] as const;

/** Whether IA may hold of the case only what tells nobody who it was. */
export function isSheltered({ reporter, ia }: CaseView): boolean {
  return (reporter.visibility === 'hidden' || reporter.visibility === 'anonymous') && ia?.consent !== true;
}

/** What each state takes, besides itself and who does it. */
function fieldsOf(shown: CaseView): readonly FieldSpec[] {
  const isKnown = shown.ia?.number !== undefined;
  return [
    { id: 'number', kind: 'line', max: LIMITS.number, label: 'field.iaNumber', optional: isKnown, when: { field: 'state', is: ['exists', 'confirmed'] } },
    { id: 'reason', kind: 'long', max: LIMITS.text, label: 'field.reason', hint: 'hint.iaReason', when: { field: 'state', is: ['notNeeded', 'failed'] } },
    ...(isSheltered(shown) ? [{ id: 'text', kind: 'long', max: LIMITS.message, label: 'field.iaText', hint: 'hint.iaText', when: { field: 'state', is: ['sent'] } } as const] : []),
  ];
}

/** Where the hand-over to IA stands now. Whoever has said it by the button they pressed is asked only for what that takes. */
export function iaForm(shown: CaseView, { state }: Values): FormSpec {
  const fields = fieldsOf(shown);
  const owner: FieldSpec = { id: 'owner', kind: 'radio', label: 'field.owner', options: [['coordinator', texts.t('owner.coordinator')], ['manager', texts.t('owner.manager')]] };
  if (state !== undefined) {
    const asked = fields.filter(({ when }) => when?.is.includes(String(state))).map(({ when: _, ...field }) => field);
    return { title: TITLES[String(state)] ?? 'do.transferToIa', submit: 'send.save', fields: [...asked, ...(state === 'toDo' ? [owner] : [])] };
  }
  const states: readonly Choice[] = NEXT.map((one) => [one, texts.t(`iaSet.${one}`)]);
  return { title: 'do.transferToIa', submit: 'send.save', fields: [{ id: 'state', kind: 'radio', label: 'field.iaState', options: states }, ...fields, owner] };
}

const TITLES: Readonly<Record<string, TextKey>> = { exists: 'iaSet.exists', toDo: 'iaSet.toDo', notNeeded: 'iaSet.notNeeded' };
