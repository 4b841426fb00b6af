import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Plain } from './log.mjs';

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What Teams demands of the icons, in pixels. Source: "Teams app icon for Teams Store and app bar", Microsoft Learn. */
const ICONS = { 'color.png': 192, 'outline.png': 32 };

/**
 * The files of the Teams app, checked: name → content.
 * @param {string} root the checkout
 * @param {Record<string, string | undefined>} settings the environment
 * @throws {Plain} with every setting that is missing or wrong, or every way in which the result breaks Teams' rules
 */
export async function appFiles(root, settings) {
  const { id, url } = readSettings(settings);
  const folder = join(root, 'manifest');
  const { version } = readJson(join(root, 'package.json'));
  const filled = { APP_ID: id, PUBLIC_URL: url.href.replace(/\/$/, ''), PUBLIC_DOMAIN: url.hostname, VERSION: version };
  const manifest = JSON.parse(fill(readFileSync(join(folder, 'manifest.json'), 'utf8'), filled));
  const english = readJson(join(folder, 'en.json'));
  const icons = Object.fromEntries(Object.keys(ICONS).map((name) => [name, readFileSync(join(folder, name))]));
  const problems = [...(await schemaProblems(folder, manifest, english)), ...translationProblems(manifest, english), ...iconProblems(icons)];
  if (problems.length > 0) throw new Plain(`The Teams app is not right:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  return { 'manifest.json': toBytes(manifest), 'en.json': toBytes(english), ...icons };
}

function readSettings({ MicrosoftAppId: id, PUBLIC_URL: address }) {
  const problems = [];
  const url = address && URL.canParse(address) ? new URL(address) : undefined;
  if (!id) problems.push("MicrosoftAppId is not set: the Teams app needs the id of the bot's registration.");
  else if (!GUID.test(id)) problems.push('MicrosoftAppId must be a GUID, as it stands in the registration of the bot.');
  if (!address) problems.push('PUBLIC_URL is not set: Teams opens the workspace there, by https.');
  else if (url?.protocol !== 'https:' || url.search || url.hash) problems.push('PUBLIC_URL must be an https address, such as https://trygg.example.se');
  if (problems.length > 0) throw new Plain(problems.join('\n'));
  return { id, url };
}

function fill(template, values) {
  return template.replace(/\$\{([A-Z_]+)\}/g, (_place, name) => values[name]);
}

async function schemaProblems(folder, manifest, english) {
  const problems = [];
  for (const [name, schemaFile, data] of [
    ['manifest.json', 'MicrosoftTeams-v1.25.schema.json', manifest],
    ['en.json', 'MicrosoftTeams-v1.25.Localization.schema.json', english],
  ]) {
    const validate = await validator(join(folder, 'schemas', schemaFile));
    if (!validate(data)) problems.push(...validate.errors.map(({ instancePath, message }) => `${name}${instancePath}: ${message}`));
  }
  return problems;
}

/** Compiled once for each text of a schema: that takes a second. */
const validators = new Map();

async function validator(file) {
  const text = readFileSync(file, 'utf8');
  if (!validators.has(text)) {
    const { default: ajvModule } = await import('ajv');
    const Ajv = ajvModule.default ?? ajvModule;
    // The schemas are draft 04, which Ajv no longer names, but use nothing that has changed since.
    const { $schema: _draft, ...schema } = JSON.parse(text);
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, formats: { uri: (value) => URL.canParse(value) } });
    validators.set(text, ajv.compile(schema));
  }
  return validators.get(text);
}

/** Every text that the schema lets one translate is translated, and nothing else. */
function translationProblems(manifest, english) {
  const wanted = new Set(translatable(manifest));
  const given = Object.keys(english).filter((key) => key !== '$schema');
  return [
    ...[...wanted].filter((key) => !given.includes(key)).map((key) => `en.json lacks ${key}`),
    ...given.filter((key) => !wanted.has(key)).map((key) => `en.json translates ${key}, which manifest.json does not have`),
  ];
}

function translatable(manifest) {
  const commands = manifest.bots[0].commandLists.flatMap((list, l) =>
    list.commands.flatMap((_command, c) => ['title', 'description'].map((part) => `bots[0].commandLists[${l}].commands[${c}].${part}`)),
  );
  const tabs = manifest.staticTabs.flatMap((tab, index) => (tab.name ? [`staticTabs[${index}].name`] : []));
  return ['name.short', 'name.full', 'description.short', 'description.full', ...commands, ...tabs];
}

function iconProblems(icons) {
  return Object.entries(ICONS).flatMap(([name, side]) => {
    const { width, height } = pngSize(icons[name]);
    return width === side && height === side ? [] : [`${name} must be ${side} × ${side} pixels, not ${width} × ${height}`];
  });
}

/** Width and height stand first in a PNG's first chunk. */
export function pngSize(bytes) {
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));
const toBytes = (value) => Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
