import { personas, request, type PersonaChoice } from '../shared/api';
import { listAt } from '../shared/json';
import { choosePersona, chosenPersona, demoAuthorization } from '../shared/persona';
import { byId, el } from './dom';

/** Whoever nobody has chosen: somebody for whom this page has something to show. */
const USUAL = /^coordinator-/;

/** The header that says who is signed in, after showing the switcher where the server is in demo mode. */
export async function identify(onSwitch: () => void): Promise<string | undefined> {
  const choices = await personas();
  const persona = choices && choose(choices);
  if (choices === undefined || persona === undefined) return undefined;
  showSwitcher(choices, persona, onSwitch);
  return demoAuthorization(persona);
}

function choose(choices: readonly PersonaChoice[]): string | undefined {
  const stored = chosenPersona();
  if (choices.some(({ id }) => id === stored)) return stored;
  return (choices.find(({ id }) => USUAL.test(id)) ?? choices[0])?.id;
}

function showSwitcher(choices: readonly PersonaChoice[], persona: string, onSwitch: () => void): void {
  const select = byId('persona', HTMLSelectElement);
  select.replaceChildren(...choices.map(({ id, name }) => el('option', { value: id, selected: id === persona }, name)));
  byId('demo', HTMLElement).hidden = false;
  select.onchange = () => {
    choosePersona(select.value);
    onSwitch();
  };
}

/** Boards whose cases the person works, as the server says; empty for everybody else. */
export async function boardsOf(authorization: string | undefined): Promise<readonly string[]> {
  const me = await request('/api/me', { authorization });
  return listAt(me, 'worksCases').filter((board) => typeof board === 'string');
}
