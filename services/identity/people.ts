import { randomUUID } from 'node:crypto';
import type { Board, BoardPerson } from '../../domain/board';
import type { Actor } from '../../domain/person';

const DEMO_TOKEN = 'demo:';
const ANONYMOUS = 'anonymous';

export interface People {
  /** The person of that id in the boards file, with every membership they have. */
  byId(id: string): Actor | undefined;
  /**
   * Whoever a channel verified: found by their directory object id, in any letter case. Anybody else is an employee
   * without a board, `aad:<id>` or, where the channel gave no object id, `channel:<fallbackId>`; never anything more.
   */
  byAadObjectId(aadObjectId: string | undefined, fallbackId: string, name?: string): Actor;
  /** The person a demo token stands for: `demo:<id>`. Each `demo:anonymous` is a new nobody. */
  demo(token: string): Actor | undefined;
  /** Whom one can choose to be in demo mode, in the file's order; `anonymous` is not a person and so not among them. */
  personas(): readonly { readonly id: string; readonly name: string }[];
}

/** The people of all boards. A person of several boards is one actor with a membership for each role in each. */
export function people(boards: readonly Board[]): People {
  const actors = new Map<string, Actor>();
  const idsByAad = new Map<string, string>();
  for (const board of boards) {
    for (const person of board.people) {
      actors.set(person.id, withMemberships(actors.get(person.id), person, board.code));
      if (person.aadObjectId !== undefined) idsByAad.set(person.aadObjectId.toLowerCase(), person.id);
    }
  }
  return {
    byId: (id) => actors.get(id),
    byAadObjectId(aadObjectId, fallbackId, name = '') {
      const known = aadObjectId === undefined ? undefined : actors.get(idsByAad.get(aadObjectId.toLowerCase()) ?? '');
      return known ?? { id: aadObjectId === undefined ? `channel:${fallbackId}` : `aad:${aadObjectId}`, name, kind: 'person', roles: [] };
    },
    demo(token) {
      if (!token.startsWith(DEMO_TOKEN)) return undefined;
      const id = token.slice(DEMO_TOKEN.length);
      return id === ANONYMOUS ? { id: `anonymous:${randomUUID()}`, name: '', kind: 'anonymous', roles: [] } : actors.get(id);
    },
    personas: () => [...actors.values()].map(({ id, name }) => ({ id, name })),
  };
}

function withMemberships(known: Actor | undefined, person: BoardPerson, board: string): Actor {
  const roles = person.roles.map((role) => ({ board, role }));
  return { id: person.id, name: person.name, kind: 'person', roles: [...(known?.roles ?? []), ...roles] };
}
