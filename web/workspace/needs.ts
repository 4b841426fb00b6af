import type { CaseApi } from './caseApi';
import { byId, el } from './dom';
import { oneAtATime } from './oneAtATime';
import { everything, listHash, NEEDS, type Filter, type Need } from './router';
import { texts } from './texts';

/** What needs somebody now: how many cases for each reason, each a way to them. */
export interface Needs {
  /** For the list that is shown; there are none but for that of cases. */
  show(filter: Filter): void;
  /** Counts anew. What cannot be counted stands without a number. */
  count(): Promise<void>;
}

export function createNeeds(api: CaseApi): Needs {
  const nav = byId('needs', HTMLElement);
  const list = byId('needs-list', HTMLElement);
  let filter: Filter | undefined;
  let counts: { readonly board: string | undefined; readonly by: ReadonlyMap<Need, string> } | undefined;

  function draw(): void {
    const shown = filter;
    nav.hidden = shown?.subject !== 'report' || shown.exercise === true;
    if (shown === undefined || nav.hidden) return;
    for (const need of NEEDS) {
      const link = linkOf(need);
      const count = counts !== undefined && counts.board === shown.board ? counts.by.get(need) : undefined;
      const chosen = shown.needs.length === 1 && shown.needs[0] === need;
      // Pressed again, it lets go.
      link.href = listHash(chosen ? everything('report', shown.board) : { ...everything('report', shown.board), needs: [need] });
      if (chosen) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
      link.classList.toggle('is-none', count === '0');
      link.replaceChildren(el('strong', {}, count ?? '–'), el('span', {}, texts.t(`need.${need}`)));
    }
  }

  function linkOf(need: Need): HTMLAnchorElement {
    const there = list.querySelector<HTMLAnchorElement>(`[data-need="${need}"]`);
    if (there) return there;
    const link = el('a', { class: `need need-${need}`, 'data-need': need, href: '#' });
    list.append(el('li', {}, link));
    return link;
  }

  async function countOnce(): Promise<void> {
    const asked = filter;
    if (asked?.subject !== 'report') return;
    const found = await Promise.all(NEEDS.map(async (need) => [need, await countOf(asked.board, need)] as const));
    counts = { board: asked.board, by: new Map(found.flatMap(([need, count]) => (count === undefined ? [] : [[need, count] as const]))) };
    draw();
  }

  async function countOf(board: string | undefined, need: Need): Promise<string | undefined> {
    try {
      const { items, nextCursor } = await api.list({ ...everything('report', board), needs: [need] });
      return `${String(items.length)}${nextCursor === undefined ? '' : '+'}`;
    } catch {
      return undefined;
    }
  }

  return {
    show(next) {
      filter = next;
      draw();
    },
    count: oneAtATime(countOnce),
  };
}
