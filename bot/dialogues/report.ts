import { randomUUID } from 'node:crypto';
import { noteCard } from '../../cards/talk';
import { boardCard } from '../../cards/board';
import { emergencyCard } from '../../cards/emergency';
import { cancelCard, describe } from '../../cards/report';
import { toLocal } from '../../domain/calendar';
import { pick, validate, validateStory } from '../../domain/forms/engine';
import { SHORT_REPORT, STORY_MAX } from '../../domain/forms/report';
import type { FieldError } from '../../domain/forms/types';
import { CATEGORIES } from '../../domain/routing';
import { t } from '../../locales';
import { newCode, newNumber } from '../../services/cases';
import { heldWords, hold, letGo } from './heldWords';
import type { Draft } from '../../services/owners';
import type { Inputs } from '../actions';
import { inPlace, update, type Context } from '../context';
import type { Reply } from '../turn';
import { askedFields, draftBoard, draftCard, draftRoute, safetyView } from './reportView';
import { send, sentState } from './send';
import { staleDraft } from './stale';
import { showStatus } from './status';

type Step = 'who' | 'inside' | 'story';

/** Starts a report, or takes up the draft there is: the safety question always comes first, for safety changes. */
export function start(context: Context): readonly Reply[] {
  const known = context.state.draft;
  const draft: Draft = { ...(known ?? blank(context)), step: 'safety' };
  update(context, { draft });
  return [{ card: safetyView(context, draft)}];
}

/** An anonymous person's receipt code is fixed here as the number is: sent again on a bad line, the report has one code. */
function blank({ turn, now }: Context): Draft {
  return { id: randomUUID(), startedAt: now.toISOString(), step: 'safety', values: {}, ...(turn.actor.kind === 'anonymous' ? { code: newCode() } : {}) };
}

/** Shows the draft where it was left; undefined when there is none. */
export function resume(context: Context): readonly Reply[] | undefined {
  const { draft } = context.state;
  return draft ? [{ card: draftCard(context, draft)}] : undefined;
}

function keep(context: Context, draft: Draft): Draft {
  update(context, { draft });
  return draft;
}

/** Runs `then` with the draft a card belongs to, when it is still the one under way and at that step. */
function withDraft(context: Context, id: string, steps: readonly Draft['step'][], inputs: Inputs, then: (draft: Draft) => readonly Reply[] | Promise<readonly Reply[]>): readonly Reply[] | Promise<readonly Reply[]> {
  const { draft } = context.state;
  if (draft?.id !== id) return staleDraft(context, id, inputs);
  return steps.includes(draft.step) ? then(draft) : inPlace({ card: draftCard(context, rescue(context, draft, inputs), [], t(context.locale, 'stale.used')) });
}

/** Words in an old card that the draft does not have yet are taken into it rather than lost. */
function rescue(context: Context, draft: Draft, inputs: Inputs): Draft {
  const typed = pick(SHORT_REPORT.steps[1].fields, inputs);
  const { story } = typed;
  const told = story === undefined || (draft.values['story'] ?? '').includes(story) ? draft : withWords(draft, story);
  const callback = told.values['callback'] ?? typed['callback'];
  return keep(context, callback === undefined ? told : { ...told, values: { ...told.values, callback } });
}

/** The words in a card of the draft under way, kept where something else than going on was pressed. */
export function keepTyped(context: Context, inputs: Inputs): void {
  const { draft } = context.state;
  if (draft) rescue(context, draft, inputs);
}

/** Board and role, where the safety card asked for them. */
function withPlace(context: Context, draft: Draft, inputs: Inputs): Draft {
  const asked = typeof inputs['board'] === 'string' ? context.services.boards.get(inputs['board']) : undefined;
  const category = CATEGORIES.find((code) => code === inputs['category']);
  if (asked) update(context, { board: asked.code });
  return { ...draft, ...(asked ? { board: asked.code } : {}), ...(category ? { category } : {}) };
}

export function answerSafety(context: Context, data: { readonly draft: string; readonly answer: 'no' | 'yes' | 'afraid' }, inputs: Inputs): readonly Reply[] | Promise<readonly Reply[]> {
  return withDraft(context, data.draft, ['safety'], {}, (found) => {
    const danger = data.answer === 'yes' ? { dangerAt: context.now.toISOString() } : {};
    const draft = keep(context, { ...withPlace(context, found, inputs), safety: data.answer, ...danger });
    const board = draftBoard(context, draft);
    if (data.answer === 'yes') return inPlace({ card: emergencyCard(context.locale, board, { kind: 'draft', draft: draft.id }) });
    return board ? toWho(context, draft) : inPlace({ card: safetyView(context, draft, true) });
  });
}

