import type { Case, CaseEvent } from '../../domain/case';
import type { Clock } from '../../domain/clocks';
import type { Locale } from '../../domain/locale';
import type { WorkName } from '../../domain/work/types';
import { lookup, t, type TextKey } from '../../locales';
import { container, submit, text } from '../build';
import { pack } from '../payloads';
import { day, dayAndClock } from '../time';
import type { CardAction, Element } from '../types';

export const at = (locale: Locale, iso: string): string => dayAndClock(locale, new Date(iso));

/** A local date as a person says it. */
export const onDay = (locale: Locale, date: string): string => day(locale, new Date(`${date}T12:00:00Z`));

/** What was said of a date: a time of day or only the day. */
export const dueText = (locale: Locale, { due, precision }: Clock): string => (precision === 'day' ? day(locale, new Date(due)) : at(locale, due));

/** Bytes of a text as it stands in a card, with what goes around it. */
const AROUND = 200;
const bytes = (words: string): number => new TextEncoder().encode(JSON.stringify(words)).length;

/** As much of a text as fits in so many bytes of a card. */
export function fitted(words: string, most: number): string {
  if (bytes(words) <= most) return words;
  const characters = Array.from(words);
  let [low, high] = [0, characters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (bytes(characters.slice(0, middle).join('')) <= most) low = middle;
    else high = middle - 1;
  }
  return characters.slice(0, low).join('');
}

/** Gives out a card's room piece by piece: Teams takes cards of about 28 kB. */
export function room(total: number): { take: (words: string) => string; readonly isFull: boolean } {
  let left = total;
  return {
    take(words) {
      const piece = fitted(words, Math.max(0, left - AROUND));
      left -= bytes(piece) + AROUND;
      if (piece.length < words.length) left = 0;
      return piece;
    },
    get isFull() {
      return left <= AROUND;
    },
  };
}

/** Who did what and when, for somebody who works the case; nothing anybody wrote. */
export function happened(locale: Locale, event: CaseEvent, subject?: Case['subject']): string {
  const { kind, by, at: iso } = event;
  // Nobody declared it: it follows from what the reporter wrote.
  if (kind === 'conflictDeclared' && by.role === 'system') return t(locale, 'work.event.conflictByRule', { time: at(locale, iso) });
  const name = by.name === undefined || by.name === '' ? t(locale, `work.by.${by.role}`) : by.name;
  const ofOther = kind === 'conflictDeclared' && event.ofOther === true;
  const params = { name, time: at(locale, iso) };
  const ofQuestion = subject === 'question' ? lookup(locale, `work.event.question.${kind}`, params) : undefined;
  return ofQuestion ?? t(locale, ofOther ? 'work.event.conflictDeclared.ofOther' : `work.event.${kind}`, params);
}

/** A line of notes above everything else: what was just done, or why it was not. `id`: another where the card has a field of that name. */
export function noteElements(notes: readonly string[], id = 'note'): readonly Element[] {
  return notes.map((line, index) => text(line, { id: index === 0 ? id : `${id}:${index}`, ...(index === 0 ? { weight: 'bolder' } : { spacing: 'small' }) }));
}

export const heading = (locale: Locale, key: TextKey): Element => text(t(locale, key), { weight: 'bolder', size: 'medium', spacing: 'large', separator: true, style: 'heading' });

/** What the command is called: whoever put a question has reported nothing. */
export function commandName(locale: Locale, { subject }: Pick<Case, 'subject'>, command: WorkName): string {
  return (subject === 'question' ? lookup(locale, `work.command.question.${command}`) : undefined) ?? t(locale, `work.command.${command}`);
}

/** A button that gives the command, or opens its form where it asks for something. */
export function commandButton(locale: Locale, one: Pick<Case, 'number' | 'version' | 'subject'>, command: WorkName, { direct = false, main = false }: { readonly direct?: boolean; readonly main?: boolean } = {}): CardAction {
  const data = direct ? pack('work.do', { case: one.number, command, version: one.version }) : pack('work.form', { case: one.number, command });
  return submit(commandName(locale, one, command), data, main ? 'positive' : 'default', false);
}

export const backButton = (locale: Locale, number: string, subject?: Case['subject']): CardAction => submit(t(locale, subject === 'question' ? 'work.back.question' : 'work.back'), pack('work.open', { case: number }));

export const emphasis = (items: readonly Element[], more: { readonly id?: string } = {}): Element => container(items, { style: 'emphasis', spacing: 'medium', ...more });
