import { t } from '../../../locales';
import type { House } from '../../helpers/app';
import { CANARY } from '../../helpers/cardRules';
import type { JsonObject } from '../../helpers/fakeConnector';
import { api, talk } from '../../helpers/people';
import { cardName, choicesOf, inputIds, reading, textOf, textsOf, titlesOf, valueIn, type Talker } from '../../helpers/talker';
import { work } from '../../helpers/working';
import { inTeams, reported, settled } from '../notices/scene';
import { AT_WORK, brought, byApi, formOf, onCard, onWork, OTHER_MANAGER, step, stored, workHouse } from './desk';

let house: House;
let coordinator: Talker;
let deputy: Talker;
beforeAll(async () => {
  house = await workHouse();
  [coordinator, deputy] = await Promise.all([inTeams(house, 'coordinator-mhn'), inTeams(house, 'deputy-mhn')]);
});
afterAll(() => house.dispose());

const open = async (person: Talker, number: string): Promise<JsonObject> => (await person.forge({ a: 'work.open', case: number })).card;
const kindsOf = async (number: string): Promise<readonly string[]> => (await stored(house, number)).events.map(({ kind }) => kind);

describe('the card of a case', () => {
  test('puts one thing first, as the case stands, until it is closed', async () => {
    const number = await brought(house, []);
    const first = async (): Promise<readonly string[]> => titlesOf(await open(coordinator, number)).slice(0, 1);
    expect(await first()).toEqual([t('sv', 'work.command.acknowledge')]);
    await onWork(coordinator);
    expect(await first()).toEqual([t('sv', 'work.command.assess')]);
    const { card } = await onWork(coordinator);
    expect([cardName(card), textOf(card, 'note')]).toEqual(['case', t('sv', 'work.done.assess')]);
    await onWork(coordinator);
    await onWork(coordinator, { what: AT_WORK, who: 'Chefen', due: '2026-12-01' });
    const done = await onWork(coordinator);
    expect(cardName(done.card)).toBe('work:completeMeasure');
    await onWork(coordinator, { effect: AT_WORK });
    expect(cardName((await onWork(coordinator)).card)).toBe('work:close');
    const closed = await onWork(coordinator, { outcome: 'measures', told: AT_WORK, learnt: AT_WORK });
    expect([textOf(closed.card, 'note'), titlesOf(closed.card)]).toEqual([t('sv', 'work.done.close'), [t('sv', 'work.more'), t('sv', 'notice.open')]]);
    expect(await kindsOf(number)).toEqual(['received', 'acknowledged', 'assessing', 'measureAdded', 'measureCompleted', 'closed']);
  });

  test('says before a case is closed what is not done in it, and closes it all the same', async () => {
    const steps = [step('acknowledge'), step('assess'), step('addMeasure', { id: 'm1', what: AT_WORK, who: 'Chefen', due: '2026-12-01', prevention: 'situational' })];
    const number = await brought(house, steps);
    const left = async (): Promise<string> => textOf((await formOf(coordinator, number, 'close')).card, 'left') ?? '';
    for (const words of [t('sv', 'work.open.measure'), t('sv', 'work.open.duties', { count: 3 }), t('sv', 'work.open.ia')]) expect(await left()).toContain(words);
    const { body } = await api(house, 'coordinator-mhn', `/api/cases/${number}`);
    expect(body).toMatchObject({ left: { measures: 1, duties: 3, ia: true }, nextFeedback: expect.stringMatching(/^2026-12-/) });
    await byApi(house, number, step('completeMeasure', { measure: 'm1', effect: AT_WORK }));
    expect(await left()).not.toContain(t('sv', 'work.open.measure'));
    const { card } = await onCard(coordinator, number, 'close', { outcome: 'measures', told: AT_WORK, learnt: AT_WORK });
    expect(textOf(card, 'note')).toBe(t('sv', 'work.done.close'));
  });

  test('asks whether the event is in IA until somebody has said so, and then says that it is to be put there', async () => {
    const number = await brought(house, [step('acknowledge')]);
    expect(textOf(await open(coordinator, number), 'needs')).toContain(t('sv', 'work.need.ia'));
    await byApi(house, number, step('transferToIa', { state: 'toDo', owner: 'coordinator' }));
    const needs = textOf(await open(coordinator, number), 'needs');
    expect([needs?.includes(t('sv', 'work.need.ia')), needs?.includes(t('sv', 'work.need.iaToDo'))]).toEqual([false, true]);
  });

  test('keeps threats word for word apart, for whoever asks to see them', async () => {
    const { number, reporter } = await reported(house, house.newcomer('employee-mhn'));
    await reporter.press('follow.start');
    let { card } = await reporter.press('+', { type: 'threat' });
    for (let tries = 0; tries < 6 && !inputIds(card).includes('verbatim'); tries += 1) ({ card } = await reporter.press('follow.skip'));
    await reporter.press('+', { channel: 'phone', verbatim: 'Passa dig noga.' });
    const shown = await open(coordinator, number);
    expect(JSON.stringify(shown)).not.toContain('Passa dig noga');
    expect(textOf(shown, 'wordsHidden')).toBe(t('sv', 'work.words.hidden'));
    const words = await coordinator.press('work.words');
    expect([cardName(words.card), textsOf(words.card)]).toEqual(['work:words', expect.arrayContaining(['Passa dig noga.'])]);
    expect(cardName((await coordinator.press('work.open')).card)).toBe('case');
  });

  test('holds together when much has been written in it', async () => {
    const long = '🙂 &"<'.repeat(190);
    const number = await brought(house, [step('acknowledge'), step('assess'), ...Array.from({ length: 5 }, () => step('ask', { text: long })), ...Array.from({ length: 8 }, () => step('addMeasure', { what: long.slice(0, 900), who: 'Chefen', due: '2026-12-01', prevention: 'social' }))]);
    // Each card is held to the rules, its size among them, as it comes.
    expect(cardName(await open(coordinator, number))).toBe('case');
    expect(cardName((await formOf(coordinator, number, 'completeMeasure')).card)).toBe('work:completeMeasure');
    expect(reading((await open(coordinator, number)))).toContain(t('sv', 'work.dialogue.more'));
  });

  test('opens for whoever types its number, as much of it as they may see; to others it is as one that does not exist', async () => {
    const number = await brought(house, [step('acknowledge'), step('announceReferral', { reason: 'Stöd.' }), step('refer', { to: 'manager-mhn' })]);
    await work(house, 'deputy-mhn', number, 'declareConflict');
    const { card } = await coordinator.say(number.toLowerCase().replaceAll('-', ' '));
    expect([cardName(card), titlesOf(card)[0]]).toEqual(['case', t('sv', 'work.command.assess')]);
    expect(cardName((await (await inTeams(house, 'manager-mhn')).say(number)).card)).toBe('referred');
    const [stranger, elsewhere] = await Promise.all([inTeams(house, 'employee-amn'), inTeams(house, 'coordinator-amn')]);
    for (const nobody of [deputy, stranger, elsewhere]) {
      for (const typed of [number, 'MHN-0000-0000']) expect((await nobody.say(typed)).cards.map((gone) => [cardName(gone), textOf(gone, 'stale')])).toEqual([['stale', t('sv', 'notice.gone')]]);
    }
  });

  test('is opened in the workspace from the intranet’s chat, whose transcript lasts', async () => {
    const number = await brought(house, [step('acknowledge')]);
    const { card } = await (await talk(house, 'directline', 'coordinator-mhn')).say(number);
    expect([cardName(card), JSON.stringify(card).includes(`/workspace#/cases/${number}`), JSON.stringify(card).includes('hotade')]).toEqual(['elsewhere', true, false]);
  });

  test('is in the reader’s language', async () => {
    const english = await talk(house, 'teams', 'deputy-mhn', 'en');
    await english.say('english');
    const number = await brought(house, [step('acknowledge')]);
    expect(titlesOf(await open(english, number)).slice(0, 1)).toEqual([t('en', 'work.command.assess')]);
    expect(cardName((await formOf(english, number, 'close')).card)).toBe('work:close');
    await english.say('svenska');
  });
});

