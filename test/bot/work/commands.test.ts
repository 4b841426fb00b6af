import { WORK_NAMES } from '../../../domain/work/forms';
import { may } from '../../../domain/access';
import type { WorkName } from '../../../domain/work/types';
import { t } from '../../../locales';
import type { House } from '../../helpers/app';
import { api, talk, type ReportChoices } from '../../helpers/people';
import { cardName, textOf, type Talker } from '../../helpers/talker';
import { inTeams } from '../notices/scene';
import { AT_WORK, brought, byApi, eventsAfter, onCard, step, stored, workHouse, type Fields, type Step } from './desk';

let house: House;
const people = new Map<string, Talker>();
beforeAll(async () => {
  house = await workHouse();
  for (const persona of ['coordinator-mhn', 'deputy-mhn']) people.set(persona, await inTeams(house, persona));
});
afterAll(() => house.dispose());

const ACKNOWLEDGED = [step('acknowledge')];
const ASSESSING = [...ACKNOWLEDGED, step('assess')];
const MEASURES = [...ASSESSING, step('addMeasure', { id: 'm1', what: 'Larm i receptionen.', who: 'Chef MHN', due: '2026-12-01', prevention: 'situational' })];
const CLOSING = { outcome: 'noMeasures', told: AT_WORK, learnt: AT_WORK };
const HIDDEN: ReportChoices = { who: { visibility: 'hidden' } };

interface Row {
  readonly before?: readonly Step[];
  readonly choices?: ReportChoices;
  /** As it is typed on the card. */
  readonly typed?: Readonly<Record<string, string>>;
  /** The same as it is sent over HTTP, where that is not letter for letter what is typed. */
  readonly sent?: Fields;
  readonly as?: string;
}

/** Every command of those who work a case, as somebody would give it. */
const ROWS: Readonly<Partial<Record<WorkName, Row>>> = {
  acknowledge: {},
  assess: { before: ACKNOWLEDGED },
  assign: { typed: { to: 'deputy-mhn' } },
  ask: { before: ACKNOWLEDGED, typed: { text: AT_WORK } },
  reply: { typed: { text: AT_WORK } },
  recordContact: { typed: { how: 'meeting', note: AT_WORK } },
  setSeverity: { typed: { severity: 'low', reason: AT_WORK } },
  setType: { typed: { type: 'violence' } },
  setWorkplace: { typed: { workplace: AT_WORK } },
  moveDate: { typed: { clock: 'feedback', due: '2026-12-10', reason: AT_WORK } },
  announceReferral: { typed: { reason: AT_WORK } },
  refer: { before: [step('announceReferral', { reason: 'Stöd.' })], typed: { to: 'manager-mhn', note: AT_WORK } },
  tick: { typed: { item: 'callToday', done: 'true' }, sent: { item: 'callToday', done: true } },
  addMeasure: { before: ASSESSING, typed: { what: AT_WORK, who: AT_WORK, due: '2026-12-01', prevention: 'social' } },
  completeMeasure: { before: MEASURES, typed: { measure: 'm1', effect: AT_WORK } },
  notePolice: { typed: { reported: 'true', reference: '0101-K 12-26' }, sent: { reported: true, reference: '0101-K 12-26' } },
  noteDuty: { before: [step('setType', { type: 'violence' })], typed: { duty: 'workEnvironmentAuthority', state: 'done', owner: 'manager', on: '2026-11-23' } },
  noteRegister: { typed: { diaryNumber: '2026-1', subject: AT_WORK } },
  transferToIa: { typed: { state: 'exists', owner: 'coordinator', number: AT_WORK.slice(0, 40) } },
  declareConflict: { typed: { person: 'manager-mhn', reason: AT_WORK } },
  revealName: { choices: HIDDEN, typed: { reason: AT_WORK } },
  approveName: { choices: HIDDEN, before: [step('revealName', { reason: 'För kontakt.' }, 'deputy-mhn')] },
  refuseName: { choices: HIDDEN, before: [step('revealName', { reason: 'För kontakt.' }, 'deputy-mhn')] },
  reviewName: { choices: { ...HIDDEN, safety: 'yes' }, before: [step('revealName', { reason: 'För kontakt.' }, 'deputy-mhn')] },
  escalateCrisis: { typed: { reason: AT_WORK } },
  notePointedOut: { typed: { information: 'postponed', reason: AT_WORK } },
  notePointedOutRequest: { typed: { request: 'access', result: 'refused', reason: AT_WORK } },
  linkCase: { typed: { number: 'other', confirmed: 'true' }, sent: { number: 'other', confirmed: true } },
  agreeAftercare: { typed: { 'on': '2026-11-30,2026-12-21', 'on.more': '2026-12-24', owner: 'manager' }, sent: { on: ['2026-11-30', '2026-12-21', '2026-12-24'], owner: 'manager' } },
  close: { before: ACKNOWLEDGED, typed: CLOSING },
  reopen: { before: [...ACKNOWLEDGED, step('close', { outcome: 'noMeasures', told: 'Klart.', learnt: 'Inget.' })], typed: { reason: AT_WORK } },
};

