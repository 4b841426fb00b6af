import * as z from 'zod';
import { LOCALES } from '../../domain/locale';

const isoDate = z.iso.date();
const pages = z.union([z.string().regex(/^\d+(-\d+)?$/u), z.number().int().positive().transform(String)]);

const source = z.strictObject({
  document: z.string().min(1),
  heading: z.string().min(1),
  page: pages.optional(),
  quote: z.string().min(1).optional(),
});

/** What an editor writes above a passage's text. */
export const frontMatter = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/u),
  title: z.string().min(1),
  kind: z.enum(['proposal', 'view', 'general', 'routine']),
  sources: z.array(source).min(1),
  validFrom: isoDate.optional(),
  validTo: isoDate.optional(),
  boards: z.array(z.string().regex(/^[A-Z]{2,6}$/u)).default([]),
  audience: z.array(z.enum(['employee', 'elected'])).default([]),
  keywords: z.array(z.string().min(1)).default([]),
  /** The text says that the sources do not answer, and to whom to turn: given as help, never as the answer. */
  handsOver: z.boolean().default(false),
  /** Nobody has approved it yet: listed in the workspace, never answered from. */
  draft: z.boolean().default(false),
  /** For a passage that lies outside `sv/` and `en/`. */
  locale: z.enum(LOCALES).optional(),
  updated: isoDate,
});
export type FrontMatter = z.infer<typeof frontMatter>;

/** `documents.yaml`: what the keys in `sources` stand for. Further fields are the editors' own. */
export const documentList = z.record(
  z.string(),
  z.looseObject({
    /** Name of the source file; absent for a law or an authority's page, which is then known by its key. */
    file: z.string().min(1).optional(),
    title: z.strictObject({ sv: z.string().min(1), en: z.string().min(1) }),
  }),
);
export type DocumentList = z.infer<typeof documentList>;

/** One line for the log: where in the front matter the first mistakes stand. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${issue.path.length > 0 ? issue.path.join('.') : 'front matter'}: ${issue.message}`)
    .join('; ');
}
