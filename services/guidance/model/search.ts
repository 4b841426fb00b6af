import type { About, Answer, Guidance, Passage } from '../types';
import { placeOf } from './nearness';

/** Passages to read in the place of an answer. */
const SHOWN = 3;
/** Near by a good deal more than the average, in the factors of `Nearness`. */
const LEAST_NEAR = 1.25;
/** What ranks count for in two lists together: reciprocal rank fusion's usual constant. */
const RANK = 60;

/** The guidance's answer, in whose order nearness in meaning has a part. Whether there is an answer stays a matter of words. */
export function search(guidance: Guidance, question: string, about: About, near: ReadonlyMap<string, number> | undefined): Answer {
  if (!near) return guidance.answer(question, about);
  const answer = guidance.answer(question, { ...about, near });
  return answer.kind === 'found' ? answer : { ...answer, nearest: fused(answer.nearest, nearestOf(guidance, about, near)) };
}

function nearestOf(guidance: Guidance, { locale }: About, near: ReadonlyMap<string, number>): readonly Passage[] {
  const factor = (passage: Passage): number => near.get(placeOf(passage)) ?? 0;
  return guidance
    .status()
    .passages.filter((passage) => passage.locale === locale && factor(passage) >= LEAST_NEAR)
    .sort((a, b) => factor(b) - factor(a))
    .slice(0, SHOWN);
}

/** Both orders as one, best first; whoever hands over stays where it is. */
function fused(byWords: readonly Passage[], byMeaning: readonly Passage[]): readonly Passage[] {
  const share = (list: readonly Passage[], passage: Passage): number => {
    const rank = list.findIndex(({ id }) => id === passage.id);
    return rank < 0 ? 0 : 1 / (RANK + rank + 1);
  };
  const [first, ...rest] = byWords;
  const others = [...rest, ...byMeaning].filter((passage, at, all) => passage.id !== first?.id && all.findIndex(({ id }) => id === passage.id) === at);
  const ordered = others.sort((a, b) => share(byWords, b) + share(byMeaning, b) - share(byWords, a) - share(byMeaning, a));
  return [...(first ? [first] : []), ...ordered].slice(0, SHOWN);
}
