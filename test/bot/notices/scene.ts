import { until, type House } from '../../helpers/app';
import { typedWords } from '../../helpers/cardRules';
import type { JsonObject, Received } from '../../helpers/fakeConnector';
import { report, talk, type Channel, type ReportChoices } from '../../helpers/people';
import { reading, textOf, type Answer, type Seen, type Talker } from '../../helpers/talker';
import { teamsPerson, type TeamsPerson, type TeamsPersonOptions } from '../../helpers/teamsPerson';
import type { Locale } from '../../../domain/locale';
import type { Notice } from '../../../domain/case';

/** What a person tells in these tests: high by its words, recognisable wherever it should not be. */
export const STORY = typedWords('Han hotade mig i dörren i går.');

/** Somebody of the board's people who has added the app in Teams. */
export const inTeams = (house: House, persona: string, options: TeamsPersonOptions = {}): Promise<TeamsPerson> => teamsPerson(house, persona, { installed: true, ...options });

export interface Reported {
  readonly reporter: Talker;
  readonly number: string;
  readonly receipt: Answer;
}

export interface Reporting extends ReportChoices {
  readonly channel?: Channel;
  readonly locale?: Locale;
}

/** A report from that persona on the intranet, or where it says. */
export async function reported(house: House, persona = house.newcomer('employee-mhn'), { channel = 'directline', locale = 'sv', ...choices }: Reporting = {}): Promise<Reported> {
  const reporter = await talk(house, channel, persona, locale);
  return reportOf(reporter, choices);
}

/** The report of somebody who is there already. @throws when there is no receipt */
export async function reportOf(reporter: Talker, choices: ReportChoices = {}): Promise<Reported> {
  const receipt = await report(reporter, { story: { story: STORY }, ...choices });
  const number = textOf(receipt.card, 'caseNumber');
  if (number === undefined) throw new Error(`no receipt: ${reading(receipt.card)}`);
  return { reporter, number, receipt };
}

/** The notice card about that case in the person's chat, there already or still to come. */
export const noticeOf = (person: TeamsPerson, number: string, fits: (card: JsonObject) => boolean = () => true): Promise<Seen> =>
  person.waitFor('notice', (card) => reading(card).includes(number) && fits(card));

/** Notice cards about that case that stand in the person's chat. */
export const noticesIn = (person: TeamsPerson, number: string): readonly Seen[] => person.standing.filter(({ card }) => reading(card).includes(number));

/** The case's notices as they are stored. */
export async function stored(house: House, number: string): Promise<readonly Notice[]> {
  return (await house.services.cases.find(number))?.notices ?? [];
}

/** Waits until every notice of the case that may be sent now has been tried; what may not be sent yet stays. */
export async function settled(house: House, number: string): Promise<readonly Notice[]> {
  return until(`the notices of ${number}`, async () => {
    const notices = await stored(house, number);
    const now = house.now().toISOString();
    return notices.length > 0 && notices.every(({ state, nextAt }) => state !== 'queued' || (nextAt ?? '') > now) && notices;
  });
}

/** Waits until nothing of any case is left to send by now: what earlier tests left for this day is sent before this one begins. */
export async function quiet(house: House, board = 'MHN'): Promise<void> {
  await house.services.dispatcher.sweep();
  await until('nothing left to send', async () => (await house.services.store.list({ container: 'cases', partition: board, dueBefore: house.now().toISOString(), order: 'due', limit: 1 })).items.length === 0);
}

/** Waits until the notice with that id has been tried so often. */
export async function tried(house: House, number: string, attempts: number, id = 'new:teams'): Promise<Notice> {
  return until(`${id} of ${number} to be tried ${attempts} times`, async () => (await stored(house, number)).find((notice) => notice.id === id && notice.attempts >= attempts));
}

/** What the bot sent or changed in that conversation, as it went over the wire. */
export const requestsTo = (house: House, conversationId: string): readonly Received[] => house.connector.received.filter((one) => one.conversationId === conversationId);
