import type { IncidentType } from './board';
import type { Sign } from './words';

/** Worst first; the index is the rank that stores sort by. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];
export type SafetyAnswer = 'no' | 'yes' | 'afraid';

/** Position in {@link SEVERITIES}: 0 is critical. */
export function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** What the rules look at. `values` holds codes of chosen options by field id, never free text. */
export interface Facts {
  readonly safety: SafetyAnswer;
  readonly type: IncidentType;
  readonly signs: readonly Sign[];
  readonly values: Readonly<Record<string, string>>;
}

export interface Assessment {
  readonly severity: Severity;
  /** Keys of the rules that decided, translated as `severity.reason.<key>`; empty when nothing was known. */
  readonly reasons: readonly string[];
}

type Rule = readonly [reason: string, holds: (facts: Facts) => boolean];

const said = (field: string, ...codes: readonly string[]) => (facts: Facts): boolean =>
  (facts.values[field] ?? '').split(',').some((code) => codes.includes(code));
const sign = (...wanted: readonly Sign[]) => (facts: Facts): boolean => wanted.some((one) => facts.signs.includes(one));
const either = (...tests: readonly ((facts: Facts) => boolean)[]) => (facts: Facts): boolean => tests.some((test) => test(facts));

/** DOMAIN's table: severity by rule. The first list that matches decides. */
const CRITICAL: readonly Rule[] = [
  ['ongoing', either((facts) => facts.safety === 'yes', said('ongoing', 'yes'))],
  ['weapon', either(sign('weapon'), said('weapon', 'shown', 'used', 'threatened'), said('objectUsed', 'weapon'))],
  ['care', either(sign('care'), said('care', 'yes'))],
  ['lifeThreat', either(sign('lifeThreat'), said('threatAgainst', 'life'))],
  ['home', either(sign('home'), said('threatAgainst', 'home'), said('towardsHome', 'yes'), said('placeKind', 'home'))],
  ['stalking', either(sign('stalking'), said('harassmentKind', 'stalking'))],
  ['bomb', either(sign('bomb'), said('threatAgainst', 'bomb'))],
  ['network', either(sign('network'), said('relation', 'network'))],
];
const HIGH: readonly Rule[] = [
  ['violence', either(sign('violence'), (facts) => facts.type === 'violence')],
  ['explicitThreat', either(sign('explicitThreat'), said('threatKind', 'explicit'))],
  ['sexual', either(sign('sexual'), said('violenceKind', 'sexual'))],
  ['meetsSoon', said('meetsSoon', 'yes')],
  ['privateProperty', (facts) => facts.type === 'vandalism' && either(sign('privateProperty'), said('damaged', 'home', 'car'))(facts)],
  ['afraid', either((facts) => facts.safety === 'afraid', said('worried', 'yes'))],
];
const MEDIUM: readonly Rule[] = [
  ['veiled', either(sign('veiled'), said('threatKind', 'veiled'))],
  ['repeated', either(said('before', 'yes'), said('howOften', 'several', 'daily'))],
  ['pressure', either(sign('pressure'), (facts) => facts.type === 'undue_influence')],
  ['vandalism', (facts) => facts.type === 'vandalism'],
  ['bribery', (facts) => facts.type === 'bribery'],
  ['unclear', (facts) => facts.type === 'unclear'],
];

/** Single, ended, no threat, and the reporter is not worried: all four said, none guessed. */
function isLow(facts: Facts): boolean {
  return (
    facts.type !== 'threat' &&
    said('before', 'no')(facts) &&
    said('ongoing', 'no')(facts) &&
    said('worried', 'no')(facts) &&
    facts.safety === 'no'
  );
}

const matching = (rules: readonly Rule[], facts: Facts): readonly string[] =>
  rules.filter(([, holds]) => holds(facts)).map(([reason]) => reason);

/** The severity the rules give, with every rule of that level that matched. Medium when nothing is known. */
export function assess(facts: Facts): Assessment {
  const critical = matching(CRITICAL, facts);
  if (critical.length > 0) return { severity: 'critical', reasons: critical };
  const high = matching(HIGH, facts);
  if (high.length > 0) return { severity: 'high', reasons: high };
  const medium = matching(MEDIUM, facts);
  if (medium.length > 0) return { severity: 'medium', reasons: medium };
  return isLow(facts) ? { severity: 'low', reasons: ['single'] } : { severity: 'medium', reasons: [] };
}

/**
 * The level after new answers. High and critical stay once reached: rules only raise, a person lowers.
 * Medium is where a case begins before anybody has answered, so answers that make it low may do so.
 */
export function reassess(before: Severity, assessed: Severity): Severity {
  if (rank(before) <= rank('high')) return rank(assessed) < rank(before) ? assessed : before;
  return assessed;
}
