import type { Role } from './board';

export interface Membership {
  readonly board: string;
  readonly role: Role;
}

/**
 * Whoever speaks, as the channel verified it. Never built from card data or from an activity's text.
 * `anonymous` is a nobody that lives as long as its token; it has no memberships and nothing of it is stored.
 */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'anonymous';
  readonly roles: readonly Membership[];
}

/** True when the actor holds one of the roles in that board. */
export function holds(actor: Actor, board: string, ...roles: readonly Role[]): boolean {
  return actor.roles.some((membership) => membership.board === board && roles.includes(membership.role));
}
