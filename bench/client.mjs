/**
 * The people who load a server, in a process of their own. The parent sends jobs and gets one answer each:
 * `prepare` brings people to where their measured turn begins, `run` sends turns over keep-alive connections.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from './connection.mjs';
import { cardIn, Person } from './people.mjs';

const PATH = '/api/messages';
/** Connections used to prepare: more than are measured, so that a slow disk delays it less. */
const PREPARING = 48;

/** People who are ready, by the name of their group. */
const groups = new Map();
const stopped = new Set();

async function withConnections(port, count, work) {
  const connections = await Promise.all(Array.from({ length: count }, () => Connection.open(port)));
  try {
    return await Promise.all(connections.map(work));
  } finally {
    for (const connection of connections) connection.close();
  }
}

async function ask(connection, text) {
  const { status, body } = await connection.post(PATH, text);
  if (status !== 200) throw new Error(`answered ${status}: ${body.toString().slice(0, 300)}`);
  return body;
}

const READY = {
  person: () => undefined,
  draft: (person, card) => person.writeDraft(card),
  case: (person, card) => person.makeCase(card),
};

async function prepare({ port, group, count, until }) {
  const people = groups.get(group) ?? [];
  groups.set(group, people);
  let begun = 0;
  await withConnections(port, Math.min(PREPARING, count), async (connection) => {
    while (begun < count) {
      begun += 1;
      const person = new Person();
      await READY[until](person, async (text) => cardIn(await ask(connection, text)));
      people.push(person);
    }
  });
  return {};
}

/**
 * Takes turns until `ms` have passed or `atMost` turns are begun. `submit` uses people up, all else goes round.
 * `cpuMs` is what this process itself took.
 */
async function run({ id, port, group, turn, connections, ms, atMost }) {
  const people = groups.get(group);
  const latencies = [];
  let begun = 0;
  let start;
  let end;
  const before = process.cpuUsage();
  await withConnections(port, connections, async (connection) => {
    start ??= performance.now();
    while (begun < atMost && performance.now() - start < ms && !stopped.has(id)) {
      begun += 1;
      const person = people.shift();
      const { text, expects } = person[turn]();
      const sent = performance.now();
      const body = await ask(connection, text);
      end = performance.now();
      latencies.push(end - sent);
      if (!body.includes(expects)) throw new Error(`${turn}: the answer has no ${expects}: ${body.toString().slice(0, 2000)}`);
      if (turn !== 'submit') people.push(person);
    }
  });
  stopped.delete(id);
  const { user, system } = process.cpuUsage(before);
  return { turns: latencies.length, ms: end - start, latencies, cpuMs: (user + system) / 1000 };
}

/** One of a group: the case's number and how many steps were saved into it. */
function sample({ group }) {
  const [person] = groups.get(group);
  return { number: person.number, saved: person.saved };
}

/** Asks for these paths in turn, as that person, until `atMost` answers have come. */
async function look({ port, paths, bearer, connections, atMost }) {
  const latencies = [];
  let begun = 0;
  const start = performance.now();
  await withConnections(port, connections, async (connection) => {
    while (begun < atMost) {
      const path = paths[begun % paths.length];
      begun += 1;
      const sent = performance.now();
      const { status, body } = await connection.get(path, bearer);
      latencies.push(performance.now() - sent);
      if (status !== 200) throw new Error(`${path}: ${status} ${body.toString().slice(0, 300)}`);
    }
  });
  return { turns: latencies.length, ms: performance.now() - start, latencies };
}

/**
 * Visits one after another over so many connections, at a fixed rate of turns: a question, a report and two added
 * answers. A turn's wait counts from when it was due, so that a server which falls behind shows it.
 */
async function steady({ port, rate, connections, ms }) {
  const start = performance.now();
  const latencies = [];
  let begun = 0;
  await withConnections(port, connections, async (connection) => {
    const turn = async (text) => {
      const due = start + (begun / rate) * 1000;
      begun += 1;
      await sleep(Math.max(0, due - performance.now()));
      const body = await ask(connection, text);
      latencies.push(performance.now() - due);
      return cardIn(body);
    };
    while (performance.now() - start < ms) await new Person().visit(turn);
  });
  return { turns: latencies.length, ms: performance.now() - start, latencies };
}

const JOBS = { prepare, run, look, sample, steady };

process.on('message', async ({ id, job, ...options }) => {
  if (job === 'stop') {
    stopped.add(options.run);
    return;
  }
  try {
    process.send({ id, ...(await JOBS[job]({ id, ...options })) });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});
process.on('disconnect', () => process.exit());
