/** How far from the end of the page still counts as reading the newest. */
const NEAR_PX = 160;

/** True where the newest of the conversation is in sight, so that it may be followed. */
export function near(): boolean {
  const { scrollHeight } = document.documentElement;
  return window.scrollY + window.innerHeight >= scrollHeight - NEAR_PX;
}

/**
 * Brings something new into sight, clear of the two bars: all of it where it fits, else from its beginning.
 * Not by scrollIntoView, which also moves the place that the Tab key starts from.
 */
export function reveal(element: HTMLElement): void {
  // A frame later than the next: the bars have then their new heights.
  requestAnimationFrame(() => requestAnimationFrame(() => bring(element)));
}

function bring(element: HTMLElement): void {
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  const { top, bottom } = element.getBoundingClientRect();
  const above = top - (Number.parseFloat(scrollPaddingTop) || 0);
  const below = bottom - (window.innerHeight - (Number.parseFloat(scrollPaddingBottom) || 0));
  if (above < 0 || below > above) window.scrollBy(0, above);
  else if (below > 0) window.scrollBy(0, below);
  const { activeElement } = document;
  if (element.contains(activeElement)) activeElement?.scrollIntoView({ block: 'nearest' });
}
