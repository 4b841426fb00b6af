import { randomBytes } from 'node:crypto';
import { caseNumber } from '../../domain/caseNumber';
import type { Case } from '../../domain/case';
import { t } from '../../locales';
import type { Try } from '../../services/throttle';
import { update, type Context } from '../context';
import type { Reply } from '../turn';
import { showStatus } from './status';

const EVERYBODY = 'everybody';
const DIGITS = 16;

/**
 * A receipt code reopens its case, on the page without sign-in only: anywhere else it would tell who the anonymous
 * reporter is. A wrong code and an unknown one get the same answer, and only so many tries: each counts from before it is
 * looked at until it was right, so that guesses made side by side are no more than guesses made one by one.
 */
export async function openByCode(context: Context, digits: string): Promise<readonly Reply[]> {
  const { locale, turn } = context;
  if (turn.channel === 'teams') return [{ text: t(locale, 'code.teams') }];
  if (turn.actor.kind !== 'anonymous') return [{ text: t(locale, 'code.signedIn') }];
  if (digits.length !== DIGITS) return [{ text: t(locale, 'code.length', { count: digits.length }) }];
  const tried = takeTry(context);
  if (tried.waitMs > 0) return [{ text: t(locale, 'code.throttled', { minutes: Math.ceil(tried.waitMs / 60_000) }) }];
  const found = await opened(context, digits).catch((error: unknown) => {
    // Nothing was told of this one, right or wrong.
    tried.forgive();
    throw error;
  });
  if (!found) return [{ text: t(locale, 'code.wrong') }];
  tried.forgive();
  const others = context.state.cases.filter((own) => own.number !== found.number);
  update(context, { cases: [...others, { number: found.number, subject: found.subject }] });
  return [showStatus(context, found, { notes: [t(locale, 'code.opened')] })];
}

/** The case that a code opens. One that opens nothing is followed as far as one that does: the same reads, so the answer comes no sooner. */
async function opened(context: Context, digits: string): Promise<Case | undefined> {
  const { cases } = context.services;
  const target = await cases.byCode(digits);
  const found = await cases.find(target ?? nobodysNumber(context));
  return target === undefined ? undefined : found;
}

/** A try of the person's, and one of everybody's together; one that is not made takes nothing from the others. */
function takeTry({ services, turn }: Context): Try {
  const own = services.codeTries.take(turn.actor.id);
  if (own.waitMs > 0) return own;
  const all = services.allCodeTries.take(EVERYBODY);
  if (all.waitMs > 0) own.forgive();
  return { waitMs: all.waitMs, forgive: () => [own, all].forEach((one) => one.forgive()) };
}

/** A number as a case's is; whatever were found under it, no code stands for it. */
function nobodysNumber({ services }: Context): string {
  return caseNumber([...services.boards.keys()][0] ?? '', randomBytes(7));
}
