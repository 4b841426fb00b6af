import type { Board, BoardPerson } from '../../domain/board';
import { relationsOf, may } from '../../domain/access';
import { decide, evolve, type Answer, type By, type Case, type Command, type Decision } from '../../domain/case';
import { newClocks, type Setting } from '../../domain/clocks';
import type { Actor } from '../../domain/person';
import type { WorkCommand } from '../../domain/work/types';
import { boardNamed, demoBoards } from '../helpers/boards';

export const NOW = new Date('2026-11-23T10:00:00Z');
export const REPORTER: By = { role: 'reporter' };
export const REPORTER_ID = 'employee-mhn';

const mhn = boardNamed(demoBoards(), 'MHN');

/** More than one of each, and lines above those who receive cases. */
const MORE: readonly BoardPerson[] = [
  { id: 'coordinator-2', name: 'Säkerhetssamordnare två', roles: ['employee', 'coordinator'], manager: 'manager-2' },
  { id: 'deputy-2', name: 'Biträdande samordnare två', roles: ['employee', 'deputy'] },
  { id: 'manager-2', name: 'Chef två', roles: ['employee', 'manager'], manager: 'manager-3' },
  { id: 'manager-3', name: 'Chef tre', roles: ['employee', 'manager', 'deputy'] },
  { id: 'safetyrep-2', name: 'Skyddsombud två', roles: ['employee', 'safetyRepresentative'] },
];

export const BOARD: Board = { ...mhn, series: { months: 12 }, people: [...mhn.people.map((person) => (person.id === 'coordinator-mhn' ? { ...person, manager: 'manager-2' } : person)), ...MORE] };
/** The reporter's own. */
export const OWN_MANAGER = 'manager-mhn';
export const SETTING: Setting = { board: BOARD, isHoliday: () => false, hashOf: (person) => `#${person}`, reporterManager: OWN_MANAGER };

export const answer = (id: string, step: string, value: string, code?: string): Answer => ({ id, step, question: `${id}?`, value, at: NOW.toISOString(), ...(code === undefined ? {} : { code }) });

/** A case as it has just come, one event old. */
export function received(change: Partial<Case> = {}): Case {
  const blank: Case = {
    schema: 2,
    key: 'draft-1',
    number: 'MHN-0000-0000',
    board: 'MHN',
    version: 0,
    subject: 'report',
    locale: 'sv',
    type: 'threat',
    severity: 'medium',
    severityReasons: [],
    status: 'received',
    receivedAt: NOW.toISOString(),
    category: 'employee',
    visibility: 'coordinator',
    involved: 'no',
    audience: 'line',
    barred: [SETTING.hashOf(REPORTER_ID)],
    recipient: 'coordinator-mhn',
    safety: 'no',
    answers: [answer('story', 'story', 'det som hände')],
    files: [],
    events: [],
    notices: [],
    ...change,
  };
  const { severity, severityReasons: reasons } = blank;
  return evolve({ ...blank, clocks: newClocks(SETTING, blank, NOW) }, { at: NOW.toISOString(), by: REPORTER, kind: 'received', severity, reasons });
}

export function actor(id: string): Actor {
  const person = BOARD.people.find((one) => one.id === id);
  if (!person) throw new Error(`no ${id}`);
  return { id, name: person.name, kind: 'person', roles: person.roles.map((role) => ({ board: BOARD.code, role })) };
}

export const by = (id: string, role: By['role'] = 'worker'): By => ({ role, person: id, name: actor(id).name });

/** What the case is after a command; @throws where it is refused, for what a test only needs on its way */
export function after(current: Case, command: Command, who: By = by('coordinator-mhn')): Case {
  const decision = decide(current, command, who, NOW, SETTING);
  if (!decision.ok) throw new Error(`${command.command}: ${decision.refusal}`);
  return decision.events.reduce(evolve, current);
}

/** A command of that person's, by access and by the case, as the services have it; undefined where access has none of it. */
export function given(current: Case, id: string, command: WorkCommand): Decision | undefined {
  const relations = relationsOf(actor(id), current, SETTING);
  if (!may(relations, command.command)) return undefined;
  const role = relations.some((relation) => relation !== 'manager' && may(relation, command.command)) ? 'worker' : 'manager';
  return decide(current, command, by(id, role), NOW, SETTING);
}
