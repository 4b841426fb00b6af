import fc from 'fast-check';
import { INCIDENT_TYPES } from '../../domain/board';
import { assess, rank, reassess, SEVERITIES, type Facts } from '../../domain/severity';
import { signsIn, typeFrom, type Sign } from '../../domain/words';

const judged = (story: string, values: Facts['values'] = {}, safety: Facts['safety'] = 'no') => {
  const signs = signsIn(story);
  return assess({ safety, type: typeFrom(signs), signs, values });
};

describe('severity from the words and the safety answer', () => {
  it.each([
    ['en krögare sa att han vet var jag bor', 'critical'],
    ['han visade en kniv', 'critical'],
    ['jag ska döda dig stod det i mejlet', 'critical'],
    ['hon behövde åka till sjukhus', 'critical'],
    ['he said he will kill us', 'critical'],
    ['det kom ett brev med vitt pulver', 'critical'],
    ['ett gäng har varit här och frågat efter mig', 'critical'],
    ['han sa att han ska komma hem till mig', 'critical'],
    ['han vet var mina barn går i skolan', 'critical'],
    ['min chef har slängt en pärm mot mig', 'high'],
    ['han följde efter mig hem', 'critical'],
    ['he followed me home', 'critical'],
    ['någon kastade en brandbomb mot porten', 'critical'],
    ['han ska doda mig', 'critical'],
    ['fick sms: tänk på din familj innan du röstar', 'critical'],
    ['han sa att han skulle skada mina barn', 'critical'],
    ['min man jobbar också här och tyckte det var konstigt', 'medium'],
    ['gänget på jobbet skrattade', 'medium'],
    ['jag blev bombarderad med mejl', 'medium'],
    ['blev knuffad av en besökare i receptionen', 'high'],
    ['han hotade mig i telefon', 'high'],
    ['someone threatened me by e-mail', 'high'],
    ['någon tafsade på mig', 'high'],
    ['de tryckte på för att jag skulle ändra beslutet', 'medium'],
    ['fick ett kuvert med 2000 kr', 'medium'],
    ['någon har klottrat på dörren', 'medium'],
    ['du kommer att få ångra det här, sa han', 'medium'],
    ['det kändes konstigt', 'medium'],
    ['', 'medium'],
  ])('%s: %s', (story, severity) => {
    expect(judged(story).severity).toBe(severity);
  });

  it('is critical when the person was in danger, high when afraid that it happens again', () => {
    expect(judged('', {}, 'yes')).toEqual({ severity: 'critical', reasons: ['ongoing'] });
    expect(judged('', {}, 'afraid')).toEqual({ severity: 'high', reasons: ['afraid'] });
  });
});

describe('severity from later answers', () => {
  it.each([
    [{ ongoing: 'yes' }, 'critical'],
    [{ weapon: 'shown' }, 'critical'],
    [{ threatAgainst: 'me,home' }, 'critical'],
    [{ care: 'yes' }, 'critical'],
    [{ harassmentKind: 'stalking' }, 'critical'],
    [{ relation: 'network' }, 'critical'],
    [{ meetsSoon: 'yes' }, 'high'],
    [{ worried: 'yes' }, 'high'],
    [{ violenceKind: 'sexual' }, 'high'],
    [{ threatKind: 'explicit' }, 'high'],
    [{ threatKind: 'veiled' }, 'medium'],
    [{ before: 'yes' }, 'medium'],
  ])('%j: %s', (values, severity) => {
    expect(assess({ safety: 'no', type: 'harassment', signs: [], values }).severity).toBe(severity);
  });

  it('is low only when single, ended, no threat and not worried are all said', () => {
    const said = { before: 'no', ongoing: 'no', worried: 'no' };
    const facts = { safety: 'no', type: 'harassment', signs: [], values: said } as const;
    expect(assess(facts).severity).toBe('low');
    expect(assess({ ...facts, type: 'threat' }).severity).toBe('medium');
    for (const left of Object.keys(said)) expect(assess({ ...facts, values: { ...said, [left]: 'unknown' } }).severity).not.toBe('low');
  });

  it('never falls from high or critical', () => {
    fc.assert(
      fc.property(fc.constantFrom('critical' as const, 'high' as const), fc.constantFrom(...SEVERITIES), (before, assessed) => {
        expect(rank(reassess(before, assessed))).toBeLessThanOrEqual(rank(before));
      }),
    );
  });

  it('never falls because of one more sign', () => {
    const all: readonly Sign[] = signsIn('kniv döda bor bomb stalkar gäng sjukhus slog hotade sexuellt');
    const sign = fc.constantFrom(...all);
    fc.assert(
      fc.property(fc.array(sign), sign, fc.constantFrom(...INCIDENT_TYPES), (signs, added, type) => {
        const facts = { safety: 'no', type, signs, values: {} } as const;
        expect(rank(assess({ ...facts, signs: [...signs, added] }).severity)).toBeLessThanOrEqual(rank(assess(facts).severity));
      }),
    );
  });
});
