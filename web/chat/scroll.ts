/** How far from the end of the page still counts as reading the newest. */
const NEAR_PX = 160;

/** Between what is brought into sight and the bars. */
const GAP_PX = 8;

/** New on the page and to be brought into sight together. */
const fresh: HTMLElement[] = [];

/**
 * Brings something new into sight, where the person was reading the newest or `always`. What comes in one go is taken
 * together: all of it where it fits, else from its beginning, clear of the two bars.
 * Call it before the element is on the page.
 */
export function reveal(element: HTMLElement, always = false): void {
  if (!always && fresh.length === 0 && !near()) return;
  fresh.push(element);
  // A frame later than the next: the bars have then their new heights.
  if (fresh.length === 1) requestAnimationFrame(() => requestAnimationFrame(bring));
}

/** Brings this alone into sight, whatever else came. */
export function revealOnly(element: HTMLElement): void {
  fresh.length = 0;
  reveal(element, true);
}

function near(): boolean {
  const { scrollHeight } = document.documentElement;
  return window.scrollY + window.innerHeight >= scrollHeight - NEAR_PX;
}

/** Not by scrollIntoView, which also moves the place that the Tab key starts from. */
function bring(): void {
  const there = fresh.splice(0).filter((element) => element.isConnected);
  const [first] = there;
  const last = there.at(-1);
  if (!first || !last) return;
  const above = first.getBoundingClientRect().top - bar('--bar-top') - GAP_PX;
  const below = last.getBoundingClientRect().bottom - (window.innerHeight - bar('--bar-bottom') - GAP_PX);
  if (above < 0 || below > above) window.scrollBy(0, above);
  else if (below > 0) window.scrollBy(0, below);
  const { activeElement } = document;
  if (there.some((element) => element.contains(activeElement))) activeElement?.scrollIntoView({ block: 'nearest' });
}

function bar(name: string): number {
  return Number.parseFloat(document.documentElement.style.getPropertyValue(name)) || 0;
}
