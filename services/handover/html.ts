import { createHash } from 'node:crypto';

/** Text as HTML shows it, whatever is in it. */
export function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

export interface Page {
  readonly html: string;
  /** Content-Security-Policy for its answer: nothing but its own style sheet, no script, no form, no frame. */
  readonly policy: string;
}

/** A page that stands alone. The policy stands in it too: opened as a blob it has no headers. */
export function page({ lang, title, style, body }: { readonly lang: string; readonly title: string; readonly style: string; readonly body: string }): Page {
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`;
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${escaped(policy)}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><title>${escaped(title)}</title><style>${style}</style>`;
  return { html: `<!doctype html>\n<html lang="${lang}"><head>${head}</head><body>${body}</body></html>\n`, policy: `${policy}; frame-ancestors 'none'` };
}
