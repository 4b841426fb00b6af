import { LIMITS, WORK_FORMS, type WorkField } from '../../domain/work/forms';
import type { WorkName } from '../../domain/work/types';
import type { Choice, FieldSpec, FormSpec } from './formSpec';
import { texts, type TextKey } from './texts';

/** How this page asks for a field of a command's form; what may be in it is the domain's. */
export interface Asked {
  readonly label: TextKey;
  readonly hint?: TextKey | undefined;
  /** Of a choice; a yes or no as `true` and `false`. */
  readonly options?: readonly Choice[];
  /** Several short options stand open; people and types are picked from a menu. */
  readonly isMenu?: true;
}

/** Options with the words of `<prefix>.<value>`. */
export function words<T extends string, P extends string>(values: readonly T[], prefix: `${P}.${T}` extends TextKey ? P : never): readonly Choice[] {
  return values.map((value) => [value, texts.t(`${prefix}.${value}` as TextKey)]);
}

/** The form of a command: those of its fields that are asked for, in that order, with the domain's limits and conditions. */
export function formOf<N extends WorkName>(command: N, title: TextKey, submit: TextKey, asked: Readonly<Partial<Record<(typeof WORK_FORMS)[N][number]['id'], Asked>>>, more: Partial<FormSpec> = {}): FormSpec {
  const known: readonly WorkField[] = WORK_FORMS[command];
  const fields = Object.entries<Asked | undefined>(asked).flatMap(([id, how]) => {
    const field = known.find((one) => one.id === id);
    return field === undefined || how === undefined ? [] : [fieldOf(field, how)];
  });
  return { title, submit, fields, ...more };
}

/** A field of the domain's as this page shows it. */
function fieldOf({ id, kind, max, optional, neededWhen }: WorkField, { label, hint, options = [], isMenu }: Asked): FieldSpec {
  const common = { id, label, ...(hint === undefined ? {} : { hint }), ...(optional === true ? { optional } : {}), ...(neededWhen === undefined ? {} : { when: neededWhen }) };
  switch (kind) {
    case 'line':
      return { ...common, kind, max: max ?? LIMITS.line };
    case 'text':
      return { ...common, kind: 'long', max: max ?? LIMITS.text };
    case 'choice':
    case 'yesNo':
      return { ...common, kind: isMenu === true ? 'select' : 'radio', options };
    case 'date':
      return { ...common, kind };
    case 'dates':
      return { ...common, kind, max: LIMITS.dates };
  }
}
