import { decide, evolve, type By, type Case, type Command } from '../../domain/case';
import { answer, by, NOW, received, REPORTER, SETTING } from './workCases';

type Step = readonly [command: Command, who: By];

const grave = { answers: [answer('story', 'story', 'Han hotade att döda mig.')], severity: 'critical', severityReasons: ['lifeThreat'] } as const;

/** What becomes of a case, each step a minute after the one before, as time goes on in one. */
const lived = (before: Partial<Case>, ...steps: readonly Step[]): Case =>
  steps.reduce<Case>((current, [command, who], index) => {
    const decision = decide(current, command, who, new Date(NOW.getTime() + (index + 1) * 60_000), SETTING);
    if (!decision.ok) throw new Error(decision.refusal);
    return decision.events.reduce(evolve, current);
  }, received(before));

const lower: Step = [{ command: 'setSeverity', severity: 'low', reason: 'Det är utrett.' }, by('coordinator-mhn')];
const say = (words: string): Step => [{ command: 'say', id: words, question: 'Mer?', words }, REPORTER];
const reply = (text: string): Step => [{ command: 'reply', id: text, text }, REPORTER];

describe('the level of a case', () => {
  test('stays as a person set it, though what was told before would be graver by the rules', () => {
    expect(lived(grave, lower, say('Jag kommer in på måndag.'))).toMatchObject({ severity: 'low' });
    expect(lived({ ...grave, safety: 'yes' }, lower, reply('Jag kommer in på måndag.'))).toMatchObject({ severity: 'low' });
  });

  test('is raised again by grave news since then', () => {
    const raised = lived(grave, lower, say('Nu stod han utanför mitt hus med kniv.'));
    expect(raised).toMatchObject({ severity: 'critical', severityReasons: expect.arrayContaining(['weapon']) });
    expect(raised.events.at(-1)).toMatchObject({ kind: 'severityRaised', by: { role: 'system' } });
  });

  test('is raised by what the reporter answers, as by what they reported', () => {
    const answered = lived({}, reply('Han sa att han ska döda mig.'));
    expect(answered.events.map(({ kind }) => kind)).toEqual(['received', 'replied', 'severityRaised']);
    expect(answered.severity).toBe('critical');
  });

  test('is raised by no words of a worker’s', () => {
    expect(lived({}, [{ command: 'reply', id: 'r', text: 'Han sa att han ska döda dig.' }, by('coordinator-mhn')])).toMatchObject({ severity: 'medium' });
  });

  test('is never lowered by an answer', () => {
    expect(lived(grave, reply('Det var nog inte så farligt.'))).toMatchObject({ severity: 'critical' });
  });
});
