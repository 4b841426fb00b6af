import { toLocal } from '../../domain/calendar';
import type { Case } from '../../domain/case';
import type { Locale } from '../../domain/locale';
import { WORK_FORMS } from '../../domain/work/forms';
import { needsOf, type Need } from '../../domain/work/needs';
import { nextCommand } from '../../domain/work/offer';
import type { WorkName } from '../../domain/work/types';
import { iaOf, latest, measuresOf, nameRequestOf, referredTo } from '../../domain/work/views';
import { lookup, t } from '../../locales';
import { card, container, facts, inert, openUrl, quiet, submit, text, title } from '../build';
import { pack } from '../payloads';
import type { AdaptiveCard, CardAction, Element } from '../types';
import { at, commandButton, dueText, emphasis, happened, heading, noteElements, onDay, room } from './parts';
import { dialogueElements, hasVerbatim, storyElements } from './story';

/** What a card for somebody who works a case needs besides the case. */
export interface WorkView {
  readonly locale: Locale;
  readonly now: Date;
  /** Whose card it is. */
  readonly personId: string;
  /** The commands that the person may give now. */
  readonly offered: readonly WorkName[];
  /** Who reported, only where the person may see it. */
  readonly reporter?: string | undefined;
  /** A person of the board, by id. */
  readonly nameOf: (person: string) => string;
  readonly workspaceUrl: string;
  /** Said first: what was just done, or why it was not. */
  readonly notes?: readonly string[] | undefined;
}

function needText(locale: Locale, { what, due, overdue, count = 1 }: Need, subject: Case['subject']): string {
  const time = due ? dueText(locale, due) : '';
  const ofQuestion = subject === 'question' ? lookup(locale, `work.need.question.${what}${overdue ? '.overdue' : ''}`, { time }) : undefined;
  if (ofQuestion !== undefined) return ofQuestion;
  switch (what) {
    case 'contact':
    case 'unreachable':
    case 'feedback':
      return t(locale, overdue ? `work.need.${what}.overdue` : `work.need.${what}`, { time });
    case 'measures':
    case 'duties':
      return t(locale, count === 1 ? `work.need.${what}` : `work.need.${what}.many`, { count });
    default:
      return t(locale, `work.need.${what}`);
  }
}

function needElements(one: Case, { locale, now, personId }: WorkView): Element {
  const needs = needsOf(one, personId, now, toLocal(now).date);
  const lines = needs.map((need) => text(needText(locale, need, one.subject), { spacing: 'small', ...(need.overdue ? { color: 'attention', weight: 'bolder' } : {}) }));
  return emphasis([text(t(locale, 'work.needs'), { weight: 'bolder' }), ...(lines.length > 0 ? lines : [text(t(locale, 'work.needs.none'), { spacing: 'small' })])], { id: 'needs' });
}

type Row = readonly [string, string];

function dateRows(one: Case, locale: Locale): readonly Row[] {
  const { contact, feedback } = one.clocks ?? {};
  const by = (time: string): string => t(locale, 'work.fact.by', { time });
  return [
    ...(contact ? [[t(locale, 'work.fact.contact'), by(dueText(locale, contact))] as const] : []),
    ...(feedback ? [[t(locale, 'work.fact.feedback'), by(dueText(locale, feedback))] as const] : []),
  ];
}

/** What has been arranged: only what there is something to say of. */
function workRows(one: Case, { locale, nameOf }: WorkView): readonly Row[] {
  const measures = measuresOf(one);
  const police = latest(one, 'policeNoted');
  const managers = referredTo(one).map(nameOf);
  const { state } = iaOf(one);
  return [
    ...(managers.length > 0 ? [[t(locale, 'work.fact.managers'), managers.join(', ')] as const] : []),
    ...(measures.length > 0 ? [[t(locale, 'work.fact.measures'), t(locale, 'work.fact.measuresDone', { done: measures.filter(({ done }) => done !== undefined).length, all: measures.length })] as const] : []),
    ...(police ? [[t(locale, 'work.fact.police'), t(locale, police.reported ? 'work.fact.police.yes' : 'work.fact.police.no')] as const] : []),
    ...(state === 'unasked' ? [] : [[t(locale, 'work.fact.ia'), t(locale, `work.option.state.${state}`)] as const]),
    ...(one.status === 'closed' && latest(one, 'closed') ? [[t(locale, 'work.fact.outcome'), t(locale, `work.option.outcome.${latest(one, 'closed')?.outcome ?? 'measures'}`)] as const] : []),
  ];
}

function factRows(one: Case, view: WorkView): readonly Row[] {
  const { locale } = view;
  return [
    ...(one.subject === 'question'
      ? [[t(locale, 'case.type'), t(locale, 'work.type.question')] as const]
      : [[t(locale, 'case.type'), t(locale, `type.${one.type}`)] as const, [t(locale, 'notice.severity'), t(locale, `severity.${one.severity}`)] as const]),
    [t(locale, 'case.status'), t(locale, `status.short.${one.status}`)],
    [t(locale, 'notice.received'), at(locale, one.receivedAt)],
    [t(locale, one.subject === 'question' ? 'work.fact.question.has' : 'work.fact.has'), view.nameOf(one.recipient)],
    ...dateRows(one, locale),
    ...workRows(one, view),
    [t(locale, 'case.reporter'), t(locale, `case.category.${one.category}`)],
  ];
}

