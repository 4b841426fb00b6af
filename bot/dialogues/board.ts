import { boardCard } from '../../cards/board';
import { noteCard } from '../../cards/talk';
import { t } from '../../locales';
import type { Inputs } from '../actions';
import { inPlace, knownBoard, update, type Context } from '../context';
import type { Reply } from '../turn';
import { sendQuestion } from './askSend';
import { safetyView } from './reportView';

/** Asks which board, with the present one chosen. */
export function askBoard(context: Context, draft?: string): Reply {
  return { card: boardCard(context.locale, [...context.services.boards.values()], knownBoard(context)?.code, draft) };
}

/** Remembers the board; inside a report it goes on there, and a question that waited for it is sent. */
export function saveBoard(context: Context, data: { readonly draft?: string | undefined }, inputs: Inputs): readonly Reply[] | Promise<readonly Reply[]> {
  const { locale, services, turn } = context;
  const board = typeof inputs['board'] === 'string' ? services.boards.get(inputs['board']) : undefined;
  if (!board) return inPlace({ card: boardCard(locale, [...services.boards.values()], undefined, data.draft, true) });
  update(context, { board: board.code });
  const { draft } = context.state;
  // A report under way follows the choice, whichever card it was made on, and begins again at the safety question.
  if (draft) {
    const moved = { ...draft, board: board.code, step: 'safety' as const };
    update(context, { draft: moved });
    return inPlace({ card: safetyView(context, moved) });
  }
  const question = services.waitingQuestion.take(turn.actor.id);
  if (question !== undefined) return sendQuestion(context, { question });
  return inPlace({ card: noteCard(locale, 'boardSaved', t(locale, 'board.saved', { board: board.name[locale] }), ['report', 'ask']) });
}
