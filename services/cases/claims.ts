import type { Case, Claim } from '../../domain/case';

/**
 * How long whoever wrote a case, or found something due in it, sends its notices alone. Short, since it is how long a
 * notice waits when its sender has died.
 */
const CLAIM_MS = 45_000;
/** An attempt is begun only with so much left: more than it and recording its outcome can take. */
const ENOUGH_MS = 22_000;

/** A claim from now on, by the machine's own clock. */
export function newClaim(by: string, fence: number): Claim {
  return { by, fence, until: new Date(Date.now() + CLAIM_MS).toISOString() };
}

const leftOf = ({ until }: Claim): number => Date.parse(until) - Date.now();

/** Whether an attempt may be begun under it. */
export function isEnough(claim: Claim | undefined, by: string): boolean {
  return claim !== undefined && claim.by === by && leftOf(claim) > ENOUGH_MS;
}

/** Whether somebody else is sending, so that this instance must not. Where there are no other instances, none is. */
export function isOthers(one: Case, by: string, shared: boolean): boolean {
  return shared && one.claim !== undefined && one.claim.by !== by && leftOf(one.claim) > 0;
}

/** Whether the claim that is taken over may have been of one that died while it was sending: a notice may be seen twice. */
export function isLeft(claim: Claim | undefined, by: string): boolean {
  return claim !== undefined && claim.by !== by;
}
