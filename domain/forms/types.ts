import type { Category } from '../routing';
import type { IncidentType } from '../board';
import type { Locale } from '../locale';

/** How a field is asked. `choice` takes one option, `many` any number of them. */
export type FieldKind = 'text' | 'longText' | 'phone' | 'date' | 'time' | 'amount' | 'choice' | 'many';

/** Shown only when another field's chosen code is one of these. */
export interface VisibleWhen {
  readonly field: string;
  readonly is: readonly string[];
}

/** One question. Its texts are found in the locales by id: `field.<id>`, `field.<id>.hint`, `option.<id>.<code>`. */
export interface Field {
  readonly id: string;
  readonly kind: FieldKind;
  readonly options?: readonly string[];
  readonly preset?: string;
  /** Characters; for `amount` the largest number. */
  readonly max?: number;
  readonly visibleWhen?: VisibleWhen;
}

/** One short card. Its texts: `step.<id>` and, where there is advice, `step.<id>.intro`. */
export interface Step {
  readonly id: string;
  readonly fields: readonly Field[];
  /** Types the step belongs to; absent means all. */
  readonly types?: readonly IncidentType[];
  /** Who is asked; absent means everybody. */
  readonly categories?: readonly Category[];
  readonly visibleWhen?: VisibleWhen;
  /** Has `step.<id>.intro` to read before the questions. */
  readonly intro?: boolean;
}

/** A form with its version, so that answers can be read against the questions they were given to. */
export interface Form {
  readonly id: string;
  readonly version: number;
  readonly steps: readonly Step[];
}

/** What was filled in, by field id: text as typed, codes of chosen options (comma-separated for `many`). */
export type Values = Readonly<Record<string, string>>;

/** What the visible steps and fields depend on besides the values. */
export interface FormContext {
  readonly type: IncidentType;
  readonly category: Category;
  readonly locale: Locale;
}

/** Why a value is not taken; translated as `error.field.<code>`. */
export type FieldErrorCode = 'storyOrPhone' | 'tooLong' | 'badPhone' | 'badDate' | 'futureDate' | 'badTime' | 'badAmount' | 'badChoice';
export interface FieldError {
  readonly field: string;
  readonly code: FieldErrorCode;
  /** The limit, where the message names one. */
  readonly limit?: number;
}
