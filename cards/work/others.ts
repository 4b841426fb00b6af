import type { Board, Contact } from '../../domain/board';
import type { Case } from '../../domain/case';
import type { Locale } from '../../domain/locale';
import type { WorkName } from '../../domain/work/types';
import { checklistOf, dutiesOf, eventsOf, iaOf, latest, measuresOf, nameRequestOf, nameReviewFor, storyOf, type Check } from '../../domain/work/views';
import { t } from '../../locales';
import { card, container, facts, inert, message, openUrl, quiet, submit, text, title } from '../build';
import { pack } from '../payloads';
import type { AdaptiveCard, CardAction, Element, Json } from '../types';
import { reporterElements, workplaceElements, type WorkView } from './case';
import { at, commandButton, emphasis, happened, heading, noteElements, onDay, room } from './parts';

/** The input that the checklist is ticked in. */
export const CHECKS = 'checks';

const PHONEBOOK = ['safetyRepresentative', 'occupationalHealth', 'hr', 'police', 'guards'] as const;

/** A line for each way to reach somebody: in two columns a phone cuts numbers and addresses off. */
const ways = ({ phone, email, url }: Contact): readonly Element[] => [phone, email, url].flatMap((way) => (way === undefined ? [] : [text(way, { spacing: 'none' })]));

/** Whom a manager may need to call: the board's own words. */
function directoryElements(board: Board, locale: Locale): readonly Element[] {
  const entries = PHONEBOOK.flatMap((who): readonly Element[] => {
    const contact = board.directory[who];
    return contact ? [container([text(t(locale, `work.directory.${who}`), { weight: 'bolder' }), text(contact.name[locale], { spacing: 'none' }), ...ways(contact)], { spacing: 'small' })] : [];
  });
  return entries.length > 0 ? [heading(locale, 'work.directory'), ...entries] : [];
}

const isDone = ({ done }: Check): boolean => done;

function checklistElements(one: Case, locale: Locale): readonly Element[] {
  const checks = checklistOf(one);
  const value = checks.filter(isDone).map(({ item }) => item).join(',');
  const ticked = checks.filter((check) => check.done && check.at !== undefined);
  return [
    heading(locale, 'work.checks'),
    {
      type: 'Input.ChoiceSet',
      id: CHECKS,
      label: t(locale, 'work.checks.label'),
      isMultiSelect: true,
      style: 'expanded',
      wrap: true,
      choices: checks.map(({ item }): Json => ({ title: t(locale, `work.option.item.${item}`), value: item })),
      ...(value === '' ? {} : { value }),
    },
    ...ticked.map(({ item, by, at: iso = '' }) => quiet(t(locale, 'work.checks.by', { what: t(locale, `work.option.item.${item}`), name: by?.name ?? t(locale, 'work.by.manager'), time: at(locale, iso) }), { spacing: 'small' })),
  ];
}

function dutyElements(one: Case, locale: Locale): readonly Element[] {
  const duties = dutiesOf(one);
  const police = latest(one, 'policeNoted');
  const rows = [
    ...duties.map(({ duty, state, owner }) => [t(locale, `work.option.duty.${duty}`), `${t(locale, `work.option.state.${state}`)} (${t(locale, `work.duties.of.${owner}`)})`] as const),
    [t(locale, 'work.fact.ia'), t(locale, `work.option.state.${iaOf(one).state}`)] as const,
    ...(police ? [[t(locale, 'work.fact.police'), t(locale, police.reported ? 'work.fact.police.yes' : 'work.fact.police.no')] as const] : []),
  ];
  return [heading(locale, 'work.duties'), facts(rows, { id: 'duties' }), quiet(t(locale, 'work.duties.general'))];
}

/** In whose words: the coordinator's note to this manager, and the reporter's own only where they chose that this manager knows. */
function wordElements(one: Case, chosen: boolean, { locale, personId }: Pick<WorkView, 'locale' | 'personId'>): readonly Element[] {
  const space = room(9_000);
  const note = eventsOf(one, 'referred').findLast(({ to }) => to === personId)?.note;
  const story = chosen ? storyOf(one) : [];
  return [
    ...(note === undefined ? [] : [emphasis([text(t(locale, 'work.referred.note'), { weight: 'bolder' }), inert(space.take(note), { spacing: 'small' })], { id: 'referredNote' })]),
    ...(story.length > 0 ? [quiet(t(locale, 'case.warning')), container(story.flatMap(({ question, value }) => (space.isFull ? [] : [quiet(question), inert(space.take(value), { spacing: 'none' })])), { id: 'story' })] : []),
    ...(space.isFull ? [text(t(locale, 'case.answersTruncated'))] : []),
  ];
}

const MANAGERS: readonly WorkName[] = ['recordContact', 'notePolice', 'noteDuty', 'transferToIa'];

