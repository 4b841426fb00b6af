import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const DOCUMENTS = `
amn: { file: amn.txt, title: { sv: Yttrande från AMN, en: Statement of AMN } }
law: { title: { sv: Brottsbalken, en: The Criminal Code } }
`;

const made: string[] = [];

/** A guidance folder of its own, from paths and contents; `documents.yaml` comes with it. */
export async function guidanceFolder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'trygg-guidance-'));
  made.push(dir);
  for (const [path, content] of Object.entries({ 'documents.yaml': DOCUMENTS, ...files })) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
  return dir;
}

export async function removeFolders(): Promise<void> {
  await Promise.all(made.splice(0).map((dir) => rm(dir, { recursive: true, force: true })));
}

/** One passage file; `extra` is further front matter. */
export function passageFile(id: string, title: string, text: string, extra = ''): string {
  return `---
id: ${id}
title: ${JSON.stringify(title)}
kind: proposal
sources:
  - { document: amn, heading: Ärendet, page: 2-3 }
updated: 2026-01-15
${extra}
---

${text}
`;
}

/** The program of the thread that reads documents, which is compiled once for all test files. */
export function sourceWorkerFile(): string {
  const file = process.env['TRYGG_TEST_SOURCE_WORKER'];
  if (file === undefined) throw new Error('the reading thread is compiled by test/setup');
  return file;
}
