import type { CaseView } from './caseModel';
import type { TextKey } from './texts';

/** An option's value and its words in the language of the moment. */
export type Choice = readonly [value: string, label: string];

interface Common {
  /** The command's own name of the field. */
  readonly id: string;
  readonly label: TextKey;
  readonly hint?: TextKey | undefined;
  /** Left empty it is not sent. */
  readonly optional?: boolean;
  /** Shown, and then required unless optional, only while another field has one of those values. */
  readonly when?: { readonly field: string; readonly is: readonly string[] };
}

export type FieldSpec = Common &
  (
    | { readonly kind: 'line' | 'long'; readonly max: number }
    | { readonly kind: 'radio' | 'select'; readonly options: readonly Choice[] }
    | { readonly kind: 'date' }
    /** Several dates, as many as `max`. */
    | { readonly kind: 'dates'; readonly max: number }
  );

/** What a form shows: made anew for the case as it is and the language of the moment. */
export interface FormSpec {
  readonly title: TextKey;
  /** What happens when it is sent, said before. */
  readonly intro?: string | undefined;
  readonly fields: readonly FieldSpec[];
  readonly submit: TextKey;
  /** What cannot be taken back looks so. */
  readonly grave?: boolean;
}

/** What a form sends, by field. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** `undefined`: the command takes nothing and is given by its button. `preset`: what is known already. */
export type FormOf = ((shown: CaseView, preset: Values) => FormSpec) | undefined;
