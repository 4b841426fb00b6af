import { button, el, focusOn } from './dom';
import { icon } from './icons';
import type { CaseView, TimelineEntry } from './model';
import { texts, timeElement } from './texts';

/** What stands beside the action. */
export interface ActionState {
  readonly busy: boolean;
  /** What went wrong. */
  readonly problem?: string;
  /** What somebody else did meanwhile. */
  readonly news?: string;
}

/** The one thing to do now, or who did it and when. */
export function actionPart(shown: CaseView, { busy, problem, news }: ActionState, onPress: () => void): readonly Node[] {
  const parts: Node[] = [];
  if (problem !== undefined) parts.push(el('p', { class: 'warning', role: 'alert' }, icon('failed'), problem));
  if (news !== undefined) parts.push(el('p', { class: 'warning mild', role: 'alert' }, icon('waiting'), news));
  if (shown.may.includes('acknowledge')) {
    const press = button(texts.t(busy ? 'act.acknowledging' : 'act.acknowledge'), 'primary', () => {
      if (!busy) onPress();
    });
    press.dataset['key'] = 'acknowledge';
    if (busy) press.setAttribute('aria-disabled', 'true');
    press.setAttribute('aria-describedby', 'acknowledge-hint');
    parts.push(press, el('p', { class: 'detail', id: 'acknowledge-hint' }, texts.t(shown.subject === 'question' ? 'act.acknowledgeQuestionHint' : 'act.acknowledgeHint')));
  }
  return [...parts, ...outcome(shown)];
}

function outcome({ timeline, status }: CaseView): readonly Node[] {
  const withdrawn = last(timeline, 'withdrawn');
  if (withdrawn) {
    const title = done('closed', texts.t('act.withdrawn'), withdrawn.at);
    return [title, el('p', { class: 'detail' }, texts.t('act.withdrawnHint'))];
  }
  const acknowledged = last(timeline, 'acknowledged');
  if (!acknowledged || status === 'received') return [];
  const { name, at } = acknowledged;
  return [done('check', name === undefined ? texts.t('act.acknowledged') : texts.t('act.acknowledgedBy', { name }), at)];
}

function done(symbol: 'check' | 'closed', text: string, at: string): HTMLElement {
  return el('p', { class: 'outcome', tabindex: '-1' }, icon(symbol), el('span', {}, text, ' · ', timeElement(at)));
}

/** The last event of a kind. */
export function last(timeline: readonly TimelineEntry[], kind: string): TimelineEntry | undefined {
  return timeline.filter((entry) => entry.kind === kind).at(-1);
}

/** After the press that took the button away: focus goes to what stands in its place, which is read aloud by that. */
export function toOutcome(section: HTMLElement): void {
  const result = section.querySelector<HTMLElement>('.outcome');
  if (result !== null) focusOn(result);
}
