import { WORKSPACES_BY_HOUR } from './scaleInputs.mjs';

const HOUR = 3_600;

/** How many of `count` timers with that period ring in each second of it: each started at a moment of its own. */
function phases(count, period, random) {
  const slots = new Array(period).fill(0);
  for (let one = 0; one < count; one += 1) slots[random.below(period)] += 1;
  return slots;
}

function everyPeriod({ operation, period, cause, count, from, to, inLargestBoard, random, book }) {
  const slots = phases(count, period, random);
  for (let second = from; second < to; second += 1) book.add(operation, second, cause, inLargestBoard, slots[second % slots.length]);
}

/** On how many instances at least one of these workspaces is open: each goes to one by chance. */
function instancesWith(workspaces, instances, random) {
  const taken = new Set();
  for (let one = 0; one < workspaces; one += 1) taken.add(random.below(instances));
  return taken.size;
}

function opened(workspaces, share, random) {
  let open = 0;
  for (let one = 0; one < workspaces; one += 1) if (random.chance(share)) open += 1;
  return open;
}

/** The workspaces of one hour: instances that poll, in the largest board and in all others together, and the lists asked for. */
function openInHour(inputs, hour, random) {
  const share = WORKSPACES_BY_HOUR[hour];
  const largest = opened(inputs.workspacesLargestBoard, share, random);
  const result = { largestPolls: instancesWith(largest, inputs.instances, random), otherPolls: 0, largest, others: 0 };
  for (let board = 1; board < inputs.boards; board += 1) {
    const open = opened(inputs.workspacesPerBoard, share, random);
    result.others += open;
    result.otherPolls += instancesWith(open, inputs.instances, random);
  }
  return result;
}

function lists({ workspaces, from, inLargestBoard, inputs, random, book }) {
  const count = Math.round(workspaces * inputs.listsPerWorkspaceHour);
  for (let one = 0; one < count; one += 1) book.add('listCases', from + random.next() * HOUR, 'lists of cases', inLargestBoard);
}

/**
 * What runs whether anybody reports or not: polls of open workspaces, their lists, sweeps and leases.
 * @returns {{ largest: number, other: number }[]} by hour: instances that poll the largest board, and on average another one
 */
export function background({ inputs, firstHour, random, book }) {
  const end = inputs.hours * HOUR;
  const sweep = { operation: 'noticeSweep', period: inputs.sweepSeconds, cause: 'sweeps for notices' };
  const lease = { operation: 'leaseRenewal', period: inputs.leaseSeconds, cause: 'leases' };
  for (const timer of [sweep, lease]) {
    everyPeriod({ ...timer, count: 1, from: 0, to: end, inLargestBoard: true, random, book });
    everyPeriod({ ...timer, count: inputs.boards - 1, from: 0, to: end, inLargestBoard: false, random, book });
  }
  return Array.from({ length: inputs.hours }, (_, index) => {
    const [from, to] = [index * HOUR, (index + 1) * HOUR];
    const open = openInHour(inputs, (firstHour + index) % 24, random);
    const poll = { operation: 'workspacePoll', period: inputs.pollSeconds, cause: 'polls of open workspaces', from, to, random, book };
    everyPeriod({ ...poll, count: open.largestPolls, inLargestBoard: true });
    everyPeriod({ ...poll, count: open.otherPolls, inLargestBoard: false });
    lists({ workspaces: open.largest, from, inLargestBoard: true, inputs, random, book });
    lists({ workspaces: open.others, from, inLargestBoard: false, inputs, random, book });
    return { largest: open.largestPolls, other: open.otherPolls / Math.max(1, inputs.boards - 1) };
  });
}
