import type { Board } from '../../../domain/board';
import { testApp, until, type House } from '../../helpers/app';
import { boardsInTeams } from '../../helpers/boards';
import { MailServer, type MailTrouble } from '../../helpers/mailServer';
import { api, caseOf, listOf } from '../../helpers/people';
import type { TeamsPerson } from '../../helpers/teamsPerson';
import { inTeams, noticeOf, noticesIn, reported, STORY, settled, stored } from './scene';

const SECOND = 1000;
const mailOf = (person: string): string => `${person}@trygg.example`;

/** Everybody who works cases has an e-mail address, but for the deputy. */
const boards: readonly Board[] = boardsInTeams().map((board) => ({
  ...board,
  people: board.people.map((person) => (/^(coordinator|independent|elected-recipient)-/.test(person.id) ? { ...person, email: mailOf(person.id) } : person)),
}));

let mail: MailServer;
let house: House;
let deputy: TeamsPerson;
beforeAll(async () => {
  mail = await MailServer.start();
  house = await testApp({ boards, smtp: { host: '127.0.0.1', port: mail.port, security: 'none', from: 'trygg@stad.example' } });
  deputy = await inTeams(house, 'deputy-mhn');
});
beforeEach(() => house.setClock('2026-11-23T09:00:00Z'));
afterAll(async () => {
  await house.dispose();
  await mail.close();
});

type Line = readonly [recipient: string, channel: string, state: string];

/** The ledger of the new case's notice as its worker sees it, without the workspace's own line. */
async function ledger(number: string, worker = 'deputy-mhn'): Promise<readonly Line[]> {
  const { notices } = await caseOf(house, worker, number);
  return notices.filter(({ about, channel }) => about === 'new' && channel !== 'intranet').map(({ recipient, channel, state }) => [recipient, channel, state]);
}

const rowOf = async (number: string, worker = 'deputy-mhn') => (await listOf(house, worker, `?board=MHN&q=${number}`))[0];
/** Time passes until the next try of whatever failed. */
async function later(number: string): Promise<void> {
  house.pass(6 * SECOND);
  await house.services.dispatcher.sweep();
  await settled(house, number);
}

