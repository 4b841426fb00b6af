import { asExercise } from '../../cards/exercise';
import { noticeCard, placeNoticeCard, workCard } from '../../cards/notice';
import { careCard, toldCard } from '../../cards/told';
import type { AdaptiveCard } from '../../cards/types';
import type { Case, Notice } from '../../domain/case';
import { eventOf } from '../../domain/delivery';
import type { Locale } from '../../domain/locale';
import type { Message } from './ports';

/** What a notice says, in its recipient's language; of an exercise, that it is one. */
export function messageOf(notice: Notice, current: Case, locale: Locale, workspaceUrl: string): Message {
  const card = saying(notice, current, locale, workspaceUrl);
  return { card: current.exercise === true ? asExercise(locale, card) : card };
}

/** In its recipient's language: number, severity and time to a person, nothing but "a new case" to a place. */
function saying(notice: Notice, current: Case, locale: Locale, workspaceUrl: string): AdaptiveCard {
  const kind = eventOf(current, notice)?.kind;
  if (notice.about === 'told') return toldCard(locale, current, kind);
  if (notice.about === 'care') return careCard(locale, current, notice.on ?? '');
  if (notice.recipient.startsWith('place:')) return placeNoticeCard(locale, workspaceUrl);
  if (notice.about === 'new' || notice.about === 'copy') return noticeCard(locale, current);
  return workCard(locale, current, notice, kind, `${workspaceUrl}#/cases/${current.number}`);
}
