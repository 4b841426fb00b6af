import { emergencyCard } from '../../cards/emergency';
import { message } from '../../cards/build';
import { privateCard } from '../../cards/talk';
import { holds } from '../../domain/person';
import { t } from '../../locales';
import type { Context } from '../context';
import { readIntent } from '../intents';
import type { Reply } from '../turn';

/**
 * Groups and channels: 112 where it is needed, the way to the personal chat, and connecting the place for notices.
 * No form, receipt or quote, and nothing here reads or changes anybody's report.
 */
export async function group(context: Context): Promise<readonly Reply[]> {
  const { turn, locale, services } = context;
  if (turn.input.kind === 'joined') return [{ text: t(locale, 'welcome.group') }];
  const typed = turn.input.kind === 'text' ? turn.input.text : turn.input.kind === 'files' ? turn.input.text : '';
  const intent = readIntent(typed);
  if (intent.kind === 'emergency') return [{ card: emergencyCard(locale, undefined, { kind: 'none' }) }];
  if (intent.kind === 'command' && (intent.word === 'connect' || intent.word === 'disconnect')) return [{ card: await connect(context, intent.word, intent.rest) }];
  return [{ card: privateCard(locale, services.personalChat(turn)) }];
}

/** The channel, not the thread of it: one connection a channel, taken away from whichever thread. */
function placeId({ turn }: Context): string {
  return turn.conversationId.split(';')[0] ?? turn.conversationId;
}

async function connect(context: Context, word: 'connect' | 'disconnect', rest: string): Promise<ReturnType<typeof message>> {
  const { turn, locale, services } = context;
  const own = [...services.boards.values()].filter((board) => holds(turn.actor, board.code, 'coordinator', 'deputy'));
  const say = (line: string): ReturnType<typeof message> => message(locale, 'connect', t(locale, 'bot.name'), [line]);
  if (own.length === 0) return say(t(locale, 'connect.refused'));
  const named = own.find((board) => board.code.toLowerCase() === rest.toLowerCase());
  const board = named ?? (rest === '' && own.length === 1 ? own[0] : undefined);
  if (!board) return say(t(locale, 'connect.which', { board: own[0]?.code ?? '' }));
  if (word === 'connect') await services.references.connect(board.code, placeId(context), turn.address);
  else await services.references.disconnect(board.code, placeId(context));
  return say(t(locale, word === 'connect' ? 'connect.done' : 'connect.removed', { board: board.name[locale] }));
}
