import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Container, Derived, Write } from '../../../services/store/ports';

/** A document as a release has stored it. */
export interface OldDocument {
  readonly partition: string;
  readonly id: string;
  readonly derived: Derived;
  readonly body: Readonly<Record<string, unknown>>;
  readonly ttlSeconds?: number;
}

const folderOf = (version: number): string => join(__dirname, '../../fixtures/documents', `v${version}`);

/** Containers of which there are stored documents of that version. */
export const oldContainers = (version: number): readonly string[] =>
  existsSync(folderOf(version)) ? readdirSync(folderOf(version)).map((name) => name.replace(/\.json$/, '')) : [];

export const oldDocuments = (version: number, container: string): readonly OldDocument[] =>
  JSON.parse(readFileSync(join(folderOf(version), `${container}.json`), 'utf8')) as OldDocument[];

/** The writes that put them where they were. */
export const oldWrites = (version: number): readonly Write[] =>
  (oldContainers(version) as Container[]).flatMap((container) =>
    oldDocuments(version, container).map(({ partition, id, ...rest }) => ({ ...rest, key: { container, partition, id }, condition: { kind: 'create' } as const })),
  );
