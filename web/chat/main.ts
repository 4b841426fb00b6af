import { watchBars } from './bars';
import { Chat } from './chat';
import { composer } from './composer';
import { byId } from './dom';
import { texts } from './i18n';
import { identify, showWorkspaceLink } from './persona';
import type { Identity } from './persona';
import { quickActions, takeLinkWord } from './quick';
import { statusLine } from './status';
import { Transcript } from './transcript';
import { wakeable } from './wait';

/** Between two tries to find out who may speak. */
const RETRY_MS = 3_000;

async function main(): Promise<void> {
  texts.set(texts.locale);
  watchBars();
  history.scrollRestoration = 'manual';
  const chat = new Chat({
    transcript: new Transcript(byId('log', HTMLElement)),
    cardOpen: (is) => quick.suggest(!is),
    ready: () => {
      const word = takeLinkWord();
      if (word !== undefined) chat.say(word);
    },
  });
  const field = composer((text, files) => chat.say(text, files));
  const quick = quickActions((word) => chat.say(word));

  const identity = await whoever((next) => {
    field.clear();
    chat.become(next);
    void showWorkspaceLink(next);
  });
  void showWorkspaceLink(identity);
  chat.start(identity);
}

/** Asks until the server answers: a page opened during a restart comes to life by itself. */
async function whoever(onSwitch: (identity: Identity) => void): Promise<Identity> {
  const status = statusLine();
  for (;;) {
    try {
      const identity = await identify(onSwitch);
      status.show('online');
      return identity;
    } catch {
      status.show('reconnecting');
      await wakeable().wait(RETRY_MS);
    }
  }
}

void main();
