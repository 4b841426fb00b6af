import { LIMITS } from '../../domain/work/forms';
import type { CaseView } from './caseModel';
import type { Choice, FieldSpec, FormSpec } from './formSpec';
import { texts, type TextKey } from './texts';

/** States that somebody may set next: what is there already is only ever confirmed or corrected. */
const NEXT = ['exists', 'toDo', 'sent', 'confirmed', 'failed', 'notNeeded'] as const;

/** Whether IA may hold of the case only what tells nobody who it was. */
export function isSheltered({ reporter, ia }: CaseView): boolean {
  return (reporter.visibility === 'hidden' || reporter.visibility === 'anonymous') && ia?.consent !== true;
}

/** Where the hand-over to IA stands now, with what each state takes. */
export function iaForm(shown: CaseView): FormSpec {
  const states: readonly Choice[] = NEXT.map((state) => [state, texts.t(`iaSet.${state}` as TextKey)]);
  const isKnown = shown.ia?.number !== undefined;
  const text: readonly FieldSpec[] = isSheltered(shown)
    ? [{ id: 'text', kind: 'long', max: LIMITS.message, label: 'field.iaText', hint: 'hint.iaText', when: { field: 'state', is: ['sent'] } }]
    : [];
  return {
    title: 'do.transferToIa',
    submit: 'send.save',
    fields: [
      { id: 'state', kind: 'radio', label: 'field.iaState', options: states },
      { id: 'number', kind: 'line', max: LIMITS.number, label: 'field.iaNumber', optional: isKnown, when: { field: 'state', is: ['exists', 'confirmed'] } },
      { id: 'reason', kind: 'long', max: LIMITS.text, label: 'field.reason', hint: 'hint.iaReason', when: { field: 'state', is: ['notNeeded', 'failed'] } },
      ...text,
      { id: 'owner', kind: 'radio', label: 'field.owner', options: [['coordinator', texts.t('owner.coordinator')], ['manager', texts.t('owner.manager')]] },
    ],
  };
}
