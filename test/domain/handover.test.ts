import { decide, type Answer, type Case } from '../../domain/case';
import type { Setting } from '../../domain/clocks';
import { iaBlock, iaRecord, isIaOpen, policeFacts, warningsOf } from '../../domain/handover';
import { boardNamed, demoBoards } from '../helpers/boards';

const AT = '2026-11-23T10:00:00.000Z';
const answer = (id: string, value: string, code?: string): Answer => ({ id, step: 'x', question: `${id}?`, value, at: AT, ...(code === undefined ? {} : { code }) });
const by = { role: 'worker', person: 'coordinator-mhn' } as const;
const one: Case = {
  schema: 2, key: 'draft-1', number: 'MHN-0000-0000', board: 'MHN', version: 1, subject: 'report', locale: 'sv', type: 'threat', severity: 'high', severityReasons: [],
  status: 'received', receivedAt: '2026-11-23T23:30:00.000Z', category: 'employee', visibility: 'coordinator', involved: 'no', audience: 'line', barred: [], recipient: 'coordinator-mhn', safety: 'no',
  answers: [answer('story', 'Restaurangägaren Nilsson hotade mig med bordsbenet'), answer('placeKind', 'Besök', 'visit'), answer('channel', 'På plats', 'inPerson'), answer('description', 'Han heter Nilsson'), answer('matter', '2026-1234')],
  files: [], events: [{ kind: 'workplaceSet', workplace: 'Livsmedelskontrollen', at: AT, by }], notices: [],
};
const as = (change: Partial<Case>): Case => ({ ...one, ...change });
const setting: Setting = { board: boardNamed(demoBoards(), 'MHN'), isHoliday: () => false, hashOf: (person) => `#${person}` };
const noted = (state: 'toDo' | 'exists' | 'sent' | 'failed', text?: string): Case => ({ ...one, events: [...one.events, { kind: 'iaNoted', state, owner: 'coordinator', at: AT, by, ...(text === undefined ? {} : { text }) }] });
const hidden: Case = { ...one, visibility: 'hidden' };
const yes: Case = { ...hidden, events: [...one.events, { kind: 'iaConsented', yes: true, at: AT, by: { role: 'reporter' } }] };

describe('what IA gets', () => {
  it('is codes and what the coordinator wrote: not the story, not a name, not the matter', () => {
    expect(iaRecord(one)).toEqual({ type: 'threat', severity: 'high', date: '2026-11-24', placeKind: 'visit', workplace: 'Livsmedelskontrollen', channel: 'inPerson', withheld: [] });
  });

  it.each([hidden, as({ visibility: 'anonymous' })])('of somebody who is not to be known is only what kind of thing it was', (sheltered) => {
    expect(iaRecord(sheltered, 'Ett hot.')).toEqual({ type: 'threat', severity: 'high', text: 'Ett hot.', withheld: ['date', 'placeKind', 'workplace'] });
  });

  it('is as of anybody’s once they have said yes', () => {
    expect(iaRecord(yes)).toEqual(iaRecord(one));
  });

  it('tells neither unit nor place of somebody with protected personal data', () => {
    const record = iaRecord({ ...one, answers: [...one.answers, answer('protected', 'Ja', 'yes')] });
    expect([record.workplace, record.placeKind, record.withheld]).toEqual([undefined, undefined, ['placeKind', 'workplace']]);
  });

  it('has no date where the reporter said another day without saying which', () => {
    expect(iaRecord({ ...one, answers: [answer('when', 'En annan dag', 'other')] }).date).toBeUndefined();
    expect(iaRecord({ ...one, answers: [answer('when', 'En annan dag', 'other'), answer('date', '2026-11-20')] }).date).toBe('2026-11-20');
  });
});

