import { asOwnExercise } from '../cards/exercise';
import { clock } from '../cards/time';
import type { AdaptiveCard } from '../cards/types';
import type { Case } from '../domain/case';
import { isPractice } from '../domain/exercise';
import type { Draft } from '../services/owners';
import type { Context } from './context';

/** Whether the draft, sent now to that board, is practice. */
export function isPractised(context: Context, draft: Draft, board: string | undefined): boolean {
  const part = context.state.exercise;
  return isPractice(part, board ?? part?.board ?? '', draft.startedAt, context.now);
}

/** A draft's card, marked where what is written on it will be practice. */
export function draftMarked(context: Context, draft: Draft, board: string | undefined, card: AdaptiveCard): AdaptiveCard {
  const until = context.state.exercise?.until;
  return until !== undefined && isPractised(context, draft, board) ? asOwnExercise(context.locale, card, clock(context.locale, new Date(until))) : card;
}

/** A card about somebody's own case, marked where that is an exercise. */
export function caseMarked({ locale }: Context, { exercise }: Pick<Case, 'exercise'>, card: AdaptiveCard): AdaptiveCard {
  return exercise === true ? asOwnExercise(locale, card, undefined) : card;
}
