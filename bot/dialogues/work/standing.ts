import type { WorkView } from '../../../cards/work/case';
import { caseCard } from '../../../cards/work/case';
import { minimumCard, nameRequestCard, referredCard } from '../../../cards/work/others';
import { noteCard } from '../../../cards/talk';
import type { AdaptiveCard } from '../../../cards/types';
import { may, maySeeName, type Relation } from '../../../domain/access';
import type { Board } from '../../../domain/board';
import type { Case } from '../../../domain/case';
import { offeredTo } from '../../../domain/work/offer';
import { isChosen, mayLetIn } from '../../../domain/work/referral';
import type { WorkName } from '../../../domain/work/types';
import { t } from '../../../locales';
import { inPlace, type Context } from '../../context';
import type { Reply } from '../../turn';

/** A case as it is now, how the person stands to it, and what they may do. */
export interface Standing {
  readonly one: Case;
  readonly board: Board;
  readonly relations: readonly Relation[];
  readonly offered: readonly WorkName[];
  /** Id of the reporter's own manager, where that matters and the person may know who reported. */
  readonly reporterManager?: string | undefined;
}

/** Checked anew for each press: whatever a card says, and whoever it was sent to. Undefined also where there is no such case. */
export async function standing({ services, turn }: Context, number: string): Promise<Standing | undefined> {
  const reached = await services.cases.reach(turn.actor, number);
  const board = reached && services.boards.get(reached.case.board);
  if (!reached || !board) return undefined;
  const { case: one, relations } = reached;
  const matters = mayLetIn(one) && (may(relations, 'refer') || may(relations, 'viewReferred'));
  const reporterManager = matters ? await services.cases.reporterManager(turn.actor, one) : undefined;
  return { one, board, relations, reporterManager, offered: offeredTo(turn.actor, one, relations, { board, hashOf: services.personKey, reporterManager }) };
}

/** The same for a case that was just written. */
export const standingAfter = (context: Context, { number }: Case): Promise<Standing | undefined> => standing(context, number);

/** One and the same for what does not exist and for what is somebody else's. */
export const gone = (context: Context): readonly Reply[] => inPlace({ card: noteCard(context.locale, 'gone', t(context.locale, 'notice.gone')) });

/** Where the case is worked on the page. */
export const caseUrl = ({ services }: Context, { number }: Case): string => `${services.publicUrl}/workspace#/cases/${number}`;

/** Who reported, where this person may see it. */
async function reporterOf({ services, turn }: Context, { one, relations }: Standing): Promise<string | undefined> {
  const sees = maySeeName(turn.actor, one) && (may(relations, 'viewIdentity') || may(relations, 'viewReferred'));
  return sees ? (await services.cases.identity(one))?.name : undefined;
}

/** The case on the card that the person is to have of it: all of it, what was referred, that a name is asked for, or the least. */
export async function cardFor(context: Context, here: Standing, notes: readonly string[] = []): Promise<AdaptiveCard> {
  const { one, board, relations, offered } = here;
  const { locale, now, turn } = context;
  const view: WorkView = {
    locale,
    now,
    personId: turn.actor.id,
    offered,
    notes,
    reporter: await reporterOf(context, here),
    nameOf: (person) => board.people.find(({ id }) => id === person)?.name ?? t(locale, 'work.by.worker'),
    workspaceUrl: caseUrl(context, one),
  };
  if (may(relations, 'view')) return caseCard(one, view);
  if (may(relations, 'viewReferred')) return referredCard(one, board, isChosen(one, turn.actor.id, here), view);
  if (may(relations, 'viewNameRequest')) return nameRequestCard(one, view);
  return minimumCard(one, locale, notes);
}
