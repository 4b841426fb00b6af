/** A JSON element of an Adaptive Card. Kept loose on purpose: the suite validates every card against the schema. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };
export type Element = { readonly type: string; readonly id?: string } & { readonly [key: string]: Json | undefined };

/** Actions are authored as `Action.Submit` or `Action.OpenUrl`; `forTeams` turns Submit into Execute with a fallback. */
export type CardAction = { readonly type: 'Action.Submit' | 'Action.OpenUrl' } & { readonly [key: string]: Json | undefined };

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: string;
  readonly version: '1.5';
  /** BCP 47; read by screen readers. */
  readonly lang: string;
  /** Read aloud and shown in notifications: never more than a heading. */
  readonly speak?: string;
  readonly fallbackText: string;
  readonly body: readonly Element[];
  readonly actions?: readonly CardAction[];
}
