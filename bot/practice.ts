import { asOwnExercise } from '../cards/exercise';
import { clock } from '../cards/time';
import type { AdaptiveCard } from '../cards/types';
import type { Case } from '../domain/case';
import { isOf, isPractice, type Invitation } from '../domain/exercise';
import type { Draft } from '../services/owners';
import type { Context } from './context';

/** The exercise that the draft, sent now to that board, would be part of. Where no board is known yet: of any. */
function practisedIn({ state, now }: Context, draft: Draft, board: string | undefined): Invitation | undefined {
  if (draft.real === true) return undefined;
  return state.exercises?.find((part) => isPractice(part, board ?? part.board, draft.startedAt, now));
}

/**
 * Whether the draft, sent now to that board, is practice. Looked at anew when it is sent: an exercise that was ended or replaced is over for everybody, whatever their own
 * state still says.
 */
export async function isStillPractised(context: Context, draft: Draft, board: string): Promise<boolean> {
  const part = practisedIn(context, draft, board);
  if (!part) return false;
  const running = await context.services.exercises.running(board);
  return running !== undefined && isOf(part, running);
}

/** A draft's card, marked where what is written on it will be practice. */
export function draftMarked(context: Context, draft: Draft, board: string | undefined, card: AdaptiveCard): AdaptiveCard {
  const part = practisedIn(context, draft, board);
  return part ? asOwnExercise(context.locale, card, clock(context.locale, new Date(part.until))) : card;
}

/** A card about somebody's own case, marked where that is an exercise. */
export function caseMarked({ locale }: Context, { exercise }: Pick<Case, 'exercise'>, card: AdaptiveCard): AdaptiveCard {
  return exercise === true ? asOwnExercise(locale, card, undefined) : card;
}
