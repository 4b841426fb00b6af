import type { WorkName } from '../../domain/work/types';
import type { CaseView } from './caseModel';
import { closing, isReplyWaiting } from './caseDialogue';
import { openMeasures } from './caseMeasures';
import { last } from './caseNotes';
import type { Desk } from './desk';
import { el } from './dom';
import { icon } from './icons';
import { texts, timeElement, type TextKey } from './texts';

interface Step {
  readonly command: WorkName;
  readonly label: TextKey;
  readonly hint: TextKey;
  /** What may be done in its place, where the person may. */
  readonly also?: { readonly command: WorkName; readonly label: TextKey };
  when(shown: CaseView): boolean;
}

const QUESTION = (shown: CaseView): boolean => shown.subject === 'question';

/** What is to be done, the first that fits: what somebody waits for goes before what would only carry the case on. */
const STEPS: readonly Step[] = [
  { command: 'acknowledge', label: 'act.acknowledge', hint: 'act.acknowledgeQuestionHint', when: QUESTION },
  { command: 'acknowledge', label: 'act.acknowledge', hint: 'act.acknowledgeHint', when: () => true },
  { command: 'reply', label: 'do.answer', hint: 'next.answerHint', when: (shown) => QUESTION(shown) && (isReplyWaiting(shown) || last(shown, 'informed') === undefined) },
  { command: 'reply', label: 'do.reply', hint: 'next.replyHint', also: { command: 'assess', label: 'do.assess' }, when: isReplyWaiting },
  { command: 'recordContact', label: 'do.recordContact', hint: 'next.contactHint', also: { command: 'assess', label: 'do.assess' }, when: ({ clocks }) => clocks.contact !== undefined },
  { command: 'reply', label: 'do.reply', hint: 'next.feedbackHint', when: ({ clocks }) => clocks.feedback?.overdue === true },
  { command: 'assess', label: 'do.assess', hint: 'next.assessHint', when: ({ status }) => status === 'acknowledged' },
  { command: 'addMeasure', label: 'do.addMeasure', hint: 'next.measureHint', also: { command: 'close', label: 'do.close' }, when: ({ status }) => status === 'assessing' },
  { command: 'close', label: 'do.close', hint: 'next.closeHint', when: (shown) => shown.status === 'measures' && openMeasures(shown).length === 0 },
  { command: 'close', label: 'do.closeQuestion', hint: 'end.questionHint', when: QUESTION },
];
const HERE = [...new Set(STEPS.flatMap(({ command, also }) => [command, ...(also ? [also.command] : [])]))];

/** The main action for the state, and who did what the state rests on. */
export function actionPart(shown: CaseView, desk: Desk): readonly Node[] {
  const next = STEPS.find(({ command, when }) => shown.may.includes(command) && when(shown));
  // What is also offered only where it carries the case on: what has been begun is not begun again.
  const also = next?.also && (next.also.command !== 'assess' || shown.status === 'acknowledged') ? [{ at: 'next', ...next.also }] : [];
  const [buttons] = next ? desk.actions(shown, { at: 'next', command: next.command, label: next.label, look: 'primary', ...(next.command === 'close' ? closing(shown) : {}) }, ...also) : [];
  // Room for each of them whatever the state, so that a form stays where it was opened and what came of it is seen.
  const rooms = desk.rooms(...HERE.map((command) => ({ at: 'next', command })));
  const hint = next ? [el('p', { class: 'detail' }, texts.t(next.hint))] : [];
  return [...outcome(shown), ...(buttons ? [buttons] : []), ...hint, ...rooms];
}

function outcome(shown: CaseView): readonly Node[] {
  const withdrawn = last(shown, 'withdrawn');
  if (withdrawn) {
    const title = done('closed', texts.t('act.withdrawn'), withdrawn.at);
    return [title, el('p', { class: 'detail' }, texts.t('act.withdrawnHint'))];
  }
  const acknowledged = last(shown, 'acknowledged');
  if (!acknowledged || shown.status !== 'acknowledged') return [];
  const { name, at } = acknowledged;
  return [done('check', name === undefined ? texts.t('act.acknowledged') : texts.t('act.acknowledgedBy', { name }), at)];
}

function done(symbol: 'check' | 'closed', text: string, at: string): HTMLElement {
  return el('p', { class: 'outcome', tabindex: '-1' }, icon(symbol), el('span', {}, text, ' · ', timeElement(at)));
}
