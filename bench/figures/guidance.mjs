import { join } from 'node:path';
import { bundled } from '../bundle.mjs';
import { ROOT, startWorker } from '../processes.mjs';
import { median, percentile } from '../statistics.mjs';

/** Texts in BEIR's format, where a checkout has them beside it; else they are made up. */
const CORPORA = join(ROOT, '..', 'shared', 'eval', 'beir');

/** The guidance's search over many passages, next to lunr and to SQLite's FTS5 over the same in the same run. */
export async function guidanceSearch({ plan }) {
  const program = startWorker(await bundled('bench/guidance.ts'));
  const { texts, ours, lunr, fts } = await program.do('measure', { passages: plan.passages, questions: plan.questions, corpora: CORPORA });
  await program.stop();
  const figure = (metric, unit, value, baseline) => ({ bench: 'guidance', metric, unit, value, ...(baseline === undefined ? {} : { baseline, ratio: value / baseline }) });
  return [
    figure('passages', 'passages', texts),
    figure('build', 'ms', ours.buildMs, lunr.buildMs),
    figure('buildAgainstFts5', 'ms', ours.buildMs, fts.buildMs),
    figure('build.longestWait', 'ms', ours.longest),
    figure('memory', 'MB', ours.megabytes),
    figure('query.p50', 'ms', median(ours.queries), median(lunr.queries)),
    figure('queryAgainstFts5.p50', 'ms', median(ours.queries), median(fts.queries)),
    figure('query.p99', 'ms', percentile(ours.queries, 0.99)),
    figure('answer.p50', 'ms', median(ours.answers)),
    figure('answer.p99', 'ms', percentile(ours.answers, 0.99)),
  ];
}
