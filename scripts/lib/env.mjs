import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Takes the settings of `.env` in that folder into this process, where there is one. What is set already wins. */
export function loadEnv(root) {
  const file = join(root, '.env');
  if (!existsSync(file)) return;
  for (const [name, value] of Object.entries(parseEnv(readFileSync(file, 'utf8')))) process.env[name] ??= value;
}

const LINE = /^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=[ \t]*("[^"\n]*"|'[^'\n]*'|[^#\n]*)/gm;

/** `NAME=value` lines, quoted or not, as Node's own parser (20.12 and later) reads them. */
export function parseEnv(text) {
  return Object.fromEntries([...text.replace(/\r\n?/g, '\n').matchAll(LINE)].map(([, name, value]) => [name, unquoted(value.trim())]));
}

function unquoted(value) {
  return /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;
}
