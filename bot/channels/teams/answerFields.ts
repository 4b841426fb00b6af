import type { Activity } from 'botbuilder';
import type { AnswerNote } from '../../turn';
import { MESSAGE } from './entities';

/** Citations that Teams shows of a message; it refuses one with more. */
const CITATIONS = 20;

/**
 * What Teams shows beside an answer: the label on words that a machine wrote, a citation for each `[1]` in the message's
 * text, and its feedback buttons. The text is a line of ours alone; it is Markdown, since only there Teams makes the
 * marks into citations. Source: Teams docs, "Enhance AI-generated bot messages".
 */
export function answerFields({ written, line, citations }: AnswerNote): Partial<Activity> {
  const message = {
    type: MESSAGE,
    '@type': 'Message',
    '@context': 'https://schema.org',
    ...(written === 'model' ? { additionalType: ['AIGeneratedContent'] } : {}),
    citation: citations.slice(0, CITATIONS).map(({ name, abstract }, index) => ({
      '@type': 'Claim',
      position: index + 1,
      appearance: { '@type': 'DigitalDocument', name, abstract },
    })),
  };
  return { text: line, textFormat: 'markdown', entities: [message], channelData: { feedbackLoop: { type: 'default' } } };
}
