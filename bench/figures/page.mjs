import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Plain } from '../../scripts/lib/log.mjs';
import { ROOT } from '../processes.mjs';

/** Bytes over the wire, gzipped, of everything that opening `/` can load, next to Web Chat's bundles. */
export async function firstLoad({ trygg }) {
  const value = await bytesOf(trygg.port);
  const webChat = (name) => gzipSync(readFileSync(join(ROOT, 'node_modules', 'botframework-webchat', 'dist', name)), { level: 9 }).length;
  const against = (metric, baseline) => ({ bench: 'page', metric, unit: 'bytes', value, baseline, ratio: value / baseline });
  return [against('firstLoad', webChat('webchat.js')), against('firstLoadAgainstMinimal', webChat('webchat-minimal.js'))];
}

/** Follows what a page and its scripts and styles name of our own, also what is loaded later only. */
async function bytesOf(port) {
  const found = new Set(['/']);
  let bytes = 0;
  for (const path of found) {
    const { size, text } = await get(port, path);
    bytes += size;
    for (const [, name] of text.matchAll(/["'(](\/assets\/[\w.-]+\.(?:js|css|svg|png|woff2))["')]/g)) found.add(name);
  }
  if (found.size < 3) throw new Plain('The page names no script and style.');
  return bytes;
}

/** The body's size as it is sent, and its text. */
async function get(port, path) {
  const size = await sizeOf(port, path);
  const text = await (await fetch(`http://127.0.0.1:${port}${path}`)).text();
  return { size, text };
}

function sizeOf(port, path) {
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: '127.0.0.1', path, headers: { 'accept-encoding': 'gzip' } }, (response) => {
      let size = 0;
      response.on('data', (chunk) => (size += chunk.length));
      response.on('end', () => (response.statusCode === 200 ? resolve(size) : reject(new Plain(`${path} answered ${response.statusCode}.`))));
    });
    asked.once('error', reject).end();
  });
}
