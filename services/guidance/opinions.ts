/** Words with which an opinion, or a difference of opinions, is asked for; folded. */
const OPINION =
  /\b(tyck(er|te|s)|anser|anse|synpunkt\p{L}*|asikt\p{L}*|installning\p{L}*|uppfattning\p{L}*|sager (namnderna|de bada)|positiv\p{L}*|kritisk\p{L}*|skiljer|skillnad\p{L}*|olika|oense|oenig\p{L}*|ense|eniga|instamm\p{L}*|(haller|halla) .{0,40}med om|gillar|ogillar|overens|think|thinks|views?|opinions?|differ\p{L}*|disagree|agree)\b/u;

/** True where what is asked is what boards think: their views go before what is proposed. */
export function asksOpinion(words: string): boolean {
  return OPINION.test(words);
}