function warnings(one: Case, locale: Locale): readonly Element[] {
  const minor = one.answers.some((answer) => answer.id === 'minor' && answer.code === 'yes');
  return [
    ...(one.exercise === true ? [text(t(locale, 'work.exercise'), { id: 'exercise', weight: 'bolder', color: 'accent' })] : []),
    ...(one.dangerAt ? [text(t(locale, 'case.danger', { time: at(locale, one.dangerAt) }), { color: 'attention', weight: 'bolder' })] : []),
    ...(minor ? [text(t(locale, 'case.minor'), { weight: 'bolder' })] : []),
    ...(one.visibility === 'coordinatorAndManager' ? [text(t(locale, 'case.manager'))] : []),
  ];
}

/** A request for the name that waits for this person: why, and the two answers to it. */
function nameElements(one: Case, { locale, offered }: WorkView): readonly Element[] {
  const request = nameRequestOf(one);
  if (!request || !offered.includes('approveName')) return [];
  return [
    emphasis([text(t(locale, 'work.need.nameRequest'), { weight: 'bolder' }), quiet(happened(locale, request), { spacing: 'small' }), inert(request.reason, { spacing: 'small' })], { id: 'nameRequest' }),
    { type: 'ActionSet', actions: [commandButton(locale, one, 'approveName'), commandButton(locale, one, 'refuseName')] },
  ];
}

/** Bytes of measures on a card. */
const MEASURE_BYTES = 3_000;

function measureElements(one: Case, locale: Locale): readonly Element[] {
  const open = measuresOf(one).filter(({ done }) => done === undefined);
  if (open.length === 0) return [];
  const space = room(MEASURE_BYTES);
  const items = open.flatMap(({ what, who, due }, index) => (space.isFull ? [] : [quiet(t(locale, 'work.measure', { index: index + 1, time: onDay(locale, due) })), inert(space.take(`${what} – ${who}`), { spacing: 'none' })]));
  return [heading(locale, 'work.measures'), container(items, { id: 'measures' })];
}

/** Of whoever it is, letter for letter: a name may come from a guest's own account, so it is no more trusted than a story. */
export function reporterElements(one: Case, { locale, reporter }: Pick<WorkView, 'locale' | 'reporter'>): readonly Element[] {
  const from = one.visibility === 'anonymous' ? t(locale, 'case.reporterAnonymous') : (reporter ?? t(locale, 'case.reporterHidden'));
  return [text(t(locale, 'work.fact.name'), { weight: 'bolder', spacing: 'small' }), inert(from, { id: 'reporter', spacing: 'none' })];
}

/** Where whoever reported works, as somebody wrote it. */
export function workplaceElements(one: Case, locale: Locale): readonly Element[] {
  const workplace = latest(one, 'workplaceSet')?.workplace;
  return workplace === undefined ? [] : [text(t(locale, 'work.fact.workplace'), { weight: 'bolder', spacing: 'small' }), inert(workplace, { id: 'workplace', spacing: 'none' })];
}

/** One main thing to do, what is done most besides, and the way to all the rest. */
function actions(one: Case, { locale, offered, workspaceUrl }: WorkView): readonly CardAction[] {
  const main = nextCommand(one, offered);
  const beside = (['recordContact', 'reply', 'ask'] as const).filter((name) => name !== main && offered.includes(name) && (name !== 'recordContact' || one.clocks?.contact !== undefined));
  const inHand = one.status === 'received' ? [] : beside.slice(0, 2);
  return [
    ...(main ? [commandButton(locale, one, main, { direct: WORK_FORMS[main].length === 0, main: true })] : []),
    ...inHand.map((name) => commandButton(locale, one, name)),
    ...(offered.length > 0 ? [submit(t(locale, 'work.more'), pack('work.more', { case: one.number }))] : []),
    openUrl(t(locale, 'notice.open'), workspaceUrl),
  ];
}

/** The case for somebody who works it, whose access has been checked: what is needed now first, then what is known, then what was said. */
export function caseCard(one: Case, view: WorkView): AdaptiveCard {
  const { locale, notes = [] } = view;
  const head = t(locale, one.subject === 'question' ? 'work.case.question' : 'case.title', { number: one.number });
  const last = one.events.at(-1);
  const verbatim = hasVerbatim(one);
  const body: readonly Element[] = [
    title('case', head),
    ...noteElements(notes),
    ...warnings(one, locale),
    ...(one.status === 'closed' && one.subject === 'question' ? [] : [needElements(one, view)]),
    ...nameElements(one, view),
    facts(factRows(one, view)),
    ...reporterElements(one, view),
    ...workplaceElements(one, locale),
    ...(last ? [quiet(`${t(locale, one.subject === 'question' ? 'work.last.question' : 'work.last')}: ${happened(locale, last, one.subject)}`, { id: 'last' })] : []),
    ...storyElements(one, locale),
    ...(verbatim ? [{ type: 'ActionSet', actions: [submit(t(locale, 'work.words'), pack('work.words', { case: one.number }))] }] : []),
    ...dialogueElements(one, locale),
    ...measureElements(one, locale),
  ];
  return card(locale, head, body, actions(one, view));
}
