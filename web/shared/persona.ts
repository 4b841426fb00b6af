import { local } from './storage';

/** The demo person chosen in the switcher, the same on all pages of the origin. */
const KEY = 'trygg.persona';

/** A person without sign-in; what belongs to it ends with its token. */
export const ANONYMOUS = 'anonymous';

/** The chosen persona's id, if one was chosen. */
export function chosenPersona(): string | undefined {
  return local.get(KEY);
}

/** Remembers the choice for this browser. */
export function choosePersona(id: string): void {
  local.set(KEY, id);
}

/** Authorization header of a demo persona. */
export function demoAuthorization(persona: string): string {
  return `Bearer demo:${persona}`;
}
