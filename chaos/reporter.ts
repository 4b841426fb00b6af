import { setTimeout as wait } from 'node:timers/promises';
import { cardName, inputIds } from '../test/helpers/talker';
import type { JsonObject } from '../test/helpers/fakeConnector';
import type { Books, Report } from './books';
import { ConversationLost, type Chat } from './chat';
import { BOARD, MARK } from './plan';
import type { Random } from './random';

export interface ReporterOptions {
  readonly books: Books;
  readonly random: Random;
  readonly pause: readonly [number, number];
  /** When everybody has to have given up. */
  readonly over: () => boolean;
  /** Called when a report is on its way to the product. */
  readonly onSending: (life: string) => void;
  /** What an anonymous person says is in the memory of one instance only, on purpose, and ends with it. */
  readonly isAnonymous: boolean;
}

/** Some press a card again although its receipt has come: they must get the same one. */
const IMPATIENT = 0.1;
/** Of those who press again, some are not people but Teams, which sends the same activity once more. */
const REDELIVERED = 0.4;

/** What somebody writes: no two alike, some short and some long, with a mark that no notice may show. */
export function wordsOf(id: string, random: Random): string {
  const sentences = Array.from({ length: random.between(0, 25) }, (_none, index) => `Mening ${index + 1} om det som hände i receptionen.`);
  return [`Han hotade mig. Det var ${id} ${MARK}.`, ...sentences].join(' ');
}

/** Makes one report from beginning to receipt, as people do: who gets no answer presses the same card again. */
export async function makeReport(chat: Chat, report: Report, options: ReporterOptions): Promise<void> {
  const known = new Set(chat.receipts);
  const note = (): boolean => {
    for (const number of chat.receipts) if (!known.has(number)) report.numbers.add(number);
    return report.numbers.size > 0;
  };
  while (!note() && !options.over() && !report.interrupted) await attempt(chat, report, options);
  if (report.numbers.size > 0 && options.random.chance(IMPATIENT)) await attempt(chat, report, options);
  note();
}

async function attempt(chat: Chat, report: Report, options: ReporterOptions): Promise<void> {
  const { random, pause, books } = options;
  try {
    await step(chat, report, options);
  } catch (error) {
    if (error instanceof ConversationLost && options.isAnonymous) report.interrupted = true;
    else if (error instanceof ConversationLost) books.lostConversations.push(`${report.id}: ${error.message}`);
  }
  await wait(random.between(...pause));
}

async function step(chat: Chat, report: Report, options: ReporterOptions): Promise<void> {
  switch (cardName(chat.card)) {
    case 'step:safety':
      return chat.press('safety.answer/no', asked(chat.card, { board: BOARD, category: 'employee' }));
    case 'step:who':
      return chat.press('report.next/who', {});
    case 'step:story':
      return send(chat, report, options);
    default:
      return report.sent.length > 0 ? send(chat, report, options) : chat.say('rapportera');
  }
}

/** The first time by pressing the card, then the same again. */
async function send(chat: Chat, report: Report, { books, random, onSending }: ReporterOptions): Promise<void> {
  const isFirst = report.sent.length === 0;
  if (!isFirst) books.resent += 1;
  chat.onGoing = (life) => {
    report.sent.push({ life, at: Date.now() });
    onSending(life);
  };
  try {
    await (isFirst ? chat.press('report.next/story', { story: report.words }) : chat.again(random.chance(REDELIVERED)));
  } finally {
    chat.onGoing = () => undefined;
  }
}

/** Of these answers, those that the card asks for. */
function asked(card: JsonObject | undefined, answers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const inputs = card ? inputIds(card) : [];
  return Object.fromEntries(Object.entries(answers).filter(([id]) => inputs.includes(id)));
}
