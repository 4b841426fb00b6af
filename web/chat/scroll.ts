/** How far from the end of the page still counts as reading the newest. */
const NEAR_PX = 160;

/** True where the newest of the conversation is in sight, so that it may be followed. */
export function near(): boolean {
  const { scrollHeight } = document.documentElement;
  return window.scrollY + window.innerHeight >= scrollHeight - NEAR_PX;
}

/** Brings something new into sight: all of it where it fits, else from its beginning. */
export function reveal(element: HTMLElement): void {
  requestAnimationFrame(() => {
    const fits = element.offsetHeight < window.innerHeight * 0.6;
    element.scrollIntoView({ block: fits ? 'end' : 'start', behavior: 'auto' });
  });
}
