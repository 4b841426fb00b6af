import fc from 'fast-check';
import type { Setting } from '../../domain/clocks';
import { boardNamed, demoBoards } from '../helpers/boards';
import { MAX_ANSWER_CHARACTERS } from '../../domain/additions';
import { decide, evolve, lastEvent, type Answer, type By, type Case, type Command } from '../../domain/case';

const now = new Date('2026-11-23T10:00:00Z');
const worker: By = { role: 'worker', person: 'coordinator-mhn', name: 'Säkerhetssamordnare MHN' };
const reporter: By = { role: 'reporter' };

const answer = (id: string, step: string, value: string, code?: string): Answer => ({ id, step, question: `${id}?`, value, at: now.toISOString(), ...(code === undefined ? {} : { code }) });

const received: Case = {
  schema: 2,
  key: 'draft-1',
  number: 'MHN-0000-0000',
  board: 'MHN',
  version: 1,
  subject: 'report',
  locale: 'sv',
  type: 'unclear',
  severity: 'medium',
  severityReasons: [],
  status: 'received',
  receivedAt: now.toISOString(),
  category: 'employee',
  visibility: 'coordinator',
  involved: 'no',
  audience: 'line',
  barred: [],
  recipient: 'coordinator-mhn',
  safety: 'no',
  answers: [answer('story', 'story', 'det som hände')],
  files: [],
  events: [],
  notices: [],
};

const setting: Setting = { board: boardNamed(demoBoards(), 'MHN'), isHoliday: () => false, hashOf: (person) => `#${person}` };

const add = (step: string, answers: readonly Answer[], seen?: string): Command => ({ command: 'add', step, answers, seen });
const file: Command = { command: 'addFile', file: { id: 'f', name: 'bild.png', contentType: 'image/png', bytes: 3, sha256: '0', at: now.toISOString() } };

function apply(current: Case, command: Command, by: By): Case {
  const decision = decide(current, command, by, now, setting);
  return decision.ok ? decision.events.reduce(evolve, current) : current;
}

