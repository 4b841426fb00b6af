import type { House } from '../../helpers/app';
import { DirectLinePerson } from '../../helpers/directLinePerson';
import { report, talk, toStory, type Channel } from '../../helpers/people';
import { cardName, reading, textOf, type Talker } from '../../helpers/talker';

/** What a person has told, and how nobody with the files may read it. */
export interface Confided {
  readonly number: string;
  readonly persona: string;
  /** Every word or name that must not stand anywhere as it is. */
  readonly canaries: readonly string[];
}

/** Words that stand nowhere else: one for each place where a person can write. */
const words = (channel: string, where: string): string => `Knriq${where}${channel}`;

/** A conversation in which every kind of thing a person can tell is told, on that channel. */
export async function confide(house: House, channel: Channel): Promise<Confided> {
  const canaries: string[] = [];
  const say = (where: string): string => {
    const one = words(channel, where);
    canaries.push(one);
    return one;
  };
  const persona = house.newcomer('employee-mhn');
  const person = await talk(house, channel, persona);

  await person.say(`${say('Before')} hotade mig i går`);
  await person.press('safety.answer/no');
  await person.press('report.next/who', { visibility: 'hidden' });
  await person.say(`och sedan ${say('Chat')}`);
  const story = { story: `Han hotade mig. ${say('Story')} [länk](https://ond.example)`, callback: '08-555 019 87' };
  canaries.push('08-555 019 87', '555 019 87');
  const { card } = await person.press('report.next/story', story);
  const number = textOf(card, 'caseNumber') ?? '';
  if (cardName(card) !== 'receipt') throw new Error(`no receipt: ${reading(card)}`);

  await addLater(person, number, say);
  await person.say(`hur många semesterdagar har min ${say('Question')} kvar`);
  await person.press('question.send');
  await unsent(person, say);
  canaries.push(persona, `aad-${persona}`, house.nameOf(persona));
  return { number, persona, canaries };
}

async function addLater(person: Talker, number: string, say: (where: string) => string): Promise<void> {
  const save = async (step: string, answers: Readonly<Record<string, string>>): Promise<void> => {
    await person.forge({ a: 'follow.edit', number, step });
    await person.press('follow.save', answers);
  };
  await save('person', { description: `Hen heter ${say('Named')} Efternamn`, matter: `Dnr ${say('Matter')}`, witnesses: say('Witness') });
  await save('whenWhere', { placeName: say('Place') });
  await save('after', { policeNumber: say('Police') });
  await save('more', { more: say('More') });
  await person.say(`hen hade ${say('Added')} jacka`);
  await person.press('words.add');
  const bytes = Buffer.from(`%PDF-1.4 ${say('File')} `.repeat(50));
  const { texts } = await person.sendFiles([{ name: `${say('Name')}.pdf`, contentType: 'application/pdf', bytes }]);
  if (!texts.join('\n').includes(number)) throw new Error(`the file was not saved: ${texts.join('\n')}`);
}

/** A second report that is never sent, with words in the card and words before the choice. */
async function unsent(person: Talker, say: (where: string) => string): Promise<void> {
  await toStory(person);
  await person.press('report.cancel', { story: `Ett utkast: ${say('Draft')}`, callback: '08-555 023 45' });
  await person.press('report.resume');
  await person.press('report.back', { story: `Ett utkast: ${say('Later')}` });
  await person.say(`Jag blev hotad av ${say('Held')}`);
}

/** A report by nobody, with a draft of another one. */
export async function confideAnonymously(house: House): Promise<Confided> {
  const canaries = [words('anonymous', 'Story'), words('anonymous', 'Draft')];
  const person = await DirectLinePerson.arrive(house, 'anonymous');
  const { card } = await report(person, { place: { board: 'MHN', category: 'employee' }, story: { story: `Hotad. ${canaries[0]!}` } });
  const number = textOf(card, 'caseNumber') ?? '';
  const code = textOf(card, 'receiptCode') ?? '';
  if (code === '') throw new Error(`no code: ${reading(card)}`);
  await toStory(person, { place: { category: 'employee' } });
  await person.press('report.cancel', { story: canaries[1]! });
  return { number, persona: 'anonymous', canaries: [...canaries, code, code.replace(/ /g, ''), person.credentials.actorId] };
}

/** Every way in which bytes may hold a text: as UTF-8 and UTF-16, in Base64 (at each of its three offsets), in hexadecimal. */
export function tracesOf(text: string): readonly Buffer[] {
  const utf8 = Buffer.from(text);
  const base64 = [0, 1, 2].flatMap((offset) => {
    const padded = Buffer.concat([Buffer.alloc(offset), utf8]);
    // The first and the last group depend on what stands around them.
    const whole = padded.subarray(0, padded.length - (padded.length % 3)).toString('base64').slice(offset === 0 ? 0 : 4);
    return [whole, whole.replace(/\+/g, '-').replace(/\//g, '_')];
  });
  return [utf8, Buffer.from(text.toLowerCase()), Buffer.from(text, 'utf16le'), Buffer.from(utf8.toString('hex')), ...base64.filter((one) => one.length >= 8).map((one) => Buffer.from(one))];
}

/** The canaries that stand somewhere in those bytes. */
export const found = (bytes: Buffer, canaries: readonly string[]): readonly string[] => canaries.filter((canary) => tracesOf(canary).some((trace) => bytes.includes(trace)));
