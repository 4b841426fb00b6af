import type { House } from './app';
import type { JsonObject } from './fakeConnector';
import { api, type ApiAnswer } from './people';

/** A command of that worker's, with the case's version as it is; @throws where it is refused */
export async function work(house: House, persona: string, number: string, command: string, fields: JsonObject = {}): Promise<JsonObject> {
  const answer = await tryWork(house, persona, number, command, fields);
  if (answer.status !== 200) throw new Error(`${command} by ${persona}: ${answer.status} ${String(answer.body['code'])}`);
  return answer.body;
}

/** The same, for a command that may be refused. */
export async function tryWork(house: House, persona: string, number: string, command: string, fields: JsonObject = {}): Promise<ApiAnswer> {
  const version = (await house.services.cases.find(number))?.version;
  return api(house, persona, `/api/cases/${number}/commands`, { command, version, ...fields });
}
