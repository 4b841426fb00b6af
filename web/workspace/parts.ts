import { byId } from './dom';
import { morph } from './morph';

/** Draws one part of a page; an empty list means that there is nothing to show there. */
export type Draw<T> = (value: T) => readonly Node[];

export interface Parts<T> {
  /** Draws every part again whose content would differ; focus inside a drawn part stays where it was. */
  draw(value: T): void;
  clear(): void;
  /** The first part in sight, to hold the page still by. */
  inSight(): Element | undefined;
}

/** A page of independent parts, each in the element with its id, so that a change in one leaves the others alone. */
export function createParts<T>(draws: Readonly<Record<string, Draw<T>>>): Parts<T> {
  const elements = new Map(Object.keys(draws).map((id) => [id, byId(id, HTMLElement)]));
  const drawn = new Map<string, string>();

  function put(element: HTMLElement, nodes: readonly Node[]): void {
    morph(element, nodes);
    element.hidden = nodes.length === 0;
  }

  return {
    draw(value) {
      for (const [id, draw] of Object.entries(draws)) {
        const element = elements.get(id);
        if (element === undefined) continue;
        const nodes = draw(value);
        const text = nodes.map((node) => (node instanceof Element ? node.outerHTML : (node.textContent ?? ''))).join('');
        if (drawn.get(id) === text) continue;
        drawn.set(id, text);
        put(element, nodes);
      }
    },
    clear() {
      drawn.clear();
      for (const element of elements.values()) element.replaceChildren();
    },
    inSight: () => [...elements.values()].find((element) => !element.hidden && element.getBoundingClientRect().top >= 0),
  };
}
