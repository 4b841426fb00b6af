import type { Reply, Turn } from '../../bot/turn';
import { card, submit, text, title } from '../../cards/build';
import type { AdaptiveCard, Element } from '../../cards/types';

const story: Element = {
  type: 'Input.Text',
  id: 'story',
  label: 'Vad hände?',
  isMultiline: true,
  isRequired: true,
  maxLength: 50,
  errorMessage: 'Skriv några ord.',
};
const when: Element = {
  type: 'Input.ChoiceSet',
  id: 'when',
  label: 'När?',
  style: 'expanded',
  value: 'now',
  choices: [
    { title: 'Nyss', value: 'now' },
    { title: 'Idag', value: 'today' },
  ],
};

/** A form with a story that is demanded, a choice, and two buttons. */
export const form = (words?: string): AdaptiveCard =>
  card('sv', 'Berätta', [title('step:what', 'Berätta'), words === undefined ? story : { ...story, value: words }, when], [
    submit('Skicka', { a: 'send' }, 'positive'),
    submit('Avbryt', { a: 'cancel' }),
  ]);

export const receipt = (words: string): AdaptiveCard =>
  card('sv', 'Tack', [title('receipt', 'Tack'), text(words)], [submit('Lägg till', { a: 'more' })]);

export const greeting = (): AdaptiveCard => card('sv', 'Hej', [title('welcome', 'Hej')]);

/** What was pressed, as the bot reads it. */
export const pressed = (turn: Turn): Readonly<Record<string, unknown>> =>
  turn.input.kind === 'action' && typeof turn.input.data === 'object' && turn.input.data !== null ? { ...turn.input.data } : {};

/** Greets, gives the form at `rapportera`, and a receipt in its place; repeats everything else. */
export function talk(turn: Turn): readonly Reply[] {
  const { input } = turn;
  if (input.kind === 'joined' || input.kind === 'reaction') return [{ card: greeting() }];
  if (input.kind === 'files') return [{ text: input.files.map(({ name }) => `fick ${name}`).join(', ') }];
  if (input.kind === 'action') {
    const data = pressed(turn);
    return data['a'] === 'send' ? [{ card: receipt(String(data['when'])), replace: true, keepInput: true }] : [{ text: 'avbrutet' }];
  }
  return input.text.toLowerCase() === 'rapportera' ? [{ card: form() }] : [{ text: `du sa ${input.text}`, keepInput: true }];
}
