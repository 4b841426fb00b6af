import type { By, Case } from '../case';
import { isReplyWaiting, isWithdrawn, latest, unanswered } from './views';

/** What has become of a question to the coordinator. `asks`: its asker is asked something back. */
export type QuestionState = 'waiting' | 'asks' | 'answered' | 'withdrawn';

export interface QuestionReply {
  readonly text: string;
  readonly at: string;
  readonly by: By;
}

/** The answer that was given last, or what was said when the question was closed; undefined while there is neither. */
export function replyOf(one: Pick<Case, 'events'>): QuestionReply | undefined {
  const informed = latest(one, 'informed');
  if (informed) return { text: informed.text, at: informed.at, by: informed.by };
  const closed = latest(one, 'closed');
  return closed && { text: closed.told, at: closed.at, by: closed.by };
}

/** Where a question stands. What its asker adds after an answer waits for another one. */
export function questionState(one: Pick<Case, 'events' | 'status'>): QuestionState {
  if (isWithdrawn(one)) return 'withdrawn';
  if (one.status === 'closed') return 'answered';
  if (unanswered(one).length > 0) return 'asks';
  return replyOf(one) !== undefined && !isReplyWaiting(one) ? 'answered' : 'waiting';
}
