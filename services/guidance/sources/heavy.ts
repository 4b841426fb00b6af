import { readFile } from 'node:fs/promises';
import { decoded, nameOf, type HeavyReader } from './contents';
import { SourceProblem } from './problem';
import { readText } from './read';

/** Reads documents that take long, one after another. */
export function heavyReader(): HeavyReader {
  return {
    read: async ({ path, format, file }) => {
      if (format !== 'text') throw new SourceProblem('unreadable', `the format ${format} is not read`);
      return readText(decoded(await readFile(path)), nameOf(file));
    },
  };
}
