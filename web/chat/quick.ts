import { byId } from './dom';
import { said, texts } from './i18n';
import type { TextKey } from './i18n';

const ACTIONS = ['quickReport', 'quickAsk', 'quickMine', 'quickContinue'] as const satisfies readonly TextKey[];

/** Words that a link to the page may say for the person: nothing else is ever sent by a link. */
const LINK_WORDS: readonly string[] = [
  'rapportera',
  'report',
  'fortsätt',
  'continue',
  'mina ärenden',
  'my cases',
  'ställ en fråga',
  'ask a question',
  'hjälp',
  'help',
];

export interface Quick {
  /** Opens the buttons when there is nothing else to press, else puts them away. */
  suggest(open: boolean): void;
}

/** The buttons with the usual words, behind one button when a card is being filled in. */
export function quickActions(say: (word: string) => void): Quick {
  const toggle = byId('quick-toggle', HTMLButtonElement);
  const list = byId('quick', HTMLElement);
  const open = (is: boolean): void => {
    list.hidden = !is;
    toggle.setAttribute('aria-expanded', String(is));
  };
  for (const key of ACTIONS) {
    const button = said('button', key, { type: 'button', class: 'button' });
    button.addEventListener('click', () => say(texts.t(key)));
    list.append(button);
  }
  toggle.addEventListener('click', () => open(list.hidden !== false));
  return { suggest: open };
}

/** The word of `/?say=…`, if it is one of the fixed ones; the address forgets it, so that a reload says nothing. */
export function takeLinkWord(): string | undefined {
  const url = new URL(location.href);
  const word = url.searchParams.get('say')?.trim().toLowerCase();
  if (word === undefined) return undefined;
  url.searchParams.delete('say');
  history.replaceState(null, '', url);
  return LINK_WORDS.includes(word) ? word : undefined;
}
