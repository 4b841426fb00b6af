import { spawnSync } from 'node:child_process';
import { ROOT } from './fixture';

/** Lints the texts as if they stood in those files, in one go, since ESLint takes seconds to start. */
function lint(samples: readonly { file: string; text: string }[]): string[][] {
  const script = `
    import { ESLint } from 'eslint';
    const eslint = new ESLint();
    const rules = [];
    for (const { file, text } of ${JSON.stringify(samples)}) {
      const [{ messages }] = await eslint.lintText(text, { filePath: file });
      rules.push(messages.map(({ ruleId, message }) => ruleId ?? message));
    }
    console.log(JSON.stringify(rules));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT, encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}

/** Files that are there, so that types are known; their text is replaced. */
const CASES: readonly { what: string; file: string; text: string; rule?: string }[] = [
  { what: 'domain importing services', file: 'domain/person.ts', text: "export { people } from '../services/identity/people';\n", rule: 'trygg/layers' },
  { what: 'domain importing a type of services', file: 'domain/person.ts', text: "export type A = import('../services/identity/people').People;\n", rule: 'trygg/layers' },
  { what: 'domain importing a package', file: 'domain/person.ts', text: "export { z } from 'zod';\n", rule: 'trygg/layers' },
  { what: 'domain importing Node', file: 'domain/person.ts', text: "export { join } from 'node:path';\n", rule: 'trygg/layers' },
  { what: 'domain importing itself', file: 'domain/person.ts', text: "export { ROLES } from './board';\n" },
  { what: 'cards importing services', file: 'cards/types.ts', text: "export { people } from '../services/identity/people';\n", rule: 'trygg/layers' },
  { what: 'cards importing domain and locales', file: 'cards/types.ts', text: "export { ROLES } from '../domain/board';\nexport { t } from '../locales';\n" },
  { what: 'services importing botbuilder', file: 'services/identity/people.ts', text: "export { TurnContext } from 'botbuilder';\n", rule: 'trygg/layers' },
  { what: 'services requiring botbuilder later', file: 'services/identity/people.ts', text: "export const load = (): unknown => import('botbuilder');\n", rule: 'trygg/layers' },
  { what: 'services importing bot', file: 'services/identity/people.ts', text: "export type { Turn } from '../../bot/turn';\n", rule: 'trygg/layers' },
  { what: 'bot importing botbuilder', file: 'bot/turn.ts', text: "export { TurnContext } from 'botbuilder';\n" },
  { what: 'a dialogue importing http', file: 'bot/dialogues/mine.ts', text: "export { param } from '../../http/params';\n", rule: 'trygg/layers' },
  { what: 'a channel importing http', file: 'bot/channels/directline/bucket.ts', text: "export { param } from '../../../http/params';\n" },
  { what: 'the database outside its folder', file: 'services/identity/people.ts', text: "export { default } from 'libsql';\n", rule: 'trygg/layers' },
  { what: 'the environment outside config.ts', file: 'services/identity/people.ts', text: "export const host = process.env['HOST'];\n", rule: 'no-restricted-properties' },
  { what: 'the environment by another way', file: 'services/identity/people.ts', text: "import { env } from 'node:process';\nexport const host = env['HOST'];\n", rule: 'no-restricted-imports' },
  { what: 'the environment in config.ts', file: 'config.ts', text: "export const host = process.env['HOST'];\n" },
  { what: 'any', file: 'domain/person.ts', text: 'export const name = (value: any): string => String(value);\n', rule: '@typescript-eslint/no-explicit-any' },
  { what: 'a promise nobody waits for', file: 'services/identity/people.ts', text: 'export function go(): void {\n  Promise.resolve();\n}\n', rule: '@typescript-eslint/no-floating-promises' },
  { what: 'an error swallowed', file: 'services/identity/people.ts', text: 'try {\n  JSON.parse("");\n} catch {}\n', rule: 'no-empty' },
  { what: 'writing to the console', file: 'services/identity/people.ts', text: "console.log('hej');\n", rule: 'no-console' },
  { what: 'a guessable id', file: 'services/identity/people.ts', text: 'export const id = (): number => Math.random();\n', rule: 'no-restricted-properties' },
  { what: 'a rule switched off in the file', file: 'services/identity/people.ts', text: "/* eslint-disable no-console */\nconsole.log('hej');\n", rule: 'no-console' },
];

describe('lint', () => {
  const found = lint(CASES);

  it.each(CASES.map(({ what, rule }, index) => ({ what, rule, index })))('$what: $rule', ({ rule, index }) => {
    if (rule === undefined) expect(found[index]).toEqual([]);
    else expect(found[index]).toContain(rule);
  });
});