/** After the emergency card: the person is safe and goes on. */
export function safeNow(context: Context, data: { readonly draft: string }): readonly Reply[] | Promise<readonly Reply[]> {
  return withDraft(context, data.draft, ['safety', 'who', 'inside', 'story'], {}, (draft) => {
    if (draft.step !== 'safety') return inPlace({ card: draftCard(context, draft) });
    if (!draftBoard(context, draft)) return inPlace({ card: boardCard(context.locale, [...context.services.boards.values()], undefined, draft.id) });
    return toWho(context, { ...draft, safety: draft.safety ?? 'yes' });
  });
}

/** Card A. The case's number is given here, so that however often the report is sent it can make one case only. */
function toWho(context: Context, draft: Draft): readonly Reply[] {
  const board = draftBoard(context, draft);
  const code = board?.code ?? '';
  const number = draft.number?.startsWith(`${code}-`) ? draft.number : newNumber(code);
  const next = keep(context, { ...draft, board: code, number, step: 'who' });
  return inPlace({ card: draftCard(context, next) });
}

export function next(context: Context, data: { readonly draft: string; readonly step: Step }, inputs: Inputs): readonly Reply[] | Promise<readonly Reply[]> {
  return withDraft(context, data.draft, [data.step], inputs, (draft) => {
    switch (data.step) {
      case 'who':
        return afterWho(context, draft, inputs);
      case 'inside':
        return toStory(context, draft);
      case 'story':
        return afterStory(context, draft, inputs);
    }
  });
}

function today(context: Context): string {
  return toLocal(context.now).date;
}

function afterWho(context: Context, found: Draft, inputs: Inputs): readonly Reply[] {
  const fields = askedFields(context, found);
  const values = pick(fields, inputs);
  const errors = validate(fields, values, today(context));
  if (errors.length > 0) return inPlace({ card: draftCard(context, found, errors) });
  const draft = keep(context, { ...found, values: { ...found.values, ...values } });
  const board = draftBoard(context, draft);
  if (!board) return inPlace({ card: safetyView(context, draft, true) });
  if (!draftRoute(context, draft, board)) {
    const contact = describe(board.directory.whistleblowing, context.locale);
    return inPlace({ card: draftCard(context, draft, [], t(context.locale, 'report.noRecipient', { board: board.name[context.locale], contact })) });
  }
  return values['insideCity'] === 'yes' ? inPlace({ card: draftCard(context, keep(context, { ...draft, step: 'inside' })) }) : toStory(context, draft);
}

/** Card B, with the words the person wrote before the choice: now that it is made they may be kept. */
function toStory(context: Context, draft: Draft): readonly Reply[] {
  const { text, lost } = heldWords(context);
  // What was told before its teller took part in an exercise is told in earnest, and so is what it stands in.
  const real = context.state.held?.real === true && text !== undefined ? { real: true as const } : {};
  letGo(context);
  context.services.cases.prepare(draft.id);
  const there: Draft = { ...draft, ...real, step: 'story' };
  return inPlace({ card: draftCard(context, keep(context, text === undefined ? there : withWords(there, text)), [], lost ? t(context.locale, 'talk.lost') : undefined) });
}

function withStory(draft: Draft, inputs: Inputs): Draft {
  const fields = SHORT_REPORT.steps[1].fields;
  const others = Object.entries(draft.values).filter(([id]) => !fields.some((field) => field.id === id));
  return { ...draft, values: { ...Object.fromEntries(others), ...pick(fields, inputs) } };
}

function afterStory(context: Context, found: Draft, inputs: Inputs): Promise<readonly Reply[]> | readonly Reply[] {
  const draft = keep(context, withStory(found, inputs));
  const errors: readonly FieldError[] = [...validateStory(draft.values), ...validate(SHORT_REPORT.steps[1].fields, draft.values, today(context))];
  return errors.length > 0 ? inPlace({ card: draftCard(context, draft, errors) }) : send(context, draft);
}

