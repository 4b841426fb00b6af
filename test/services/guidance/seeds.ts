import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openGuidance } from '../../../services/guidance';
import type { Guidance } from '../../../services/guidance/types';

const ROOT = resolve(__dirname, '../../..');
const SHARED = resolve(ROOT, '../shared');

/** Two boards' answers as they came, beside the checkout of whoever works on Trygg. */
export const SEEDS = join(SHARED, 'seeds');
export const DEV_QUESTIONS = join(SHARED, 'eval', 'questions.dev.json');
export const seedsPresent = existsSync(SEEDS) && existsSync(DEV_QUESTIONS);
export const SYNONYMS = join(ROOT, 'guidance', 'synonyms.yaml');

const warn = (problem: unknown): never => {
  throw new Error(JSON.stringify(problem));
};

/** The guidance over the documents alone; a problem with any of them fails the test. */
export const openSeeds = (): Promise<Guidance> => openGuidance({ dir: SEEDS, log: { warn }, synonyms: SYNONYMS });

/** The product's own guidance; a problem with any of its files fails the test. */
export const openOwn = (): Promise<Guidance> => openGuidance({ dir: join(ROOT, 'guidance'), log: { warn } });