describe('whoever has no chat with the bot', () => {
  test('gets e-mail that tells nothing but that there is something to read', async () => {
    const { number } = await reported(house);
    const { raw, to, from } = await mail.mailTo(mailOf('coordinator-mhn'), number);
    await settled(house, number);
    expect([to, from]).toEqual([[mailOf('coordinator-mhn')], 'trygg@stad.example']);
    const text = bodyOf(raw);
    expect(text).toContain(`Det gäller ärende ${number}.`);
    expect(text).toContain(`https://trygg.example/workspace#/cases/${number}`);
    expect(headerOf(raw, 'subject')).toBe('Trygg: det finns något att läsa');
    expect(headerOf(raw, 'auto-submitted')).toBe('auto-generated');
    for (const secret of [STORY, 'hotade', 'högt', 'allvar', house.nameOf('employee-mhn'), house.nameOf('coordinator-mhn')]) expect(`${headerOf(raw, 'subject')} ${text}`.toLowerCase()).not.toContain(secret.toLowerCase());
    expect(await ledger(number)).toEqual([['coordinator-mhn', 'teams', 'noConversation'], ['coordinator-mhn', 'email', 'sent']]);
    expect(await rowOf(number)).not.toHaveProperty('undelivered');
    // It has reached the one it is for: nobody else is called.
    expect(noticesIn(deputy, number)).toEqual([]);
  });

  test('gets it in the language that they read', async () => {
    const english = await inTeams(house, 'independent-mhn', { locale: 'en-GB' });
    await english.say('english');
    await english.user.uninstall();
    const { number } = await reported(house, house.newcomer('employee-mhn'), { who: { involved: 'line' } });
    const { raw } = await mail.mailTo(mailOf('independent-mhn'), number);
    expect(headerOf(raw, 'subject')).toBe('Trygg: there is something to read');
  });

  test.each<readonly [string, MailTrouble]>([
    ['is busy', 'busy'],
    ['cuts the connection', 'cuts'],
  ])('gets it when the mail server that %s is itself again, once', async (_what, trouble) => {
    mail.misbehave(trouble);
    const { number } = await reported(house);
    await until('the first try', async () => (await stored(house, number)).some(({ channel, attempts }) => channel === 'email' && attempts === 1));
    expect((await stored(house, number)).find(({ channel }) => channel === 'email')).toMatchObject({ state: 'queued', reason: 'unavailable' });
    await later(number);
    await mail.mailTo(mailOf('coordinator-mhn'), number);
    expect(mail.mailsTo(mailOf('coordinator-mhn'), number)).toHaveLength(1);
    expect(await ledger(number)).toContainEqual(['coordinator-mhn', 'email', 'sent']);
  });

  test('a mail whose answer was lost is sent again under the same Message-ID', async () => {
    mail.misbehave('cutsAfterwards');
    const { number } = await reported(house);
    await mail.mailTo(mailOf('coordinator-mhn'), number);
    await settled(house, number);
    await later(number);
    const ids = (await until('the second try', () => (mail.mailsTo(mailOf('coordinator-mhn'), number).length > 1 ? mail.mailsTo(mailOf('coordinator-mhn'), number) : undefined))).map(({ raw }) => headerOf(raw, 'message-id'));
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test.each<readonly [string, MailTrouble]>([
    ['whose mailbox is unknown', 'unknownMailbox'],
    ['whose mail is refused', 'refusesContent'],
  ])('and %s: the deputy is told in Teams', async (_what, trouble) => {
    mail.misbehave(trouble);
    const { number } = await reported(house);
    await noticeOf(deputy, number);
    await settled(house, number);
    expect(await ledger(number)).toEqual([['coordinator-mhn', 'teams', 'noConversation'], ['coordinator-mhn', 'email', 'failed'], ['deputy-mhn', 'teams', 'sent']]);
    expect((await caseOf(house, 'deputy-mhn', number)).notices.find(({ state }) => state === 'failed')).toMatchObject({ reason: 'rejected', at: expect.any(String) });
    // Whoever was told may acknowledge it by that card, and the ledger says so.
    await deputy.press('case.acknowledge', {}, await noticeOf(deputy, number));
    await until('the acknowledgement', async () => (await ledger(number)).some(([, , state]) => state === 'acknowledged'));
    expect(await ledger(number)).toContainEqual(['deputy-mhn', 'teams', 'acknowledged']);
  });
});

describe('whoever has blocked the bot', () => {
  let coordinator: TeamsPerson;
  beforeAll(async () => {
    coordinator = await inTeams(house, 'coordinator-mhn');
    // What earlier tests left for them comes first.
    await coordinator.say('hjälp');
  });
  afterEach(() => house.connector.calm());

  const blocked = (person: TeamsPerson, status = 403): (() => void) => house.connector.misbehave({ kind: 'status', status }, { times: 100, conversationId: person.user.conversationId });

  test.each([403, 404, 400])('gets e-mail instead (%i)', async (status) => {
    blocked(coordinator, status);
    const { number } = await reported(house);
    await mail.mailTo(mailOf('coordinator-mhn'), number);
    await settled(house, number);
    expect(await ledger(number)).toEqual([['coordinator-mhn', 'teams', 'failed'], ['coordinator-mhn', 'email', 'sent']]);
    expect(noticesIn(deputy, number)).toEqual([]);
  });

  test('and nobody else can be reached either: it stays failed, and shows in the list until somebody has the case', async () => {
    blocked(coordinator);
    const stop = blocked(deputy);
    mail.misbehave('unknownMailbox');
    const { number } = await reported(house);
    await until('the deputy to be tried', async () => (await stored(house, number)).some(({ recipient, state }) => recipient === 'deputy-mhn' && state === 'failed'));
    await settled(house, number);
    expect(await ledger(number)).toEqual([['coordinator-mhn', 'teams', 'failed'], ['coordinator-mhn', 'email', 'failed'], ['deputy-mhn', 'teams', 'failed']]);
    expect(await rowOf(number)).toMatchObject({ undelivered: true });
    for (let hour = 0; hour < 2; hour += 1) {
      house.pass(3600 * SECOND);
      await house.services.dispatcher.sweep();
    }
    await settled(house, number);
    expect(await rowOf(number)).toMatchObject({ undelivered: true });
    stop();
    await api(house, 'deputy-mhn', `/api/cases/${number}/commands`, { command: 'acknowledge', version: 1 });
    expect(await rowOf(number)).not.toHaveProperty('undelivered');
  });

  test('is told by e-mail as well when Teams has not answered for long, and in Teams when it does, once each', async () => {
    house.connector.misbehave({ kind: 'status', status: 500 }, { times: 8, conversationId: coordinator.user.conversationId });
    const { number } = await reported(house);
    for (let tries = 1; tries < 8; tries += 1) {
      await until(`try ${tries}`, async () => (await stored(house, number)).some(({ id, attempts }) => id === 'new:teams' && attempts === tries));
      expect(mail.mailsTo(mailOf('coordinator-mhn'), number)).toEqual([]);
      house.pass(15 * 60 * SECOND);
      await house.services.dispatcher.sweep();
    }
    await mail.mailTo(mailOf('coordinator-mhn'), number);
    house.pass(15 * 60 * SECOND);
    await house.services.dispatcher.sweep();
    await noticeOf(coordinator, number);
    await settled(house, number);
    expect(await ledger(number)).toEqual([['coordinator-mhn', 'teams', 'sent'], ['coordinator-mhn', 'email', 'sent']]);
    expect([noticesIn(coordinator, number).length, mail.mailsTo(mailOf('coordinator-mhn'), number).length, noticesIn(deputy, number).length]).toEqual([1, 1, 0]);
  });
});

describe('whom the case is kept from', () => {
  test('is never told in anybody’s place: a case about the line stops with the independent recipient', async () => {
    mail.misbehave('unknownMailbox');
    const { number } = await reported(house, house.newcomer('employee-mhn'), { who: { involved: 'line' } });
    await until('the refusal', async () => (await stored(house, number)).some(({ channel, state }) => channel === 'email' && state === 'failed'));
    await settled(house, number);
    expect(await ledger(number, 'independent-mhn')).toEqual([['independent-mhn', 'teams', 'noConversation'], ['independent-mhn', 'email', 'failed']]);
    expect(await rowOf(number, 'independent-mhn')).toMatchObject({ undelivered: true });
    expect(noticesIn(deputy, number)).toEqual([]);
    expect(mail.mails.filter(({ raw }) => raw.includes(number))).toEqual([]);
  });
});

test('what goes wrong with mail is logged by a code, and neither address nor case', async () => {
  mail.misbehave('busy');
  const { number } = await reported(house, house.newcomer('employee-mhn'), { who: { involved: 'line' } });
  await until('the first try', async () => (await stored(house, number)).some(({ channel, attempts }) => channel === 'email' && attempts === 1));
  expect(house.logged).toContainEqual({ code: 'notice_not_delivered', reason: 'unavailable', about: 'new', channel: 'email', attempts: 1, message: 'a notice was not delivered' });
  expect(JSON.stringify(house.logged)).not.toMatch(/MHN-|@|trygg\.example|independent-mhn/);
});

/** A header of a mail, decoded. */
function headerOf(raw: string, name: string): string | undefined {
  const [head = ''] = raw.split('\r\n\r\n');
  const line = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n').find((one) => one.toLowerCase().startsWith(`${name}:`));
  const value = line?.slice(name.length + 1).trim();
  return value?.replace(/\?= =\?/g, '?==?').replace(/=\?utf-8\?(q|b)\?([^?]*)\?=/gi, (_whole, how: string, text: string) => (how.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString() : quoted(text.replace(/_/g, ' '))));
}

/** The text of a mail, decoded. */
function bodyOf(raw: string): string {
  const body = raw.slice(raw.indexOf('\r\n\r\n') + 4);
  return headerOf(raw, 'content-transfer-encoding') === 'base64' ? Buffer.from(body, 'base64').toString() : quoted(body.replace(/=\r\n/g, ''));
}

const quoted = (text: string): string => Buffer.from(text.replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1').toString('utf8');
