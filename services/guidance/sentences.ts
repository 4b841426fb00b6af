/** Shortenings that end in a full stop and no sentence, in lower case without their last stop. */
const SHORTENED = /(?:^|[\s(])(?:bl\.?\s?a|t\.?\s?ex|d\.?\s?v\.?\s?s|m\.?\s?m|m\.?\s?fl|o\.?\s?s\.?\s?v|f\.?\s?d|s\.?\s?k|p\.?\s?g\.?\s?a|i\.?\s?st\.?\s?f|fr\.?\s?o\.?\s?m|t\.?\s?o\.?\s?m|e\.?\s?d|resp|dnr|nr|kap|st|sid|s|jfr|ca|kl|inkl|exkl|ev|max|min|osv|etc|jan|feb|aug|sept|okt|nov|dec|e\.?\s?g|i\.?\s?e|no|vol|pp|p|mr|mrs|dr|\p{L}|\d{1,3})$/iu;

/** Where a sentence may end: a stop, closing quotes or brackets, white space; not at a sign for something left out. */
const END = /(?<![.!?…[])[.!?…]+["”’)\]]*(?=\s)/gu;

/**
 * The sentences of one paragraph, in order; each is a piece of the text as it stands, without white space around it.
 * A shortening ("bl.a.", "dnr", "s. 4", "kap. 5 a §") ends none, and neither does a stop before a small letter.
 */
export function sentencesIn(paragraph: string): readonly string[] {
  const sentences: string[] = [];
  let start = 0;
  for (const found of paragraph.matchAll(END)) {
    const end = found.index + found[0].length;
    if (!endsSentence(paragraph.slice(start, end), paragraph.slice(end))) continue;
    sentences.push(paragraph.slice(start, end).trim());
    start = end;
  }
  sentences.push(paragraph.slice(start).trim());
  return sentences.filter((sentence) => sentence !== '');
}

/** No shortening, with what may stand behind its stop, is longer. */
const LONGEST = 40;

function endsSentence(before: string, after: string): boolean {
  if (/^\s*[\p{Ll}]/u.test(after)) return false;
  const [stop] = /\.["”’)\]]*$/u.exec(before.slice(-LONGEST)) ?? [];
  return stop === undefined || !SHORTENED.test(before.slice(-LONGEST, -stop.length));
}

/** All sentences of a text of paragraphs and lists; each line of a list is one. */
export function sentencesOf(text: string): readonly string[] {
  return text.split(/\n+/u).flatMap(sentencesIn);
}
