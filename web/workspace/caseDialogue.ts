import type { CaseView, MessageView } from './caseModel';
import { byText } from './caseTimeline';
import type { Desk, Offer } from './desk';
import { el } from './dom';
import { icon } from './icons';
import { keyOf } from './ofQuestion';
import { texts, timeElement } from './texts';

const SAID: readonly string[] = ['replied', 'added'];
const ANSWERED: readonly string[] = ['asked', 'informed', 'contactRecorded', 'closed', 'acknowledged'];

/** Whether the reporter has said something that nobody has answered, been in touch about or closed on. */
export function isReplyWaiting({ timeline, status }: CaseView): boolean {
  const said = timeline.findLastIndex(({ kind }) => SAID.includes(kind));
  return status !== 'closed' && said > timeline.findLastIndex(({ kind }) => ANSWERED.includes(kind));
}

/** Questions to the reporter that nothing has been answered after. */
function unanswered(messages: readonly MessageView[]): readonly MessageView[] {
  return messages.slice(messages.findLastIndex(({ kind }) => kind === 'answer') + 1).filter(({ kind }) => kind === 'question');
}

/** What has been asked, answered and told, oldest first, and the way to go on. */
export function dialoguePart(shown: CaseView, desk: Desk): readonly Node[] {
  if (shown.scope !== 'worker') return [];
  const { dialogue, subject } = shown;
  const waiting = unanswered(dialogue);
  const lastAnswer = isReplyWaiting(shown) ? dialogue.filter(({ from }) => from === 'reporter').at(-1) : undefined;
  const messages = dialogue.map((message) => messageItem(shown, message, waiting.includes(message) ? 'waits' : message === lastAnswer ? 'yours' : undefined));
  const offers: readonly Offer[] = [
    { at: 'dialogue', command: 'ask', label: 'do.askShort' },
    { at: 'dialogue', command: 'reply', label: subject === 'question' ? 'do.answer' : 'do.replyShort' },
  ];
  const empty = el('p', { class: 'detail' }, texts.t(keyOf(subject, shown.may.includes('ask') ? 'dialogue.empty' : 'dialogue.emptyYet')));
  return [el('h2', {}, texts.t('dialogue.heading')), messages.length === 0 ? empty : el('ol', { class: 'dialogue' }, ...messages), ...desk.actions(shown, ...offers)];
}

function messageItem({ subject }: CaseView, { id, from, kind, text, at, by }: MessageView, state: 'waits' | 'yours' | undefined): HTMLElement {
  const mark = state === undefined ? [] : [el('p', { class: `mark mark-${state}` }, icon('waiting'), texts.t(state === 'waits' ? 'dialogue.waits' : 'dialogue.yours'))];
  return el(
    'li',
    { class: `message message-${from}`, 'data-key': `message-${id}` },
    el('p', { class: 'detail' }, byText(by, subject), kind === 'question' ? ` · ${texts.t('dialogue.question')}` : '', ' · ', timeElement(at)),
    el('p', { class: 'said' }, text),
    ...mark,
  );
}

/** What closing a question begins with: the answer that was given, so that nobody need write it twice. */
export function closing({ subject, dialogue }: CaseView): Pick<Offer, 'preset'> {
  const answer = dialogue.filter(({ kind }) => kind === 'information').at(-1);
  return subject === 'question' ? { preset: { outcome: 'noMeasures', told: answer?.text ?? '' } } : {};
}
