import type { CaseEvent, Case, Decision, Refusal } from '../case';
import type { Setting } from '../clocks';
import type { Stamp, WorkCommand, WorkName } from './types';

/** Each command by its name. */
type Commands = { readonly [C in WorkCommand as C['command']]: C };
export type CommandOf<N extends WorkName> = Commands[N];

/** When and where a command is given, and by whom. */
export interface Moment {
  readonly stamp: Stamp;
  readonly setting: Setting;
  readonly now: Date;
}

/** What a command does to a case in a state that it may be given in. */
export type Handlers = { readonly [N in WorkName]: (current: Case, command: CommandOf<N>, moment: Moment) => Decision };

export const accept = (...events: readonly CaseEvent[]): Decision => ({ ok: true, events });
export const refuse = (refusal: Refusal): Decision => ({ ok: false, refusal });

/** A field that is there only where there is something in it. */
export const given = <K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } => (value === undefined || value === '' ? {} : ({ [key]: value } as { readonly [P in K]?: string }));
