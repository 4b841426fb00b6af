const { mapped } = require('./test/setup/programs.cjs');

/** @type {import('jest').Config} */
const common = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] },
  // What is loaded only when it is needed is named with its ending, which TypeScript asks for in an import().
  moduleNameMapper: { '^(.*/store/cosmos/index)\\.js$': '$1', ...mapped },
  globalSetup: '<rootDir>/test/setup/programs.cjs',
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/test-output'],
};

module.exports = {
  projects: [
    { ...common, displayName: 'unit', testMatch: ['<rootDir>/test/{domain,cards,locales,guidance,unit}/**/*.test.ts'] },
    { ...common, displayName: 'integration', testMatch: ['<rootDir>/test/{services,instances,bot,http,manifest,scripts}/**/*.test.ts'] },
    // The same in few processes: what the whole run uses.
    { ...common, displayName: 'together', testMatch: ['<rootDir>/test/together/*.test.ts', '<rootDir>/test/bot/failures.test.ts'] },
    // Programs of their own that run for a minute and wait most of it: they run beside the rest.
    { ...common, displayName: 'long', testMatch: ['<rootDir>/test/long/**/*.test.ts'] },
    { ...common, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.test.ts'] },
  ],
  // Compiled tests are kept from run to run, unlike what the tests themselves leave in the temporary folder.
  cacheDirectory: '<rootDir>/node_modules/.cache/trygg/transforms',
  testSequencer: '<rootDir>/test/setup/longestFirst.cjs',
  testTimeout: 30_000,
};
