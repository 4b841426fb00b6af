import { lastEvent, type Case } from '../domain/case';
import type { Locale } from '../domain/locale';
import { t } from '../locales';
import { card, container, facts, inert, openUrl, quiet, submit, text, title } from './build';
import { pack } from './payloads';
import { dayAndClock } from './time';
import type { AdaptiveCard, Element } from './types';

const at = (locale: Locale, iso: string): string => dayAndClock(locale, new Date(iso));

/** Who acknowledged or withdrew it and when; empty while it waits. */
function settled(locale: Locale, one: Case): string {
  const withdrawn = lastEvent(one, 'withdrawn');
  if (withdrawn) return t(locale, 'notice.withdrawn', { time: at(locale, withdrawn.at) });
  const acknowledged = lastEvent(one, 'acknowledged');
  return acknowledged ? t(locale, 'notice.acknowledged', { name: acknowledged.by.name ?? '', time: at(locale, acknowledged.at) }) : '';
}

function heading(locale: Locale, one: Case): string {
  if (lastEvent(one, 'withdrawn')) return t(locale, 'notice.titleClosed');
  if (lastEvent(one, 'acknowledged')) return t(locale, 'notice.titleRead');
  return t(locale, one.subject === 'question' ? 'notice.question' : 'notice.title');
}

/** The notice in a recipient's personal chat: number, severity, time, and nothing anybody wrote. */
export function noticeCard(locale: Locale, one: Case, note?: string): AdaptiveCard {
  const head = heading(locale, one);
  const status = settled(locale, one);
  const rows: (readonly [string, string])[] = [
    [t(locale, 'notice.number'), one.number],
    ...(one.subject === 'question' ? [] : [[t(locale, 'notice.severity'), t(locale, `severity.${one.severity}`)] as const]),
    [t(locale, 'notice.received'), at(locale, one.receivedAt)],
  ];
  const body = [
    title('notice', head),
    ...(note ? [text(note, { id: 'note', weight: 'bolder' })] : []),
    facts(rows),
    ...(status ? [text(status, { id: 'settled' })] : []),
  ];
  const actions = [
    ...(status ? [] : [submit(t(locale, 'notice.acknowledge'), pack('case.acknowledge', { number: one.number, version: one.version }), 'positive')]),
    submit(t(locale, 'notice.show'), pack('case.show', { number: one.number })),
  ];
  return card(locale, head, body, actions);
}

/** The notice in a connected channel or group chat: only that there is a case, and a link that asks who you are. */
export function placeNoticeCard(locale: Locale, workspace: string): AdaptiveCard {
  const body = [title('notice', t(locale, 'notice.placeTitle')), text(t(locale, 'notice.place'))];
  return card(locale, t(locale, 'notice.placeTitle'), body, [openUrl(t(locale, 'notice.open'), workspace)]);
}

/** Characters of answers shown in a card before it points to the workspace: Teams takes cards of about 28 kB. */
const CARD_CHARACTERS = 9_000;

function answerElements(locale: Locale, one: Case): readonly Element[] {
  let left = CARD_CHARACTERS;
  const shown: Element[] = [];
  for (const answer of one.answers) {
    if (left <= 0) break;
    shown.push(quiet(answer.question), inert(answer.value.slice(0, left), { spacing: 'none' }));
    left -= answer.value.length;
  }
  return left < 0 || shown.length < one.answers.length * 2 ? [...shown, text(t(locale, 'case.answersTruncated'))] : shown;
}

function concernsMinor(one: Case): boolean {
  return one.answers.some((answer) => answer.id === 'minor' && answer.code === 'yes');
}

/** The case itself, for somebody whose access has been checked. `reporter` only where the reporter chose to be known. */
export function caseCard(locale: Locale, one: Case, reporter: string | undefined, workspaceUrl: string): AdaptiveCard {
  const head = t(locale, 'case.title', { number: one.number });
  const status = settled(locale, one);
  const from = one.visibility === 'anonymous' ? t(locale, 'case.reporterAnonymous') : (reporter ?? t(locale, 'case.reporterHidden'));
  const rows: (readonly [string, string])[] = [
    [t(locale, 'case.type'), one.subject === 'question' ? t(locale, 'notice.question') : t(locale, `type.${one.type}`)],
    [t(locale, 'notice.severity'), t(locale, `severity.${one.severity}`)],
    [t(locale, 'case.status'), t(locale, `status.short.${one.status}`)],
    [t(locale, 'notice.received'), at(locale, one.receivedAt)],
    [t(locale, 'case.reporter'), t(locale, `case.category.${one.category}`)],
  ];
  const body: Element[] = [
    title('case', head),
    facts(rows),
    // A name may come from a guest's own account, so it is no more trusted than a story.
    inert(from, { id: 'reporter', spacing: 'none' }),
    ...(status ? [text(status, { id: 'settled' })] : []),
    ...(one.dangerAt ? [text(t(locale, 'case.danger', { time: at(locale, one.dangerAt) }), { color: 'attention', weight: 'bolder' })] : []),
    ...(concernsMinor(one) ? [text(t(locale, 'case.minor'), { weight: 'bolder' })] : []),
    ...(one.visibility === 'coordinatorAndManager' ? [text(t(locale, 'case.manager'))] : []),
    quiet(t(locale, 'case.warning')),
    container(answerElements(locale, one)),
    ...(one.files.length > 0 ? [text(t(locale, one.files.length === 1 ? 'case.file' : 'case.files', { count: one.files.length }))] : []),
  ];
  const acknowledge = submit(t(locale, 'notice.acknowledge'), pack('case.acknowledge', { number: one.number, version: one.version }), 'positive');
  return card(locale, head, body, [...(one.status === 'received' ? [acknowledge] : []), openUrl(t(locale, 'notice.open'), workspaceUrl)]);
}