function referredActions(one: Case, { locale, offered, workspaceUrl }: WorkView): readonly CardAction[] {
  const had = checklistOf(one).filter(isDone).map(({ item }) => item).join(',');
  return [
    ...(offered.includes('tick') ? [submit(t(locale, 'work.checks.save'), pack('work.checks', { case: one.number, had }), 'positive')] : []),
    ...MANAGERS.filter((name) => offered.includes(name)).map((name) => commandButton(locale, one, name)),
    openUrl(t(locale, 'notice.open'), workspaceUrl),
  ];
}

/**
 * What was referred to a manager and what is theirs to do: never the dialogue.
 * @param chosen whether the reporter chose that this manager knows
 */
export function referredCard(one: Case, board: Board, chosen: boolean, view: WorkView): AdaptiveCard {
  const { locale, notes = [], offered } = view;
  const head = t(locale, 'work.referred.title', { number: one.number });
  const rows = [
    [t(locale, 'case.type'), t(locale, `type.${one.type}`)],
    [t(locale, 'notice.severity'), t(locale, `severity.${one.severity}`)],
    [t(locale, 'case.status'), t(locale, `status.short.${one.status}`)],
    [t(locale, 'notice.received'), at(locale, one.receivedAt)],
    [t(locale, 'work.fact.has'), view.nameOf(one.recipient)],
    [t(locale, 'case.reporter'), t(locale, `case.category.${one.category}`)],
  ] as const;
  const body = [
    title('referred', head),
    ...noteElements(notes),
    quiet(t(locale, 'work.referred.no')),
    facts(rows),
    ...reporterElements(one, view),
    ...workplaceElements(one, locale),
    ...wordElements(one, chosen, view),
    ...(offered.includes('tick') ? checklistElements(one, locale) : []),
    ...dutyElements(one, locale),
    ...directoryElements(board, locale),
  ];
  return card(locale, head, body, referredActions(one, view));
}

/** For the second person: who asks for a hidden name and why. Nothing of the case itself. */
export function nameRequestCard(one: Case, { locale, notes = [], offered, personId }: WorkView): AdaptiveCard {
  const request = nameRequestOf(one);
  const about = request ?? nameReviewFor(one, personId);
  const head = t(locale, request ? 'work.name.title' : 'work.name.reviewTitle');
  const params = { name: about?.by.name ?? t(locale, 'work.by.worker'), number: one.number };
  const answers = (['approveName', 'refuseName', 'reviewName'] as const).filter((name) => offered.includes(name));
  const body = [
    title('nameRequest', head),
    ...noteElements(notes),
    ...(about ? [text(t(locale, request ? 'work.name.body' : 'work.name.reviewBody', params)), quiet(t(locale, 'work.name.reason')), inert(about.reason, { spacing: 'none' }), quiet(happened(locale, about))] : []),
    ...(answers.length === 0 ? [text(t(locale, 'work.name.own'))] : []),
  ];
  return card(locale, head, body, answers.map((name, index) => commandButton(locale, one, name, { direct: true, main: index === 0 })));
}

/** Nothing of the case but that it is there, and the way to it. */
export function elsewhereCard(locale: Locale, { number }: Pick<Case, 'number'>, url: string): AdaptiveCard {
  return message(locale, 'elsewhere', t(locale, 'work.elsewhere.title', { number }), [t(locale, 'work.elsewhere')], [openUrl(t(locale, 'notice.open'), url)]);
}

/** The least of a serious incident, for a safety representative: never the dialogue, never who, never in whose words. */
export function minimumCard(one: Case, locale: Locale, notes: readonly string[] = []): AdaptiveCard {
  const head = t(locale, 'work.minimum.title');
  const duty = dutiesOf(one).find((known) => known.duty === 'workEnvironmentAuthority');
  const rows = [
    [t(locale, 'notice.number'), one.number],
    [t(locale, 'case.type'), t(locale, `type.${one.type}`)],
    [t(locale, 'notice.severity'), t(locale, `severity.${one.severity}`)],
    [t(locale, 'case.status'), t(locale, `status.short.${one.status}`)],
    [t(locale, 'notice.received'), at(locale, one.receivedAt)],
    ...(duty ? [[t(locale, 'work.option.duty.workEnvironmentAuthority'), t(locale, `work.option.state.${duty.state}`)] as const] : []),
  ] as const;
  const measures = measuresOf(one).slice(-20).flatMap(({ due, done, prevention }) => [
    text(done ? t(locale, 'work.minimum.measureDone') : t(locale, 'work.minimum.measure', { time: onDay(locale, due) }), { spacing: 'small' }),
    quiet(t(locale, `work.option.prevention.${prevention}`), { spacing: 'none' }),
  ]);
  return card(locale, head, [title('minimum', head), ...noteElements(notes), quiet(t(locale, 'work.minimum.body')), facts(rows), ...measures]);
}
