import type { Activity } from 'botbuilder';
import type { AdaptiveCard } from '../../../cards/types';
import type { AnswerNote } from '../../turn';
import { answerFields } from './answerFields';
import type { TeamsOptions } from './options';

export const CARD = 'application/vnd.microsoft.card.adaptive';

/** A message of ours as an activity. Text is sent as plain, so that nothing a person wrote becomes markup. */
export function messageActivity(
  message: { readonly card?: AdaptiveCard | undefined; readonly text?: string | undefined; readonly locale?: string | undefined; readonly answer?: AnswerNote | undefined },
  present: TeamsOptions['present'],
): Partial<Activity> {
  const { card, text, locale, answer } = message;
  return {
    type: 'message',
    ...(text === undefined ? {} : { text, textFormat: 'plain' }),
    ...(card === undefined ? {} : { attachments: [{ contentType: CARD, content: present(card) }] }),
    // What a notification shows of a card; without it Teams says only that there is one.
    ...(card?.speak === undefined ? {} : { summary: card.speak }),
    ...(answer === undefined ? {} : answerFields(answer)),
    ...(locale === undefined ? {} : { locale }),
  };
}
