import type { Draft } from '../../cards/dialogue';
import { questionCard } from '../../cards/question';
import { statusCard } from '../../cards/status';
import { noteCard } from '../../cards/talk';
import type { Case } from '../../domain/case';
import { t } from '../../locales';
import type { Context } from '../context';
import { nameAndRole } from '../names';
import { caseMarked } from '../practice';
import type { Reply } from '../turn';

/** What the page of a person's own case says besides the case. */
export interface Said {
  readonly notes?: readonly string[];
  readonly draft?: Draft;
}

/** The person's own case: what is next, what is asked, what has happened. */
export function showStatus(context: Context, one: Case, { notes, draft }: Said = {}): Reply {
  const { locale, now, services } = context;
  const board = services.boards.get(one.board);
  const nameOf = (person: string): string => (board ? nameAndRole(board, person, locale) : '');
  const build = one.subject === 'question' ? questionCard : statusCard;
  const card = build(one, { locale, now, nameOf, phone: board?.phones.duty, iaReaders: board?.ia?.readers[locale], notes, draft });
  return { card: caseMarked(context, one, card) };
}

/** The case is closed, and words that were on their way to it are not in it: they are given back, ready to become a report. */
export function closedBefore(context: Context, one: Case, words: string): Reply {
  return showStatus(context, one, { notes: [t(context.locale, 'dialogue.closed')], ...(words === '' ? {} : { draft: { words } }) });
}

/** A number of somebody else's says the same as one that does not exist. */
export const noSuchCase = (context: Context): Reply => ({ card: noteCard(context.locale, 'stale', t(context.locale, 'notice.gone'), ['mine', 'report']) });
