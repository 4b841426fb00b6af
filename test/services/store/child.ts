/**
 * A second process on a store's file: `node child.js <file> <worker file>`. Says on one line that it holds the file, or
 * why not, then writes documents one after another and says each id once its write is acknowledged, until it is killed.
 */
import { openSqliteStore, StoreOpenError } from '../../../services/store/sqlite';

const say = (line: string): Promise<void> => new Promise((resolve) => process.stdout.write(`${line}\n`, () => resolve()));

async function main([file = '', workerFile = '']: readonly string[]): Promise<void> {
  const store = await openSqliteStore({ file, workerFile });
  await say('open');
  for (let n = 1; ; n += 1) {
    const id = `written-${n}`;
    const key = { container: 'cases', partition: 'child', id } as const;
    await store.write([{ key, body: { n, text: 'x'.repeat(6000) }, condition: { kind: 'create' } }]);
    await say(id);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  void say(error instanceof StoreOpenError ? error.code : String(error));
});
