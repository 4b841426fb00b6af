import type { Board } from '../domain/board';
import { LOCALES, type Locale } from '../domain/locale';
import { t } from '../locales';
import { card, container, openUrl, submit, text, title } from './build';
import { pack } from './payloads';
import type { AdaptiveCard, CardAction, Element } from './types';

/** What goes on once the person is safe: the draft under way, or a new report; nothing in a group. */
export type AfterEmergency = { readonly kind: 'draft'; readonly draft: string } | { readonly kind: 'report' } | { readonly kind: 'none' };

function inOneLanguage(locale: Locale, board: Board | undefined): readonly Element[] {
  const phones: Element[] = [];
  if (board?.phones.alarm) phones.push(text(t(locale, 'emergency.alarm', { phone: board.phones.alarm }), { spacing: 'small' }));
  if (board?.phones.duty) phones.push(text(t(locale, 'emergency.duty', { phone: board.phones.duty }), { spacing: 'small' }));
  return [text(t(locale, 'emergency.body'), { size: 'medium' }), ...phones];
}

/**
 * 112 before anything else, in both languages whatever the conversation's. Carries a `tel:` link where clients follow
 * one. Holds nothing the person wrote, so it may stand in a group.
 */
export function emergencyCard(locale: Locale, board: Board | undefined, after: AfterEmergency, kept = false): AdaptiveCard {
  const order = [locale, ...LOCALES.filter((other) => other !== locale)];
  const body = order.flatMap((language, index) => [
    title(index === 0 ? 'emergency' : 'emergency:second', t(language, 'emergency.title'), { color: 'attention', size: index === 0 ? 'extraLarge' : 'large', separator: index > 0 }),
    container(inOneLanguage(language, board)),
  ]);
  if (kept) body.push(text(t(locale, 'emergency.kept')));
  return card(locale, t(locale, 'emergency.title'), body, actionsAfter(locale, after));
}

function actionsAfter(locale: Locale, after: AfterEmergency): readonly CardAction[] {
  const call = openUrl(t(locale, 'emergency.call'), 'tel:112');
  switch (after.kind) {
    case 'draft':
      return [call, submit(t(locale, 'emergency.safe'), pack('report.safe', { draft: after.draft }), 'positive')];
    case 'report':
      return [call, submit(t(locale, 'emergency.report'), pack('say', { word: 'report' }), 'positive')];
    case 'none':
      return [call];
  }
}
