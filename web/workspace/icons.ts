import type { Severity } from '../../domain/severity';

const SVG = 'http://www.w3.org/2000/svg';

/** Outlines in a box of 20 by 20: `solid` is filled with the text colour, `cut` is drawn on top in the surface's. */
interface Shape {
  readonly solid?: string;
  readonly line?: string;
  readonly cut?: string;
}

const SHAPES = {
  // Four shapes that differ without colour: octagon, triangle, diamond, ring.
  critical: { solid: 'M6.3 1h7.4L19 6.3v7.4L13.7 19H6.3L1 13.7V6.3z', cut: 'M10 5v6.2M10 14.4v.2' },
  high: { solid: 'M10 1.8 19.2 18H.8z', cut: 'M10 7.2v5M10 15v.2' },
  medium: { line: 'M10 2.2 17.8 10 10 17.8 2.2 10z' },
  low: { line: 'M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12z' },
  check: { line: 'm3.5 10.5 4.3 4.3L16.5 6' },
  waiting: { line: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 5.8V10l3 2' },
  failed: { solid: 'M10 1.8 19.2 18H.8z', cut: 'M10 7.2v5M10 15v.2' },
  closed: { line: 'M4 10h12' },
  hidden: { line: 'M2 10s3-5.5 8-5.5S18 10 18 10s-3 5.5-8 5.5S2 10 2 10zM3.5 17.5l13-15' },
  file: { line: 'M5 1.8h6.5L16 6.3v11.9H5zM11 2v5h5' },
  image: { line: 'M2.5 4h15v12h-15zM3 14l4.5-4.5 3.2 3.2 2.3-2.2 4 3.7M13 7.6v.1' },
  back: { line: 'm12 4-6 6 6 6' },
} satisfies Readonly<Record<string, Shape>>;

export type IconName = keyof typeof SHAPES;

/** A small picture beside a word that says the same: hidden from those who hear the page. */
export function icon(name: IconName): SVGSVGElement {
  const shape: Shape = SHAPES[name];
  const svg = document.createElementNS(SVG, 'svg');
  for (const [key, value] of Object.entries({ viewBox: '0 0 20 20', class: 'icon', 'aria-hidden': 'true', focusable: 'false' })) {
    svg.setAttribute(key, value);
  }
  for (const part of ['solid', 'line', 'cut'] as const) {
    const outline = shape[part];
    if (outline === undefined) continue;
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', outline);
    path.setAttribute('class', `icon-${part}`);
    svg.append(path);
  }
  return svg;
}

/** The icon of a severity. */
export function severityIcon(severity: Severity): SVGSVGElement {
  return icon(severity);
}