export function back(context: Context, data: { readonly draft: string; readonly step: Step }, inputs: Inputs): readonly Reply[] | Promise<readonly Reply[]> {
  return withDraft(context, data.draft, [data.step], inputs, (found) => {
    const draft = data.step === 'story' ? withStory(found, inputs) : found;
    const step = data.step === 'story' && draft.values['insideCity'] === 'yes' ? 'inside' : 'who';
    return inPlace({ card: draftCard(context, keep(context, { ...draft, step })) });
  });
}

/** What stands in the card is kept before asking whether to throw it away. */
export function askCancel(context: Context, data: { readonly draft: string }, inputs: Inputs): readonly Reply[] | Promise<readonly Reply[]> {
  return withDraft(context, data.draft, ['safety', 'who', 'inside', 'story'], inputs, (found) => {
    const draft = found.step === 'story' ? keep(context, withStory(found, inputs)) : found;
    return inPlace({ card: cancelCard(context.locale, draft.id) });
  });
}

/** "avbryt" in words. */
export function cancel(context: Context): readonly Reply[] {
  const { draft } = context.state;
  return [{ card: draft ? cancelCard(context.locale, draft.id) : noteCard(context.locale, 'nothing', t(context.locale, 'cancel.nothing'), ['report', 'ask'])}];
}

/** Throws the draft away; where it was stored although nobody could say so, its case is shown instead, to be withdrawn. */
export function discard(context: Context, data: { readonly draft: string }): readonly Reply[] | Promise<readonly Reply[]> {
  return withDraft(context, data.draft, ['safety', 'who', 'inside', 'story'], {}, async (draft) => {
    const sent = draft.number === undefined ? undefined : await context.services.cases.find(draft.number);
    letGo(context);
    if (sent?.key !== draft.id) {
      update(context, { draft: undefined });
      return inPlace({ card: noteCard(context.locale, 'cancelled', t(context.locale, 'cancel.done'), ['report', 'ask']) });
    }
    context.state = sentState(context.state, draft, sent);
    return inPlace(showStatus(context, sent, { notes: [t(context.locale, 'send.already')] }));
  });
}

export function restart(context: Context, data: { readonly draft: string }): readonly Reply[] | Promise<readonly Reply[]> {
  return withDraft(context, data.draft, ['safety', 'who', 'inside', 'story'], {}, () => {
    letGo(context);
    update(context, { draft: undefined });
    return inPlace(...start(context));
  });
}

export function resumeCard(context: Context, data: { readonly draft: string }): readonly Reply[] | Promise<readonly Reply[]> {
  return withDraft(context, data.draft, ['safety', 'who', 'inside', 'story'], {}, (draft) => inPlace({ card: draftCard(context, draft) }));
}

/** Words typed in the chat while a report is under way: into the story once the choice is made, held in memory before. */
export function typed(context: Context, draft: Draft, text: string): readonly Reply[] {
  if (draft.step !== 'story') {
    const note = hold(context, text) ? t(context.locale, 'talk.held') : t(context.locale, 'talk.tooLong', { limit: STORY_MAX });
    return [{ card: draftCard(context, draft, [], note) }];
  }
  const next = withWords(draft, text);
  // What does not fit stays where it was written, and the person is told, rather than a part of it being kept.
  if ((next.values['story'] ?? '').length > STORY_MAX) return [{ card: draftCard(context, draft, [], t(context.locale, 'talk.tooLong', { limit: STORY_MAX })) }];
  return [{ card: draftCard(context, keep(context, next), [], t(context.locale, 'talk.inStory')) }];
}

function withWords(draft: Draft, words: string): Draft {
  return { ...draft, values: { ...draft.values, story: [draft.values['story'], words].filter(Boolean).join('\n\n') } };
}

/** Words that came outside the cards: into the story once the choice is made, held in memory before. */
export function hear(context: Context, text: string): void {
  const { draft } = context.state;
  const next = draft?.step === 'story' ? withWords(draft, text) : undefined;
  if (next && (next.values['story'] ?? '').length <= STORY_MAX) keep(context, next);
  else hold(context, text);
}

/** The held words are let go: they were never stored. */
export function dropWords(context: Context): readonly Reply[] {
  letGo(context);
  return inPlace({ card: noteCard(context.locale, 'dropped', t(context.locale, 'which.dropped'), ['report', 'mine']) });
}
