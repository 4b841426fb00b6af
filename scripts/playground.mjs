/**
 * `npm run playground [-- --bot URL --employee-port N --coordinator-port N --json]`: two of Microsoft's Agents
 * Playgrounds against a running bot, one as an employee of MHN, one as its coordinator. Ctrl-C stops both.
 */
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { portFrom, readArgs } from './lib/args.mjs';
import { isUp, startEmulator } from './lib/emulator.mjs';
import { loadEnv } from './lib/env.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Plain, run, say } from './lib/log.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** The bot's address for messages; a bare address of the server will do. */
function botUrl(given) {
  const address = given ?? `http://${process.env.HOST || '127.0.0.1'}:${process.env.PORT || '3978'}`;
  if (!URL.canParse(address)) throw new Plain(`--bot must be an address such as http://127.0.0.1:3978, not "${address}"`);
  const url = new URL(address);
  if (url.pathname === '/') url.pathname = '/api/messages';
  return url.href;
}

async function stopAll(emulators) {
  await Promise.all(emulators.map((emulator) => emulator.stop()));
}

/** Resolves with the exit code: 0 when a person stops them, 1 when one ends by itself. */
async function untilStopped(emulators) {
  const asked = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve(undefined));
  });
  const ended = await Promise.race([asked, ...emulators.map((emulator) => emulator.ended.then(() => emulator))]);
  if (ended === undefined) return 0;
  // Ctrl-C in a terminal reaches the Playgrounds too, and may end one before this process hears of it.
  if ((await Promise.race([asked.then(() => 'asked'), sleep(200)])) === 'asked') return 0;
  say(`The Playground at ${ended.url} has ended.`);
  return 1;
}

await run(async () => {
  const options = readArgs({
    bot: { type: 'string' },
    'employee-port': { type: 'string', default: '56150' },
    'coordinator-port': { type: 'string', default: '56151' },
    json: { type: 'boolean', default: false },
  });
  await ensureInstalled(ROOT);
  loadEnv(ROOT);
  const bot = botUrl(options.bot);
  if (!(await isUp(new URL('/', bot)))) throw new Plain(`No bot answers at ${bot}. Start it first, in another terminal: npm start`);
  const emulators = [];
  try {
    for (const key of ['employee', 'coordinator']) {
      const port = portFrom(options[`${key}-port`], `${key}-port`);
      emulators.push(await startEmulator({ key, port, bot, root: ROOT }));
    }
    const [employee, coordinator] = emulators.map(({ url }) => url);
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ ready: true, bot, employee, coordinator })}\n`
        : `Employee of MHN:    ${employee}\nCoordinator of MHN: ${coordinator}\nBoth talk to ${bot}. Ctrl-C stops them.\n`,
    );
    process.exitCode = await untilStopped(emulators);
  } finally {
    await stopAll(emulators);
  }
});
