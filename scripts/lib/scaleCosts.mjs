import { join } from 'node:path';
import { INDEXED, OPERATIONS, SIZES } from './scaleInputs.mjs';

/** The product's own rule for request units, bundled from its TypeScript. */
export async function loadRule(root) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({ absWorkingDir: root, entryPoints: [join('services', 'store', 'cosmos', 'requestUnits.ts')], bundle: true, write: false, format: 'esm', platform: 'node', target: 'node20', logLevel: 'warning' });
  const { computeRequestUnits } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
  return computeRequestUnits;
}

/**
 * What each operation costs: its requests with their containers, bytes and computed request units.
 * @param {(operation: object) => number} rule
 */
export function costsOf(rule) {
  const request = ([kind, container, bytes = SIZES[container], returned]) => ({
    kind,
    container,
    bytes,
    requestUnits: rule({ kind, bytes, returned, indexedPaths: INDEXED[container] ?? 0 }),
  });
  return Object.fromEntries(
    Object.entries(OPERATIONS).map(([name, requests]) => {
      const all = requests.map(request);
      return [name, { requests: all, requestUnits: sum(all.map((one) => one.requestUnits)), bytes: sum(all.map((one) => one.bytes)) }];
    }),
  );
}

export const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);