describe('two who act at once', () => {
  /** A case whose card the coordinator has asked for: what comes of its notices, which are brought up to date, is on others. */
  const shown = async (): Promise<string> => {
    const number = await brought(house, [step('acknowledge')]);
    await settled(house, number);
    expect(cardName((await coordinator.say(number)).card)).toBe('case');
    return number;
  };

  test.each([1, 2, 3])('one wins and the other is told (%i)', async () => {
    const number = await shown();
    await formOf(coordinator, number, 'setWorkplace');
    const [carded, posted] = await Promise.all([onWork(coordinator, { workplace: 'Enhet syd' }), byApi(house, number, step('setWorkplace', { workplace: 'Enhet norr' }, 'deputy-mhn'))]);
    const set = (await stored(house, number)).events.filter(({ kind }) => kind === 'workplaceSet');
    expect(set).toHaveLength(1);
    const cardWon = set[0]?.by.person === 'coordinator-mhn';
    expect([posted.status, cardName(carded.card)]).toEqual(cardWon ? [409, 'case'] : [200, 'work:setWorkplace']);
    if (cardWon) return;
    expect(textOf(carded.card, 'since')).toContain(house.nameOf('deputy-mhn'));
  });

  test('whoever is late reads who did what, sees the case as it is now, and has every word left', async () => {
    const number = await shown();
    await formOf(coordinator, number, 'setSeverity');
    await byApi(house, number, step('assess', {}, 'deputy-mhn'));
    const { card } = await onWork(coordinator, { severity: 'low', reason: AT_WORK });
    expect([cardName(card), textOf(card, 'note')]).toEqual(['work:setSeverity', t('sv', 'work.refused.stale')]);
    expect(textOf(card, 'since')).toContain(`${house.nameOf('deputy-mhn')} började bedöma ärendet`);
    expect(textOf(card, 'standing')).toContain(t('sv', 'status.short.assessing'));
    expect([valueIn(card, 'severity'), valueIn(card, 'reason')]).toEqual(['low', AT_WORK]);
    expect(await kindsOf(number)).not.toContain('severitySet');
    await onWork(coordinator);
    expect(await kindsOf(number)).toContain('severitySet');
  });

  test('what can be done no more says why and by whom, and shows the words that were typed', async () => {
    const number = await shown();
    await formOf(coordinator, number, 'ask');
    await byApi(house, number, step('close', { outcome: 'noMeasures', told: 'Klart.', learnt: 'Inget.' }, 'deputy-mhn'));
    const { card } = await onWork(coordinator, { text: AT_WORK });
    expect([cardName(card), inputIds(card)]).toEqual(['work:ask', []]);
    expect(textOf(card, 'typed')).toContain(AT_WORK);
    expect(textOf(card, 'since')).toContain(house.nameOf('deputy-mhn'));
  });

  test('the same button twice is once, and no news', async () => {
    const number = await brought(house, [step('acknowledge')]);
    const { card } = await formOf(coordinator, number, 'ask');
    const form = coordinator.standing.at(-1)!;
    expect(cardName(card)).toBe('work:ask');
    for (let press = 0; press < 2; press += 1) {
      const answer = await coordinator.press('+', { text: AT_WORK }, { ...form, card });
      expect([cardName(answer.card), textOf(answer.card, 'note')]).toEqual(['case', t('sv', 'work.done.ask')]);
    }
    expect((await kindsOf(number)).filter((kind) => kind === 'asked')).toHaveLength(1);
  });

  test('both acknowledge: the second is told who was first', async () => {
    const number = await brought(house, []);
    const { version } = await stored(house, number);
    await byApi(house, number, step('acknowledge', {}, 'deputy-mhn'));
    const { card } = await coordinator.forge({ a: 'work.do', case: number, command: 'acknowledge', version });
    expect(cardName(card)).toBe('case');
    expect(reading(card)).toContain(t('sv', 'work.refused.alreadyAcknowledged'));
    expect(reading(card)).toContain(`${house.nameOf('deputy-mhn')} bekräftade`);
    expect((await kindsOf(number)).filter((kind) => kind === 'acknowledged')).toHaveLength(1);
  });
});

