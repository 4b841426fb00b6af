import type { Container } from './ports';

/** Version of the documents that this release writes. Raised with a step below and stored documents of the version before in the tests. */
export const CURRENT_VERSION = 2;

/** A newer release has written the document: this one does not know what is in it. */
export class DocumentNewer extends Error {
  override readonly name = 'DocumentNewer';
  readonly code = 'document_newer';
  constructor(container: Container, version: number) {
    super(`a document in ${container} has version ${version}; this release knows ${CURRENT_VERSION}`);
  }
}

type Step = (container: Container, body: unknown) => unknown;

/** `STEPS[n]` turns a body of version n + 1 into one of version n + 2. */
const STEPS: readonly Step[] = [fromFirst];

/**
 * A body as this release knows it, from one that an earlier release has written. Pure; what needs no change is given
 * back as it is.
 * @param version 1 for the documents of the first release, which stood unsealed
 * @throws {DocumentNewer}
 */
export function upgraded(container: Container, version: number, body: unknown): unknown {
  if (version > CURRENT_VERSION) throw new DocumentNewer(container, version);
  return STEPS.slice(version - 1).reduce((older, step) => step(container, older), body);
}

/** Version 2: cases say their version themselves. The rest is as it was, but sealed. */
function fromFirst(container: Container, body: unknown): unknown {
  return container === 'cases' && typeof body === 'object' && body !== null ? { ...body, schema: 2 } : body;
}
