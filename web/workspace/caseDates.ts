import { CLOCKS, type ClockName } from '../../domain/work/types';
import type { CaseView, ClockView } from './caseModel';
import type { Desk } from './desk';
import { el } from './dom';
import { icon } from './icons';
import { keyOf } from './ofQuestion';
import type { Subject } from './router';
import { deadline, exact, localDate, texts } from './texts';

/** A date that the case runs towards, in words that say whether it has passed. */
export function dateText(name: ClockName, { due, overdue }: ClockView, subject: Subject): readonly (Node | string)[] {
  const [before = '', after = ''] = texts.t(keyOf(subject, `${overdue ? 'overdue' : 'clock'}.${name}.by`), { when: '\u0000' }).split('\u0000');
  return [before, el('time', { datetime: due, title: exact(due) }, deadline(due)), after];
}

/** Both dates, and the way to keep or to move each. */
export function datesPart(shown: CaseView, desk: Desk): readonly Node[] {
  if (shown.scope !== 'worker') return [];
  const running = CLOCKS.flatMap((name) => (shown.clocks[name] ? [[name, shown.clocks[name]] as const] : []));
  if (running.length === 0) return [];
  return [el('h2', {}, texts.t('dates.heading')), el('ul', { class: 'rows' }, ...running.map(([name, clock]) => dateItem(shown, name, clock, desk)))];
}

function promiseText(subject: Subject, { promised }: ClockView): string {
  if (subject === 'question') return texts.t(promised ? 'dates.promisedAsker' : 'dates.notPromisedAsker');
  return texts.t(promised ? 'dates.promised' : 'dates.notPromised');
}

function dateItem(shown: CaseView, name: ClockName, clock: ClockView, desk: Desk): HTMLElement {
  const said = el('p', { class: clock.overdue ? 'row-title overdue' : 'row-title' }, icon(clock.overdue ? 'failed' : 'waiting'), el('span', {}, ...dateText(name, clock, shown.subject)));
  const promise = el('p', { class: 'detail' }, promiseText(shown.subject, clock));
  const contact = name === 'contact' ? [{ at: 'date-contact', command: 'recordContact', label: 'do.recordContactShort', look: 'small' } as const] : [];
  const move = { at: `date-${name}`, command: 'moveDate', label: 'do.moveDateShort', look: 'small', about: texts.t(`clock.${name}`), preset: { clock: name, due: localDate(clock.due) } } as const;
  return el('li', { class: 'work-row', 'data-key': `date-${name}` }, said, promise, ...desk.actions(shown, ...contact, move));
}
