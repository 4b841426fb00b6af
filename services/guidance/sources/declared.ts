import * as z from 'zod';
import type { Localised } from '../../../domain/locale';
import type { Passage } from '../types';

const isoDate = z.iso.date();
const localised = z.union([z.string().trim().min(1).transform((text): Localised => ({ sv: text, en: text })), z.strictObject({ sv: z.string().min(1), en: z.string().min(1) })]);

const FIELDS = {
  title: localised,
  kind: z.enum(['proposal', 'view', 'general', 'routine']),
  boards: z.array(z.string().regex(/^[A-Z]{2,6}$/u)),
  audience: z.array(z.enum(['employee', 'elected'])),
  keywords: z.array(z.string().min(1)),
  locale: z.enum(['sv', 'en']),
  diaryNumber: z.union([z.string().trim().min(1), z.number().transform(String)]),
  validFrom: isoDate,
  validTo: isoDate,
  updated: isoDate,
} as const;

/** What an editor says of a document: in its front matter, or in `documents.yaml` under its file's name. */
export interface Declared {
  readonly title?: Localised;
  readonly kind?: Passage['kind'];
  readonly boards?: Passage['boards'];
  readonly audience?: Passage['audience'];
  readonly keywords?: Passage['keywords'];
  readonly locale?: Passage['locale'];
  readonly diaryNumber?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly updated?: string;
}

/** Reads field by field: one that is wrong is left out and named, the others hold. Further fields are the editors' own. */
export function declaredOf(data: unknown): { readonly declared: Declared; readonly mistakes: readonly string[] } {
  const declared: Record<string, unknown> = {};
  const mistakes: string[] = [];
  const given: Record<string, unknown> = typeof data === 'object' && data !== null ? { ...data } : {};
  for (const [name, schema] of Object.entries(FIELDS)) {
    if (given[name] === undefined || given[name] === null) continue;
    const parsed = schema.safeParse(given[name]);
    if (parsed.success) declared[name] = parsed.data;
    else mistakes.push(`${name}: ${parsed.error.issues[0]?.message ?? 'invalid'}`);
  }
  return { declared, mistakes };
}
