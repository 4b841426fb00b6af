import type { Connection } from './connection';
import { failureText } from './failure';
import { texts } from './i18n';
import type { Activity, Outgoing } from './protocol';
import { newClientActivityId } from './protocol';
import type { OwnMessage } from './ownMessage';
import type { Transcript } from './transcript';
import { ApiError } from '../shared/api';
import { formatBytes } from '../shared/i18n';

/** When the answer is late, that it is being written is shown; when it is later, it is asked for. */
const WAITING_MS = 700;
const CHECK_MS = 4_000;
const SILENT_MS = 30_000;

export interface Messages {
  say(text: string, files: readonly File[]): void;
  /** The server's copy of something the person said, here or before a reload. */
  echo(activity: Activity): void;
  /** The bot has said something: nobody waits any more. */
  answered(): void;
  clear(): void;
}

/** What the person says in words and files: shown at once, sent, sent again on request with the same id. */
export function messages(transcript: Transcript, connection: () => Connection | undefined): Messages {
  /** Said on this page, by our own id: their echo is not shown a second time. */
  const mine = new Set<string>();
  let timers: ReturnType<typeof setTimeout>[] = [];

  function say(text: string, files: readonly File[]): void {
    const clientActivityID = newClientActivityId();
    mine.add(clientActivityID);
    const shown = transcript.own(
      text,
      files.map((file) => `${file.name} (${formatBytes(file.size, texts.locale)})`),
    );
    const activity: Outgoing = { type: 'message', text, locale: texts.locale, channelData: { clientActivityID } };
    void send(activity, files, shown);
  }

  async function send(activity: Outgoing, files: readonly File[], shown: OwnMessage): Promise<void> {
    const link = connection();
    shown.sending();
    try {
      if (!link) throw new ApiError(0, 'network');
      wait(link);
      if (files.length === 0) await link.post(activity);
      else await link.upload(activity, files, (share) => shown.progress(share));
      shown.sent();
    } catch (error) {
      answered();
      shown.failed(failureText(error, files.length > 0), () => void send(activity, files, shown));
    }
  }

  function wait(link: Connection): void {
    answered();
    timers = [
      setTimeout(() => transcript.waiting(true), WAITING_MS),
      setTimeout(() => void link.check(), CHECK_MS),
      setTimeout(answered, SILENT_MS),
    ];
  }

  function answered(): void {
    for (const timer of timers) clearTimeout(timer);
    timers = [];
    transcript.waiting(false);
  }

  function echo(activity: Activity): void {
    if (activity.clientActivityId !== undefined && mine.has(activity.clientActivityId)) return;
    const files = activity.attachments.flatMap(({ name }) => name ?? []);
    if (activity.text || files.length > 0) transcript.own(activity.text ?? '', files).sent();
  }

  return {
    say,
    echo,
    answered,
    clear: () => {
      answered();
      mine.clear();
    },
  };
}
