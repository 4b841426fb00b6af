/** Whoever does something, and to whom it is done: the parts of words that name them, in both languages. */
const ACTORS: readonly (readonly [string, string])[] = [
  ['executive', 'kommunstyrelse|(?:city )?executive board'], ['coordinator', 'samordnar|coordinator'], ['manager', 'chef|manager'], ['board', 'nämnd|board|committee'], ['administration', 'förvaltning|administration'],
  ['employee', 'medarbetar|anställd|employee|staff'], ['directors', 'styrelse'], ['representative', 'ombud|representative'], ['police', 'polis|police'], ['elected', 'förtroendevald|politiker|elected|politician'],
  ['employer', 'arbetsgivar|employer'], ['officer', 'handläggar|inspektör|inspector|official'], ['office', 'kontor|office'], ['company', 'bolag|compan'], ['director', 'direktör|director'], ['chair', 'ordförande|chair'],
  ['deputy', 'ersättar|deputy'], ['council', 'säkerhetsråd|fullmäktige|council'], ['union', 'facket|union'],
];
const ACTOR = new RegExp(ACTORS.map(([, parts]) => parts).join('|'), 'gu');
const NAMED = ACTORS.map(([name, parts]) => ({ name, is: new RegExp(`^(?:${parts})$`, 'u') }));

export function actorsOf(text: string): readonly string[] {
  const all = (text.toLowerCase().match(ACTOR) ?? []).flatMap((part) => NAMED.find(({ is }) => is.test(part))?.name ?? []);
  return all.filter((actor, at) => actor !== all[at - 1]);
}

const CLAUSES = /[,;:–]|(?<!\p{L})(?:och|men|eller|som|att|där|när|om|and|but|or|who|which|that|when|if)(?!\p{L})/u;

/** True where who comes first in the claim comes first in a clause of the passage, or in its title: whoever something is given to does not come to give it. */
export function beginsAlike([first]: readonly string[], said: string, title: string): boolean {
  const begin = [title, ...said.split(CLAUSES)].flatMap((clause) => actorsOf(clause)[0] ?? []);
  return first === undefined || begin.length === 0 || begin.includes(first);
}

/** True where all of them stand in that order among the others. */
export function inOrder(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const one of all) if (one === some[at]) at += 1;
  return at === some.length;
}

const DENIED = /(?<!\p{L})(?:inte|ej|icke|aldrig|ingen|inget|inga|not|never|no)\s+(?:(?:av|till|för|i|på|från|med|by|to|for|in|on|from|with|be|the)\s+)*(\p{L}+)/gu;

/** What a "not" stands before is what one stands before in the passage, in whatever form, and the other way round where the claim has that word. */
export function deniesAlike(claim: string, said: string): boolean {
  const [here, there] = [deniedIn(claim), deniedIn(said)];
  if (there.length === 0) return true;
  if (!here.every((word) => there.some((other) => isFormOf(word, other)))) return false;
  const words = new Set(wordsOf(claim));
  return there.every((word) => !words.has(word) || here.some((other) => isFormOf(word, other)));
}

const deniedIn = (text: string): readonly string[] => [...text.toLowerCase().matchAll(DENIED)].map(([, word = '']) => word);

function isFormOf(one: string, other: string): boolean {
  const length = Math.max(2, Math.min(one.length, other.length) - 2);
  return one.slice(0, length) === other.slice(0, length);
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}+/gu) ?? [];

const MODALS: ReadonlyMap<string, string> = new Map([['ska', 'must'], ['skall', 'must'], ['måste', 'must'], ['bör', 'should'], ['borde', 'should'], ['kan', 'can'], ['får', 'may'], ['must', 'must'], ['shall', 'must'], ['should', 'should'], ['can', 'can'], ['may', 'may']]);
/** Words after a modal verb among which its own verb is. */
const REACH = 6;

interface Bound {
  readonly by: string;
  readonly what: readonly string[];
}

function boundIn(text: string): readonly Bound[] {
  const words = wordsOf(text);
  return words.flatMap((word, at) => {
    const by = MODALS.get(word);
    return by === undefined ? [] : [{ by, what: words.slice(at + 1, at + 1 + REACH) }];
  });
}

const BANS = new Set(['must', 'may']);
const isDenied = ({ what }: Bound): boolean => what.slice(0, 3).some((word) => word === 'inte' || word === 'not' || word === 'aldrig' || word === 'never');

/** Where a passage binds, advises and permits in one sentence, each verb keeps its own; "must not" and "may not" are one. */
export function modalsAlike(claim: string, said: string): boolean {
  const there = boundIn(said);
  const fits = (one: Bound, other: Bound): boolean =>
    isDenied(one) || isDenied(other)
      ? isDenied(one) === isDenied(other) && (one.by === other.by || (BANS.has(one.by) && BANS.has(other.by)))
      : one.by === other.by && one.what.some((word) => word.length > 2 && other.what.some((same) => same.length > 2 && isFormOf(word, same)));
  return there.length === 0 || boundIn(claim).every((one) => there.some((other) => fits(one, other)));
}

const CAN = /(?<!\p{L})(?:kan|kunna|möjlig\p{L}*)(?!\p{L})/u;
const IS_LET = /(?<!\p{L})(?:får|tillåt\p{L}*|lov att)(?!\p{L})/u;

/** What somebody can do is not yet what they may; a ban is no "cannot". English "may" and "can" are both. */
export function permitsAlike(claim: string, said: string): boolean {
  const [one, other] = [claim.toLowerCase(), said.toLowerCase()];
  return (!IS_LET.test(one) || IS_LET.test(other)) && (!CAN.test(one) || CAN.test(other));
}
