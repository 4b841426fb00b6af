import { myCasesCard, withdrawCard } from '../../cards/mine';
import { elsewhereCard } from '../../cards/work/others';
import { t } from '../../locales';
import type { Payloads } from '../../cards/payloads';
import { inPlace, type Context } from '../context';
import type { Reply } from '../turn';
import { actOnRead, news } from './meanwhile';
import { latestCase, ownCase, ownCases } from './own';
import { noSuchCase, showStatus } from './status';
import { caseUrl, cardFor, standing } from './work/standing';

/** "mina ärenden": the person's own cases, in this channel or another. */
export async function mine(context: Context): Promise<readonly Reply[]> {
  const { locale, now, state, turn } = context;
  return [{ card: myCasesCard(locale, await ownCases(context), state.draft?.id, turn.actor.kind === 'anonymous', now) }];
}

/** One of the person's own cases; a number of somebody else's says the same as one that does not exist. */
export async function open(context: Context, number: string): Promise<Reply> {
  const one = await ownCase(context, number);
  return one ? showStatus(context, one) : noSuchCase(context);
}

/**
 * A number as somebody types it: of their own case, or of one that they work or take part in, and then as much of it as
 * they may see. Nobody is both: who reported something is kept from working it.
 */
export async function openTyped(context: Context, number: string): Promise<Reply> {
  const own = await ownCase(context, number);
  if (own) return showStatus(context, own);
  const here = await standing(context, number);
  if (!here) return noSuchCase(context);
  // The page's transcript lasts, whoever may see the case later: there the way leads to the workspace.
  return { card: context.turn.channel === 'directline' ? elsewhereCard(context.locale, here.one, caseUrl(context, here.one)) : await cardFor(context, here) };
}

/** Asks before withdrawing, and says what it means. */
export async function askWithdraw(context: Context, number: string | undefined): Promise<Reply> {
  const one = number === undefined ? await latestCase(context) : await ownCase(context, number);
  if (!one) return noSuchCase(context);
  return one.status === 'closed' ? showStatus(context, one, { notes: [t(context.locale, 'error.closed')] }) : { card: withdrawCard(context.locale, one) };
}

export async function withdraw(context: Context, data: Payloads['withdraw.confirm']): Promise<readonly Reply[]> {
  const one = await ownCase(context, data.number);
  if (!one) return inPlace(noSuchCase(context));
  const outcome = await actOnRead(context, one, { command: 'withdraw' }, data.version);
  const now = outcome.case ?? one;
  if (!outcome.ok && outcome.refusal === 'stale' && now.status !== 'closed') return inPlace({ card: withdrawCard(context.locale, now, news(context, now, data.version ?? one.version)) });
  const note = outcome.ok ? t(context.locale, 'withdraw.done', { number: one.number }) : t(context.locale, 'error.closed');
  return inPlace(showStatus(context, now, { notes: [note] }));
}

export async function keepCase(context: Context, data: { readonly number: string }): Promise<readonly Reply[]> {
  const one = await ownCase(context, data.number);
  return inPlace(one ? showStatus(context, one, { notes: [t(context.locale, 'withdraw.kept', { number: one.number })] }) : noSuchCase(context));
}
