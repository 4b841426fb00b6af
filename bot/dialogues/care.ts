import type { Payloads } from '../../cards/payloads';
import { careAnsweredCard, careCard } from '../../cards/told';
import { noteCard } from '../../cards/talk';
import { lastEvent } from '../../domain/case';
import { latest } from '../../domain/work/views';
import { t } from '../../locales';
import { inPlace, type Context } from '../context';
import type { Reply } from '../turn';
import { actOnRead } from './meanwhile';
import { ownCase } from './own';
import { noSuchCase } from './status';

/** The reporter's answer to whether they want to be called. The same once more changes nothing; another one is the newer. */
export async function answer(context: Context, data: Payloads['care.answer']): Promise<readonly Reply[]> {
  const { locale } = context;
  const one = await ownCase(context, data.number);
  if (!one) return inPlace(noSuchCase(context));
  const done = { card: careAnsweredCard(locale, one.number, data.answer) };
  const before = lastEvent(one, 'aftercareAnswered');
  if (before?.on === data.on && before.answer === data.answer) return inPlace(done);
  const outcome = await actOnRead(context, one, { command: 'answerAftercare', on: data.on, answer: data.answer }, data.version);
  if (!outcome.ok && outcome.refusal === 'stale' && outcome.case && latest(outcome.case, 'aftercareAgreed')?.on.includes(data.on)) return inPlace({ card: careCard(locale, outcome.case, data.on, true) });
  return inPlace(outcome.ok ? done : { card: noteCard(locale, 'stale', t(locale, 'told.care.gone'), ['mine']) });
}
