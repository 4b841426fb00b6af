import { rowLink } from './listRows';

/** J and K work only while a row has focus, so that they take no letter from anybody's own commands. */
const STEPS: Readonly<Record<string, number>> = { j: 1, J: 1, ArrowDown: 1, k: -1, K: -1, ArrowUp: -1 };

/** Arrow keys, J and K, Home and End move between the rows; Enter opens, as on any link. */
export function walkWithKeys(list: HTMLElement): void {
  list.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const items = [...list.children];
    const here = items.findIndex((item) => item.contains(document.activeElement));
    const target = here < 0 ? undefined : destination(event.key, here, items.length);
    const item = target === undefined ? undefined : items[target];
    if (item === undefined) return;
    event.preventDefault();
    rowLink(item).focus();
  });
}

function destination(key: string, here: number, count: number): number | undefined {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const step = STEPS[key];
  return step === undefined ? undefined : Math.min(count - 1, Math.max(0, here + step));
}
