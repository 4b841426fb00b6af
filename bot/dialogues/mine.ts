import { myCasesCard, statusCard, withdrawCard } from '../../cards/mine';
import { noteCard } from '../../cards/talk';
import type { Case } from '../../domain/case';
import { t } from '../../locales';
import { inPlace, type Context } from '../context';
import type { Reply } from '../turn';
import { latestCase, ownCase } from './own';

/** Cases shown at once, newest first. */
const SHOWN = 20;

/** "mina ärenden": the person's own cases, in this channel or another. */
export async function mine(context: Context): Promise<readonly Reply[]> {
  const newest = [...context.state.cases].reverse().slice(0, SHOWN);
  const found = await Promise.all(newest.map((one) => context.services.cases.find(one.number)));
  const own = found.filter((one): one is Case => one !== undefined);
  return [{ card: myCasesCard(context.locale, own, context.state.draft?.id, context.turn.actor.kind === 'anonymous')}];
}

const gone = (context: Context): Reply => ({ card: noteCard(context.locale, 'stale', t(context.locale, 'notice.gone'), ['mine', 'report']) });

/** One of the person's own cases; a number of somebody else's says the same as one that does not exist. */
export async function open(context: Context, number: string): Promise<Reply> {
  const one = await ownCase(context, number);
  return one ? { card: statusCard(context.locale, one) } : gone(context);
}

/** Asks before withdrawing, and says what it means. */
export async function askWithdraw(context: Context, number: string | undefined): Promise<Reply> {
  const one = number === undefined ? await latestCase(context) : await ownCase(context, number);
  if (!one) return gone(context);
  return { card: one.status === 'closed' ? statusCard(context.locale, one, [t(context.locale, 'error.closed')]) : withdrawCard(context.locale, one.number) };
}

export async function withdraw(context: Context, data: { readonly number: string }): Promise<readonly Reply[]> {
  const one = await ownCase(context, data.number);
  if (!one) return inPlace(gone(context));
  const outcome = await context.services.cases.actAsReporter(one, { command: 'withdraw' });
  const now = outcome.case ?? one;
  const note = outcome.ok ? t(context.locale, 'withdraw.done', { number: one.number }) : t(context.locale, 'error.closed');
  return inPlace({ card: statusCard(context.locale, now, [note]) });
}

export async function keepCase(context: Context, data: { readonly number: string }): Promise<readonly Reply[]> {
  const one = await ownCase(context, data.number);
  return inPlace(one ? { card: statusCard(context.locale, one, [t(context.locale, 'withdraw.kept', { number: one.number })]) } : gone(context));
}
