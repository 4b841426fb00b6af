import { ANONYMOUS } from '../shared/persona';
import { announce } from './announce';
import { drawCard, questionOf } from './card';
import { Connection } from './connection';
import { cardDraft, dropAllDrafts, keepCardDraft, moveCardDraft, typedTexts } from './drafts';
import { texts } from './i18n';
import { language } from './language';
import { Messages } from './messages';
import type { Identity } from './persona';
import { Presses } from './presses';
import { CARD } from './protocol';
import type { Activity } from './protocol';
import { forgetSession } from './session';
import { statusLine } from './status';
import type { Transcript } from './transcript';

/** The card that cannot wait. */
const EMERGENCY = 'emergency';

export interface ChatParts {
  readonly transcript: Transcript;
  /** Told whether there is something on a card to press. */
  readonly cardOpen: (is: boolean) => void;
  /** Told when a conversation is there and what was said in it is shown. */
  readonly ready: () => void;
}

/** The conversation: what comes is shown, what is pressed and said is sent. */
export class Chat {
  private readonly status = statusLine();
  private readonly tongue = language(() => this.connection);
  private readonly presses = new Presses(() => this.connection);
  private readonly messages: Messages;
  private connection: Connection | undefined;
  /** The person's press that was answered last: an emergency said beside that answer takes the focus. */
  private pressAnswered: string | undefined;

  constructor(private readonly parts: ChatParts) {
    this.messages = new Messages(parts.transcript, () => this.connection);
  }

  say(text: string, files: readonly File[] = []): void {
    this.messages.say(text, files);
  }

  /** Another person sits down: everything of the last one goes. */
  become(identity: Identity): void {
    this.connection?.close();
    this.presses.clear();
    this.messages.clear();
    forgetSession();
    dropAllDrafts();
    this.parts.transcript.clear();
    this.parts.cardOpen(false);
    this.start(identity);
  }

  /** Connects for the first person of the page. */
  start(identity: Identity): void {
    this.connection = new Connection(
      { ...identity, locale: () => texts.locale },
      {
        state: (state) => this.status.show(state),
        lost: () => this.lost(identity),
        activities: (activities, history) => this.take(activities, history),
        caughtUp: () => {
          this.messages.restore();
          this.parts.ready();
        },
      },
    );
  }

  private take(activities: readonly Activity[], history: boolean): void {
    const { transcript, cardOpen } = this.parts;
    if (history) transcript.replaying(true);
    for (const activity of activities) this.show(activity, history);
    if (history) transcript.replaying(false);
    cardOpen(transcript.last?.actionable ?? false);
  }

  private show(activity: Activity, history: boolean): void {
    const { type, fromBot, postBack } = activity;
    if (!fromBot) {
      if (type === 'message' && !postBack) this.messages.echo(activity);
      return;
    }
    if (type === 'typing' && !history) this.parts.transcript.waiting(true);
    if (type === 'message') this.showAnswer(activity, history);
  }

  private showAnswer(activity: Activity, history: boolean): void {
    const answersPress = !history && this.presses.answeredBy(activity);
    if (answersPress) this.pressAnswered = activity.replyToId;
    if (!history) {
      this.messages.answered();
      this.tongue.follow(activity.locale);
    }
    if (activity.text) this.parts.transcript.botText(activity.text, activity.locale);
    for (const attachment of activity.attachments) {
      if (attachment.contentType === CARD) this.showCard(activity, attachment.content, { answersPress, history });
      else this.parts.transcript.botFile(attachment);
    }
  }

  private showCard(activity: Activity, content: unknown, how: { answersPress: boolean; history: boolean }): void {
    const conversationId = this.connection?.conversationId ?? '';
    const before = this.parts.transcript.asking(questionOf(content));
    if (before && activity.replaces === undefined) {
      // Asked again, in another language or with more in it: what was typed moves along.
      moveCardDraft(conversationId, before.activityId, activity.id, typedTexts(content));
      this.parts.transcript.remove(before);
    }
    const view = drawCard(activity.id, content, cardDraft(conversationId, activity.id), {
      pressed: (on, button, data) => this.presses.start(on, button, data),
      edited: (activityId, values) => keepCardDraft(conversationId, activityId, values),
    });
    const urgent = view.name === EMERGENCY && !how.history;
    this.parts.transcript.card(view, activity.replaces, urgent);
    if (how.answersPress || (urgent && activity.replyToId !== undefined && activity.replyToId === this.pressAnswered)) view.focusStart();
    else if (!how.history) announce(texts.t('newCard', { title: view.title }), urgent);
  }

  /** An anonymous person's words end with the conversation; a known one can still read them. */
  private lost({ persona }: Identity): void {
    const { transcript } = this.parts;
    this.presses.clear();
    if (persona === ANONYMOUS) {
      dropAllDrafts();
      transcript.clear();
      transcript.notice('conversationLostAnonymous');
    } else {
      transcript.freeze();
      transcript.notice('conversationLost');
    }
  }
}
