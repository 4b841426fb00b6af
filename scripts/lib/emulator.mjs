import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Plain } from './log.mjs';

const START_TIMEOUT_MS = 30_000;

/** Directory object ids that config/boards.demo.json gives to people of MHN; the first is the Playground's own default user. */
const PEOPLE = [
  { key: 'employee', id: 'user-id-0', last: '20', name: 'Anställd MHN' },
  { key: 'elected', id: 'user-id-1', last: '21', name: 'Förtroendevald MHN' },
  { key: 'coordinator', id: 'user-id-2', last: '22', name: 'Säkerhetssamordnare MHN' },
  { key: 'deputy', id: 'user-id-3', last: '23', name: 'Biträdande samordnare MHN' },
  { key: 'independent', id: 'user-id-4', last: '24', name: 'Oberoende mottagare MHN' },
  { key: 'manager', id: 'user-id-5', last: '25', name: 'Chef MHN' },
];

/**
 * The settings of one Agents Playground: `key` is its user, everybody else of PEOPLE is in its group chat and team
 * (it wants exactly five). Conversation ids differ between Playgrounds, so that one bot can serve several.
 */
export function emulatorConfig(key) {
  const user = ({ id, last, name }) => ({
    id,
    name,
    userPrincipleName: `${id}@trygg.example`,
    aadObjectId: `00000000-0000-0000-0000-00000000000${last}`,
    givenName: name,
    surname: 'MHN',
    email: `${id}@trygg.example`,
  });
  return {
    version: '0.1.1',
    tenantId: '00000000-0000-0000-0000-0000000000001',
    bot: { id: '00000000-0000-0000-0000-00000000000011', name: 'Trygg' },
    currentUser: user(PEOPLE.find((person) => person.key === key)),
    users: PEOPLE.filter((person) => person.key !== key).map(user),
    personalChat: { id: `personal-${key}` },
    groupChat: { id: `group-${key}`, name: 'Gruppchatt' },
    team: { id: `team-${key}`, name: 'MHN', aadGroupId: `group-of-team-${key}`, channels: [{ id: `channel-${key}`, name: 'Säkerhet' }] },
  };
}

/**
 * Starts an Agents Playground in a folder of its own and waits until it answers.
 * @param {{ key: 'employee' | 'coordinator', port: number, bot: string, root: string }} options `bot` is the address of /api/messages
 * @returns {Promise<{ url: string, ended: Promise<number>, stop(): Promise<void> }>}
 */
export async function startEmulator({ key, port, bot, root }) {
  await claim(port);
  const folder = mkdtempSync(join(tmpdir(), `trygg-playground-${key}-`));
  // JSON is YAML too.
  writeFileSync(join(folder, '.m365agentsplayground.yml'), JSON.stringify(emulatorConfig(key), null, 2));
  const cli = join(root, 'node_modules', '@microsoft', 'm365agentsplayground', 'cli.js');
  const args = [cli, 'start', '-e', bot, '-c', 'msteams', '-p', String(port), '--dt'];
  const child = spawn(process.execPath, args, { cwd: folder, env: ownEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output = `${output}${chunk}`.slice(-4000)));
  const ended = new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1))).finally(() => rmSync(folder, { recursive: true, force: true }));
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 3000);
    await ended;
    clearTimeout(late);
  };
  const url = `http://localhost:${port}`;
  const up = await Promise.race([answers(url), ended.then(() => false)]);
  if (up) return { url, ended, stop };
  await stop();
  throw new Plain(`The Playground of the ${key} did not start on port ${port}:\n${output}`);
}

/** Settings meant for other Playgrounds, or for this bot, must not leak in. */
function ownEnvironment() {
  const foreign = /^(M365_AGENTS_PLAYGROUND_|TEAMS_APP_TEST_TOOL_|TEAMSAPPTESTER_|AUTH_|DEFAULT_CHANNEL_ID$|BOT_ENDPOINT$)/;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), TEAMSAPPTESTER_BROWSER: 'none' };
}

/** The Playground would take another port in silence. */
function claim(port) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => reject(new Plain(`Port ${port} is in use: stop what runs there, or choose another port.`)));
    probe.listen(port, () => probe.close(resolve));
  });
}

async function answers(url) {
  for (const end = Date.now() + START_TIMEOUT_MS; Date.now() < end; await sleep(100)) {
    if (await isUp(url)) return true;
  }
  return false;
}

/** True when something answers there at all, whatever it says. */
export async function isUp(url) {
  try {
    await fetch(url, { signal: AbortSignal.timeout(2000) });
    return true;
  } catch {
    return false;
  }
}
