import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { loadEsbuild } from './build.mjs';

/** Where the server serves what `assets/` holds. The names carry a hash of the content, so browsers may keep them for ever. */
export const ASSETS_URL = '/assets/';

const PACKED = new Set(['.html', '.js', '.css', '.svg']);

/**
 * Builds every page of `web`, that is every folder with an index.html: `<out>/<folder>.html`, whose scripts, styles
 * and pictures are bundled from the files it names into `<out>/assets/`; with a .gz and a .br beside each text.
 */
export async function buildPages(web, out) {
  const pages = readdirSync(web, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(join(web, entry.name)).includes('index.html'))
    .map(({ name }) => ({ name, html: readFileSync(join(web, name, 'index.html'), 'utf8') }));
  const entries = pages.flatMap(({ name, html }) => references(html).map((reference) => resolve(web, name, reference)));
  const urls = await bundle(web, out, [...new Set(entries)]);
  for (const { name, html } of pages) {
    writeFileSync(join(out, `${name}.html`), replaceReferences(html, (reference) => urls.get(resolve(web, name, reference))));
  }
  await pack(out);
}

/** `src` and `href` of scripts, styles and pictures that name a file of the project: neither an address nor a place in the page. */
const REFERENCE = /(<(?:script|link|img)\b[^>]*?\s(?:src|href)=")(?![a-z]+:|\/|#)([^"]+)"/g;

function references(html) {
  return [...html.matchAll(REFERENCE)].map(([, , reference]) => reference);
}

function replaceReferences(html, urlOf) {
  return html.replace(REFERENCE, (_all, before, reference) => `${before}${urlOf(reference)}"`);
}

/** @returns {Promise<Map<string, string>>} entry file → its address */
async function bundle(web, out, entries) {
  mkdirSync(out, { recursive: true });
  const esbuild = await loadEsbuild();
  const { metafile } = await esbuild.build({
    absWorkingDir: web,
    entryPoints: entries,
    outbase: web,
    outdir: out,
    entryNames: 'assets/[dir]-[name]-[hash]',
    chunkNames: 'assets/[name]-[hash]',
    assetNames: 'assets/[name]-[hash]',
    publicPath: '/',
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'linked',
    loader: { '.svg': 'file', '.png': 'file', '.woff2': 'file', '.ico': 'file' },
    metafile: true,
    logLevel: 'warning',
  });
  return new Map(
    Object.entries(metafile.outputs)
      .filter(([, { entryPoint }]) => entryPoint !== undefined)
      .map(([file, { entryPoint }]) => [resolve(web, entryPoint), `/${relative(out, resolve(web, file)).split(sep).join('/')}`]),
  );
}

/** Packed once here, as small as it gets, so that the server packs nothing. */
async function pack(out) {
  const files = readdirSync(out, { recursive: true }).filter((name) => PACKED.has(extname(name)));
  await Promise.all(
    files.map(async (name) => {
      const text = readFileSync(join(out, name));
      writeFileSync(join(out, `${name}.gz`), await promisify(gzip)(text, { level: 9 }));
      writeFileSync(join(out, `${name}.br`), await promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }));
    }),
  );
}
