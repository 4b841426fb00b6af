import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Entry {
  readonly resolved?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(join(__dirname, '../../package-lock.json'), 'utf8')) as { packages: Record<string, Entry> };

/** Where Node would find the package from there: in the nearest node_modules upwards. */
function find(from: string, name: string): string | undefined {
  const here = join(from, 'node_modules', name);
  if (packages[here]) return here;
  return from === '' || from === '.' ? undefined : find(dirname(from), name);
}

describe('the lock file', () => {
  it('holds every package that another needs, those for other systems too, or npm ci refuses it', () => {
    const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => find(path, name) === undefined).map((name) => `${path} needs ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it('names no registry, so that every machine uses its own', () => {
    expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });
});
