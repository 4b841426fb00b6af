import type { Locale } from '../../../domain/locale';

/**
 * Words that turn what a sentence says, by what they mean, so that a claim and its passage are compared whichever of the
 * languages each is in. None of them may come in, and none of some may go, on the way from a passage to a claim.
 */
const TURNS = {
  // What binds, what is advised, what is open to somebody.
  must: /(?<!\p{L})(?:ska|skall|måste|krävs|skyldig\p{L}*|obligatorisk\p{L}*|åligger|tvungen|tvungna|must|shall|required|requires?|obliged|obligatory|mandatory|has to|have to)(?!\p{L})/u,
  should: /(?<!\p{L})(?:bör|borde|rekommender\p{L}*|rekommendation\p{L}*|föreslå\p{L}*|should|ought|recommend\p{L}*|suggest\p{L}*|propos(?:es|ed))(?!\p{L})/u,
  may: /(?<!\p{L})(?:kan|får|tillåt\p{L}*|lov att|can|may|might|could|allowed|permitted)(?!\p{L})/u,
  not: /(?<!\p{L})(?:inte|ej|icke|aldrig|ingen|inget|inga|ingenting|varken|utan att|förbju\p{L}*|saknar?|saknas|not|no|never|none|nobody|nothing|neither|nor|cannot|without|lacks?|forbid\p{L}*|prohibit\p{L}*|\p{L}+n['’]t)(?!\p{L})/u,
  only: /(?<!\p{L})(?:endast|bara|enbart|uteslutande|only|solely|exclusively)(?!\p{L})/u,
  always: /(?<!\p{L})(?:alltid|always|under all circumstances|without exception|utan undantag)(?!\p{L})/u,
  all: /(?<!\p{L})(?:alla|all|allt|samtliga|varje|every|everyone|everybody|each|any)(?!\p{L})/u,
  least: /(?<!\p{L})(?:minst|åtminstone|lägst|at least|minimum)(?!\p{L})/u,
  most: /(?<!\p{L})(?:högst|som mest|max|maximalt|at most|no more than|maximum|up to)(?!\p{L})/u,
  atOnce: /(?<!\p{L})(?:omedelbart|genast|omgående|direkt|utan dröjsmål|immediately|at once|without delay|right away)(?!\p{L})/u,
  before: /(?<!\p{L})(?:före|innan|before|prior to)(?!\p{L})/u,
  after: /(?<!\p{L})(?:efter|after)(?!\p{L})/u,
  // How many, and how often.
  few: /(?<!\p{L})(?:få|färre|fåtal\p{L}*|few|fewer)(?!\p{L})/u,
  many: /(?<!\p{L})(?:många|fler|flera|flest|flesta|flertal\p{L}*|many|several|most)(?!\p{L})/u,
  some: /(?<!\p{L})(?:vissa|visst|viss|några|en del|somliga|some|certain)(?!\p{L})/u,
  seldom: /(?<!\p{L})(?:sällan|knappast|knappt|ibland|rarely|seldom|hardly|scarcely|sometimes)(?!\p{L})/u,
  often: /(?<!\p{L})(?:ofta|oftast|vanligen|vanligtvis|often|usually)(?!\p{L})/u,
  daily: /(?<!\p{L})(?:dagligen|daily|(?:varje|per) dag|(?:every|per) day)(?!\p{L})/u,
  weekly: /(?<!\p{L})(?:veckovis|weekly|(?:varje|per) vecka|(?:every|per) week)(?!\p{L})/u,
  monthly: /(?<!\p{L})(?:månatlig\p{L}*|månadsvis|monthly|(?:varje|per) månad|(?:every|per) month)(?!\p{L})/u,
  yearly: /(?<!\p{L})(?:årlig\p{L}*|yearly|annual\p{L}*|(?:varje|per) år|om året|(?:every|per|each|once a) year)(?!\p{L})/u,
  high: /(?<!\p{L})(?:hög|högt|höga|högre|high|higher)(?!\p{L})/u,
  low: /(?<!\p{L})(?:låg|lågt|låga|lägre|low|lower)(?!\p{L})/u,
  later: /(?<!\p{L})(?:senare|later)(?!\p{L})/u,
  earlier: /(?<!\p{L})(?:tidigare|earlier|previously)(?!\p{L})/u,
  // What takes something out, or away from it.
  except: /(?<!\p{L})(?:utom|förutom|bortsett från|undanta\p{L}*|except|apart from|exempt\p{L}*)(?!\p{L})/u,
  refrain: /(?<!\p{L})(?:slipp\p{L}*|undvik\p{L}*|slut(?:a|ar|ade)|upphör\p{L}*|vägra\p{L}*|avstå\p{L}*|låt(?:a|er)? bli|behöver|frivillig\p{L}*|need|needs|avoid\p{L}*|stop|stops|refus\p{L}*|refrain\p{L}*|voluntar\p{L}*|optional)(?!\p{L})/u,
  // On what it depends.
  provided: /(?<!\p{L})(?:ifall|såvida|förutsatt|under förutsättning|om (?:det|den|de|man|någon|något|inget|\p{L}+(?:en|et|na|ar|or|er)) (?:\p{L}+ ){0,2}?(?:är|inte|kan|ska|har|blir|får|behöver|finns|sker|\p{L}+(?:ar|er|as))|if|unless|provided)(?!\p{L})/u,
  // Who thinks so.
  thinks: /(?<!\p{L})(?:anser|menar|tycker|bedömer|uppfattar|önskar|efterlyser|instämmer|tillstyrker|avstyrker|ifrågasätter|considers?|thinks?|believes?|argues?|is of the opinion|in (?:its|their|the board’s) (?:view|opinion))(?!\p{L})/u,
  // What lawyers decide.
  law: /(?<!\p{L})(?:lag|lagen|lagar|lagligt?|olaglig\p{L}*|brott|brottslig\p{L}*|straff\p{L}*|åtal\p{L}*|åtala\p{L}*|skadestånd\p{L}*|stämma|stämning\p{L}*|rätt till|rättighet\p{L}*|domstol\p{L}*|law|laws|lawful\p{L}*|legal\p{L}*|illegal\p{L}*|unlawful\p{L}*|crimes?|criminal\p{L}*|offences?|punish\p{L}*|prosecut\p{L}*|damages|compensation|sue|lawsuit|entitled|right to|court)(?!\p{L})/u,
} as const;
export type Turn = keyof typeof TURNS;
const NAMES = Object.keys(TURNS) as readonly Turn[];

/** Which of them a sentence has. */
export function turnsOf(sentence: string): ReadonlySet<Turn> {
  const text = sentence.toLowerCase().replace(/not only|inte bara|inte minst/gu, ' ');
  return new Set(NAMES.filter((turn) => TURNS[turn].test(text)));
}

/** Without these in the claim, what the passage says is said more strongly than it is. */
const KEPT: readonly Turn[] = ['not', 'must', 'should', 'may', 'only', 'few', 'some', 'seldom', 'except', 'refrain', 'provided', 'thinks'];

/** True when the claim turns nothing that its sentences do not turn, and leaves out nothing that weakens them. */
export function turnsAlike(claim: ReadonlySet<Turn>, said: ReadonlySet<Turn>): boolean {
  const forbids = (turns: ReadonlySet<Turn>): boolean => turns.has('not') && (turns.has('may') || turns.has('must'));
  const added = [...claim].filter((turn) => !said.has(turn) && !((turn === 'may' || turn === 'must') && forbids(claim) && forbids(said)));
  const lost = KEPT.filter((turn) => said.has(turn) && !claim.has(turn) && !((turn === 'may' || turn === 'must') && forbids(claim) && forbids(said)));
  return added.length === 0 && lost.length === 0;
}

/** What binds in one of two sentences must bind in the other, so that nothing of the one is said of what stands in the other. */
const BINDING: readonly Turn[] = [...KEPT, 'all', 'least', 'most', 'atOnce', 'before', 'after', 'law'];

export function bindsAlike(one: ReadonlySet<Turn>, other: ReadonlySet<Turn>): boolean {
  return BINDING.every((turn) => one.has(turn) === other.has(turn));
}

const NUMBER_WORDS: Readonly<Record<Locale, readonly string[]>> = {
  sv: ['noll', 'ett', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'elva', 'tolv'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'],
};
/** "Ett" and "one" are mostly no numbers. */
const LEAST_NUMBER_WORD = 2;
const WORDS_TO_NUMBERS = new Map(
  (['sv', 'en'] as const).flatMap((locale) => NUMBER_WORDS[locale].flatMap((word, value) => (value < LEAST_NUMBER_WORD ? [] : [[word, String(value)] as const]))),
);
const LARGE = new Map([['hundra', '100'], ['hundred', '100'], ['tusen', '1000'], ['thousand', '1000'], ['miljon', '1000000'], ['miljoner', '1000000'], ['million', '1000000'], ['dussin', '12'], ['hälften', '50%'], ['half', '50%'], ['dubbelt', '2'], ['double', '2'], ['twice', '2']]);

const UNITS: readonly (readonly [string, RegExp])[] = [
  ['minute', /^(?:minut|minute)/u],
  ['hour', /^(?:timm|timme|hour)/u],
  ['day', /^(?:dag|dygn|day|arbetsdag|working|weekday|vardag)/u],
  ['week', /^(?:veck|week)/u],
  ['month', /^(?:månad|month)/u],
  ['year', /^(?:år|year)/u],
  ['percent', /^(?:procent|percent|per cent|%)/u],
  ['money', /^(?:kr|kronor|sek|krona|euro|öre)/u],
];

/** Numbers in words or digits, and times and moneys as number with unit: `5`, `3 day`. */
export function numbersOf(text: string): ReadonlySet<string> {
  const tokens = text.toLowerCase().replace(/(\d)[\s\u00a0](?=\d{3}(?!\d))/gu, '$1').match(/\d+(?:[.,:]\d+)*|%|\p{L}+/gu) ?? [];
  const found = new Set<string>();
  tokens.forEach((token, position) => {
    const value = /^\d/u.test(token) ? token.replace(',', '.') : (WORDS_TO_NUMBERS.get(token) ?? LARGE.get(token));
    if (value === undefined) return;
    found.add(value);
    const unit = [tokens[position + 1], tokens[position + 2]].map(unitOf).find((one) => one !== undefined);
    if (unit !== undefined) found.add(`${value} ${unit}`);
  });
  return found;
}

/** True where each number stands there too, and counts the same: three of one thing is no number of another. */
export function numbersAlike(claim: ReadonlySet<string>, said: ReadonlySet<string>): boolean {
  const counted = (numbers: ReadonlySet<string>, value: string): boolean => [...numbers].some((one) => one.startsWith(`${value} `));
  return [...claim].every((one) => said.has(one) && (one.includes(' ') || !counted(said, one) || counted(claim, one)));
}

const unitOf = (token: string | undefined): string | undefined => (token === undefined ? undefined : UNITS.find(([, pattern]) => pattern.test(token))?.[0]);

const CALENDAR = /(?<!\p{L})(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|january|february|march|june|july|august|october|måndag\p{L}*|tisdag\p{L}*|onsdag\p{L}*|torsdag\p{L}*|fredag\p{L}*|lördag\p{L}*|söndag\p{L}*|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?!\p{L})/gu;
const CALENDAR_PAIRS: Readonly<Record<string, string>> = {
  january: 'januari', february: 'februari', march: 'mars', june: 'juni', july: 'juli', august: 'augusti', october: 'oktober',
  monday: 'måndag', tuesday: 'tisdag', wednesday: 'onsdag', thursday: 'torsdag', friday: 'fredag', saturday: 'lördag', sunday: 'söndag',
};

/** Months and days of the week that are named, in Swedish. */
export function calendarOf(text: string): ReadonlySet<string> {
  return new Set((text.toLowerCase().match(CALENDAR) ?? []).map((word) => CALENDAR_PAIRS[word] ?? word.replace(/(?<=dag)(?:en|ar|arna|s)$/u, '')));
}
