import { lastEvent, type Case } from '../domain/case';
import type { Locale } from '../domain/locale';
import { t } from '../locales';
import { card, facts, quiet, submit, text, title } from './build';
import { pack } from './payloads';
import { dayAndClock } from './time';
import type { AdaptiveCard } from './types';

/** The person's own cases, newest first, and the draft under way where there is one. */
export function myCasesCard(locale: Locale, cases: readonly Case[], draft: string | undefined, anonymous: boolean): AdaptiveCard {
  const lines = cases.map((one) => ({
    type: 'Container',
    items: [text(t(locale, 'mine.line', { number: one.number, time: dayAndClock(locale, new Date(one.receivedAt)) }), { weight: 'bolder' }), quiet(statusLine(locale, one), { spacing: 'none' })],
  }));
  const empty = cases.length === 0 ? [text(t(locale, anonymous ? 'mine.anonymous' : 'mine.empty'))] : [];
  const body = [title('mine', t(locale, 'mine.title')), ...empty, ...lines, ...(draft ? [text(t(locale, 'mine.draft'))] : [])];
  const actions = [
    ...(draft ? [submit(t(locale, 'welcome.continue'), pack('report.resume', { draft }), 'positive')] : []),
    ...cases.slice(0, 5).map((one) => submit(t(locale, 'mine.open', { number: one.number }), pack('mine.open', { number: one.number }))),
  ];
  return card(locale, t(locale, 'mine.title'), body, actions);
}

/** Where a case stands, in one plain line for its reporter. */
export function statusLine(locale: Locale, one: Case): string {
  const withdrawn = lastEvent(one, 'withdrawn');
  if (withdrawn) return t(locale, 'status.withdrawn', { time: dayAndClock(locale, new Date(withdrawn.at)) });
  const acknowledged = lastEvent(one, 'acknowledged');
  if (one.status !== 'acknowledged' || !acknowledged) return t(locale, `status.${one.status === 'acknowledged' ? 'received' : one.status}`);
  const time = dayAndClock(locale, new Date(acknowledged.at));
  return acknowledged.by.name ? t(locale, 'status.acknowledged', { name: acknowledged.by.name, time }) : t(locale, 'status.acknowledgedPlain', { time });
}

/** One case as its reporter follows it. */
export function statusCard(locale: Locale, one: Case, notes: readonly string[] = []): AdaptiveCard {
  const { number } = one;
  const rows = [
    [t(locale, 'receipt.number'), number],
    [t(locale, 'notice.received'), dayAndClock(locale, new Date(one.receivedAt))],
  ] as const;
  const body = [title('status', t(locale, 'status.title')), ...notes.map((note) => text(note, { id: 'note' })), facts(rows), text(statusLine(locale, one), { id: 'stands' })];
  const show = submit(t(locale, 'status.summary'), pack('follow.summary', { number }));
  const actions =
    one.status === 'closed'
      ? [show]
      : [submit(t(locale, 'status.add'), pack('follow.start', { number }), 'positive'), show, submit(t(locale, 'receipt.withdraw'), pack('withdraw.ask', { number }))];
  return card(locale, t(locale, 'status.title'), body, actions);
}

/** What withdrawing means, before it is done. */
export function withdrawCard(locale: Locale, number: string): AdaptiveCard {
  const body = [title('withdraw', t(locale, 'withdraw.title')), text(t(locale, 'withdraw.body', { number })), text(t(locale, 'withdraw.danger'))];
  return card(locale, t(locale, 'withdraw.title'), body, [
    submit(t(locale, 'withdraw.keep'), pack('withdraw.keep', { number }), 'positive'),
    submit(t(locale, 'withdraw.confirm'), pack('withdraw.confirm', { number }), 'destructive'),
  ]);
}

/** Tells the reporter that somebody has read and acknowledged the case. */
export function toldCard(locale: Locale, one: Case): AdaptiveCard {
  const acknowledged = lastEvent(one, 'acknowledged');
  const time = dayAndClock(locale, new Date(acknowledged?.at ?? one.receivedAt));
  const body = [title('told', t(locale, 'told.title')), text(t(locale, 'told.body', { name: acknowledged?.by.name ?? '', number: one.number, time }))];
  return card(locale, t(locale, 'told.title'), body, [submit(t(locale, 'mine.open', { number: one.number }), pack('mine.open', { number: one.number }))]);
}
