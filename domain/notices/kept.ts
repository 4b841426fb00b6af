import type { Notice } from '../case';
import { rootOf } from '../delivery';

/** Of what has been settled and is needed for nothing more, a case holds so many: it stays one small document. */
export const MOST_SETTLED = 40;

/** The notices without the oldest settled ones; one that is needed, or that others were sent in the place of, goes with them all. */
export function kept(notices: readonly Notice[], isNeeded: (notice: Notice) => boolean): readonly Notice[] {
  if (notices.length <= MOST_SETTLED) return notices;
  const chains = new Map<string, Notice[]>();
  for (const notice of notices) chains.set(rootOf(notice), [...(chains.get(rootOf(notice)) ?? []), notice]);
  const settled = [...chains].filter(([, chain]) => !chain.some((notice) => notice.state === 'queued' || isNeeded(notice)));
  const newest = ([, chain]: (typeof settled)[number]): string => chain.reduce((latest, { at = '' }) => (at > latest ? at : latest), '');
  const old = new Set(settled.sort((one, other) => (newest(one) < newest(other) ? 1 : -1)).slice(MOST_SETTLED).map(([root]) => root));
  return notices.filter((notice) => !old.has(rootOf(notice)));
}
