import { asLocale } from '../shared/i18n';
import type { Locale } from '../shared/i18n';
import type { Connection } from './connection';
import { byId } from './dom';
import { texts } from './i18n';
import { newClientActivityId } from './protocol';

/** Words that the bot always understands as a choice of language. */
const WORDS: Readonly<Record<Locale, string>> = { sv: 'svenska', en: 'english' };

export interface Language {
  /** The bot speaks this language now. */
  follow(locale: string | undefined): void;
}

/**
 * The language switch: the page changes at once and the bot is told, in a word that does not show in the transcript;
 * when the bot changes, the page follows.
 */
export function language(connection: () => Connection | undefined): Language {
  const button = byId('language', HTMLButtonElement);
  /** Choices on their way to the bot: what it says meanwhile is still in the old language. */
  let underWay = 0;

  const other = (): Locale => (texts.locale === 'sv' ? 'en' : 'sv');
  const label = (): void => {
    button.lang = other();
  };

  async function choose(locale: Locale): Promise<void> {
    texts.set(locale);
    underWay += 1;
    try {
      await connection()?.post({
        type: 'message',
        text: WORDS[locale],
        locale,
        channelData: { clientActivityID: newClientActivityId(), postBack: true },
      });
    } catch {
      // Every later activity carries the language as well; the button is there to be pressed again.
      return;
    } finally {
      underWay -= 1;
    }
  }

  texts.onChange(label);
  label();
  button.addEventListener('click', () => void choose(other()));

  return {
    follow: (tag) => {
      const locale = asLocale(tag);
      if (locale !== undefined && locale !== texts.locale && underWay === 0) texts.set(locale);
    },
  };
}