describe('a form that is not right', () => {
  test('says so beside each field at once, keeps what was typed, and changes nothing', async () => {
    const number = await brought(house, [step('acknowledge')]);
    const { card } = await onCard(coordinator, number, 'close', { told: AT_WORK });
    expect([cardName(card), textOf(card, 'note')]).toEqual(['work:close', t('sv', 'work.wrong')]);
    expect([textOf(card, 'error:outcome'), textOf(card, 'error:learnt'), textOf(card, 'error:told')]).toEqual([t('sv', 'work.wrong.missing'), t('sv', 'work.wrong.missing'), undefined]);
    expect(valueIn(card, 'told')).toBe(AT_WORK);
    expect(await kindsOf(number)).not.toContain('closed');
  });

  test.each<readonly [string, string, Readonly<Record<string, unknown>>, string]>([
    ['a date that has been', 'moveDate', { clock: 'feedback', due: '2026-11-01', reason: 'Skäl.' }, 'error:due'],
    ['a date that is none', 'moveDate', { clock: 'feedback', due: '2026-02-31', reason: 'Skäl.' }, 'error:due'],
    ['what is longer than it may be', 'setWorkplace', { workplace: 'x'.repeat(201) }, 'error:workplace'],
    ['an option that is not there', 'setSeverity', { severity: 'worst', reason: 'Skäl.' }, 'error:severity'],
    ['a list in place of words', 'setWorkplace', { workplace: ['a'] }, 'error:workplace'],
    ['a duty done on no day', 'noteDuty', { duty: 'socialInsurance', state: 'done', owner: 'manager' }, 'error:on'],
    ['a no without a reason', 'transferToIa', { state: 'notNeeded', owner: 'manager' }, 'error:reason'],
    ['no number of a case', 'linkCase', { number: '12', confirmed: 'true' }, 'error:number'],
    ['no day', 'agreeAftercare', { owner: 'manager' }, 'error:on'],
  ])('%s', async (_what, command, fields, error) => {
    const number = await brought(house, [step('setType', { type: 'violence' })]);
    const { version } = await stored(house, number);
    const { card } = await coordinator.forge({ a: 'work.do', case: number, command, version, ...fields });
    expect([cardName(card), textOf(card, error)]).toEqual([`work:${command}`, expect.stringMatching(/.{10}/)]);
    expect((await stored(house, number)).version).toBe(version);
  });

  test.each<readonly [string, string, Readonly<Record<string, string>>]>([
    ['unchanged', 'setType', { type: 'violence' }],
    ['reporterFirst', 'refer', { to: 'manager-mhn' }],
    ['unknown', 'assign', { to: 'manager-mhn' }],
    ['notYet', 'close', { outcome: 'measures', told: 'a', learnt: 'b' }],
    ['notHere', 'revealName', { reason: 'Skäl.' }],
    ['notClosed', 'reopen', { reason: 'Skäl.' }],
  ])('is refused kindly: %s', async (code, command, fields) => {
    const number = await brought(house, [step('setType', { type: 'violence' })]);
    const { version } = await stored(house, number);
    const { card } = await coordinator.forge({ a: 'work.do', case: number, command, version, ...fields });
    expect(textOf(card, 'note')).toBe(lookupRefusal(code));
    expect((await stored(house, number)).version).toBe(version);
    expect(house.logged).toContainEqual(expect.objectContaining({ code: 'command_refused', command }));
  });
});

