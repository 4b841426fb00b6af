export const ELECTED = /\b(\p{L}*fortroendevald\p{L}*|fortroende vald\p{L}*|politiker\p{L}*|ledamot\p{L}*|ledamoter\p{L}*|folkvald\p{L}*|mitt (politiska )?uppdrag|elected( officials?| representatives?)?|politicians?|councill?ors?|my assignment|luottamushenkil\p{L}*|poliitik\p{L}*)\b/u;
export const EMPLOYED = /\b(anstalld\p{L}*|medarbetar\p{L}*|tjansteman\p{L}*|tjansteman|personal\p{L}*|employees?|staff|tyonteki\p{L}*)\b/u;

/** Whom a question names: true an elected official, false somebody employed, undefined neither or both. */
export function roleIn(words: string): boolean | undefined {
  const [elected, employed] = [ELECTED.test(words), EMPLOYED.test(words)];
  return elected === employed ? undefined : elected;
}
