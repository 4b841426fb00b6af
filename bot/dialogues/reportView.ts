import { insideCard, safetyCard, storyCard, whoCard, whoFields, type ReportView } from '../../cards/report';
import type { AdaptiveCard } from '../../cards/types';
import type { Board } from '../../domain/board';
import type { Visibility } from '../../domain/case';
import type { Field, FieldError } from '../../domain/forms/types';
import { INVOLVED, route, type Category, type Involved, type Route } from '../../domain/routing';
import type { Draft } from '../../services/owners';
import { knownBoard, knownCategory, type Context } from '../context';
import { readersOf, usualNames } from '../names';
import { draftMarked } from '../practice';

/** Where the person writes decides what is said about being anonymous. */
export function placeOf(context: Context): ReportView['place'] {
  if (context.turn.actor.kind === 'anonymous') return 'anonymous';
  return context.turn.channel === 'teams' ? 'teams' : 'signedIn';
}

/** The draft's board: what was answered in it, else what is known. */
export function draftBoard(context: Context, draft: Draft): Board | undefined {
  return context.services.boards.get(draft.board ?? '') ?? knownBoard(context);
}

export function draftCategory(context: Context, draft: Draft): Category {
  return knownCategory(context.turn.actor, draftBoard(context, draft)?.code) ?? draft.category ?? 'employee';
}

export function draftInvolved(draft: Draft): Involved {
  return INVOLVED.find((code) => code === draft.values['involved']) ?? 'no';
}

/** Who may know, as chosen; what holds when nothing is, is the coordinator only. */
export function draftVisibility(context: Context, draft: Draft): Visibility {
  if (context.turn.actor.kind === 'anonymous') return 'anonymous';
  const chosen = draft.values['visibility'];
  if (chosen === 'hidden') return 'hidden';
  const manager = chosen === 'coordinatorAndManager' && draftCategory(context, draft) !== 'elected';
  return manager ? 'coordinatorAndManager' : 'coordinator';
}

export function draftRoute(context: Context, draft: Draft, board: Board): Route | undefined {
  const { actor } = context.turn;
  const reporterId = actor.kind === 'anonymous' ? undefined : actor.id;
  return route(board, { reporterId, category: draftCategory(context, draft), involved: draftInvolved(draft) });
}

/** The fields of card A as this person is asked them. */
export function askedFields(context: Context, draft: Draft): readonly Field[] {
  const board = draftBoard(context, draft);
  const category = draftCategory(context, draft);
  const standsIn = board !== undefined && usualNames(board, category, context.turn.actor.id, context.locale).deputyStandsIn;
  return whoFields(category, placeOf(context), standsIn);
}

function view(context: Context, draft: Draft, board: Board, errors: readonly FieldError[], note: string | undefined): ReportView {
  const category = draftCategory(context, draft);
  const names = usualNames(board, category, context.turn.actor.id, context.locale);
  return { locale: context.locale, draft: draft.id, values: draft.values, errors, ...names, category, place: placeOf(context), note };
}

/** The safety card, which also asks for board and role where configuration does not know them. */
export function safetyView(context: Context, draft: Draft, missingBoard = false, note?: string): AdaptiveCard {
  const board = draftBoard(context, draft);
  const asksCategory = context.turn.actor.kind === 'anonymous';
  const card = safetyCard({
    locale: context.locale,
    draft: draft.id,
    boards: [...context.services.boards.values()],
    board,
    askCategory: asksCategory,
    values: { ...(draft.board === undefined ? {} : { board: draft.board }), ...(draft.category === undefined ? {} : { category: draft.category }) },
    missingBoard,
    note,
  });
  return draftMarked(context, draft, board?.code, card);
}

function storyView(context: Context, draft: Draft, board: Board, errors: readonly FieldError[], note: string | undefined): AdaptiveCard {
  const shown = view(context, draft, board, errors, note);
  const found = draftRoute(context, draft, board);
  const visibility = draftVisibility(context, draft);
  const reads = visibility === 'hidden' ? 'hidden' : visibility === 'coordinatorAndManager' ? 'manager' : 'plain';
  const readers = found ? readersOf(board, { ...found, deputyBarred: found.barred.includes(board.recipients.deputy) }, context.locale) : '';
  return storyCard(shown, readers, reads);
}

/** The card of the step the draft is at. */
export function draftCard(context: Context, draft: Draft, errors: readonly FieldError[] = [], note?: string): AdaptiveCard {
  const board = draftBoard(context, draft);
  if (!board || draft.step === 'safety') return safetyView(context, draft, false, note);
  return draftMarked(context, draft, board.code, stepCard(context, draft, draft.step, board, errors, note));
}

function stepCard(context: Context, draft: Draft, step: Exclude<Draft['step'], 'safety'>, board: Board, errors: readonly FieldError[], note: string | undefined): AdaptiveCard {
  switch (step) {
    case 'who':
      return whoCard(view(context, draft, board, errors, note));
    case 'inside':
      return insideCard(view(context, draft, board, errors, note), board.directory);
    case 'story':
      return storyView(context, draft, board, errors, note);
  }
}
