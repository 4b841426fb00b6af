import { request } from 'node:http';
import { typedWords } from '../helpers/cardRules';
import type { House } from '../helpers/app';
import { png } from '../helpers/files';
import type { JsonObject } from '../helpers/fakeConnector';
import { report, talk, type ReportChoices } from '../helpers/people';
import { reading, textOf, type Talker } from '../helpers/talker';

/** Everybody of the demo file, somebody without sign-in, somebody unknown, and a request without a name on it. */
export const PERSONAS = [
  'employee-amn',
  'employee-mhn',
  'other-mhn',
  'elected-mhn',
  'coordinator-amn',
  'deputy-amn',
  'independent-amn',
  'coordinator-mhn',
  'deputy-mhn',
  'independent-mhn',
  'elected-recipient-mhn',
  'manager-mhn',
  'safetyrep-mhn',
  'central',
  'anonymous',
] as const;
export type Persona = (typeof PERSONAS)[number];

export const WORDS = typedWords('Han hotade mig i dörren i går.');

/** A report of that persona's over the intranet. */
export async function reportBy(house: House, persona: string, choices: ReportChoices = {}): Promise<{ readonly number: string; readonly person: Talker }> {
  const person = await talk(house, 'directline', persona);
  const { card } = await report(person, { story: { story: WORDS }, ...choices });
  const number = textOf(card, 'caseNumber');
  if (number === undefined) throw new Error(`no receipt: ${reading(card)}`);
  return { number, person };
}

/** The same with a file in it; gives the file's id. */
export async function reportWithFile(house: House, persona: string, choices: ReportChoices = {}, contentType = 'image/png', name = 'bild på dörren.png'): Promise<{ readonly number: string; readonly file: string; readonly person: Talker }> {
  const made = await reportBy(house, persona, choices);
  await made.person.press('follow.start');
  await made.person.sendFiles([{ name, contentType, bytes: png(`bytes of ${made.number}`) }]);
  const file = (await house.services.cases.find(made.number))?.files[0]?.id;
  if (file === undefined) throw new Error('the file was not saved');
  return { ...made, file };
}

/** A question that the guidance does not answer, sent on; gives its number. */
export async function questionBy(house: House, persona: string): Promise<string> {
  const person = await talk(house, 'directline', persona);
  await person.say('Var finns den gamla kopiatorns bruksanvisning?');
  const { card } = await person.press('question.send');
  const number = /[A-Z]{3}-\w{4}-\w{4}/.exec(reading(card))?.[0];
  if (number === undefined) throw new Error(`not sent: ${reading(card)}`);
  return number;
}

export interface Raw {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: JsonObject | undefined;
}

export interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly as?: string;
}

/** A request exactly as it is given: no client changes the path or the headers on the way. */
export function raw(house: House, path: string, { method = 'GET', headers = {}, body, as }: RawRequest = {}): Promise<Raw> {
  const { hostname, port } = new URL(house.url);
  const all = { ...(as === undefined ? {} : { authorization: `Bearer demo:${as}` }), ...headers } as Record<string, string | string[]>;
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers: all }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: asJson(text) }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function asJson(text: string): JsonObject | undefined {
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return undefined;
  }
}

/** What whoever was overtaken is told of the case as it is now, and nothing anybody wrote. */
const NOW_FIELDS = ['at', 'by', 'kind', 'status', 'version'];

/** That the answer is a problem with that code, told as RFC 9457 has it, which no cache keeps. `now`: what the case has become. */
export function expectProblem(answer: Raw, status: number, code: string): void {
  const { now, field, ...body } = answer.json ?? {};
  expect({ status: answer.status, type: answer.headers['content-type'], cache: answer.headers['cache-control'], body }).toEqual({
    status,
    type: 'application/problem+json',
    cache: 'no-store',
    body: { type: 'about:blank', title: expect.any(String), status, code },
  });
  if (now !== undefined) expect({ status, fields: Object.keys(now as JsonObject).filter((name) => !NOW_FIELDS.includes(name)) }).toEqual({ status: 409, fields: [] });
  if (field !== undefined) expect({ status, field }).toEqual({ status: 422, field: expect.any(String) });
}
