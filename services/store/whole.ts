import type { Container, RawDocument, WholeStore } from './ports';

const PAGE = 200;

/** Every document of a container, a page at a time in memory. What is written meanwhile may be met or not. */
export async function* wholeContainer(store: WholeStore, container: Container): AsyncGenerator<RawDocument & { readonly etag: string }> {
  let cursor: string | undefined;
  do {
    const page = await store.scan(container, PAGE, cursor);
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}
