import { Plain } from '../../scripts/lib/log.mjs';
import { median, medianRound, rateOf } from '../statistics.mjs';

export const CONNECTIONS = 16;
/** Askers: many more than connections, as in a city. */
export const PEOPLE = 64;

/**
 * Turns a second of a question and of a report step (an answer added to a case and saved), each next to the echo bot
 * in the same round.
 */
export async function turns({ client, echo, trygg, plan }) {
  await client.do('prepare', { port: trygg.port, group: 'cases', count: plan.cases, until: 'case' });
  const run = (port, group, turn) => client.do('run', { port, group, turn, connections: CONNECTIONS, ms: plan.roundMs, atMost: plan.roundTurns });
  const round = async () => ({
    ...echoed(await run(echo.port, 'echo', 'echo')),
    question: rateOf(await run(trygg.port, 'askers', 'question')),
    reportStep: rateOf(await run(trygg.port, 'cases', 'step')),
  });
  await round();
  const rounds = [];
  while (rounds.length < plan.rounds) rounds.push(await round());
  await requireSaved(client, trygg);
  const figure = (metric) => ({ bench: 'turns', metric, unit: 'turns/s', ...medianRound(rounds.map((one) => ({ value: one[metric], baseline: one.echo }))) });
  return [
    { bench: 'turns', metric: 'echo', unit: 'turns/s', value: median(rounds.map((one) => one.echo)) },
    { bench: 'turns', metric: 'echo.clientCpu', unit: 'share of a core', value: median(rounds.map((one) => one.clientCpu)) },
    figure('question'),
    figure('reportStep'),
  ];
}

/** With how busy the client was: near 1 it would be the client that is measured. */
const echoed = (run) => ({ echo: rateOf(run), clientCpu: run.cpuMs / run.ms });

/** A rate counts only where each step that was sent stands in its case. @throws {Plain} */
async function requireSaved(client, { port }) {
  const { number, saved } = await client.do('sample', { group: 'cases' });
  const response = await fetch(`http://127.0.0.1:${port}/api/cases/${number}`, { headers: { authorization: 'Bearer demo:coordinator-amn' } });
  const { timeline = [] } = await response.json();
  const found = timeline.filter((entry) => entry.kind === 'added').length;
  if (found !== saved) throw new Plain(`${saved} steps were sent into a case that shows ${found}.`);
}
