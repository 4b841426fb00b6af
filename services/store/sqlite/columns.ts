import type { Derived } from '../ports';

/** The values of a document's derived columns, in the order of {@link COLUMNS}. */
export type ColumnValues = readonly (string | number | null)[];

export const COLUMNS = ['status', 'audience', 'type', 'severity', 'newest', 'next_notice_at', 'barred', 'due_at', 'waiting', 'place_kind'] as const;

/** `derived` is the JSON text of a {@link Derived}, checked when the write was called. */
export function columnValues(derived: string): ColumnValues {
  const fields = JSON.parse(derived) as Derived;
  return [
    fields.status ?? '',
    fields.audience ?? '',
    fields.type ?? '',
    fields.severity ?? null,
    fields.receivedAt === undefined ? null : -Date.parse(fields.receivedAt),
    fields.nextNoticeAt ?? null,
    fields.barred?.length ? JSON.stringify(fields.barred) : null,
    fields.dueAt ?? null,
    fields.waiting ? 1 : null,
    fields.placeKind ?? null,
  ];
}

/** The hashes a document is found by; most have none, and are not parsed for that. */
export const foundIn = (derived: string): readonly string[] => (derived.includes('"found"') ? ((JSON.parse(derived) as Derived).found ?? []) : []);