test('every command of those who work a case is among them', () => {
  // What makes an exercise real takes an exercise: see below.
  expect([...Object.keys(ROWS), 'makeReal'].sort()).toEqual(WORK_NAMES.filter((name) => may('worker', name)).sort());
});

const numbered = (values: Fields, other: string): Fields => Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value === 'other' ? other : value]));

describe('from a card in Teams and over HTTP the same event comes of', () => {
  test.each(Object.entries(ROWS) as readonly (readonly [WorkName, Row])[])('%s', async (command, { before = [], choices = {}, typed = {}, sent = typed, as = 'coordinator-mhn' }) => {
    const [carded, posted] = await Promise.all([brought(house, before, choices), brought(house, before, choices)]);
    const from = (await stored(house, carded)).version;
    const { card } = await onCard(people.get(as)!, carded, command, numbered(typed, posted) as Record<string, string>);
    expect([cardName(card), textOf(card, 'note')]).toEqual(['case', t('sv', `work.done.${command}`)]);
    const answer = await byApi(house, posted, { as, command, fields: numbered(sent, carded) });
    expect(answer.status).toBe(200);
    const events = await eventsAfter(house, carded, from);
    expect(events.length).toBeGreaterThan(0);
    const same = JSON.stringify(await eventsAfter(house, posted, from)).replaceAll(carded, posted);
    expect(JSON.stringify(events)).toBe(same);
  });

  test('makeReal', async () => {
    const persona = house.newcomer('employee-mhn');
    const started = await api(house, 'coordinator-mhn', '/api/boards/MHN/exercise', { minutes: 30, people: [persona] });
    expect(started.status).toBeLessThan(300);
    const numbers = [];
    for (let index = 0; index < 2; index += 1) {
      const reporter = await talk(house, 'directline', persona);
      if (index === 0) await reporter.press('exercise.answer/yes', {}, await reporter.waitFor('invitation'));
      await reporter.say('rapportera');
      await reporter.press('safety.answer/no');
      await reporter.press('report.next/who');
      numbers.push(textOf((await reporter.press('report.next/story', { story: AT_WORK })).card, 'caseNumber') ?? '');
    }
    await api(house, 'coordinator-mhn', '/api/boards/MHN/exercise', undefined, 'DELETE');
    const [carded, posted] = numbers as [string, string];
    const { version, exercise } = await stored(house, carded);
    expect(exercise).toBe(true);
    await onCard(people.get('coordinator-mhn')!, carded, 'makeReal', {});
    expect((await byApi(house, posted, step('makeReal'))).status).toBe(200);
    expect((await eventsAfter(house, carded, version)).map(({ kind }) => kind)).toEqual(['madeReal']);
    expect(await eventsAfter(house, carded, version)).toEqual(await eventsAfter(house, posted, version));
  });
});
