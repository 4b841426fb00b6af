import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ALL, alone, frontDoor } from '../together/rooms';

const ROOT = resolve(__dirname, '../..');

interface Project {
  readonly displayName: string;
  readonly testMatch: readonly string[];
}

const project = (name: string): Project => {
  const { projects } = jest.requireActual<{ projects: readonly Project[] }>('../../jest.config.cjs');
  const found = projects.find(({ displayName }) => displayName === name);
  if (!found) throw new Error(`no project ${name}`);
  return found;
};

describe('the whole run', () => {
  it('has a room for every file of the tests through the front door, or runs it alone', () => {
    expect(readdirSync(join(ROOT, 'test', 'together')).filter((file) => file.endsWith('.test.ts')).sort()).toEqual(ALL.map((room) => `${room}.test.ts`).sort());
    expect(project('together').testMatch).toEqual(['<rootDir>/test/together/*.test.ts', ...alone().map((file) => `<rootDir>/test/${file}`)]);
  });

  it('finds the files that run when they are asked for', () => {
    const folders = /\{([a-z,]+)\}/.exec(project('integration').testMatch[0] ?? '')?.[1]?.split(',') ?? [];
    expect([...new Set(frontDoor().map((file) => file.split('/')[0]))].sort()).toEqual([...folders].sort());
  });
});
