import type { CardView } from './card';
import type { Connection } from './connection';
import { dropCardDraft } from './drafts';
import { failureText } from './failure';
import { texts } from './i18n';
import type { TextKey } from './i18n';
import type { Activity } from './protocol';
import { newClientActivityId } from './protocol';

/** When an answer has not come on the stream, it is asked for. */
const CHECK_MS = 2_000;
/** When no answer has come at all, the person may send again. */
const SILENT_MS = 20_000;

interface Press {
  readonly view: CardView;
  readonly button: HTMLElement | undefined;
  readonly data: unknown;
  /** The same for every try of the same press, so that it counts once. */
  readonly clientActivityId: string;
  /** The server's id of it, once it has taken it. */
  postedId?: string;
  timers: ReturnType<typeof setTimeout>[];
}

/** The presses of card buttons: sent, waited for, failed and tried again. */
export class Presses {
  private readonly open = new Set<Press>();
  private readonly failed = new WeakMap<CardView, Press>();

  constructor(private readonly connection: () => Connection | undefined) {}

  start(view: CardView, button: HTMLElement | undefined, data: unknown): void {
    const before = this.failed.get(view);
    const same = before !== undefined && JSON.stringify(before.data) === JSON.stringify(data);
    const clientActivityId = same ? before.clientActivityId : newClientActivityId();
    void this.send({ view, button, data, clientActivityId, timers: [] });
  }

  /** True where this activity answers a press that is under way; the press is then over. */
  answeredBy(activity: Activity): boolean {
    const press = [...this.open].find((candidate) => answers(activity, candidate));
    if (!press) return false;
    this.end(press);
    press.view.press.end();
    this.failed.delete(press.view);
    return true;
  }

  /** Nobody waits any more. */
  clear(): void {
    for (const press of this.open) this.end(press);
  }

  private async send(press: Press): Promise<void> {
    const link = this.connection();
    const conversationId = link?.conversationId;
    this.open.add(press);
    press.view.press.begin(press.button);
    try {
      if (!link || conversationId === undefined) throw new Error('no conversation');
      press.postedId = await link.post({
        type: 'message',
        value: press.data,
        replyToId: press.view.activityId,
        locale: texts.locale,
        channelData: { postBack: true, clientActivityID: press.clientActivityId },
      });
      dropCardDraft(conversationId, press.view.activityId);
      if (this.open.has(press)) this.expectAnswer(press, link);
    } catch (error) {
      this.fail(press, failureText(error));
    }
  }

  private expectAnswer(press: Press, link: Connection): void {
    press.timers = [
      setTimeout(() => void link.check(), CHECK_MS),
      setTimeout(() => this.fail(press, 'failedSilent'), SILENT_MS),
    ];
  }

  private fail(press: Press, message: TextKey): void {
    if (!this.open.has(press)) return;
    this.end(press);
    this.failed.set(press.view, press);
    press.view.press.fail(message, () => {
      press.button?.focus();
      void this.send(press);
    });
  }

  private end(press: Press): void {
    this.open.delete(press);
    for (const timer of press.timers) clearTimeout(timer);
    press.timers = [];
  }
}

/** The answer may come before the server has told which id the press got: what it replaces tells as well. */
function answers(activity: Activity, press: Press): boolean {
  if (activity.replaces !== undefined) return activity.replaces === press.view.activityId;
  if (activity.replyToId === undefined) return false;
  return press.postedId === undefined || activity.replyToId === press.postedId;
}
