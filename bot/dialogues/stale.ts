import { noteCard } from '../../cards/talk';
import { pick } from '../../domain/forms/engine';
import { SHORT_REPORT } from '../../domain/forms/report';
import { t } from '../../locales';
import type { Inputs } from '../actions';
import { inPlace, type Context } from '../context';
import type { Reply } from '../turn';
import { showStep } from './follow';
import { draftCard } from './reportView';
import { receipt } from './send';
import { showStatus } from './status';

/**
 * A card of a draft that is not the one under way. Was it sent, its case is shown: the same receipt when it was sent
 * again, and words that are not in the case are put ready to be added. Otherwise the person is told, and nothing is sent.
 */
export async function staleDraft(context: Context, draftId: string, inputs: Inputs): Promise<readonly Reply[]> {
  const { locale, state, services } = context;
  const own = state.cases.find((one) => one.draft === draftId);
  const sent = own ? await services.cases.find(own.number) : undefined;
  if (!sent) {
    const now = state.draft ? draftCard(context, state.draft, [], t(locale, 'stale.used')) : noteCard(locale, 'stale', t(locale, 'stale.gone'), ['report']);
    return inPlace({ card: now });
  }
  const typed = pick(SHORT_REPORT.steps[1].fields, inputs)['story'];
  const stored = sent.answers.find((answer) => answer.id === 'story')?.value;
  if (typed !== undefined && typed !== stored) return inPlace(showStep(context, sent, 'more', { values: { more: typed }, note: t(locale, 'stale.keptWords') }));
  const board = services.boards.get(sent.board);
  if (inputs['step'] === 'story' && inputs['a'] === 'report.next' && board && sent.status === 'received') {
    return inPlace(receipt(context, board, sent, state.shownCode?.draft === draftId ? state.shownCode.code : undefined));
  }
  return inPlace(showStatus(context, sent, { notes: [t(locale, 'stale.used')] }));
}
