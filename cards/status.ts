import { lastEvent, type Case } from '../domain/case';
import type { Locale } from '../domain/locale';
import { asksIaConsent, asksReporter, measureCount, nextSteps, stepsOf, type NextStep, type Step } from '../domain/work/reporter';
import { iaOf, messagesOf } from '../domain/work/views';
import { lookup, t } from '../locales';
import { card, container, facts, inert, quiet, submit, text, title } from './build';
import { dialogueElements, replyElements, type Draft } from './dialogue';
import { pack } from './payloads';
import { day, dayAndClock } from './time';
import type { AdaptiveCard, CardAction, Element } from './types';

/** What a case's page needs besides the case. */
export interface StatusView {
  readonly locale: Locale;
  readonly now: Date;
  /** A person of the board, by id. */
  readonly nameOf: (person: string) => string;
  /** To call when a date has passed; undefined where the board has no such number. */
  readonly phone?: string | undefined;
  /** Who reads what is put into IA, as the board says; undefined where it does not. */
  readonly iaReaders?: string | undefined;
  /** Said first, for example that something was saved. */
  readonly notes?: readonly string[] | undefined;
  /** Words that were typed and have not reached the case: they stand in the input again. */
  readonly draft?: Draft | undefined;
}

/** Where a case stands, in one plain line for its reporter. */
export function statusLine(locale: Locale, one: Case): string {
  const end = one.status === 'closed' ? one.events.findLast(({ kind }) => kind === 'closed' || kind === 'withdrawn') : undefined;
  const withdrawn = end?.kind === 'withdrawn' ? end : undefined;
  if (withdrawn) return t(locale, 'status.withdrawn', { time: dayAndClock(locale, new Date(withdrawn.at)) });
  const acknowledged = lastEvent(one, 'acknowledged');
  if (one.status !== 'acknowledged' || !acknowledged) return t(locale, `status.${one.status === 'acknowledged' ? 'received' : one.status}`);
  const time = dayAndClock(locale, new Date(acknowledged.at));
  return acknowledged.by.name ? t(locale, 'status.acknowledged', { name: acknowledged.by.name, time }) : t(locale, 'status.acknowledgedPlain', { time });
}

const dueText = (locale: Locale, { due = '', precision }: NextStep): string => (precision === 'day' ? day(locale, new Date(due)) : dayAndClock(locale, new Date(due)));

/** What the reporter may wait for in one line; a date that has passed is said as such. */
export function nextLine(locale: Locale, next: NextStep): string {
  if (next.what === 'answer' || next.what === 'read') return t(locale, `status.next.${next.what}`);
  if (next.due === undefined) return t(locale, next.what === 'contact' ? 'status.next.contactOpen' : 'status.next.feedbackOpen');
  const time = dueText(locale, next);
  return t(locale, next.overdue ? `status.overdue.${next.what}` : `status.next.${next.what}`, { time });
}

function nextElements(one: Case, { locale, now, phone }: StatusView): readonly Element[] {
  const next = nextSteps(one, now);
  if (next.length === 0) return [];
  const late = next.some(({ overdue }) => overdue);
  const help = phone === undefined ? t(locale, 'status.overdue.write') : t(locale, 'status.overdue.call', { phone });
  return [
    container(
      [
        text(t(locale, 'status.next'), { weight: 'bolder' }),
        ...next.map((step) => text(nextLine(locale, step), { spacing: 'small', ...(step.overdue ? { color: 'attention' } : {}) })),
        ...(late ? [text(help, { spacing: 'small', weight: 'bolder' })] : []),
      ],
      { id: 'next', spacing: 'medium' },
    ),
  ];
}

/** What came of it, in the words that were written for the reporter. */
function outcomeElements(one: Case, { locale, phone }: StatusView): readonly Element[] {
  if (one.status !== 'closed') return [];
  const end = one.events.findLast(({ kind }) => kind === 'closed' || kind === 'withdrawn');
  const closed = end?.kind === 'closed' ? end : undefined;
  const told = closed ? [container([text(t(locale, 'status.outcome'), { weight: 'bolder' }), text(t(locale, `status.outcome.${closed.outcome}`), { spacing: 'small' }), inert(closed.told, { spacing: 'small' })], { id: 'outcome', style: 'emphasis', spacing: 'medium' })] : [];
  const heard = t(locale, phone === undefined ? 'status.stillHeard' : 'status.stillHeardPhone', { number: one.number, phone: phone ?? '' });
  return [...told, text(heard, { id: 'stillHeard' })];
}

/** Asks whether IA may hold something of a case that hides its reporter: who reads it, what it would hold, yes or no. */
function iaElements(one: Case, { locale, iaReaders }: StatusView): readonly Element[] {
  if (!asksIaConsent(one)) return [];
  const { consent } = iaOf(one);
  const { number, version } = one;
  const who = iaReaders === undefined ? t(locale, 'status.ia.whoUnsaid') : t(locale, 'status.ia.who', { readers: iaReaders });
  const lines = [who, t(locale, 'status.ia.what'), t(locale, 'status.ia.free')];
  const answered = consent === undefined ? [] : [text(t(locale, consent ? 'status.ia.saidYes' : 'status.ia.saidNo'), { spacing: 'small', weight: 'bolder' })];
  return [
    container(
      [text(t(locale, 'status.ia'), { weight: 'bolder' }), ...lines.map((line) => text(line, { spacing: 'small' })), ...answered],
      { id: 'ia', style: 'emphasis', spacing: 'medium' },
    ),
    {
      type: 'ActionSet',
      actions: [
        ...(consent === true ? [] : [submit(t(locale, 'status.ia.yes'), pack('ia.answer', { number, version, answer: 'yes' }))]),
        ...(consent === false ? [] : [submit(t(locale, 'status.ia.no'), pack('ia.answer', { number, version, answer: 'no' }))]),
      ],
    },
  ];
}

