import { LEFT_OUT } from '../domain/leftOut';
import type { Locale } from '../domain/locale';
import { t } from '../locales';
import type { Further } from './answer';
import { card, inert, quiet, submit, text, title } from './build';
import { furtherReading, opening } from './citations';
import { pack } from './payloads';
import type { AdaptiveCard, Element } from './types';

export interface NotFoundView {
  /** Id of the question, which is held in memory. */
  readonly question: string;
  readonly reader?: string | undefined;
  readonly nearest: readonly Further[];
  /** A text that says what is left open and whom to ask. */
  readonly help?: (Further & { readonly text: string }) | undefined;
  readonly anonymous: boolean;
  /** What is sent, where that is more than was typed last. */
  readonly sends?: string | undefined;
}

/** Characters of such a text; the rest is where it opens. */
const HELP_MAX = 3_000;

/** An honest no, what lies nearest, and one tap to send the question to somebody who may know. */
export function notFoundCard(locale: Locale, view: NotFoundView): AdaptiveCard {
  const { question, reader, nearest, help, anonymous, sends } = view;
  const body: Element[] = [
    title('notFound', t(locale, 'notFound.title')),
    ...(help ? helpElements(locale, help) : [text(t(locale, 'notFound.body'))]),
    text(t(locale, 'emergencyLine'), { weight: 'bolder' }),
    ...(nearest.length > 0 ? [quiet(t(locale, 'notFound.nearest')), furtherReading(locale, nearest)] : []),
    ...([help?.text, ...nearest.map((one) => one.title)].some((words) => words?.includes(LEFT_OUT)) ? [quiet(t(locale, 'answer.nameLeftOut'))] : []),
    ...(reader && sends !== undefined ? [quiet(t(locale, 'notFound.sends')), inert(sends)] : []),
    ...(reader ? [quiet(t(locale, 'notFound.notSaved'))] : []),
    ...(reader && anonymous ? [quiet(t(locale, 'notFound.anonymous'))] : []),
    quiet(t(locale, 'answer.machine')),
  ];
  const send = reader ? [submit(t(locale, 'notFound.send', { reader }), pack('question.send', { question }), 'positive')] : [];
  return card(locale, t(locale, 'notFound.title'), body, [...send, submit(t(locale, 'answer.report'), pack('say', { word: 'report' }))]);
}

function helpElements(locale: Locale, help: NonNullable<NotFoundView['help']>): readonly Element[] {
  const paragraphs = help.text.slice(0, HELP_MAX).split(/\n{2,}/u);
  return [...paragraphs.map((paragraph) => inert(paragraph)), { type: 'ActionSet', id: 'open1', spacing: 'small', actions: [opening(t(locale, 'answer.openPlace'), locale, help)] }];
}
