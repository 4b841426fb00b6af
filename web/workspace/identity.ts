import { personas, request, type PersonaChoice } from '../shared/api';
import { listAt, recordAt, stringAt } from '../shared/json';
import { choosePersona, chosenPersona, demoAuthorization } from '../shared/persona';
import { byId, el } from './dom';
import type { Access } from './router';

/** Whoever nobody has chosen: somebody for whom this page has something to show. */
const USUAL = /^coordinator-/;

/** Whoever starts and ends a board's exercises. */
const LEADERS: readonly string[] = ['coordinator', 'deputy'];

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

/** Which lists the server says the person has, and in which boards; empty for most people. */
export async function accessOf(authorization: string | undefined): Promise<Access> {
  const me = await request('/api/me', { authorization });
  const boards = (json: unknown, key: string): readonly string[] => listAt(json, key).filter((board) => typeof board === 'string');
  const lists = recordAt(me, 'lists');
  const works = boards(me, 'worksCases');
  const roles = listAt(me, 'roles').map((one) => ({ board: stringAt(one, 'board') ?? '', role: stringAt(one, 'role') ?? '' }));
  const leads = works.filter((code) => roles.some(({ board, role }) => board === code && LEADERS.includes(role)));
  return { report: works, question: works, ia: works, referred: boards(lists, 'referred'), serious: boards(lists, 'serious'), nameRequests: boards(lists, 'nameRequests'), leads };
}
