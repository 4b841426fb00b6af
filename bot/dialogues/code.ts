import { randomBytes } from 'node:crypto';
import { caseNumber } from '../../domain/caseNumber';
import { t } from '../../locales';
import { update, type Context } from '../context';
import type { Reply } from '../turn';
import { showStatus } from './status';

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
  const target = await services.cases.byCode(digits);
  // A code that opens nothing is followed as far as one that does: the same reads, so the answer comes no sooner.
  const found = await services.cases.find(target ?? nobodysNumber(context));
  if (target === undefined || !found) {
    services.codeTries.failed(turn.actor.id);
    services.allCodeTries.failed(EVERYBODY);
    return [{ text: t(locale, 'code.wrong') }];
  }
  const others = context.state.cases.filter((own) => own.number !== found.number);
  update(context, { cases: [...others, { number: found.number, subject: 'report' }] });
  return [showStatus(context, found, { notes: [t(locale, 'code.opened')] })];
}

/** A number as a case's is; whatever were found under it, no code stands for it. */
function nobodysNumber({ services }: Context): string {
  return caseNumber([...services.boards.keys()][0] ?? '', randomBytes(7));
}
