import { caseCard, noticeCard } from '../../cards/notice';
import { noteCard } from '../../cards/talk';
import { dayAndClock } from '../../cards/time';
import { lastEvent, type Case } from '../../domain/case';
import { t } from '../../locales';
import { inPlace, type Context } from '../context';
import type { Reply } from '../turn';

const gone = (context: Context): readonly Reply[] => inPlace({ card: noteCard(context.locale, 'gone', t(context.locale, 'notice.gone')) });

/** The reporter's name where they chose to be known to whoever works the case; undefined otherwise. */
export async function reporterName(context: Pick<Context, 'services'>, one: Case): Promise<string | undefined> {
  if (one.visibility !== 'coordinator' && one.visibility !== 'coordinatorAndManager') return undefined;
  return (await context.services.cases.identity(one))?.name;
}

/** The case beside its notice, for whoever may see it. Access is checked now, whoever the notice was sent to. */
export async function show(context: Context, data: { readonly number: string }): Promise<readonly Reply[]> {
  const { services, turn, locale } = context;
  const one = await services.cases.forWorker(turn.actor, data.number);
  if (!one) return gone(context);
  return [{ card: noticeCard(locale, one), replace: true }, { card: caseCard(locale, one, await reporterName(context, one), `${services.publicUrl}/workspace#/cases/${one.number}`) }];
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
