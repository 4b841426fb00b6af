import * as z from 'zod';
import type { Turn } from './turn';

const reference = z.object({ bot: z.object({ id: z.string().min(1) }) });

/**
 * Teams' deep link to the personal chat with the bot; undefined elsewhere.
 * https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams
 */
export function personalChatLink(turn: Turn): string | undefined {
  if (turn.channel !== 'teams') return undefined;
  const parsed = reference.safeParse(turn.address.reference);
  if (!parsed.success) return undefined;
  const id = parsed.data.bot.id.replace(/^28:/, '');
  return `https://teams.microsoft.com/l/chat/0/0?users=28:${encodeURIComponent(id)}`;
}
