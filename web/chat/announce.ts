import { byId } from './dom';

/** Says something to screen readers, politely; the same words twice are said twice. */
export function announce(text: string): void {
  const region = byId('announcer', HTMLElement);
  region.textContent = '';
  // A region that is emptied and filled in the same frame may be taken as unchanged.
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}
