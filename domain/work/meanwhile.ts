import type { Case, CaseEvent, Command } from '../case';
import { isTold } from './reporter';

/**
 * Which of the reporter's doings rest on what they had read, and on what of it. To take a report back is final, and is weighed
 * against everything that has been done. A yes to IA is a yes to where the case and its hand-over stood. To want a call is the
 * answer to a question about agreed days.
 *
 * Nothing else is ever refused for the age of a card. What somebody adds or answers is their own words, and stands beside
 * whatever came between. A no and "stop asking" only take back, and must hold at once. "This is real" is as true on an old
 * card: a real threat must not stay an exercise until somebody has read a new one.
 */
function restsOn(command: Command): ((event: CaseEvent) => boolean) | undefined {
  switch (command.command) {
    case 'withdraw':
      return isTold;
    case 'consentToIa':
      return command.yes ? (event) => event.kind === 'iaNoted' || isTold(event) : undefined;
    case 'answerAftercare':
      return command.answer === 'yes' ? ({ kind }) => kind === 'aftercareAgreed' : undefined;
    default:
      return undefined;
  }
}

/** What others have done to the case since that version, oldest first. */
export function doneSince({ events, version }: Pick<Case, 'events' | 'version'>, seen: number): readonly CaseEvent[] {
  const count = Math.min(Math.max(0, version - seen), events.length);
  return events.slice(events.length - count).filter(({ by }) => by.role !== 'reporter');
}

/**
 * Whether something that a doing of the reporter's rests on has happened since the version that they had read. What they are
 * not told of stops them in nothing: it would be told by that.
 */
export function isOvertaken(one: Pick<Case, 'events' | 'version'>, command: Command, seen: number): boolean {
  const matters = restsOn(command);
  return matters !== undefined && doneSince(one, seen).some(matters);
}
