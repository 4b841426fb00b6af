import type { CaseView } from './caseModel';
import type { Desk } from './desk';
import { el } from './dom';
import type { Alike } from './handoverModel';
import { caseHash } from './router';
import { textOf, texts, timeElement } from './texts';

/** Earlier cases that may belong together with this one: each says why, and a person says whether. */
export function seriesPart(shown: CaseView, alike: readonly Alike[] | undefined, desk: Desk): readonly Node[] {
  if (alike === undefined || shown.scope !== 'worker') return [];
  const items = alike.map((one) => {
    const why = one.why.map((reason) => textOf('alike', reason, 'event.something')).join(', ');
    const decided = one.decided === undefined ? [] : [el('p', {}, el('strong', {}, texts.t(`alike.${one.decided}`)))];
    const offer = { at: `alike-${one.number}`, command: 'linkCase', isDirect: true, look: 'small', about: one.number } as const;
    const offers = one.decided === undefined ? [{ ...offer, label: 'alike.yes', preset: { number: one.number, confirmed: 'true' } } as const, { ...offer, at: `not-${one.number}`, label: 'alike.no', preset: { number: one.number, confirmed: 'false' } } as const] : [];
    return el('li', { 'data-key': `alike-${one.number}` }, el('p', {}, el('a', { class: 'number', href: caseHash(one.number) }, one.number), ' · ', texts.t(`type.${one.type}`)), el('p', { class: 'detail' }, why, ' · ', timeElement(one.receivedAt)), ...decided, ...desk.actions(shown, ...offers));
  });
  return [el('h2', {}, texts.t('alike.heading')), items.length === 0 ? el('p', { class: 'detail' }, texts.t('alike.none')) : el('ul', { class: 'rows' }, ...items)];
}
