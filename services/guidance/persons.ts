import { LEFT_OUT } from '../../domain/leftOut';
import { namesIn } from './names/find';

/** True where a sentence seems to name a person, or did: nobody's name is quoted, and what was taken away stands not there. */
export function namesPerson(sentence: string): boolean {
  return sentence.includes(LEFT_OUT) || namesIn(sentence).length > 0;
}

/** The text with a sign in each name's place. */
export function withoutNames(text: string): string {
  let made = '';
  let from = 0;
  for (const { start, end } of namesIn(text)) {
    made += `${text.slice(from, start)}${LEFT_OUT}`;
    from = end;
  }
  return from === 0 ? text : made + text.slice(from);
}

/** False for a text of which nothing is left but signs for what is not there. */
export const isSomethingLeft = (text: string): boolean => /[\p{L}\p{N}]/u.test(text.replaceAll(LEFT_OUT, ''));

/** A file's name as a title, where a document tells of no other: `svar_anna_andersson` names somebody as well. */
export function fileWithoutNames(name: string): string {
  const spaced = name.replace(/\.\p{L}{2,4}$/u, '').replace(/[-_.]+/gu, ' ');
  const left = withoutNames(spaced);
  return left === spaced ? name : left;
}
