import { message } from '../../cards/build';
import { t } from '../../locales';
import type { Inputs } from '../actions';
import { inPlace, update, type Context } from '../context';
import type { Reply } from '../turn';
import { ownCase } from './own';
import { keepTyped, resume } from './report';

/**
 * "This is real": the exercise ends for whoever says so, and the case that the card is about, or the draft under way, is
 * as any other from now on. What stands in the card is kept.
 */
export async function makeReal(context: Context, { number }: { readonly number?: string | undefined }, inputs: Inputs): Promise<readonly Reply[]> {
  const { locale } = context;
  update(context, { exercise: undefined });
  const said = (line: string): Reply => ({ card: message(locale, 'real', t(locale, 'exercise.realTitle'), [line, t(locale, 'exercise.realBody')]) });
  if (number === undefined) {
    keepTyped(context, inputs);
    return inPlace(...(resume(context) ?? []), said(''));
  }
  const one = await ownCase(context, number);
  if (!one) return [said('')];
  // Whatever has happened since the card was made: it is real all the same.
  const outcome = await context.services.cases.actAsReporter(one, { command: 'makeReal' });
  // Beside the pressed card and not in its place: there may be answers in it that are not saved yet.
  return [said(t(locale, outcome.ok || one.exercise !== true ? 'exercise.realCase' : 'exercise.realGone', { number }))];
}
