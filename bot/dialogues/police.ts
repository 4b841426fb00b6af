import { policeCard, type PolicePaper } from '../../cards/police';
import { fitted } from '../../cards/work/parts';
import type { Board } from '../../domain/board';
import type { Case } from '../../domain/case';
import { t } from '../../locales';
import { packName, policePack } from '../../services/handover/policePack';
import { policePaper, policeText } from '../../services/handover/policePaper';
import type { Press } from '../actions';
import { inPlace, type Context } from '../context';
import { caseMarked } from '../practice';
import type { Reply } from '../turn';
import { ownCase } from './own';
import { noSuchCase } from './status';

/** Bytes of one message of a text that is too long for one: Teams takes messages of about 28 kB. */
const MESSAGE_BYTES = 16_000;

interface Found {
  readonly one: Case;
  readonly board: Board;
}

type PolicePress = Extract<Press, { action: `police.${string}` }>;

export const isPolice = (press: Press): press is PolicePress => press.action.startsWith('police.');

/** A press on the card of what goes along to the police. */
export function onPolice(context: Context, press: PolicePress): Promise<readonly Reply[]> {
  switch (press.action) {
    case 'police.show':
      return show(context, press.data);
    case 'police.text':
      return showText(context, press.data);
    case 'police.file':
      return sendFile(context, press.data);
  }
}

/** The person's own report; a question to the coordinator is nothing for the police. */
async function found(context: Context, number: string): Promise<Found | undefined> {
  const one = await ownCase(context, number);
  const board = one && context.services.boards.get(one.board);
  return one?.subject === 'report' && board ? { one, board } : undefined;
}

const paperOf = ({ locale }: Context, { one, board }: Found): PolicePaper => policePaper(one, board, 'reporter', locale);

function shown(context: Context, here: Found, note?: string): Reply {
  const { locale, turn } = context;
  const card = policeCard({ locale, number: here.one.number, paper: paperOf(context, here), file: turn.channel === 'directline', note });
  return { card: caseMarked(context, here.one, card) };
}

/** What the reporter takes along to the police: their own words and the list of their own files, and nothing of the work. */
async function show(context: Context, { number }: { readonly number: string }): Promise<readonly Reply[]> {
  const here = await found(context, number);
  return inPlace(here ? shown(context, here) : noSuchCase(context));
}

/** The same as plain text, whole, in as many messages as it takes: a card's text cannot be copied on a phone. */
async function showText(context: Context, { number }: { readonly number: string }): Promise<readonly Reply[]> {
  const here = await found(context, number);
  if (!here) return inPlace(noSuchCase(context));
  const { locale } = context;
  const parts = inMessages(policeText(paperOf(context, here)));
  const texts = parts.map((part, index) => ({ text: parts.length === 1 ? part : `${t(locale, 'police.part', { part: index + 1, parts: parts.length })}\n\n${part}` }));
  return inPlace(shown(context, here, t(locale, parts.length === 1 ? 'police.textBelow' : 'police.textsBelow', { count: parts.length })), ...texts);
}

/** The same as a page to print, for the intranet. In Teams a bot sends nobody such a file, so there it is text. */
async function sendFile(context: Context, data: { readonly number: string }): Promise<readonly Reply[]> {
  const here = await found(context, data.number);
  if (!here) return inPlace(noSuchCase(context));
  if (context.turn.channel !== 'directline') return showText(context, data);
  const { locale, now } = context;
  const { html } = policePack(here.one, here.board, 'reporter', locale, now);
  return inPlace(shown(context, here, t(locale, 'police.fileBelow')), { file: { name: packName(here.one, locale), contentType: 'text/html', content: html } });
}

/** A text in pieces that each fit in a message, cut between lines where there are any. */
function inMessages(text: string): readonly string[] {
  const piece = fitted(text, MESSAGE_BYTES);
  if (piece.length === text.length) return [text];
  const line = piece.lastIndexOf('\n');
  const end = line > piece.length / 2 ? line : piece.length;
  return [text.slice(0, end), ...inMessages(text.slice(end).replace(/^\n+/, ''))];
}
