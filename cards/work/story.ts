import type { Answer, Case } from '../../domain/case';
import type { Locale } from '../../domain/locale';
import { messagesOf, type Message } from '../../domain/work/views';
import { t } from '../../locales';
import { card, container, inert, quiet, text, title } from '../build';
import type { AdaptiveCard, Element } from '../types';
import { at, backButton, heading, room } from './parts';

/** Bytes of what was said, on one card. */
const STORY_BYTES = 9_000;
const DIALOGUE_BYTES = 4_000;
const WORDS_BYTES = 20_000;
/** Messages shown: the newest. */
const MESSAGES = 4;

/** Answers that hold a threat word for word; nobody meets them without having asked for it. */
const VERBATIM_FIELDS = ['verbatim', 'callWording'];
const VERBATIM_STEPS = ['phoneCall', 'written', 'letter'];
const isVerbatim = ({ id, step }: Answer): boolean => VERBATIM_FIELDS.includes(id) || VERBATIM_STEPS.includes(step);

export const hasVerbatim = (one: Pick<Case, 'answers'>): boolean => one.answers.some(isVerbatim);

function answerElements(answers: readonly Answer[], most: number, locale: Locale): readonly Element[] {
  const space = room(most);
  const shown = answers.flatMap((answer) => (space.isFull ? [] : [quiet(answer.question), inert(space.take(answer.value), { spacing: 'none' })]));
  return space.isFull ? [...shown, text(t(locale, 'case.answersTruncated'))] : shown;
}

/** What happened first, and last what was chosen before anything was told. */
function told({ answers }: Case): readonly Answer[] {
  const open = answers.filter((answer) => !isVerbatim(answer));
  return [...open.filter(({ step }) => step !== 'who'), ...open.filter(({ step }) => step === 'who')];
}

/** A question as it was put, letter for letter: nothing has happened that it warns of. */
function questionElements({ answers }: Case, locale: Locale): readonly Element[] {
  const space = room(STORY_BYTES);
  const shown = answers.flatMap(({ value }) => (space.isFull ? [] : [inert(space.take(value), { spacing: 'small' })]));
  return [heading(locale, 'work.question'), container(space.isFull ? [...shown, text(t(locale, 'case.answersTruncated'))] : shown, { id: 'story' })];
}

/** What was told, letter for letter, with a warning before it; threats word for word are not among it. */
export function storyElements(one: Case, locale: Locale): readonly Element[] {
  const files = one.files.length;
  if (one.subject === 'question') return questionElements(one, locale);
  return [
    heading(locale, 'work.story'),
    quiet(t(locale, 'case.warning'), { spacing: 'small' }),
    container(answerElements(told(one), STORY_BYTES, locale), { id: 'story' }),
    ...(hasVerbatim(one) ? [quiet(t(locale, 'work.words.hidden'), { id: 'wordsHidden' })] : []),
    ...(files > 0 ? [text(t(locale, files === 1 ? 'case.file' : 'case.files', { count: files }), { id: 'files' })] : []),
  ];
}

function messageElements({ subject }: Case, locale: Locale, { from, by, at: iso, kind }: Message, words: string): Element {
  const time = at(locale, iso);
  const who = from === 'reporter' ? t(locale, subject === 'question' ? 'work.dialogue.asker' : 'work.dialogue.reporter', { time }) : t(locale, kind === 'question' ? 'work.dialogue.question' : 'work.dialogue.information', { name: by.name ?? t(locale, 'work.by.worker'), time });
  return container([quiet(who), inert(words, { spacing: 'none' })], { spacing: 'medium', ...(from === 'reporter' ? { style: 'emphasis' } : {}) });
}

/** The newest of what has been asked, told and answered, in the order it was said. */
export function dialogueElements(one: Case, locale: Locale): readonly Element[] {
  const messages = messagesOf(one);
  if (messages.length === 0) return [];
  const space = room(DIALOGUE_BYTES);
  const newest = messages.slice(-MESSAGES).reverse();
  const shown = newest.flatMap((message) => (space.isFull ? [] : [messageElements(one, locale, message, space.take(message.text))])).reverse();
  const more = space.isFull || messages.length > shown.length;
  return [heading(locale, one.subject === 'question' ? 'work.dialogue.withAsker' : 'work.dialogue'), container(shown, { id: 'dialogue' }), ...(more ? [quiet(t(locale, 'work.dialogue.more'))] : [])];
}

/** The threats word for word, on a card of their own for whoever asked to read them. */
export function wordsCard(one: Case, locale: Locale): AdaptiveCard {
  const head = t(locale, 'work.words.title');
  const answers = one.answers.filter(isVerbatim);
  const said = answers.length > 0 ? answerElements(answers, WORDS_BYTES, locale) : [text(t(locale, 'work.words.none'))];
  const body = [title('work:words', head), quiet(t(locale, 'work.case', { number: one.number })), text(t(locale, 'work.words.warning'), { weight: 'bolder' }), container(said)];
  return card(locale, head, body, [backButton(locale, one.number)]);
}
