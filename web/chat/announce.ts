import { byId } from './dom';

/** Says something to screen readers: politely, or at once where it cannot wait. The same words twice are said twice. */
export function announce(text: string, urgent = false): void {
  const region = byId(urgent ? 'alarm' : 'announcer', HTMLElement);
  region.textContent = '';
  // A region that is emptied and filled in the same frame may be taken as unchanged.
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}
