/**
 * Makes the children of `parent` look like `wanted` while whatever is alike stays the same element: focus, what is being
 * typed, what was unfolded and where it was scrolled survive. Elements are told apart by tag and `data-key`; what stands in
 * an element with `data-slot` belongs to somebody else and is left alone.
 */
export function morph(parent: Element, wanted: readonly Node[]): void {
  const keyed = new Map([...parent.children].filter((child) => keyOf(child) !== '').map((child) => [keyOf(child), child]));
  const kept = new Set<Node>();
  let place = parent.firstChild;
  for (const node of wanted) {
    const key = keyOf(node);
    while (place !== null && kept.has(place)) place = place.nextSibling;
    const match = key === '' ? place : (keyed.get(key) ?? null);
    if (match === null || kept.has(match) || !isAlike(match, node)) {
      kept.add(node);
      parent.insertBefore(node, place);
      continue;
    }
    kept.add(match);
    if (match === place) place = place.nextSibling;
    else parent.insertBefore(match, place);
    bringUpToDate(match, node);
  }
  for (const child of [...parent.childNodes]) if (!kept.has(child)) child.remove();
}

const keyOf = (node: Node): string => (node instanceof HTMLElement ? (node.dataset['key'] ?? '') : '');

function isAlike(one: Node, other: Node): boolean {
  return one.nodeName === other.nodeName && keyOf(one) === keyOf(other);
}

function bringUpToDate(present: Node, wanted: Node): void {
  if (!(present instanceof Element) || !(wanted instanceof Element)) {
    if (present.nodeValue !== wanted.nodeValue) present.nodeValue = wanted.nodeValue;
    return;
  }
  for (const { name } of [...present.attributes]) if (!wanted.hasAttribute(name) && !isReaders(present, name)) present.removeAttribute(name);
  for (const { name, value } of wanted.attributes) if (present.getAttribute(name) !== value) present.setAttribute(name, value);
  if (present instanceof HTMLInputElement && wanted instanceof HTMLInputElement) present.checked = wanted.checked;
  if (!present.hasAttribute('data-slot')) morph(present, [...wanted.childNodes]);
}

/** What the reader has unfolded stays so; what has the focus keeps the place it was given in the order of Tab. */
function isReaders(element: Element, name: string): boolean {
  return (element instanceof HTMLDetailsElement && name === 'open') || (name === 'tabindex' && element === document.activeElement);
}