const lookupRefusal = (code: string): string => t('sv', `work.refused.${code as 'unchanged'}`);

describe('nobody else', () => {
  const ACTIONS: readonly JsonObject[] = [
    ...['work.open', 'work.more', 'work.words'].map((a) => ({ a })),
    { a: 'work.form', command: 'close' },
    { a: 'work.do', command: 'acknowledge', version: 1 },
    { a: 'work.do', command: 'declareConflict', version: 1 },
    { a: 'work.do', command: 'approveName', version: 1 },
    { a: 'work.checks', had: '', checks: 'callToday' },
  ];

  test('gets anything from any of the buttons, nor hears whether there is such a case', async () => {
    const number = await brought(house, []);
    const people = await Promise.all(['employee-mhn', 'elected-mhn', 'manager-mhn', 'safetyrep-mhn', 'independent-mhn', 'elected-recipient-mhn', 'coordinator-amn', 'central', 'anonymous'].map(async (persona) => (persona === 'anonymous' ? talk(house, 'directline', persona) : inTeams(house, persona))));
    for (const person of people) {
      for (const action of ACTIONS) {
        for (const asked of [number, 'MHN-0000-0000']) {
          const { cards, card } = await person.forge({ ...action, case: asked });
          expect([cards.map(cardName), textsOf(card)]).toEqual([['gone'], [t('sv', 'notice.gone')]]);
        }
      }
    }
    expect((await stored(house, number)).version).toBe(1);
  }, 60_000);

  test('who is named as involved, or has declared a conflict, gets no more', async () => {
    const number = await brought(house, [step('acknowledge')]);
    await onCard(coordinator, number, 'declareConflict', { person: 'deputy-mhn' });
    for (const action of ACTIONS) expect(cardName((await deputy.forge({ ...action, case: number })).card)).toBe('gone');
    expect(cardName(await open(coordinator, number))).toBe('gone');
    const own = await brought(house, []);
    const { card } = await onCard(coordinator, own, 'declareConflict', {});
    expect([cardName(card), cardName(await open(coordinator, own))]).toEqual(['left', 'gone']);
  });

  test.each<readonly [string, JsonObject]>([
    ['a command that is none', { a: 'work.do', command: 'withdraw', version: 1 }],
    ['a version below nothing', { a: 'work.do', command: 'assess', version: -1 }],
    ['a version that is a word', { a: 'work.do', command: 'assess', version: '1' }],
    ['a command of a list', { a: 'work.do', command: ['assess'], version: 1 }],
    ['a form that is none', { a: 'work.form', command: '__proto__' }],
    ['an action that is none', { a: 'work.delete' }],
  ])('forging %s changes anything', async (_what, data) => {
    const number = await brought(house, [step('acknowledge')]);
    const { cards } = await coordinator.forge({ ...data, case: number });
    expect(cards.map(cardName)).toContain('foreign');
    expect((await stored(house, number)).version).toBe(2);
  });

  test('is taken for somebody else by what a card says, and what stands beside a command is none of it', async () => {
    const number = await brought(house, []);
    await coordinator.forge({ a: 'work.do', case: number, command: 'recordContact', version: 1, how: 'phone', by: { person: 'deputy-mhn' }, actor: 'deputy-mhn', at: '1999-01-01T00:00:00Z', feedbackBy: '1999-01-01', status: 'closed' });
    const { events, status } = await stored(house, number);
    expect([status, events.at(-1)]).toEqual(['received', { kind: 'contactRecorded', how: 'phone', by: { role: 'worker', person: 'coordinator-mhn', name: house.nameOf('coordinator-mhn') }, at: expect.stringMatching(/^2026-11/), feedbackBy: expect.stringMatching(/^2026-12/) }]);
  });
});

