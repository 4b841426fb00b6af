import { careAnsweredCard } from '../../cards/told';
import { noteCard } from '../../cards/talk';
import { lastEvent } from '../../domain/case';
import type { CareAnswer } from '../../domain/work/types';
import { t } from '../../locales';
import { inPlace, type Context } from '../context';
import type { Reply } from '../turn';
import { ownCase } from './own';
import { noSuchCase } from './status';

/** The reporter's answer to whether they want to be called. The same once more changes nothing; another one is the newer. */
export async function answer(context: Context, data: { readonly number: string; readonly on: string; readonly answer: CareAnswer }): Promise<readonly Reply[]> {
  const { locale, services } = context;
  const one = await ownCase(context, data.number);
  if (!one) return inPlace(noSuchCase(context));
  const done = { card: careAnsweredCard(locale, one.number, data.answer) };
  const before = lastEvent(one, 'aftercareAnswered');
  if (before?.on === data.on && before.answer === data.answer) return inPlace(done);
  const outcome = await services.cases.actAsReporter(one, { command: 'answerAftercare', on: data.on, answer: data.answer });
  return inPlace(outcome.ok ? done : { card: noteCard(locale, 'stale', t(locale, 'told.care.gone'), ['mine']) });
}
