import type { Case } from '../../domain/case';
import type { Context } from '../context';

/** The person's own case of that number: theirs by their state, or opened with a receipt code. Undefined otherwise. */
export async function ownCase(context: Context, number: string): Promise<Case | undefined> {
  if (!context.state.cases.some((one) => one.number === number)) return undefined;
  return context.services.cases.find(number);
}

/** The newest report of the person's, or undefined. */
export async function latestCase(context: Context): Promise<Case | undefined> {
  const reports = context.state.cases.filter((one) => one.subject === 'report');
  const newest = context.state.adding?.number ?? reports.at(-1)?.number;
  return newest === undefined ? undefined : context.services.cases.find(newest);
}
