import type { Board } from '../domain/board';
import type { Locale } from '../domain/locale';
import { t } from '../locales';
import { card, quiet, submit, text, title } from './build';
import { pack } from './payloads';
import { boardInput } from './report';
import type { AdaptiveCard } from './types';

/** Which board: asked once, remembered, changeable. Inside a report the answer leads back to it. */
export function boardCard(locale: Locale, boards: readonly Board[], chosen: string | undefined, draft: string | undefined, missing = false): AdaptiveCard {
  const body = [
    title('step:board', t(locale, 'board.title')),
    ...(missing ? [text(t(locale, 'board.required'), { id: 'error:board', color: 'attention' })] : []),
    boardInput(locale, boards, chosen),
    quiet(t(locale, 'board.intro')),
  ];
  return card(locale, t(locale, 'board.title'), body, [submit(t(locale, 'board.save'), pack('board.save', draft === undefined ? {} : { draft }), 'positive')]);
}
