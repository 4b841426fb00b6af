import type { Case } from '../../domain/case';
import type { Context } from '../context';

/** Cases looked through or shown at once. */
const SHOWN = 20;

/** The person's own case of that number: theirs by their state, or opened with a receipt code. Undefined otherwise. */
export async function ownCase(context: Context, number: string): Promise<Case | undefined> {
  if (!context.state.cases.some((one) => one.number === number)) return undefined;
  return context.services.cases.find(number);
}

/** The person's newest cases, newest first, questions to the coordinator among them. */
export async function ownCases(context: Context, atMost = SHOWN): Promise<readonly Case[]> {
  const newest = [...context.state.cases].reverse().slice(0, atMost);
  const found = await Promise.all(newest.map((one) => context.services.cases.find(one.number)));
  return found.filter((one): one is Case => one !== undefined);
}

/** The person's reports that still take additions. */
export async function openCases(context: Context): Promise<readonly Case[]> {
  const reports = context.state.cases.filter((one) => one.subject === 'report');
  const found = await Promise.all(reports.map((one) => context.services.cases.find(one.number)));
  return found.filter((one): one is Case => one !== undefined && one.status !== 'closed');
}

/** The report being added to while it is open, else the person's newest; undefined when there is none. */
export async function latestCase(context: Context): Promise<Case | undefined> {
  const { adding, cases } = context.state;
  const open = adding ? await context.services.cases.find(adding.number) : undefined;
  if (open && open.status !== 'closed') return open;
  const newest = cases.filter((one) => one.subject === 'report').at(-1);
  return newest && context.services.cases.find(newest.number);
}
