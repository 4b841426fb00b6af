import { byId, el, focusOn } from './dom';

/** The ways from the top of a case's page to its parts. */
export interface Contents {
  /** Lists the parts that are there now. */
  draw(): void;
}

/** Links to each part that has a heading. The address belongs to the router, so they move focus without changing it. */
export function createContents(root: HTMLElement): Contents {
  const list = byId('case-contents', HTMLElement);
  root.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-jump]') : null;
    const part = root.querySelector<HTMLElement>(`#${link?.dataset['jump'] ?? 'none'}`);
    if (link === null || part === null) return;
    event.preventDefault();
    part.scrollIntoView({ block: 'start' });
    const heading = part.querySelector<HTMLElement>('h2');
    if (heading) focusOn(heading);
  });
  return {
    draw() {
      const links = [...root.querySelectorAll<HTMLElement>('.part')].flatMap((part) => {
        const heading = part.querySelector('h2');
        return part.hidden || heading === null ? [] : [el('li', part.closest('.case-side') ? { class: 'of-side' } : {}, el('a', { href: `#${part.id}`, 'data-jump': part.id }, heading.textContent))];
      });
      const wanted = links.map(({ innerHTML }) => innerHTML).join('');
      if (list.dataset['shown'] === wanted) return;
      list.dataset['shown'] = wanted;
      // Where there is little to find, there is no need of a way to it.
      list.replaceChildren(...(links.length > 2 ? links : []));
    },
  };
}
