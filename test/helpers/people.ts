import type { Locale } from '../../domain/locale';
import type { House } from './app';
import { DirectLinePerson } from './directLinePerson';
import type { JsonObject } from './fakeConnector';
import { ask } from './http';
import type { Answer, Talker } from './talker';
import { teamsPerson } from './teamsPerson';

export const CHANNELS = ['teams', 'directline'] as const;
export type Channel = (typeof CHANNELS)[number];

const TAGS: Readonly<Record<Locale, string>> = { sv: 'sv-SE', en: 'en-GB' };

/** The persona on that channel, greeted, in that language. */
export async function talk(house: House, channel: Channel, persona: string, locale: Locale = 'sv'): Promise<Talker> {
  if (channel === 'directline') return DirectLinePerson.arrive(house, persona, TAGS[locale]);
  return teamsPerson(house, persona, { locale: TAGS[locale], installed: true });
}

export interface ReportChoices {
  readonly safety?: 'no' | 'yes' | 'afraid';
  /** What stands in the safety card's inputs, where it has any. */
  readonly place?: Readonly<Record<string, string>>;
  readonly who?: Readonly<Record<string, string>>;
  readonly story?: Readonly<Record<string, string>>;
}

/** From `rapportera` to card B, which is what it answers. */
export async function toStory(person: Talker, { safety = 'no', place = {}, who = {} }: ReportChoices = {}): Promise<Answer> {
  await person.say('rapportera');
  await person.press(`safety.answer/${safety}`, place);
  if (safety === 'yes') await person.press('report.safe');
  const next = await person.press('report.next/who', who);
  return who['insideCity'] === 'yes' ? person.press('report.next/inside') : next;
}

/** A whole report; the answer holds the receipt. */
export async function report(person: Talker, choices: ReportChoices = {}): Promise<Answer> {
  await toStory(person, choices);
  return person.press('report.next/story', choices.story ?? { story: 'Det hände något.' });
}

export interface ApiAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: JsonObject;
}

/** A request of the persona's to the API. */
export async function api(house: House, persona: string | undefined, path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST'): Promise<ApiAnswer> {
  const { status, headers, text } = await ask(`${house.url}${path}`, {
    method,
    headers: { ...(persona === undefined ? {} : { authorization: `Bearer demo:${persona}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status, type: headers['content-type'] ?? '', body: text === '' ? {} : (JSON.parse(text) as JsonObject) };
}

interface AnswerJson {
  readonly id: string;
  readonly step: string;
  readonly question: string;
  readonly value: string;
}

/** A case as a worker's API shows it, the part that tests look at. */
export interface Detail {
  readonly number: string;
  readonly version: number;
  readonly type: string;
  readonly severity: string;
  readonly severityReasons: readonly string[];
  readonly status: string;
  readonly dangerAt?: string;
  readonly contactBy?: string;
  readonly reporter: { readonly category: string; readonly visibility: string; readonly name?: string };
  readonly answers: readonly AnswerJson[];
  readonly timeline: readonly JsonObject[];
  readonly notices: readonly { readonly about: string; readonly recipient: string; readonly channel: string; readonly state: string; readonly attempts: number; readonly reason?: string }[];
  readonly files: readonly { readonly id: string; readonly name: string; readonly bytes: number; readonly sha256: string; readonly contentType: string }[];
  readonly may: readonly string[];
}

/** The case as that worker sees it. @throws when they do not */
export async function caseOf(house: House, persona: string, number: string): Promise<Detail> {
  const { status, body } = await api(house, persona, `/api/cases/${number}`);
  if (status !== 200) throw new Error(`${persona} got ${status} for ${number}`);
  return body as unknown as Detail;
}

export async function listOf(house: House, persona: string, query = ''): Promise<readonly JsonObject[]> {
  const { body } = await api(house, persona, `/api/cases${query}`);
  return body['items'] as readonly JsonObject[];
}