describe('a case', () => {
  it('is acknowledged once, by whoever was first', () => {
    const acknowledged = apply(received, { command: 'acknowledge' }, worker);
    expect(acknowledged).toMatchObject({ status: 'acknowledged', version: 2 });
    expect(lastEvent(acknowledged, 'acknowledged')?.by).toEqual(worker);
    expect(decide(acknowledged, { command: 'acknowledge' }, worker, now, setting)).toEqual({ ok: false, refusal: 'alreadyAcknowledged' });
  });

  it('is closed by withdrawing, once', () => {
    const withdrawn = apply(received, { command: 'withdraw' }, reporter);
    expect(withdrawn.status).toBe('closed');
    expect(decide(withdrawn, { command: 'withdraw' }, reporter, now, setting)).toEqual({ ok: false, refusal: 'closed' });
    expect(decide(withdrawn, { command: 'acknowledge' }, worker, now, setting)).toEqual({ ok: false, refusal: 'closed' });
  });

  it('takes nothing more once it is closed', () => {
    const closed = apply(received, { command: 'withdraw' }, reporter);
    expect(decide(closed, add('more', [answer('more', 'more', 'mer')]), reporter, now, setting)).toEqual({ ok: false, refusal: 'closed' });
    expect(decide(closed, file, reporter, now, setting)).toEqual({ ok: false, refusal: 'closed' });
  });

  it('replaces the answers of a step and keeps the others', () => {
    const first = apply(received, add('how', [answer('channel', 'how', 'Sms', 'sms')]), reporter);
    const second = apply(first, add('how', [answer('channel', 'how', 'Telefon', 'phone')]), reporter);
    expect(second.answers.map((one) => one.value)).toEqual(['det som hände', 'Telefon']);
  });

  it('is raised by answers, with the reason, and not lowered again from critical', () => {
    const raised = apply(received, add('kind', [answer('ongoing', 'kind', 'Ja', 'yes')]), reporter);
    expect(raised).toMatchObject({ severity: 'critical', severityReasons: ['ongoing'] });
    expect(apply(raised, add('kind', [answer('ongoing', 'kind', 'Nej', 'no')]), reporter).severity).toBe('critical');
  });

  it('hides the name from when protected personal data is told', () => {
    const told = apply(received, add('about', [answer('protected', 'about', 'Ja', 'yes')]), reporter);
    expect(told.visibility).toBe('hidden');
    expect(apply({ ...received, visibility: 'anonymous' }, add('about', [answer('protected', 'about', 'Ja', 'yes')]), reporter).visibility).toBe('anonymous');
  });

  it('takes workplace and place away once protected personal data is told, and takes them no more', () => {
    const placed = apply(received, add('whenWhere', [answer('unit', 'whenWhere', 'Enheten'), answer('date', 'whenWhere', '2026-11-20')]), reporter);
    const told = apply(placed, add('about', [answer('protected', 'about', 'Ja', 'yes')]), reporter);
    expect(JSON.stringify(told)).not.toContain('Enheten');
    expect(told.answers.map((one) => one.id)).toEqual(['story', 'date', 'protected']);
    expect(JSON.stringify(apply(told, add('whenWhere', [answer('unit', 'whenWhere', 'Enheten')]), reporter).answers)).not.toContain('Enheten');
  });

  it('keeps words that later ones took the place of, and refuses an older copy of a card', () => {
    const first = apply(received, add('more', [answer('more', 'more', 'det första')]), reporter);
    const second = apply(first, add('more', [answer('more', 'more', 'det andra')]), reporter);
    expect(lastEvent(second, 'added')?.replaced?.map((one) => one.value)).toEqual(['det första']);
    expect(decide(second, add('more', [], ''), reporter, now, setting)).toEqual({ ok: false, refusal: 'changed' });
  });

  it('adds what is said in the chat one after the other', () => {
    const say = (words: string, id = words): Command => ({ command: 'say', id, question: 'Skrivet i chatten', words });
    const twice = apply(apply(received, say('en sak'), reporter), say('en till'), reporter);
    expect(twice.answers.map((one) => one.value)).toEqual(['det som hände', 'en sak', 'en till']);
    // Told again because no answer came; and the same words on another occasion.
    expect(decide(twice, say('en sak'), reporter, now, setting)).toEqual({ ok: true, events: [] });
    expect(apply(twice, say('en sak', 'another time'), reporter).answers).toHaveLength(4);
  });

  it('hides its reporter’s name when the reporter wants it, once, and never shows it again', () => {
    const hidden = apply(received, { command: 'hideName' }, reporter);
    expect([hidden.visibility, hidden.version]).toEqual(['hidden', 2]);
    expect(decide(hidden, { command: 'hideName' }, reporter, now, setting)).toEqual({ ok: true, events: [] });
    expect(apply({ ...received, visibility: 'anonymous' }, { command: 'hideName' }, reporter).visibility).toBe('anonymous');
  });

  it('refuses what would make it too large, and loses nothing', () => {
    const huge = add('more', [answer('more', 'more', 'x'.repeat(MAX_ANSWER_CHARACTERS))]);
    expect(decide(received, huge, reporter, now, setting)).toEqual({ ok: false, refusal: 'tooLarge' });
  });

  it('counts its version by events, keeps its story and its order, whatever is done', () => {
    const command = fc.oneof(
      fc.constant<readonly [Command, By]>([{ command: 'acknowledge' }, worker]),
      fc.constant<readonly [Command, By]>([{ command: 'withdraw' }, reporter]),
      fc.constant<readonly [Command, By]>([file, reporter]),
      fc.tuple(fc.constantFrom('kind', 'how', 'more'), fc.string()).map(([step, value]): readonly [Command, By] => [add(step, [answer(step, step, value)]), reporter]),
      fc.string().map((words): readonly [Command, By] => [{ command: 'say', id: words, question: '?', words }, reporter]),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        let current = received;
        for (const [one, by] of commands) {
          const before = current;
          current = apply(current, one, by);
          expect(current.version - before.version).toBe(current.events.length - before.events.length);
          expect(current.events.slice(0, before.events.length)).toEqual(before.events);
          expect(current.answers[0]).toEqual(received.answers[0]);
          if (before.status === 'closed') expect(current).toBe(before);
        }
      }),
    );
  });
});
