import { toldCard } from '../../cards/mine';
import { noticeCard, placeNoticeCard } from '../../cards/notice';
import type { Case, Notice } from '../../domain/case';
import type { Locale } from '../../domain/locale';
import type { Message } from './ports';

/** What a notice says, in its recipient's language: number, severity and time to a person, nothing but "a new case" to a place. */
export function messageOf(notice: Notice, current: Case, locale: Locale, workspaceUrl: string): Message {
  if (notice.about === 'told') return { card: toldCard(locale, current) };
  if (notice.recipient.startsWith('place:')) return { card: placeNoticeCard(locale, workspaceUrl) };
  return { card: noticeCard(locale, current) };
}
