import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { compiled } from '../../helpers/store';
import { PLACES } from './places';

/** Megabytes: many times the limit of one file, so that holding even a third of it would show. */
const SIZE = 100;
const ALLOWED = 50;

it.each(PLACES)('a file on its way into and out of %s is at no time whole in memory', async (_name, open) => {
  const { place, dispose } = await open();
  try {
    const child = compiled('test/services/attachments/memory.child.ts', 'attachments-memory');
    const { stdout } = await promisify(execFile)(process.execPath, [child, JSON.stringify(place), String(SIZE)]);
    const { grownBy, right } = JSON.parse(stdout) as { readonly grownBy: number; readonly right: boolean };
    expect(right).toBe(true);
    expect(grownBy).toBeLessThan(ALLOWED);
  } finally {
    await dispose();
  }
});
