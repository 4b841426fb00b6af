import { statusCard } from '../../cards/mine';
import { t } from '../../locales';
import { update, type Context } from '../context';
import type { Reply } from '../turn';

const EVERYBODY = 'everybody';

/**
 * A receipt code reopens its case, on the page without sign-in only: anywhere else it would tell who the anonymous
 * reporter is. A wrong code and an unknown one get the same answer, and only so many tries.
 */
export async function openByCode(context: Context, digits: string): Promise<readonly Reply[]> {
  const { locale, turn, services } = context;
  if (turn.channel === 'teams') return [{ text: t(locale, 'code.teams') }];
  if (turn.actor.kind !== 'anonymous') return [{ text: t(locale, 'code.signedIn') }];
  const wait = Math.max(services.codeTries.waitFor(turn.actor.id), services.allCodeTries.waitFor(EVERYBODY));
  if (wait > 0) return [{ text: t(locale, 'code.throttled', { minutes: Math.ceil(wait / 60_000) }) }];
  const number = await services.cases.byCode(digits);
  const one = number === undefined ? undefined : await services.cases.find(number);
  if (!one) {
    services.codeTries.failed(turn.actor.id);
    services.allCodeTries.failed(EVERYBODY);
    return [{ text: t(locale, 'code.wrong') }];
  }
  const others = context.state.cases.filter((own) => own.number !== one.number);
  update(context, { cases: [...others, { number: one.number, subject: 'report' }] });
  return [{ card: statusCard(locale, one, [t(locale, 'code.opened')]) }];
}
