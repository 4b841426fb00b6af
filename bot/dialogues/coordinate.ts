import { noticeCard } from '../../cards/notice';
import { dayAndClock } from '../../cards/time';
import { may } from '../../domain/access';
import { lastEvent, type Case } from '../../domain/case';
import { t } from '../../locales';
import { inPlace, type Context } from '../context';
import type { Reply } from '../turn';
import { cardFor, gone, standing } from './work/standing';

/** The case beside its notice, for whoever may see something of it. Access is checked now, whoever the notice was sent to. */
export async function show(context: Context, data: { readonly number: string; readonly keep?: 'yes' | undefined }): Promise<readonly Reply[]> {
  const here = await standing(context, data.number);
  if (!here) return gone(context);
  const card = await cardFor(context, here);
  // Only the notice of a new case says how it stands, and that one is for whoever works it.
  return data.keep === undefined && may(here.relations, 'view') ? [{ card: noticeCard(context.locale, here.one), replace: true }, { card }] : [{ card }];
}

/** Acknowledges; the card then says who and when, also when somebody else was first. */
export async function acknowledge(context: Context, data: { readonly number: string; readonly version: number }): Promise<readonly Reply[]> {
  const { services, turn, locale } = context;
  const seen = await services.cases.forWorker(turn.actor, data.number);
  if (!seen) return gone(context);
  // What was added since the notice was sent does not stop an acknowledgement: it says that somebody has it in hand.
  const outcome = await services.cases.actAsWorker(turn.actor, seen, { command: 'acknowledge' }, seen.version);
  if (outcome.ok) return inPlace({ card: noticeCard(locale, outcome.case) });
  const now = outcome.case ?? (await services.cases.forWorker(turn.actor, data.number));
  return now ? inPlace({ card: noticeCard(locale, now, whatHappened(context, now)) }) : gone(context);
}

function whatHappened(context: Context, now: Case): string | undefined {
  const first = lastEvent(now, 'acknowledged');
  if (!first || first.by.person === context.turn.actor.id) return undefined;
  return t(context.locale, 'case.alreadyAcknowledged', { name: first.by.name ?? '', time: dayAndClock(context.locale, new Date(first.at)) });
}
