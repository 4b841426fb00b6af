import { ApiError, me, personas } from '../shared/api';
import type { PersonaChoice } from '../shared/api';
import { ANONYMOUS, choosePersona, chosenPersona, demoAuthorization } from '../shared/persona';
import { byId, el } from './dom';
import { said } from './i18n';

export interface Identity {
  /** The demo persona; undefined where people sign in for real. */
  readonly persona: string | undefined;
  readonly authorization: string | undefined;
}

/** Who speaks at first: the persona chosen before, else the first one. Shows the switcher in demo mode. */
export async function identify(onSwitch: (identity: Identity) => void): Promise<Identity> {
  const choices = await personas();
  const first = choices?.[0];
  if (!choices || !first) return { persona: undefined, authorization: undefined };
  const stored = chosenPersona();
  const known = stored === ANONYMOUS || choices.some(({ id }) => id === stored);
  const persona = stored !== undefined && known ? stored : first.id;
  const select = showSwitcher(choices, persona);
  select.addEventListener('change', () => {
    choosePersona(select.value);
    onSwitch(identityOf(select.value));
  });
  return identityOf(persona);
}

function identityOf(persona: string): Identity {
  return { persona, authorization: demoAuthorization(persona) };
}

/** Nobody in particular is no persona of the server's, and can be chosen here all the same. */
function showSwitcher(choices: readonly PersonaChoice[], persona: string): HTMLSelectElement {
  const select = byId('persona', HTMLSelectElement);
  const people = choices.filter(({ id }) => id !== ANONYMOUS).map(({ id, name }) => el('option', { value: id, selected: id === persona }, name));
  select.replaceChildren(...people, said('option', 'anonymous', { value: ANONYMOUS, selected: persona === ANONYMOUS }));
  byId('demo', HTMLElement).hidden = false;
  return select;
}

/** Shows the way to the workspace to whoever has one. */
export async function showWorkspaceLink({ persona, authorization }: Identity): Promise<void> {
  const link = byId('workspace', HTMLAnchorElement);
  link.hidden = true;
  if (persona === ANONYMOUS) return;
  try {
    link.hidden = (await me(authorization)).worksCases.length === 0;
  } catch (error) {
    // A link less: the conversation does not hang on it.
    if (!(error instanceof ApiError)) throw error;
  }
}
