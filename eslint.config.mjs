import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { layers } from './scripts/lint/layers.mjs';

const NODE_GLOBALS = Object.fromEntries(
  ['Buffer', 'URL', 'AbortController', 'AbortSignal', 'clearTimeout', 'console', 'fetch', 'process', 'setTimeout', 'setInterval', 'clearInterval', 'setImmediate'].map((name) => [name, 'readonly']),
);

const SOURCES = ['*.ts', 'bot/**/*.ts', 'cards/**/*.ts', 'domain/**/*.ts', 'http/**/*.ts', 'services/**/*.ts', 'locales/**/*.ts', 'settings/**/*.ts', 'cli/**/*.ts', 'web/**/*.ts'];

const ENVIRONMENT_ONLY_IN_CONFIG = { object: 'process', property: 'env', message: 'Only config.ts reads the environment.' };

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'test-output/', 'coverage/', 'data/', 'jest.config.cjs'] },
  // A check that can be switched off in the file it checks is no check.
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { trygg: { rules: { layers } } },
    rules: {
      'trygg/layers': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, 'ts-ignore': true, 'ts-nocheck': true }],
      // Our objects are closures with no `this`, so their methods may be passed on alone.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      eqeqeq: 'error',
      'no-empty': 'error',
      'no-param-reassign': 'error',
      'prefer-const': 'error',
      'max-depth': ['error', 4],
    },
  },
  {
    files: SOURCES,
    rules: {
      'no-console': 'error',
      'no-restricted-properties': ['error', ENVIRONMENT_ONLY_IN_CONFIG, { object: 'Math', property: 'random', message: 'Use node:crypto: ids must not be guessable.' }],
      'no-restricted-imports': [
        'error',
        { paths: ['process', 'node:process'].map((name) => ({ name, importNames: ['env'], message: 'Only config.ts reads the environment.' })) },
      ],
      complexity: ['error', 15],
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['web/**/*.ts'],
    rules: {
      // A view is one closure over its elements.
      'max-lines-per-function': ['error', { max: 150, skipBlankLines: true, skipComments: true }],
      // Used there to spread reconnections over time, never for ids.
      'no-restricted-properties': ['error', ENVIRONMENT_ONLY_IN_CONFIG],
    },
  },
  { files: ['config.ts'], rules: { 'no-restricted-properties': 'off' } },
  // The entry prints the addresses and start-up errors for a person, before and beside the log.
  { files: ['server.ts'], rules: { 'no-console': 'off' } },
  {
    // Tests reach into answers and fixtures they have just asserted on; Jest's own matchers are typed as any.
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'no-restricted-properties': ['error', { object: 'test', property: 'only' }, { object: 'it', property: 'only' }, { object: 'describe', property: 'only' }],
    },
  },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.recommended],
    languageOptions: { globals: NODE_GLOBALS },
    rules: { '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, varsIgnorePattern: '^_' }], 'no-undef': 'error', 'no-empty': 'error', eqeqeq: 'error', 'prefer-const': 'error', complexity: ['error', 15] },
  },
);