describe('a manager', () => {
  test('whom the reporter chose is offered first and marked, and reads the story; another only once the reporter has heard of it, and reads none', async () => {
    const number = await brought(house, [step('acknowledge')], { who: { visibility: 'coordinatorAndManager' } });
    const { card } = await formOf(coordinator, number, 'refer');
    expect([choicesOf(card, 'to'), JSON.stringify(card).includes(t('sv', 'work.choose.own', { name: house.nameOf('manager-mhn') }))]).toEqual([['manager-mhn'], true]);
    const { version } = await stored(house, number);
    const forged = await coordinator.forge({ a: 'work.do', case: number, command: 'refer', version, to: OTHER_MANAGER.id });
    expect([textOf(forged.card, 'why'), (await stored(house, number)).version]).toEqual([t('sv', 'work.refused.reporterFirst'), version]);
    await onCard(coordinator, number, 'announceReferral', { reason: 'Han planerar besöken.' });
    expect(choicesOf((await formOf(coordinator, number, 'refer')).card, 'to')).toEqual(['manager-mhn', OTHER_MANAGER.id]);
    await onWork(coordinator, { to: OTHER_MANAGER.id, note: AT_WORK });
    const { card: left } = await onCard(coordinator, number, 'refer', { to: 'manager-mhn' });
    expect([textOf(left, 'note'), titlesOf(left).includes(t('sv', 'work.more'))]).toEqual([t('sv', 'work.done.refer'), true]);
    const [own, other] = await Promise.all([inTeams(house, 'manager-mhn'), inTeams(house, OTHER_MANAGER.id)]);
    expect([textOf(await open(own, number), 'story'), textOf(await open(other, number), 'story')]).toEqual([expect.stringContaining('hotade mig'), undefined]);
  });

  test('is no more marked than any other where nobody may know who reported', async () => {
    const number = await brought(house, [step('announceReferral', { reason: 'Stöd.' })], { who: { visibility: 'hidden' } });
    const { card } = await formOf(coordinator, number, 'refer');
    expect([choicesOf(card, 'to'), JSON.stringify(card).includes(t('sv', 'work.choose.own', { name: '' }).trim())]).toEqual([['manager-mhn', OTHER_MANAGER.id], false]);
  });

  const REFERRED = [step('acknowledge'), step('announceReferral', { reason: 'Stöd.' }), step('refer', { to: 'manager-mhn', note: AT_WORK }), step('ask', { text: 'Bara för den som rapporterade.' })];

  test('sees what was referred and never the dialogue or the story, and ticks the checklist without undoing what others ticked', async () => {
    const manager = await inTeams(house, 'manager-mhn');
    const number = await brought(house, REFERRED);
    const card = await open(manager, number);
    expect([cardName(card), textOf(card, 'referredNote')]).toEqual(['referred', expect.stringContaining(AT_WORK)]);
    for (const hidden of ['Bara för den', 'hotade mig i dörren']) expect(JSON.stringify(card)).not.toContain(hidden);
    await byApi(house, number, step('tick', { item: 'policeTogether', done: true }));
    const { card: saved } = await onWork(manager, { checks: 'callToday,occupationalHealth' });
    expect(textOf(saved, 'note')).toBe(t('sv', 'work.done.tick'));
    expect(valueIn(saved, 'checks')).toBe('callToday,policeTogether,occupationalHealth');
    const ticks = (await stored(house, number)).events.filter(({ kind }) => kind === 'ticked').map(({ by }) => by.role);
    expect(ticks).toEqual(['worker', 'manager', 'manager']);
    const again = await onWork(manager);
    expect(textOf(again.card, 'note')).toBe(t('sv', 'work.checks.none'));
  });

  test('reads the note that was written to them, and not the one to another manager', async () => {
    const number = await brought(house, [step('announceReferral', { reason: 'Stöd.' }), step('refer', { to: 'manager-mhn', note: 'Till den första.' }), step('announceReferral', { reason: 'Stöd.' }), step('refer', { to: OTHER_MANAGER.id, note: 'Till den andra.' })]);
    for (const [manager, own, others] of [['manager-mhn', 'Till den första.', 'Till den andra.'], [OTHER_MANAGER.id, 'Till den andra.', 'Till den första.']] as const) {
      const card = JSON.stringify(await open(await inTeams(house, manager), number));
      const page = JSON.stringify(await api(house, manager, `/api/cases/${number}`));
      expect([card.includes(own), card.includes(others), page.includes(own), page.includes(others)]).toEqual([true, false, true, false]);
    }
  });

  test('gives the commands of a manager and no other', async () => {
    const manager = await inTeams(house, 'manager-mhn');
    const number = await brought(house, REFERRED);
    const { card } = await onCard(manager, number, 'notePolice', { reported: 'false' });
    expect([cardName(card), textOf(card, 'note')]).toEqual(['referred', t('sv', 'work.done.notePolice')]);
    const { version } = await stored(house, number);
    for (const data of [{ a: 'work.do', command: 'close', version, outcome: 'measures', told: 'a', learnt: 'b' }, { a: 'work.form', command: 'ask' }, { a: 'work.more' }, { a: 'work.words' }]) {
      const { card: own } = await manager.forge({ ...data, case: number });
      expect([cardName(own), JSON.stringify(own).includes('Bara för den')]).toEqual(['referred', false]);
    }
    expect((await stored(house, number)).version).toBe(version);
  });
});

