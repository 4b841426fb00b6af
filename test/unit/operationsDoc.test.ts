import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS } from '../../config';
import { ROLES } from '../../domain/board';

const ROOT = join(__dirname, '../..');
const text = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

describe('docs/operations.md', () => {
  it('has a row for every setting, and none for another', () => {
    const settings = text.slice(text.indexOf('## Settings'), text.indexOf('## The boards file'));
    const rows = [...settings.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual([...SETTINGS].sort());
  });

  it('names commands that are there', () => {
    const named = [...text.matchAll(/`npm (?:run )?(start|test|[\w:]+)(?: -- [^`]*)?`/g)].map(([, name]) => name!).filter((name) => name !== 'ci');
    expect(named).toEqual(expect.arrayContaining(['start', 'test', 'playground', 'package']));
    for (const name of named) {
      const [, script = ''] = /^node (\S+)$/.exec(scripts[name] ?? '') ?? [];
      expect({ name, there: existsSync(join(ROOT, script)) && script !== '' }).toEqual({ name, there: true });
    }
  });

  it('names every role', () => {
    expect(text).toContain(`Roles: \`${ROLES.join(' ')}\``);
  });
});
