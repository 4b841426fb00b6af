import type { Case, CaseEvent } from '../../../domain/case';
import { testApp, type House } from '../../helpers/app';
import { boardsInTeams } from '../../helpers/boards';
import { typedWords } from '../../helpers/cardRules';
import type { JsonObject } from '../../helpers/fakeConnector';
import { api, type ApiAnswer, type ReportChoices } from '../../helpers/people';
import { cardName, type Answer, type Talker } from '../../helpers/talker';
import { reported } from '../notices/scene';

/** What somebody types at work, recognisable wherever it should not be. */
export const AT_WORK = typedWords('Vi har pratat om det.');

/** A manager of MHN who is nobody's own. */
export const OTHER_MANAGER = { id: 'manager-2', name: 'Chef två MHN', aadObjectId: 'aad-manager-2', roles: ['employee', 'manager'] } as const;

/** A house whose boards compare their cases too, so that every command has its place. */
export const workHouse = (): Promise<House> => testApp({ boards: boardsInTeams().map((board) => ({ ...board, series: { months: 12 }, people: board.code === 'MHN' ? [...board.people, OTHER_MANAGER] : board.people })) });

export type Fields = Readonly<Record<string, unknown>>;
export interface Step {
  readonly as: string;
  readonly command: string;
  readonly fields?: Fields;
}

export const step = (command: string, fields: Fields = {}, as = 'coordinator-mhn'): Step => ({ as, command, fields });

export async function stored(house: House, number: string): Promise<Case> {
  const found = await house.services.cases.find(number);
  if (!found) throw new Error(`no ${number}`);
  return found;
}

/** A command over HTTP with the version that the case has now. */
export async function byApi(house: House, number: string, { as, command, fields = {} }: Step): Promise<ApiAnswer> {
  const { version } = await stored(house, number);
  return api(house, as, `/api/cases/${number}/commands`, { ...fields, command, version });
}

/** A case of a new reporter's, brought to where those steps lead. @throws where one is refused */
export async function brought(house: House, steps: readonly Step[], choices: ReportChoices = {}): Promise<string> {
  const { number } = await reported(house, house.newcomer('employee-mhn'), choices);
  for (const one of steps) {
    const { status, body } = await byApi(house, number, one);
    if (status !== 200) throw new Error(`${one.command}: ${status} ${JSON.stringify(body)}`);
  }
  return number;
}

/** Opens a command's form on the card. */
export const formOf = (person: Talker, number: string, command: string): Promise<Answer> => person.forge({ a: 'work.form', case: number, command });

/** Fills a command's form on its card and sends it. */
export async function onCard(person: Talker, number: string, command: string, typed: Readonly<Record<string, string>>): Promise<Answer> {
  await formOf(person, number, command);
  // A notice of another case may come meanwhile, with a button of its own.
  return person.press('+', typed, person.standing.findLast(({ card }) => cardName(card) === `work:${command}`));
}

/** Presses the first thing on the card of a case, or on a form of it, that stands last: a notice of another case may come meanwhile, with a button of its own. */
export const onWork = (person: Talker, typed: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  person.press('+', typed, person.standing.findLast(({ card }) => /^(?:case$|work:)/u.test(cardName(card) ?? '')));

/** What a person's command made: events without when they were and without ids of their own. */
export async function eventsAfter(house: House, number: string, version: number): Promise<readonly JsonObject[]> {
  const { events, version: now } = await stored(house, number);
  return events.slice(events.length - (now - version)).map(bare);
}

function bare(event: CaseEvent): JsonObject {
  const { at: _at, ...rest } = event;
  const { id, feedbackBy, contact, ...fields } = rest as JsonObject;
  // Made at the same moment or not: that there is one, and on which day.
  return { ...fields, hasId: id !== undefined, feedbackBy, contactBy: (contact as { due?: string } | undefined)?.due?.slice(0, 10) };
}
