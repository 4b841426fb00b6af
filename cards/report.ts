import type { Board, Contact } from '../domain/board';
import { SHORT_REPORT } from '../domain/forms/report';
import type { Field, FieldError, Values } from '../domain/forms/types';
import type { Locale } from '../domain/locale';
import { CATEGORIES, type Category } from '../domain/routing';
import { t } from '../locales';
import { card, container, openUrl, quiet, submit, text, title } from './build';
import { fieldElements } from './fields';
import { pack } from './payloads';
import type { AdaptiveCard, CardAction, Element } from './types';

/** What every card of the short report knows. */
export interface ReportView {
  readonly locale: Locale;
  readonly draft: string;
  readonly values: Values;
  readonly errors: readonly FieldError[];
  /** Who reads this report as things stand, and who stands in, each by name. */
  readonly reader: string;
  readonly deputy: string;
  /** False where the deputy is the reader, the reporter, or reads no such reports: then nobody is asked about the deputy. */
  readonly deputyStandsIn: boolean;
  readonly category: Category;
  /** Why, or that, one is anonymous: depends on where the person writes. */
  readonly place: 'teams' | 'signedIn' | 'anonymous';
  /** Said first, for example that an old card was used. */
  readonly note?: string | undefined;
}

/** What the safety card asks besides, where configuration does not tell. */
export interface SafetyView {
  readonly locale: Locale;
  readonly draft: string;
  readonly boards: readonly Board[];
  /** Known board; otherwise it is asked here. */
  readonly board?: Board | undefined;
  readonly askCategory: boolean;
  readonly values: Values;
  readonly missingBoard: boolean;
  readonly note?: string | undefined;
}

/** Input with the boards to choose from. */
export function boardInput(locale: Locale, boards: readonly Board[], chosen: string | undefined): Element {
  return {
    type: 'Input.ChoiceSet',
    id: 'board',
    label: t(locale, 'board.label'),
    isRequired: true,
    errorMessage: t(locale, 'board.required'),
    style: boards.length <= 5 ? 'expanded' : 'filtered',
    choices: boards.map((board) => ({ title: board.name[locale], value: board.code })),
    ...(chosen === undefined ? {} : { value: chosen }),
  };
}

function categoryInput(locale: Locale, chosen: string | undefined): Element {
  return {
    type: 'Input.ChoiceSet',
    id: 'category',
    label: t(locale, 'category.label'),
    style: 'expanded',
    value: chosen ?? 'employee',
    choices: CATEGORIES.map((category) => ({ title: t(locale, `category.${category}`), value: category })),
  };
}

/** The first question: are you in danger now? The positive action means no. Yes waits for nothing to be filled in. */
export function safetyCard(view: SafetyView): AdaptiveCard {
  const { locale, draft } = view;
  const body: Element[] = [title('step:safety', t(locale, 'safety.title')), ...noteElements(view.note), text(t(locale, 'emergencyLine'), { spacing: 'small' })];
  if (view.board) body.push(quiet(t(locale, 'safety.board', { board: view.board.name[locale] })));
  else body.push(boardInput(locale, view.boards, view.values['board']));
  if (view.missingBoard) body.push(text(t(locale, 'board.required'), { id: 'error:board', color: 'attention' }));
  if (view.askCategory) body.push(categoryInput(locale, view.values['category']));
  // With other questions in between, the buttons would seem to answer the last of those.
  if (!view.board || view.askCategory) body.push(text(t(locale, 'safety.title'), { weight: 'bolder', separator: true, spacing: 'large' }));
  const answer = (code: 'no' | 'yes' | 'afraid', kind: 'positive' | 'default' | 'destructive'): CardAction =>
    submit(t(locale, `safety.${code}`), pack('safety.answer', { draft, answer: code }), kind, code !== 'yes');
  const actions = [answer('no', 'positive'), answer('yes', 'destructive'), answer('afraid', 'default')];
  if (view.board) actions.push(submit(t(locale, 'safety.changeBoard'), pack('board.change', { draft })));
  return card(locale, t(locale, 'safety.title'), body, actions);
}

function visibilityNote(view: ReportView): readonly Element[] {
  const { locale, place } = view;
  if (place === 'anonymous') return [text(t(locale, 'report.anonymous')), quiet(t(locale, 'report.public'))];
  return [
    quiet(t(locale, 'report.public')),
    quiet(t(locale, 'report.hidden')),
    quiet(t(locale, place === 'teams' ? 'report.noAnonymousTeams' : 'report.noAnonymousSignedIn')),
  ];
}

/** The fields of card A that this person is asked: no manager for an elected official, no name to show for an anonymous one. */
export function whoFields(category: Category, place: ReportView['place'], deputyStandsIn: boolean): readonly Field[] {
  return SHORT_REPORT.steps[0].fields.flatMap((field): readonly Field[] => {
    if (field.id === 'involved' && !deputyStandsIn) return [{ ...field, options: field.options.filter((option) => option !== 'deputy') }];
    if (field.id !== 'visibility') return [field];
    if (place === 'anonymous') return [];
    return category === 'elected' ? [{ ...field, options: field.options.filter((option) => option !== 'coordinatorAndManager') }] : [field];
  });
}