describe('a hidden name', () => {
  test('is asked for, answered by a second person who sees nothing else, and then shown to whoever asked', async () => {
    const persona = house.newcomer('employee-mhn');
    const { number } = await reported(house, persona, { who: { visibility: 'hidden' } });
    await byApi(house, number, step('acknowledge'));
    await onCard(coordinator, number, 'revealName', { reason: AT_WORK });
    expect(JSON.stringify(await open(coordinator, number))).not.toContain(house.nameOf(persona));
    const { version } = await stored(house, number);
    const own = await coordinator.forge({ a: 'work.do', case: number, command: 'approveName', version });
    expect(textOf(own.card, 'note')).toBe(t('sv', 'work.refused.ownRequest'));
    const second = await inTeams(house, 'independent-mhn');
    const card = await open(second, number);
    expect([cardName(card), titlesOf(card)]).toEqual(['nameRequest', [t('sv', 'work.command.approveName'), t('sv', 'work.command.refuseName')]]);
    expect(textsOf(card)).toContain(AT_WORK);
    expect(JSON.stringify(card)).not.toContain('hotade mig');
    const answer = await onWork(second);
    expect([cardName(answer.card), textsOf(answer.card)]).toEqual(['left', [t('sv', 'work.name.answered')]]);
    expect(cardName(await open(second, number))).toBe('gone');
    expect(textOf(await open(coordinator, number), 'reporter')).toBe(house.nameOf(persona));
  });
});

test('nothing that anybody writes at work is in the log', async () => {
  const number = await brought(house, [step('acknowledge')]);
  await coordinator.forge({ a: 'work.do', case: number, command: 'close', version: 0, outcome: 'measures', told: AT_WORK, learnt: AT_WORK });
  expect(JSON.stringify(house.logged).toLowerCase()).not.toContain(CANARY);
  expect((await api(house, 'coordinator-mhn', `/api/cases/${number}`)).body['status']).toBe('acknowledged');
});
