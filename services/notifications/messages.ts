import { noticeCard, placeNoticeCard, workCard } from '../../cards/notice';
import { careCard, toldCard } from '../../cards/told';
import type { Case, Notice } from '../../domain/case';
import { eventOf } from '../../domain/delivery';
import type { Locale } from '../../domain/locale';
import type { Message } from './ports';

/** What a notice says, in its recipient's language: number, severity and time to a person, nothing but "a new case" to a place. */
export function messageOf(notice: Notice, current: Case, locale: Locale, workspaceUrl: string): Message {
  const kind = eventOf(current, notice)?.kind;
  if (notice.about === 'told') return { card: toldCard(locale, current, kind) };
  if (notice.about === 'care') return { card: careCard(locale, current.number, notice.on ?? '') };
  if (notice.recipient.startsWith('place:')) return { card: placeNoticeCard(locale, workspaceUrl) };
  if (notice.about === 'new' || notice.about === 'copy') return { card: noticeCard(locale, current) };
  return { card: workCard(locale, current, notice, kind, `${workspaceUrl}#/cases/${current.number}`) };
}
