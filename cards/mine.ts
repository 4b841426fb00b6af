import type { Case } from '../domain/case';
import type { Locale } from '../domain/locale';
import { nextSteps, type Step } from '../domain/work/reporter';
import { t } from '../locales';
import { card, container, quiet, submit, text, title } from './build';
import { pack } from './payloads';
import { nextLine, statusLine, stepText } from './status';
import { dayAndClock } from './time';
import { questionElements } from './question';
import type { AdaptiveCard, Element } from './types';

/** The person's own cases, newest first, and the draft under way where there is one. */
export function myCasesCard(locale: Locale, cases: readonly Case[], draft: string | undefined, anonymous: boolean, now: Date): AdaptiveCard {
  const lines = cases.filter(({ subject }) => subject === 'report').map((one) => reportLine(locale, one, now));
  const empty = cases.length === 0 ? [text(t(locale, anonymous ? 'mine.anonymous' : 'mine.empty'))] : [];
  const body = [title('mine', t(locale, 'mine.title')), ...empty, ...lines, ...questionElements(locale, cases, now), ...(draft ? [text(t(locale, 'mine.draft'))] : [])];
  const actions = [
    ...(draft ? [submit(t(locale, 'welcome.continue'), pack('report.resume', { draft }), 'positive')] : []),
    ...cases.slice(0, 5).map((one) => submit(t(locale, 'mine.open', { number: one.number }), pack('mine.open', { number: one.number }))),
  ];
  return card(locale, t(locale, 'mine.title'), body, actions);
}

function reportLine(locale: Locale, one: Case, now: Date): Element {
  return container([
    text(t(locale, 'mine.line', { number: one.number, time: dayAndClock(locale, new Date(one.receivedAt)) }), { weight: 'bolder' }),
    quiet(statusLine(locale, one), { spacing: 'none' }),
    ...nextLines(locale, one, now),
  ]);
}

/** What the person may wait for next, unless it is only to be read. */
export function nextLines(locale: Locale, one: Case, now: Date): readonly Element[] {
  const [next] = nextSteps(one, now);
  if (!next || next.what === 'read') return [];
  return [quiet(nextLine(locale, next), { spacing: 'none', ...(next.overdue ? { color: 'attention', isSubtle: false } : next.what === 'answer' ? { weight: 'bolder', isSubtle: false } : {}) })];
}

/** Of what has happened, so much as one can take in before answering: all of it stands on the case's own page. */
const SHOWN_NEWS = 10;

/** What withdrawing means, before it is done; with what has happened since it was last asked, where that matters to the answer. */
export function withdrawCard(locale: Locale, { number, version }: Pick<Case, 'number' | 'version'>, news: readonly Step[] = []): AdaptiveCard {
  const since = news.length === 0 ? [] : [container([text(t(locale, 'meanwhile.withdraw'), { weight: 'bolder' }), ...news.slice(-SHOWN_NEWS).flatMap((step) => [quiet(dayAndClock(locale, new Date(step.at))), text(stepText(locale, step), { spacing: 'none' })])], { id: 'meanwhile', style: 'emphasis' })];
  const body = [title('withdraw', t(locale, 'withdraw.title')), ...since, text(t(locale, 'withdraw.body', { number })), text(t(locale, 'withdraw.danger'))];
  return card(locale, t(locale, 'withdraw.title'), body, [
    submit(t(locale, 'withdraw.keep'), pack('withdraw.keep', { number }), 'positive'),
    submit(t(locale, 'withdraw.confirm'), pack('withdraw.confirm', { number, version }), 'destructive'),
  ]);
}
