import type { RawDocument, Store, WholeStore } from '../../../../services/store/ports';
import { create, freshPartition, key } from './documents';

type Scanned = RawDocument & { readonly etag: string };

/** Looking through everything there is. */
export function scanContract(store: () => Store & WholeStore): void {
  async function scanned(limit: number): Promise<readonly Scanned[]> {
    const all: Scanned[] = [];
    for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
      const page = await store().scan('references', limit, cursor);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      all.push(...page.items);
      cursor = page.nextCursor;
    }
    return all;
  }

  it('gives every document of a container once, with what it is made of', async () => {
    const [one, other] = [freshPartition(), freshPartition()];
    const at = [key(one, 'a', 'references'), key(one, 'b', 'references'), key(other, 'a', 'references')] as const;
    const derived = { status: 'received', found: ['h'] };
    await store().write([create(key(one, 'elsewhere')), ...at.map((place, n) => create(place, { n }, derived))]);
    await store().write([{ ...create(key(other, 'kept for a while', 'references')), ttlSeconds: 3_600 }]);
    const etags = await Promise.all(at.map(async (place) => (await store().read(place))?.etag));
    for (const limit of [1, 2, 100]) {
      const found = (await scanned(limit)).filter(({ key: { partition } }) => partition === one || partition === other);
      const lasting = found.filter(({ ttlSeconds }) => ttlSeconds === undefined);
      const sorted = [...lasting].sort((a, b) => (JSON.stringify(a.key) < JSON.stringify(b.key) ? -1 : 1));
      expect(sorted).toEqual(at.map((place, n) => ({ key: place, derived, body: { n }, etag: etags[n] })));
      const [passing] = found.filter(({ ttlSeconds }) => ttlSeconds !== undefined);
      expect(passing?.ttlSeconds).toBeGreaterThan(3_500);
      expect(passing?.ttlSeconds).toBeLessThanOrEqual(3_600);
    }
  });

  it('refuses a cursor it never gave', async () => {
    await expect(store().scan('references', 5, 'x')).rejects.toMatchObject({ code: 'invalid_cursor' });
  });
}