describe('what keeps a case out of IA', () => {
  it.each([
    ['nothing', one, undefined],
    ['a failed try is tried again', noted('failed'), undefined],
    ['it is there', noted('exists'), 'there'],
    ['it was sent', noted('sent'), 'there'],
    ['a hidden name without a yes or a text', hidden, 'reporterFirst'],
    ['a hidden name with a yes', yes, undefined],
    ['a question', as({ subject: 'question' }), 'question'],
    ['an exercise', as({ exercise: true }), 'exercise'],
    ['an elected official', as({ category: 'elected' }), 'elected'],
    ['a report taken back', as({ status: 'closed', events: [{ kind: 'withdrawn', at: AT, by: { role: 'reporter' } }] }), 'withdrawn'],
  ])('%s', (_what, current, block) => {
    expect(iaBlock(current, undefined)).toBe(block);
  });

  it('a hidden name is helped by words that tell nobody, an elected official by the board’s setting', () => {
    expect([iaBlock(hidden, undefined, 'Ett hot.'), iaBlock(as({ category: 'elected' }), { readers: { sv: 'x', en: 'x' }, includeElected: true })]).toEqual([undefined, undefined]);
  });

  it('by hand too, an elected official’s event goes there only where the board says so', () => {
    const to = (state: 'toDo' | 'notNeeded', includeElected: boolean) => decide(as({ category: 'elected' }), { command: 'transferToIa', state, owner: 'coordinator', reason: 'skyddad' }, by, new Date(AT), { ...setting, board: { ...setting.board, ia: { readers: { sv: 'x', en: 'x' }, includeElected } } });
    expect([to('toDo', false), to('toDo', true).ok, to('notNeeded', false).ok]).toEqual([{ ok: false, refusal: 'notHere' }, true, true]);
  });

  it('something is left to do until it is there or need not be', () => {
    expect([one, noted('toDo'), noted('failed'), noted('sent'), noted('exists'), as({ exercise: true })].map(isIaOpen)).toEqual([true, true, true, true, false, false]);
  });
});

describe('words that leave the house', () => {
  it('are warned of where they are the reporter’s own or a name in the report', () => {
    expect(warningsOf(one, 'Nilsson hotade med bordsbenet')).toEqual({ names: ['nilsson'], words: ['bordsbenet'] });
  });

  it('are not where they are anybody’s', () => {
    expect(warningsOf(one, 'Han hotade en anställd vid ett besök')).toEqual({ names: [], words: [] });
    expect(warningsOf(one, 'Restaurangägaren', ['Restaurangägaren'])).toEqual({ names: [], words: [] });
  });
});

describe('what goes along to the police', () => {
  it('holds what the reporter said, never the matter nor the work', () => {
    const { answers } = policeFacts({ ...one, answers: [...one.answers, answer('callback', '070'), answer('visibility', 'x')], events: [...one.events, { kind: 'asked', id: 'q', text: 'intern fråga', at: AT, by }] }, 'all');
    expect(answers.map(({ id }) => id)).toEqual(['story', 'placeKind', 'channel', 'description']);
  });

  it('holds for a manager no more than the case’s page: the story where the reporter chose them, else none of their words, and never a file', () => {
    const file = { id: 'f', name: 'n.png', contentType: 'image/png', bytes: 1, sha256: '0', at: AT };
    const full: Case = { ...one, answers: [...one.answers.map((said) => (said.id === 'story' ? { ...said, step: 'story' } : said)), answer('assignment', 'x')], files: [file], events: [...one.events, { kind: 'fileAdded', file, at: AT, by: { role: 'reporter' } }] };
    expect(policeFacts(full, 'all')).toMatchObject({ assignment: 'x', files: [file], timeline: [{ what: 'file' }] });
    expect(policeFacts(full, 'story')).toEqual({ answers: [expect.objectContaining({ id: 'story' })], timeline: [], workplace: 'Livsmedelskontrollen' });
    expect(policeFacts(full, 'nothing')).toEqual({ answers: [], timeline: [], workplace: 'Livsmedelskontrollen' });
  });
});

describe('what the person pointed out asks for', () => {
  const ask = (result: 'open' | 'granted' | 'partly' | 'refused', reason?: string) => decide(one, { command: 'notePointedOutRequest', request: 'access', result, reason }, by, new Date(AT), setting);
  it('is noted, and a no takes a reason', () => {
    expect([ask('open').ok, ask('granted').ok, ask('refused'), ask('partly'), ask('refused', 'sekretess').ok]).toEqual([true, true, { ok: false, refusal: 'missing' }, { ok: false, refusal: 'missing' }, true]);
  });
});
