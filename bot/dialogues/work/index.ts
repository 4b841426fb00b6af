import type { Payloads } from '../../../cards/payloads';
import { moreCard } from '../../../cards/work/form';
import { wordsCard } from '../../../cards/work/story';
import { may } from '../../../domain/access';
import { WORK_FORMS } from '../../../domain/work/forms';
import type { Press } from '../../actions';
import { inPlace, type Context } from '../../context';
import type { Reply } from '../../turn';
import { saveChecks } from './checks';
import { emptyForm, formReply } from './form';
import { give } from './give';
import { refused } from './refused';
import { cardFor, gone, standing, type Standing } from './standing';

export type WorkPress = Extract<Press, { action: `work.${string}` }>;

export const isWork = (press: Press): press is WorkPress => press.action.startsWith('work.');

/** A press on a card of whoever works a case, or a part of it. */
export async function onWork(context: Context, press: WorkPress): Promise<readonly Reply[]> {
  switch (press.action) {
    case 'work.do':
      return give(context, press.data, press.inputs);
    case 'work.checks':
      return saveChecks(context, press.data, press.inputs);
    case 'work.form':
      return openForm(context, press.data);
    default: {
      const here = await standing(context, press.data.case);
      return here ? show(context, here, press.action) : gone(context);
    }
  }
}

/** The card of the case, its menu, or the words kept apart; what is only for whoever works it is the case's card to others. */
async function show(context: Context, here: Standing, action: 'work.open' | 'work.more' | 'work.words'): Promise<readonly Reply[]> {
  const { locale } = context;
  if (action === 'work.open' || !may(here.relations, 'view')) return inPlace({ card: await cardFor(context, here) });
  return inPlace({ card: action === 'work.more' ? moreCard(here.one, locale, here.offered) : wordsCard(here.one, locale) });
}

/** The form of a command; where it cannot be given, the case with the reason. */
async function openForm(context: Context, { case: number, command }: Payloads['work.form']): Promise<readonly Reply[]> {
  const here = await standing(context, number);
  if (!here) return gone(context);
  if (here.offered.includes(command) && (WORK_FORMS[command].length > 0 || may(here.relations, 'view'))) return formReply(context, here, command, emptyForm());
  const why = !may(here.relations, command) ? 'forbidden' : here.one.status === 'closed' ? 'closed' : 'notHere';
  return refused(context, { command, number, version: here.one.version, id: '', values: {} }, why);
}