/** Steps shown: the first, and the newest of the others. A card has room for so many. */
const SHOWN_STEPS = 20;

/** One thing that has happened, in plain words and nobody's own. */
export function stepText(locale: Locale, step: Step, subject: Case['subject'] = 'report'): string {
  const { what, name, count } = step;
  const ofQuestion = subject === 'question' ? lookup(locale, `question.step.${what}`) : undefined;
  if (ofQuestion !== undefined) return ofQuestion;
  if (what === 'dateMoved') return t(locale, `status.step.dateMoved.${step.clock ?? 'contact'}`, { time: day(locale, new Date(step.due ?? '')) });
  const many = count > 1 ? ` ${t(locale, 'status.step.times', { count })}` : '';
  if (name !== undefined && name !== '' && NAMED.includes(what)) return `${t(locale, `status.step.${what as (typeof NAMED)[number]}.by`, { name })}${many}`;
  return `${t(locale, `status.step.${what}`)}${many}`;
}

/** Steps that say who, where it is known. */
const NAMED: readonly Step['what'][] & readonly ('acknowledged' | 'handedOver' | 'asked' | 'informed' | 'contact' | 'nameSeenAlone' | 'nameSeen' | 'closed')[] = ['acknowledged', 'handedOver', 'asked', 'informed', 'contact', 'nameSeenAlone', 'nameSeen', 'closed'];

function stepElements(locale: Locale, step: Step, { subject }: Case): readonly Element[] {
  return [
    quiet(dayAndClock(locale, new Date(step.at)), { spacing: 'medium' }),
    text(stepText(locale, step, subject), { spacing: 'none' }),
    ...(step.reason === undefined ? [] : [quiet(t(locale, 'status.step.reason'), { spacing: 'small' }), inert(step.reason, { spacing: 'none' })]),
  ];
}

/** What has happened, oldest first. */
export function timeline(one: Case, { locale, nameOf }: StatusView): readonly Element[] {
  const steps = stepsOf(one, nameOf);
  const [first, ...rest] = steps;
  const shown = rest.slice(-(SHOWN_STEPS - 1));
  const hidden = rest.length - shown.length;
  const { all, done } = measureCount(one);
  return [
    text(t(locale, 'status.timeline'), { weight: 'bolder', size: 'medium', spacing: 'large', separator: true, style: 'heading' }),
    container(
      [
        ...(first ? stepElements(locale, first, one) : []),
        ...(hidden > 0 ? [quiet(t(locale, 'status.step.hidden', { count: hidden }))] : []),
        ...shown.flatMap((step) => stepElements(locale, step, one)),
      ],
      { id: 'timeline' },
    ),
    ...(all > 0 ? [quiet(t(locale, all === 1 ? 'status.measure' : 'status.measuresCount', { all, done }), { id: 'measures' })] : []),
  ];
}

function actions(one: Case, locale: Locale, writes: boolean): readonly CardAction[] {
  const { number } = one;
  const show = submit(t(locale, 'status.summary'), pack('follow.summary', { number }));
  const police = one.subject === 'report' ? [submit(t(locale, 'police.title'), pack('police.show', { number }))] : [];
  if (one.status === 'closed') return [show, ...police, ...(writes ? [] : [submit(t(locale, 'welcome.report'), pack('say', { word: 'report' }))])];
  const add = one.subject === 'report' ? [submit(t(locale, 'status.add'), pack('follow.start', { number }), writes ? 'default' : 'positive', false)] : [];
  return [...add, show, ...police, submit(t(locale, 'receipt.withdraw'), pack('withdraw.ask', { number }))];
}

/** Whether there is something to write to: somebody has the case in hand, has written, or is late. */
export function takesWords(one: Case, now: Date): boolean {
  if (one.status === 'closed') return false;
  return one.status !== 'received' || messagesOf(one).length > 0 || nextSteps(one, now).some(({ overdue }) => overdue);
}

/** One case as its reporter follows it: what is next and when, what is asked, what has happened, what came of it. */
export function statusCard(one: Case, view: StatusView): AdaptiveCard {
  const { locale, now, draft, notes = [] } = view;
  const writes = draft !== undefined || takesWords(one, now);
  const rows: readonly (readonly [string, string])[] = [
    [t(locale, 'receipt.number'), one.number],
    [t(locale, 'notice.received'), dayAndClock(locale, new Date(one.receivedAt))],
    ...(one.status === 'closed' ? [] : [[t(locale, 'status.has'), view.nameOf(one.recipient)] as const]),
  ];
  const body = [
    title('status', t(locale, 'status.title')),
    ...notes.map((note, index) => text(note, { id: index === 0 ? 'note' : `note:${index}`, weight: 'bolder' })),
    facts(rows),
    text(statusLine(locale, one), { id: 'stands' }),
    ...nextElements(one, view),
    ...outcomeElements(one, view),
    ...dialogueElements(locale, one),
    ...(writes ? replyElements(locale, one, draft, asksReporter(one)) : []),
    ...iaElements(one, view),
    ...timeline(one, view),
  ];
  return card(locale, t(locale, 'status.title'), body, actions(one, locale, writes));
}
