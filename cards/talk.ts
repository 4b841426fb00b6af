import type { Locale } from '../domain/locale';
import { t } from '../locales';
import { card, message, openUrl, quiet, submit, text, title } from './build';
import { pack, type Payloads } from './payloads';
import type { AdaptiveCard, CardAction } from './types';

function say(locale: Locale, word: Payloads['say']['word'], positive = false): CardAction {
  return submit(t(locale, `welcome.${word as Exclude<typeof word, 'help'>}`), pack('say', { word }), positive ? 'positive' : 'default');
}

/** The first thing said: what this is, that it is a machine, and 112. */
export function welcomeCard(locale: Locale): AdaptiveCard {
  const body = [title('welcome', t(locale, 'welcome.title')), text(t(locale, 'welcome.body')), text(t(locale, 'emergencyLine'), { weight: 'bolder' }), quiet(t(locale, 'welcome.machine'))];
  return card(locale, t(locale, 'welcome.title'), body, [say(locale, 'report', true), say(locale, 'ask'), say(locale, 'mine')]);
}

/** The words always understood, and what is taken elsewhere. */
export function helpCard(locale: Locale): AdaptiveCard {
  const body = [
    title('help', t(locale, 'help.title')),
    text(t(locale, 'welcome.body')),
    text(t(locale, 'help.words')),
    text(t(locale, 'help.limits')),
    text(t(locale, 'emergencyLine'), { weight: 'bolder' }),
    quiet(t(locale, 'machine')),
  ];
  return card(locale, t(locale, 'help.title'), body, [say(locale, 'report', true), say(locale, 'ask'), say(locale, 'mine'), submit(t(locale, 'help.board'), pack('board.change', {}))]);
}

/** Two ways on for somebody who was not understood. */
export function unhandledCard(locale: Locale): AdaptiveCard {
  const body = [title('unhandled', t(locale, 'unhandled.title')), text(t(locale, 'unhandled.body')), text(t(locale, 'emergencyLine'), { weight: 'bolder' })];
  return card(locale, t(locale, 'unhandled.title'), body, [say(locale, 'report', true), say(locale, 'ask')]);
}

/** Words that nothing says the place of: into the open case, or the beginning of a new report. */
export function whichCaseCard(locale: Locale, number: string): AdaptiveCard {
  const body = [title('which', t(locale, 'which.title')), text(t(locale, 'which.body', { number }))];
  return card(locale, t(locale, 'which.title'), body, [
    submit(t(locale, 'which.add', { number }), pack('words.add', { number }), 'positive'),
    submit(t(locale, 'which.new'), pack('words.new', {})),
    submit(t(locale, 'which.drop'), pack('words.drop', {})),
  ]);
}

/** In groups and channels: nothing but the way to the personal chat. */
export function privateCard(locale: Locale, link: string | undefined): AdaptiveCard {
  const actions = link === undefined ? [] : [openUrl(t(locale, 'group.open'), link)];
  return message(locale, 'private', t(locale, 'group.title'), [t(locale, 'group.body'), t(locale, 'emergencyLine')], actions);
}

/** A short word with the usual ways on, for example that a draft was removed. */
export function noteCard(locale: Locale, id: string, line: string, words: readonly Payloads['say']['word'][] = []): AdaptiveCard {
  return card(locale, line, [text(line, { id })], words.map((word) => say(locale, word)));
}
