/**
 * The little Markdown that cards use, as DOM nodes: **strong**, _emphasis_, [links](https://…), `- ` and `1. ` lists,
 * blank lines between paragraphs, and backslash before a sign that is meant as itself.
 * No HTML is ever made from text: whatever is not one of these is shown as it was written.
 */
export function markdown(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const block of blocks(text)) fragment.append(block);
  return fragment;
}

const BULLET = /^\s*[-*] +/;
const NUMBER = /^\s*\d{1,2}[.)] +/;

function blocks(text: string): Node[] {
  const lines = text.split(/\r\n?|\n/);
  const found: Node[] = [];
  let start = 0;
  while (start < lines.length) {
    const kind = kindOf(lines[start] ?? '');
    let end = start + 1;
    while (end < lines.length && kindOf(lines[end] ?? '') === kind) end += 1;
    const run = lines.slice(start, end);
    if (kind === 'text') found.push(paragraph(run));
    else if (kind !== 'blank') found.push(list(run, kind));
    start = end;
  }
  return found;
}

function kindOf(line: string): 'blank' | 'ul' | 'ol' | 'text' {
  if (line.trim() === '') return 'blank';
  if (BULLET.test(line)) return 'ul';
  return NUMBER.test(line) ? 'ol' : 'text';
}

function paragraph(lines: readonly string[]): HTMLElement {
  const element = document.createElement('p');
  lines.forEach((line, index) => {
    if (index > 0) element.append(document.createElement('br'));
    element.append(...inline(line));
  });
  return element;
}

function list(lines: readonly string[], kind: 'ul' | 'ol'): HTMLElement {
  const element = document.createElement(kind);
  const first = kind === 'ol' ? Number.parseInt(lines[0] ?? '', 10) : 1;
  if (element instanceof HTMLOListElement && first > 1) element.start = first;
  for (const line of lines) {
    const item = document.createElement('li');
    item.append(...inline(line.replace(kind === 'ul' ? BULLET : NUMBER, '')));
    element.append(item);
  }
  return element;
}

/** One sign that stands for itself, a link, strong, emphasis; each ends on its own line. */
const INLINE =
  /\\([\\`*_{}[\]()#+\-.!~>|<&])|\[((?:\\.|[^\]\\])+)\]\(([^()\s]+)\)|\*\*((?:\\.|[^*\\])+)\*\*|(?<![\p{L}\p{N}])_((?:\\.|[^_\\])+)_(?![\p{L}\p{N}])/gu;

function inline(text: string): Node[] {
  const nodes: Node[] = [];
  let from = 0;
  for (const match of text.matchAll(INLINE)) {
    nodes.push(document.createTextNode(text.slice(from, match.index)));
    nodes.push(span(match));
    from = match.index + match[0].length;
  }
  nodes.push(document.createTextNode(text.slice(from)));
  return nodes;
}

function span(match: RegExpMatchArray): Node {
  const [whole, escaped, linkText, href, strong, emphasis] = match;
  if (escaped !== undefined) return document.createTextNode(escaped);
  if (linkText !== undefined && href !== undefined) return link(linkText, href) ?? document.createTextNode(whole);
  const element = document.createElement(strong === undefined ? 'em' : 'strong');
  element.append(...inline(strong ?? emphasis ?? ''));
  return element;
}

function link(text: string, href: string): HTMLElement | undefined {
  const anchor = anchorTo(href);
  anchor?.append(...inline(text));
  return anchor;
}

/** A link that opens beside the page; undefined for an address that is neither web, mail nor telephone. */
export function anchorTo(href: string): HTMLAnchorElement | undefined {
  let url: URL;
  try {
    url = new URL(href, location.href);
  } catch {
    return undefined;
  }
  if (!['https:', 'http:', 'mailto:', 'tel:', 'sms:'].includes(url.protocol)) return undefined;
  const anchor = document.createElement('a');
  anchor.href = url.href;
  anchor.rel = 'noopener noreferrer';
  if (url.protocol.startsWith('http')) anchor.target = '_blank';
  return anchor;
}
