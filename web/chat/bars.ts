/**
 * Keeps `--bar-top` and `--bar-bottom` as tall as the bars that stand over the page, so that what is scrolled or
 * tabbed to is never under one of them.
 */
export function watchBars(): void {
  const bars = [
    ['--bar-top', document.querySelector<HTMLElement>('.top')],
    ['--bar-bottom', document.querySelector<HTMLElement>('.bottom')],
  ] as const;
  const measure = (): void => {
    for (const [name, bar] of bars) {
      const height = bar && getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight : 0;
      document.documentElement.style.setProperty(name, `${height}px`);
    }
  };
  const observer = new ResizeObserver(measure);
  for (const [, bar] of bars) if (bar) observer.observe(bar);
  addEventListener('resize', measure);
  measure();
}
