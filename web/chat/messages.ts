import { ApiError } from '../shared/api';
import { formatBytes } from '../shared/i18n';
import type { Connection } from './connection';
import { dropUnsent, keepUnsent, unsent } from './drafts';
import { failureText } from './failure';
import { texts } from './i18n';
import type { OwnMessage } from './ownMessage';
import type { Activity } from './protocol';
import { newClientActivityId } from './protocol';
import type { Transcript } from './transcript';

/** When the answer is late, that it is being written is shown; when it is later, it is asked for. */
const WAITING_MS = 700;
const CHECK_MS = 4_000;
const SILENT_MS = 30_000;

interface Message {
  readonly text: string;
  readonly files: readonly File[];
  /** The same for every try, so that it is said once. */
  readonly clientActivityId: string;
  readonly shown: OwnMessage;
}

/** What the person says in words and files: shown at once, sent, sent again on request. */
export class Messages {
  /** On the page already, by our own id: their echo is not shown a second time. */
  private readonly mine = new Set<string>();
  private timers: ReturnType<typeof setTimeout>[] = [];

  constructor(
    private readonly transcript: Transcript,
    private readonly connection: () => Connection | undefined,
  ) {}

  say(text: string, files: readonly File[]): void {
    const clientActivityId = newClientActivityId();
    const names = files.map((file) => `${file.name} (${formatBytes(file.size, texts.locale)})`);
    if (text !== '') keepUnsent(clientActivityId, text);
    void this.send(this.show(clientActivityId, text, names, files));
  }

  /** After a reload: what was not taken before it is there again, to be sent on request. */
  restore(): void {
    for (const { clientActivityId, text } of unsent()) {
      if (this.mine.has(clientActivityId)) continue;
      const message = this.show(clientActivityId, text, [], []);
      message.shown.failed('failedNetwork', () => void this.send(message));
    }
  }

  /** The server's copy of something the person said, here or before a reload. */
  echo({ clientActivityId, text = '', attachments }: Activity): void {
    if (clientActivityId !== undefined) {
      dropUnsent(clientActivityId);
      if (this.mine.has(clientActivityId)) return;
    }
    const files = attachments.flatMap(({ name }) => name ?? []);
    if (text !== '' || files.length > 0) this.transcript.own(text, files).sent();
  }

  /** The bot has said something: nobody waits any more. */
  answered(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers = [];
    this.transcript.waiting(false);
  }

  clear(): void {
    this.answered();
    this.mine.clear();
  }

  private show(clientActivityId: string, text: string, names: readonly string[], files: readonly File[]): Message {
    this.mine.add(clientActivityId);
    return { text, files, clientActivityId, shown: this.transcript.own(text, names) };
  }

  private async send({ text, files, clientActivityId, shown }: Message): Promise<void> {
    const link = this.connection();
    const activity = { type: 'message', text, locale: texts.locale, channelData: { clientActivityID: clientActivityId } } as const;
    shown.sending();
    try {
      if (!link) throw new ApiError(0, 'network');
      this.wait(link);
      if (files.length === 0) await link.post(activity);
      else await link.upload(activity, files, (share) => shown.progress(share));
      dropUnsent(clientActivityId);
      shown.sent();
    } catch (error) {
      this.answered();
      shown.failed(failureText(error, files.length > 0), () => void this.send({ text, files, clientActivityId, shown }));
    }
  }

  private wait(link: Connection): void {
    this.answered();
    this.timers = [
      setTimeout(() => this.transcript.waiting(true), WAITING_MS),
      setTimeout(() => void link.check(), CHECK_MS),
      setTimeout(() => this.answered(), SILENT_MS),
    ];
  }
}
