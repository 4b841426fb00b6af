/** Somebody's own need of somebody to lean on, and not what an office does for another. */
const ASKS_FOR_SUPPORT: readonly RegExp[] = [
  /\b(?:far|kan|var|vart|hur|vem|finns|behover|vill|where|can|who|how|is|do)\b/u,
  /\b(?:jag|mig|man|i|me)\b/u,
  /(?<!\b(?:ekonomisk\p{L}*|teknisk\p{L}*|juridisk\p{L}*|praktisk\p{L}*|it|data|financial|economic|technical|legal) )\b(?:stod|krisstod|stodsamtal|samtalsstod|nagon att prata med|support|counselling|someone to talk to)\b(?! (?:av|fran|from|by)\b)(?! (?:for|med|till|i|with|on) (?:min|mitt|mina|en|ett|my|the|an?|att (?!prata|bearbeta|hantera))\b)/u,
];

/** True where one stands after the other: one pattern for all of them would try each with each. */
function inOrder(words: string, patterns: readonly RegExp[]): boolean {
  let rest = words;
  for (const pattern of patterns) {
    const met = pattern.exec(rest);
    if (!met) return false;
    rest = rest.slice(met.index + met[0].length);
  }
  return true;
}

/** True for {@link plain} words of somebody who asks where to find support. */
export function asksForSupport(words: string): boolean {
  return inOrder(words, ASKS_FOR_SUPPORT);
}
