import { SIZES } from './scaleInputs.mjs';

const HOUR = 3_600;
const QUESTIONS = 'questions';
const REPORTS = 'reports';
const CASEWORK = 'work on cases';

/** The page's stream between two moments: read fast just after a step, slowly otherwise. */
function stream({ from, to, inputs, book }) {
  book.open(from, to);
  const slowFrom = Math.min(to, from + inputs.streamActiveSeconds);
  for (let at = from; at < slowFrom; at += inputs.streamFastSeconds) book.add('streamRead', at, 'open chat pages');
  for (let at = slowFrom; at < to; at += inputs.streamIdleSeconds) book.add('streamRead', at, 'open chat pages');
}

/** Steps one after another; on the intranet the page reads its stream, and stays open a while after the last. Answers when the last step was. */
function walk({ from, steps, cause, onIntranet, inLargestBoard, context }) {
  const { inputs, random, book } = context;
  let [at, last] = [from, from];
  steps.forEach((operation, index) => {
    book.add(operation, at, cause, inLargestBoard);
    last = at;
    at += random.gap(index === steps.length - 1 ? inputs.lingerSeconds : inputs.secondsPerTurn);
    if (onIntranet) stream({ from: last, to: at, inputs, book });
  });
  return last;
}

/** A case was written: every instance that polls its board gets it, some of them twice. */
function changed({ at, inLargestBoard, context }) {
  const { inputs, costs, pollers, book } = context;
  const hour = Math.min(pollers.length - 1, Math.floor(at / HOUR) % pollers.length);
  const polls = inLargestBoard ? pollers[hour].largest : pollers[hour].other;
  book.surcharge('cases', at, polls * inputs.returnsPerChange * costs.oneCase, 'polls of open workspaces', inLargestBoard);
}

function onCase(operation, at, inLargestBoard, context, cause = CASEWORK) {
  context.book.add(operation, at, cause, inLargestBoard);
  if (operation !== 'openCase') changed({ at, inLargestBoard, context });
}

/** What a new case leads to on its first day: notices, acknowledgement, reading and commands. */
function casework(at, inLargestBoard, context) {
  const { inputs, random } = context;
  changed({ at, inLargestBoard, context });
  for (let one = 0; one < inputs.recipientsPerReport; one += 1) onCase('noticeDelivery', at + 1 + one, inLargestBoard, context, 'notices');
  const later = () => at + random.next() * inputs.caseworkHours * HOUR;
  for (let one = 0; one < inputs.opensPerCase; one += 1) onCase('openCase', later(), inLargestBoard, context);
  for (let one = 0; one < inputs.commandsPerCase; one += 1) onCase('command', later(), inLargestBoard, context);
  const acknowledgedAt = at + random.gap(20 * 60);
  onCase('acknowledge', acknowledgedAt, inLargestBoard, context);
  onCase('acknowledgeNotices', acknowledgedAt + 1, inLargestBoard, context, 'notices');
}

/** One person comes, asks or reports, and goes. */
function visit({ at, reports, inLargestBoard, context }) {
  const { inputs, random } = context;
  const onIntranet = random.chance(inputs.intranetShare);
  const turn = onIntranet ? 'intranetTurn' : 'teamsTurn';
  const steps = reports ? [...new Array(inputs.turnsPerReport).fill(turn), 'submit'] : [onIntranet ? 'intranetTurn' : 'teamsQuestion'];
  const cause = reports ? REPORTS : QUESTIONS;
  const sent = walk({ from: at, steps, cause, onIntranet, inLargestBoard, context });
  if (reports) casework(sent, inLargestBoard, context);
}

/** The visits of an ordinary hour, come independently of each other. */
export function visitsOfHour({ from, perHour, reports, context }) {
  const { inputs, random } = context;
  if (perHour <= 0) return;
  for (let at = from + random.gap(HOUR / perHour); at < from + HOUR; at += random.gap(HOUR / perHour)) {
    visit({ at, reports, inLargestBoard: random.chance(inputs.largestBoardShare), context });
  }
}

/** Everybody who comes after a large event, within the hour, most of them soon. */
export function surge(context) {
  const { inputs, random } = context;
  const opens = Math.round(inputs.people * inputs.surgeOpens);
  const reporters = Math.round(inputs.people * inputs.surgeReports);
  for (let one = 0; one < opens; one += 1) {
    const at = random.gap(inputs.surgeMeanMinutes * 60) % HOUR;
    visit({ at, reports: one < reporters, inLargestBoard: random.chance(inputs.surgeLargestBoardShare), context });
  }
}

/** Request units that a changed case adds to a poll that returns it. */
export const oneCaseReturned = (rule) => rule({ kind: 'query', bytes: 2 * SIZES.cases, returned: 2 }) - rule({ kind: 'query', bytes: SIZES.cases, returned: 1 });
