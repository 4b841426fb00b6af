/**
 * A process that seals, stores and reads a large file: `node child.js <place as JSON> <megabytes>`. Says on one line by
 * how many megabytes the most memory it ever held grew over that of a first small file, and whether the bytes were right.
 */
import { createHash, randomBytes } from 'node:crypto';
import { openAttachments, type AttachmentsPlace } from '../../../services/attachments';
import type { Keyring } from '../../../services/keys/ports';

const MEGABYTE = 1024 * 1024;
const key = randomBytes(32);
const keyring: Keyring = { ensure: () => Promise.resolve(key), find: () => Promise.resolve(key), cached: () => key, derived: () => key, dispose: () => Promise.resolve() };

async function* random(megabytes: number): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < megabytes * 16; n += 1) {
    yield randomBytes(MEGABYTE / 16);
    await Promise.resolve();
  }
}

const peak = (): number => process.resourceUsage().maxRSS / 1024;

async function main([place = '', megabytes = '']: readonly string[]): Promise<void> {
  const files = await openAttachments(JSON.parse(place) as AttachmentsPlace, keyring);
  const pass = async (size: number): Promise<boolean> => {
    const stored = await files.put('case-a', random(size), size * MEGABYTE);
    const hash = createHash('sha256');
    for await (const chunk of (await files.open('case-a', stored.id)) ?? []) hash.update(chunk as Buffer);
    return hash.digest('hex') === stored.sha256;
  };
  await pass(4);
  const before = peak();
  const right = await pass(Number(megabytes));
  process.stdout.write(JSON.stringify({ grownBy: Math.round(peak() - before), right }));
}

void main(process.argv.slice(2));
