import type { Container } from '../../../services/store/ports';
import { CURRENT_VERSION, DocumentNewer, upgraded } from '../../../services/store/versions';
import { oldContainers, oldDocuments } from './oldDocuments';

/** What there was in each version. A new version needs stored documents of the one before, and its line here. */
const CONTAINERS_OF: Readonly<Record<number, readonly Container[]>> = {
  1: ['cases', 'identities', 'owners', 'receiptCodes', 'references', 'transcripts'],
};
const EARLIER = Array.from({ length: CURRENT_VERSION - 1 }, (_, index) => index + 1);

describe('documents of earlier versions', () => {
  it.each(EARLIER)('there are stored ones of version %i for each of its containers', (version) => {
    expect([...oldContainers(version)].sort()).toEqual(CONTAINERS_OF[version] ?? ['none named in this test']);
    for (const container of oldContainers(version)) expect(oldDocuments(version, container)).not.toEqual([]);
  });

  it('cases of version 1 say that they are of version 2, and keep every word', () => {
    for (const { body } of oldDocuments(1, 'cases')) expect(upgraded('cases', 1, body)).toEqual({ ...body, schema: 2 });
  });

  it.each(['identities', 'owners', 'receiptCodes', 'references', 'transcripts'] as const)('%s of version 1 stay as they are', (container) => {
    for (const { body } of oldDocuments(1, container)) expect(upgraded(container, 1, body)).toEqual(body);
  });

  it('leaves what it is given unchanged', () => {
    const { body } = oldDocuments(1, 'cases')[0]!;
    const before = structuredClone(body);
    upgraded('cases', 1, body);
    expect(body).toEqual(before);
  });

  it('a document of this version is given back as it is', () => {
    const body = { schema: CURRENT_VERSION };
    expect(upgraded('cases', CURRENT_VERSION, body)).toBe(body);
  });

  it('a document of a newer release is refused', () => {
    expect(() => upgraded('owners', CURRENT_VERSION + 1, {})).toThrow(DocumentNewer);
  });
});