function draftActions(view: ReportView, step: 'who' | 'inside' | 'story', forward: CardAction): readonly CardAction[] {
  const { locale, draft } = view;
  const back = step === 'who' ? [] : [submit(t(locale, 'report.back'), pack('report.back', { draft, step }), 'default', true)];
  return [forward, ...back, submit(t(locale, 'report.cancel'), pack('report.cancel', { draft }), 'default', true)];
}

/** Card A: who normally reads, who may know, whether anybody who reads is involved. One press goes on. */
export function whoCard(view: ReportView): AdaptiveCard {
  const { locale, reader, deputy, category } = view;
  const fieldView = { locale, names: { reader, deputy }, values: view.values, errors: view.errors };
  const body: Element[] = [
    title('step:who', t(locale, 'step.who')),
    ...noteElements(view.note),
    text(t(locale, 'report.notSent'), { weight: 'bolder', spacing: 'small' }),
    text(`${t(locale, 'report.reads', { reader })}${view.deputyStandsIn ? ` ${t(locale, 'report.readsAnd', { deputy })}` : ''}`, { spacing: 'small' }),
    ...(category === 'elected' ? [text(t(locale, 'report.elected'))] : []),
    ...errorSummary(view),
    ...fieldElements(whoFields(category, view.place, view.deputyStandsIn), fieldView),
    container(visibilityNote(view), { spacing: 'medium' }),
  ];
  const next = submit(t(locale, 'report.next'), pack('report.next', { draft: view.draft, step: 'who' }), 'positive');
  return card(locale, t(locale, 'step.who'), body, draftActions(view, 'who', next));
}

/** Between the cards, when it is about somebody inside the city: the ways that protect better are named first. */
export function insideCard(view: ReportView, contacts: { readonly whistleblowing: Contact; readonly hr: Contact }): AdaptiveCard {
  const { locale } = view;
  const whistle = describe(contacts.whistleblowing, locale);
  const body = [
    title('step:inside', t(locale, 'inside.title')),
    ...noteElements(view.note),
    text(t(locale, 'report.notSent'), { weight: 'bolder', spacing: 'small' }),
    text(t(locale, 'inside.whistle', { contact: whistle })),
    ...(view.category === 'elected' ? [text(t(locale, 'inside.whistleElected'))] : []),
    text(t(locale, 'inside.hr', { contact: describe(contacts.hr, locale) })),
  ];
  const next = submit(t(locale, 'inside.continue'), pack('report.next', { draft: view.draft, step: 'inside' }), 'positive');
  const actions = [...draftActions(view, 'inside', next)];
  if (contacts.whistleblowing.url) actions.push(openUrl(t(locale, 'inside.open'), contacts.whistleblowing.url));
  return card(locale, t(locale, 'inside.title'), body, actions);
}

/** A contact in one line: name, phone, address. */
export function describe(contact: Contact, locale: Locale): string {
  return [contact.name[locale], contact.phone, contact.email, contact.url].filter(Boolean).join(', ');
}

/** Card B: who will read this one, now for certain, and the story or a number to call. */
export function storyCard(view: ReportView, readers: string, reads: 'plain' | 'manager' | 'hidden'): AdaptiveCard {
  const { locale, reader, deputy } = view;
  const readsKey = { plain: 'report.willRead', manager: 'report.willReadManager', hidden: 'report.willReadHidden' } as const;
  const body = [
    title('step:story', t(locale, 'step.story')),
    ...noteElements(view.note),
    text(t(locale, 'report.notSent'), { weight: 'bolder', spacing: 'small' }),
    text(t(locale, readsKey[reads], { reader: readers }), { spacing: 'small' }),
    ...errorSummary(view),
    ...fieldElements(SHORT_REPORT.steps[1].fields, { locale, names: { reader, deputy }, values: view.values, errors: view.errors }),
    quiet(`${t(locale, 'report.storyNeed')} ${t(locale, 'report.classified')}`),
  ];
  const send = submit(t(locale, 'report.send'), pack('report.next', { draft: view.draft, step: 'story' }), 'positive');
  return card(locale, t(locale, 'step.story'), body, draftActions(view, 'story', send));
}

function noteElements(note: string | undefined): readonly Element[] {
  return note ? [text(note, { id: 'note', weight: 'bolder' })] : [];
}

function errorSummary(view: ReportView): readonly Element[] {
  return view.errors.length === 0 ? [] : [text(t(view.locale, 'error.card'), { id: 'error', color: 'attention', weight: 'bolder' })];
}

/** Cancelling asks once, since it throws words away. */
export function cancelCard(locale: Locale, draft: string): AdaptiveCard {
  const actions = [
    submit(t(locale, 'cancel.keep'), pack('report.resume', { draft }), 'positive'),
    submit(t(locale, 'report.restart'), pack('report.restart', { draft })),
    submit(t(locale, 'cancel.confirm'), pack('report.discard', { draft }), 'destructive'),
  ];
  return card(locale, t(locale, 'cancel.title'), [title('cancel', t(locale, 'cancel.title')), text(t(locale, 'cancel.body'))], actions);
}
