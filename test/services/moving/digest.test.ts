import fc from 'fast-check';
import { NOTHING, withDocument } from '../../../services/moving/digest';
import type { RawDocument } from '../../../services/store/ports';

const document = (id: string, body: unknown): RawDocument => ({ key: { container: 'cases', partition: 'MHN', id }, derived: { status: 'received', severity: 1 }, body });
const held = (documents: readonly RawDocument[]) => documents.reduce(withDocument, NOTHING);
const some = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), body: fc.jsonValue() }), { selector: ({ id }) => id, minLength: 1, maxLength: 8 });

describe('what a container holds', () => {
  it('is the same in any order of documents and of their fields', () => {
    fc.assert(
      fc.property(some, (all) => {
        const documents = all.map(({ id, body }) => document(id, body));
        const turned = documents.toReversed().map((one) => ({ body: one.body, derived: { severity: 1, status: 'received' }, key: one.key }));
        expect(held(turned)).toEqual(held(documents));
      }),
      { numRuns: 50 },
    );
  });

  it('is another where one document is another, is missing or is there twice', () => {
    fc.assert(
      fc.property(some, (all) => {
        const documents = all.map(({ id, body }) => document(id, body));
        const first = documents[0]!;
        for (const other of [[{ ...first, body: { other: first.body } }], [], [first, first], [{ ...first, derived: { status: 'closed' } }]]) {
          expect(held([...other, ...documents.slice(1)]).hash).not.toBe(held(documents).hash);
        }
      }),
      { numRuns: 50 },
    );
  });
});
