import fc from 'fast-check';
import { computeRequestUnits, type CosmosOperation } from '../../services/store/cosmos/requestUnits';

const KB = 1_024;
const read = (kilobytes: number): number => computeRequestUnits({ kind: 'read', bytes: kilobytes * KB });
const create = (kilobytes: number, indexedPaths = 0): number => computeRequestUnits({ kind: 'create', bytes: kilobytes * KB, indexedPaths });
const query = (returned: number, kilobytesEach = 1): number => computeRequestUnits({ kind: 'query', bytes: returned * kilobytesEach * KB, returned });

const KINDS: readonly CosmosOperation['kind'][] = ['read', 'create', 'replace', 'upsert', 'delete', 'query'];

describe('computed request units', () => {
  it.each([[1, 1], [4, 1.3], [64, 10], [100, 10]])('are, for a point read of %d KB, the published %d', (kilobytes, published) => {
    expect(read(kilobytes)).toBeCloseTo(published, 6);
  });

  it.each([[1, 5.5], [4, 7], [64, 48], [100, 50]])('are, for an insert of %d KB that is not indexed, the published %d', (kilobytes, published) => {
    expect(create(kilobytes)).toBeCloseTo(published, 6);
  });

  it('are 15 for the published item of 1 KB with 25 indexed values', () => {
    expect(create(1, 25)).toBeCloseTo(15, 6);
  });

  it('are for a replace twice those of an insert, and for an upsert the same', () => {
    const operation = { bytes: 7 * KB, indexedPaths: 9 };
    const inserted = computeRequestUnits({ kind: 'create', ...operation });
    expect(computeRequestUnits({ kind: 'replace', ...operation })).toBeCloseTo(2 * inserted, 6);
    expect(computeRequestUnits({ kind: 'upsert', ...operation })).toBeCloseTo(2 * inserted, 6);
  });

  it('are for queries never below the published charge, and close to it', () => {
    const published: [number, number][] = [[query(1), 2.5], [query(7), 7], [query(10), 10], [query(1_000), 1_000], [query(1, 9.73), 3.19]];
    for (const [computed, charge] of published) {
      expect(computed).toBeGreaterThanOrEqual(charge);
      expect(computed).toBeLessThanOrEqual(charge + 1.5);
    }
    expect(query(100)).toBeGreaterThanOrEqual(70);
  });

  it('are never nothing: a read that finds nothing is 1, an empty page 2.5', () => {
    expect(read(0)).toBe(1);
    expect(computeRequestUnits({ kind: 'query', bytes: 0 })).toBe(2.5);
  });

  it('are in proportion to the size beyond what is published', () => {
    expect(read(200)).toBeCloseTo(20, 6);
    expect(create(200)).toBeCloseTo(100, 6);
  });

  it('never fall when documents grow, more values are indexed or more is returned', () => {
    const grown = fc.record({ kind: fc.constantFrom(...KINDS), bytes: fc.nat(300 * KB), returned: fc.nat(200), indexedPaths: fc.nat(30) });
    fc.assert(
      fc.property(grown, fc.nat(50 * KB), fc.nat(10), (operation, moreBytes, morePaths) => {
        const larger = { ...operation, bytes: operation.bytes + moreBytes, indexedPaths: operation.indexedPaths + morePaths };
        expect(computeRequestUnits(larger)).toBeGreaterThanOrEqual(computeRequestUnits(operation) - 1e-9);
      }),
    );
  });
});
