/**
 * The Bot Connector as far as notices go, in a process of its own so that nothing else delays it: counts what each person
 * sees, when each request came, and can be down. The parent sends jobs and gets one answer each.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';

const NUMBER = /[A-Z]{2,6}-[0-9A-Z]{4}-[0-9A-Z]{4}/;
/** How Teams is down: one request after another. */
const DOWN = ['drop', 500, 429, 'hang', 503, 'drop'];
/** Of so many requests one goes wrong though Teams is up. */
const EVERY = 50;
const UP = [429, 500, 'drop'];

/** When each request came, in milliseconds. */
const arrivals = [];
/** How often the notice of each case stands in a chat. */
const seen = new Map();
let down = false;
let lastSeenAt = 0;

function trouble() {
  const turn = arrivals.length;
  if (down) return DOWN[turn % DOWN.length];
  return turn % EVERY === 0 ? UP[(turn / EVERY) % UP.length] : undefined;
}

function count(number) {
  if (number === undefined) return;
  seen.set(number, (seen.get(number) ?? 0) + 1);
  lastSeenAt = Date.now();
}

const server = createServer((request, response) => {
  arrivals.push(performance.now());
  const how = trouble();
  let text = '';
  request.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  request.on('end', () => {
    if (how === 'hang') return;
    if (how === 'drop') {
      request.socket.destroy();
      return;
    }
    if (how === undefined) count(NUMBER.exec(text)?.[0]);
    response.writeHead(how ?? 201, { 'content-type': 'application/json', ...(how === 429 ? { 'retry-after': '1' } : {}) });
    response.end(how === undefined ? JSON.stringify({ id: `1:${arrivals.length}` }) : '{}');
  });
});

/** The most that came within any second. */
function mostInASecond() {
  let from = 0;
  let most = 0;
  for (const [to, at] of arrivals.entries()) {
    while (arrivals[from] <= at - 1000) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}

const JOBS = {
  async listen() {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { url: `http://127.0.0.1:${server.address().port}/` };
  },
  goDown: () => ((down = true), {}),
  comeBack: () => ((down = false), { at: Date.now() }),
  look: () => ({ seen: seen.size, requests: arrivals.length, lastSeenAt }),
  report: () => ({ seen: [...seen], mostInASecond: mostInASecond(), lastSeenAt }),
};

process.on('message', async ({ id, job }) => process.send({ id, ...(await JOBS[job]()) }));
process.on('disconnect', () => process.exit());
