import { randomUUID } from 'node:crypto';
import { formCard, overCard, type FormView } from '../../../cards/work/form';
import { toLocal } from '../../../domain/calendar';
import { choicesFrom } from '../../../domain/work/choices';
import type { WorkName } from '../../../domain/work/types';
import { t } from '../../../locales';
import { inPlace, type Context } from '../../context';
import type { Reply } from '../../turn';
import type { Standing } from './standing';

/** What a form is shown with: what was typed, what is wrong with it, and what has happened. */
export type Filled = Pick<FormView, 'id' | 'values' | 'problems' | 'notes' | 'since'>;

export const emptyForm = (id: string = randomUUID()): Filled => ({ id, values: {}, problems: [], notes: [], since: [] });

function viewOf({ locale, now, services }: Context, { one, board, reporterManager }: Standing, command: WorkName, filled: Filled): FormView {
  const here = { board, hashOf: services.personKey, reporterManager };
  return {
    ...filled,
    locale,
    command,
    today: toLocal(now).date,
    choices: ({ from }) => (from === undefined ? [] : choicesFrom(from, one, here)),
    contact: command === 'escalateCrisis' ? board.directory.crisis : command === 'notePolice' ? board.directory.police : undefined,
    iaReaders: command === 'transferToIa' ? (board.ia?.readers[locale] ?? undefined) : undefined,
  };
}

export const formReply = (context: Context, here: Standing, command: WorkName, filled: Filled): readonly Reply[] => inPlace({ card: formCard(here.one, viewOf(context, here, command, filled)) });

/** The command cannot be given any more; the words that were typed are shown, so that they are not lost. */
export const overReply = (context: Context, here: Standing, command: WorkName, filled: Filled): readonly Reply[] => inPlace({ card: overCard(here.one, viewOf(context, here, command, filled)) });

/** Something in the form is missing or wrong: said beside each field, with everything that was typed. */
export const wrongReply = (context: Context, here: Standing, command: WorkName, filled: Omit<Filled, 'notes' | 'since'>): readonly Reply[] =>
  formReply(context, here, command, { ...filled, notes: [t(context.locale, 'work.wrong')], since: [] });
