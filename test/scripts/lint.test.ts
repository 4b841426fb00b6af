import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './fixture';

interface Sample {
  readonly what: string;
  readonly file: string;
  readonly text: string;
  readonly rule?: string;
}

/** Lints the samples, each in a file of its own beside the one it names, and gives the rules they break; `config.ts` keeps its name. */
function lint(samples: readonly Sample[]): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'trygg-lint-'));
  const names = samples.map(({ file }, index) => (file === 'config.ts' ? file : join(dirname(file), `sample${index}.ts`)));
  try {
    for (const part of ['.oxlintrc.json', 'tsconfig.json', 'scripts/lint']) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    samples.forEach(({ text }, index) => {
      mkdirSync(join(folder, dirname(names[index]!)), { recursive: true });
      writeFileSync(join(folder, names[index]!), text);
    });
    const { stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'node_modules/oxlint/bin/oxlint'), '--format', 'json'], { cwd: folder, encoding: 'utf8' });
    if (stdout === '') throw new Error(stderr);
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code: string }[] };
    return names.map((name) => diagnostics.filter(({ filename }) => filename === name).map(({ code }) => code));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const CASES: readonly Sample[] = [
  { what: 'domain importing services', file: 'domain/person.ts', text: "export { people } from '../services/identity/people';\n", rule: 'trygg(layers)' },
  { what: 'domain importing a type of services', file: 'domain/person.ts', text: "export type A = import('../services/identity/people').People;\n", rule: 'trygg(layers)' },
  { what: 'domain importing a package', file: 'domain/person.ts', text: "export { z } from 'zod';\n", rule: 'trygg(layers)' },
  { what: 'domain importing Node', file: 'domain/person.ts', text: "export { join } from 'node:path';\n", rule: 'trygg(layers)' },
  { what: 'domain importing itself', file: 'domain/person.ts', text: "export { ROLES } from './board';\n" },
  { what: 'cards importing services', file: 'cards/types.ts', text: "export { people } from '../services/identity/people';\n", rule: 'trygg(layers)' },
  { what: 'cards importing domain and locales', file: 'cards/types.ts', text: "export { ROLES } from '../domain/board';\nexport { t } from '../locales';\n" },
  { what: 'services importing botbuilder', file: 'services/identity/people.ts', text: "export { TurnContext } from 'botbuilder';\n", rule: 'trygg(layers)' },
  { what: 'services requiring botbuilder later', file: 'services/identity/people.ts', text: "export const load = (): unknown => import('botbuilder');\n", rule: 'trygg(layers)' },
  { what: 'services importing bot', file: 'services/identity/people.ts', text: "export type { Turn } from '../../bot/turn';\n", rule: 'trygg(layers)' },
  { what: 'bot importing botbuilder', file: 'bot/turn.ts', text: "export { TurnContext } from 'botbuilder';\n" },
  { what: 'a dialogue importing http', file: 'bot/dialogues/mine.ts', text: "export { param } from '../../http/params';\n", rule: 'trygg(layers)' },
  { what: 'a channel importing http', file: 'bot/channels/directline/bucket.ts', text: "export { param } from '../../../http/params';\n" },
  { what: 'the database outside its folder', file: 'services/identity/people.ts', text: "export { default } from 'libsql';\n", rule: 'trygg(layers)' },
  { what: 'the environment outside config.ts', file: 'services/identity/people.ts', text: "export const host = process.env['HOST'];\n", rule: 'eslint(no-restricted-properties)' },
  { what: 'the environment by another way', file: 'services/identity/people.ts', text: "import { env } from 'node:process';\nexport const host = env['HOST'];\n", rule: 'eslint(no-restricted-imports)' },
  { what: 'the environment in config.ts', file: 'config.ts', text: "export const host = process.env['HOST'];\n" },
  { what: 'any', file: 'domain/person.ts', text: 'export const name = (value: any): string => String(value);\n', rule: 'typescript(no-explicit-any)' },
  { what: 'a promise nobody waits for', file: 'services/identity/people.ts', text: 'export function go(): void {\n  Promise.resolve();\n}\n', rule: 'typescript(no-floating-promises)' },
  { what: 'an error swallowed', file: 'services/identity/people.ts', text: 'try {\n  JSON.parse("");\n} catch {}\n', rule: 'eslint(no-empty)' },
  { what: 'writing to the console', file: 'services/identity/people.ts', text: "console.log('hej');\n", rule: 'eslint(no-console)' },
  { what: 'a guessable id', file: 'services/identity/people.ts', text: 'export const id = (): number => Math.random();\n', rule: 'eslint(no-restricted-properties)' },
  { what: 'a rule switched off in the file', file: 'services/identity/people.ts', text: "/* eslint-disable no-console */\nconsole.log('hej');\n", rule: 'eslint(no-console)' },
];

describe('lint', () => {
  const found = lint(CASES);

  it.each(CASES.map(({ what, rule }, index) => ({ what, rule, index })))('$what: $rule', ({ rule, index }) => {
    if (rule === undefined) expect(found[index]).toEqual([]);
    else expect(found[index]).toContain(rule);
  });

  it('is switched off in no file', () => {
    const files = spawnSync(process.execPath, [join(ROOT, 'node_modules/oxlint/bin/oxlint'), '--debug', 'files'], { cwd: ROOT, encoding: 'utf8' }).stdout.split('\n').filter((file) => /\.(ts|mjs)$/.test(file));
    expect(files.length).toBeGreaterThan(500);
    expect(files.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes(['oxlint', 'disable'].join('-')))).toEqual([]);
  });
});
