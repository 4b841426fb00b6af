import type { Status } from '../../domain/case';
import type { Severity } from '../../domain/severity';
import { el } from './dom';
import { icon, type IconName } from './icons';
import { keyOf } from './ofQuestion';
import type { Subject } from './router';
import { texts } from './texts';

/** The severity by word, shape and colour. */
export function severityBadge(severity: Severity): HTMLElement {
  return el('span', { class: `severity severity-${severity}` }, icon(severity), texts.t(`severity.${severity}`));
}

const STATUS_ICONS: Readonly<Record<Status, IconName>> = {
  received: 'waiting',
  acknowledged: 'check',
  assessing: 'check',
  measures: 'check',
  closed: 'closed',
};

/** Where the case or the question stands, by word and shape. */
export function statusBadge(status: Status, subject?: Subject): HTMLElement {
  return el('span', { class: `status status-${status}` }, icon(STATUS_ICONS[status]), texts.t(keyOf(subject, `status.${status}`)));
}
