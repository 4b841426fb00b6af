/**
 * Linter rule: which folder may import what. The table is the design's dependency rule; everything not named in
 * it is free. Static and dynamic imports, re-exports, type imports and `require` are all looked at.
 */
import { dirname, relative, resolve, sep } from 'node:path';

/** Folder → folders of this project it may import from; and whether it may import packages at all. A folder within one may have its own. */
export const LAYERS = {
  domain: { folders: ['domain'], packages: false },
  locales: { folders: ['locales', 'domain'], packages: false },
  cards: { folders: ['cards', 'domain', 'locales'], packages: false },
  services: { folders: ['services', 'cards', 'domain', 'locales'], packages: true },
  settings: { folders: ['settings'], packages: true },
  http: { folders: ['http', 'services', 'domain', 'locales'], packages: true },
  bot: { folders: ['bot', 'cards', 'services', 'domain', 'locales'], packages: true },
  // Channels are doors, as http is: they share how a request is read and refused.
  'bot/channels': { folders: ['bot', 'cards', 'http', 'services', 'domain', 'locales'], packages: true },
  web: { folders: ['web', 'domain', 'locales'], packages: true },
};

/** Packages that only some places of the product may import. Tests and benchmarks are no part of the product. */
export const OWNED_PACKAGES = [
  { pattern: /^(botbuilder|botframework)/, owners: ['bot/'] },
  { pattern: /^@azure\/cosmos/, owners: ['services/store/cosmos/'] },
  { pattern: /^@azure\/storage-blob/, owners: ['services/attachments/'] },
  { pattern: /^@azure\/identity/, owners: ['services/store/cosmos/', 'services/attachments/'] },
  { pattern: /^(mammoth|unpdf)(\/|$)/, owners: ['services/guidance/sources/'] },
  { pattern: /^openai(\/|$)/, owners: ['services/guidance/model/client.ts'] },
  { pattern: /^(libsql|better-sqlite3)/, owners: ['services/store/sqlite/'] },
];

const PRODUCT = /^(app|server|config|cli)\.ts$|^(bot|cards|cli|domain|http|services|settings|web|locales)\//;

/** Why `file` (path from the root, with forward slashes) may not import `source`; undefined when it may. */
export function whyNot(file, source) {
  if (!PRODUCT.test(file)) return undefined;
  const [folder, within] = file.split('/');
  const layer = LAYERS[`${folder}/${within}`] ?? LAYERS[folder];
  if (source.startsWith('.')) {
    const target = relative('/', resolve('/', dirname(file), source)).split(sep);
    const allowed = !layer || layer.folders.includes(target[0]);
    return allowed ? undefined : `${folder}/ imports only ${layer.folders.join(', ')}; not ${target[0]}`;
  }
  if (layer && !layer.packages) return `${folder}/ imports no package; not ${source}`;
  const owned = OWNED_PACKAGES.find(({ pattern }) => pattern.test(source));
  if (owned && !owned.owners.some((owner) => file.startsWith(owner))) return `only ${owned.owners.join(', ')} imports ${source}`;
  return undefined;
}

export const layers = {
  meta: { type: 'problem', schema: [], messages: { layer: 'Dependency rule: {{why}}.' } },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/');
    const check = (node) => {
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
      const why = whyNot(file, node.value);
      if (why) context.report({ node, messageId: 'layer', data: { why } });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source),
      TSExternalModuleReference: (node) => check(node.expression),
      CallExpression: (node) => {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require') check(node.arguments[0]);
      },
    };
  },
};
