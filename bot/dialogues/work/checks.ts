import type { Payloads } from '../../../cards/payloads';
import { CHECKS } from '../../../cards/work/others';
import { may } from '../../../domain/access';
import { CHECKLIST } from '../../../domain/work/types';
import { checklistOf } from '../../../domain/work/views';
import { t } from '../../../locales';
import type { Inputs } from '../../actions';
import { inPlace, type Context } from '../../context';
import type { Reply } from '../../turn';
import { refused } from './refused';
import { cardFor, gone, standing } from './standing';

const ticked = (codes: unknown): readonly string[] => (typeof codes === 'string' ? codes.split(',') : []);

/**
 * Ticks what the person changed since the card was made, item by item: what others ticked meanwhile stays ticked, and what
 * is so already is done by nobody twice.
 */
export async function saveChecks(context: Context, { case: number, had }: Payloads['work.checks'], inputs: Inputs): Promise<readonly Reply[]> {
  const { services, turn, locale } = context;
  const before = await standing(context, number);
  if (!before) return gone(context);
  const attempt = { command: 'tick', number, version: before.one.version, id: '', values: {} } as const;
  if (!may(before.relations, 'tick')) return refused(context, attempt, 'forbidden');
  const [then, now] = [ticked(had), ticked(inputs[CHECKS])];
  const state = new Map(checklistOf(before.one).map(({ item, done }) => [item, done]));
  const changed = CHECKLIST.filter((item) => then.includes(item) !== now.includes(item) && state.get(item) !== now.includes(item));
  let { one } = before;
  for (const item of changed) {
    const outcome = await services.cases.actAsWorker(turn.actor, one, { command: 'tick', item, done: now.includes(item) }, one.version);
    if (!outcome.ok) return refused(context, { ...attempt, version: one.version }, outcome.refusal);
    one = outcome.case;
  }
  const after = await standing(context, number);
  return after ? inPlace({ card: await cardFor(context, after, [t(locale, changed.length > 0 ? 'work.done.tick' : 'work.checks.none')]) }) : gone(context);
}
