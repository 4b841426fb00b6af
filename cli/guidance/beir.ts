import { performance } from 'node:perf_hooks';
import { openDocuments } from '../../services/guidance/documents';
import type { Result } from '../output';
import { figuresOf, type Judged } from './figures';
import { readBeir } from './readBeir';

/** How many documents are looked at for a query. */
const DEPTH = 10;

/** Asks for every query of the folder, and counts where the documents that answer it came. No model, nothing but the texts. */
export async function beirCommand({ dir }: { readonly dir: string }): Promise<Result> {
  const { corpus, queries } = await readBeir(dir);
  const documents = await openDocuments(corpus, 'sv');
  const begun = performance.now();
  const judged = queries.map(({ text, relevant }): Judged => ({ found: documents.search(text, DEPTH), relevant }));
  const msPerQuery = (performance.now() - begun) / judged.length;
  const figures = { queries: judged.length, ...figuresOf(judged), msPerQuery };
  return { json: figures, lines: Object.entries(figures).map(([name, value]) => `${name.padEnd(12)} ${name === 'queries' ? value : value.toFixed(4)}`) };
}
