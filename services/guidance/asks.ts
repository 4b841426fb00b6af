import { fold } from './analyse';

/** What a text must have to answer one kind of question; each is told by words alone, folded. */
interface Ask {
  readonly asks: RegExp;
  readonly has: RegExp;
  /** `counts`: days and years do not count; `letters`: capitals tell. */
  readonly reads?: 'counts' | 'letters';
}

const NUMBER = '\\d|\\b(tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|hundra|tusen|fa|fatal\\p{L}*|enstaka|sallsynt\\p{L}*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|few|rare|rarely)\\b';
const MONTH = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|january|february|march|may|june|july|august|october';
const WEEKDAY = '(mandag|tisdag|onsdag|torsdag|fredag|lordag|sondag|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\\p{L}*';
const OFTEN = `\\b(arlig\\p{L}*|manadsvis|manatlig\\p{L}*|veckovis|kvartal\\p{L}*|tertial\\p{L}*|dagligen|lopande|regelbund\\p{L}*|aterkommande|(varje|varannan|vartannat) (ar|halvar|termin|manad|vecka|dag|arbetsdag|${WEEKDAY})|en gang|vart (annat|tredje|fjarde|femte)|yearly|annual\\p{L}*|monthly|weekly|daily|regular\\p{L}*|every (year|term|month|week|day|${WEEKDAY}))`;
/** An hour, a day of the week, or within how long. */
const CLOCK = `\\bkl(ockan|\\.)? ?\\d{1,2}\\b|\\b\\d{1,2} ?o'clock\\b|\\b${WEEKDAY}\\b|\\b(inom|within) (\\p{L}+ )?(en|ett|a|an|one|${NUMBER}) ?(arbetsdag|minut|timm|dygn|dag|veck|manad|ar\\b|working|hour|day|week|month|year)`;

const ASKS: readonly Ask[] = [
  // "How many days", "how long": a length of time.
  {
    asks: /\b(hur (manga|lang) (dagar|dag|timmar|timma|veckor|manader|tid|minuter)|hur lange(?! (?:sparas|lagras|bevaras|behalls|finns|ligger))|hur (snabbt|fort|snart)|inom vilken tid|how (quickly|fast|soon)|kuinka nopeasti|how (many) (days|hours|weeks|months|minutes)|how long(?! (?:is|are|do|does|will) (?:\p{L}+ ){1,3}(?:kept|keep|stored|store|saved|save)\b)|montako paivaa|kuinka kauan)\b/u,
    has: new RegExp(`(${NUMBER}).{0,12}\\b(dag|dygn|timm|veck|manad|ar\\b|minut|day|hour|week|month|year)|\\d{4}|genast|omedelbart|utan drojsmal|at once|immediately|without delay`, 'u'),
  },
  // How long something is kept: of what is kept or taken away, not of any other time.
  { asks: /\bhur lange (?:sparas|lagras|bevaras|behalls|finns|ligger)\b|\bhow long (?:is|are|do|does|will) (?:\p{L}+ ){1,3}(?:kept|keep|stored|store|saved|save)\b/u, has: /\b(?:gallr|forstor|radera|spara|bevara|lagra|bort\b|kvar\b|glom|kept|keep|stored|store|saved|delete|erase|destroy|disposed|disposal)/u },
  // What one may refuse to do.
  { asks: /\b(?:vagra|refuse)\b/u, has: /\b(?:vagra|refus)/u },
  // What the law says is a crime.
  { asks: /\b(?:olaglig\p{L}*|lagligt|straffbar\p{L}*|brottslig\p{L}*|illegal|legal|a crime)\b/u, has: /\b(?:(?:ar|som) (?:ett )?brott|olaglig\p{L}*|laglig\p{L}*|straffbar\p{L}*|\p{L}*balken|(?:is|are|be) (?:a )?crimes?|illegal|legal|unlawful)\b/u },
  // Money.
  {
    asks: /\b(kosta[rts]?|kostade|kostnad\p{L}*|hur mycke?t? pengar|(hur mycket|vad) tjanar|hur stor budget|vad ar budgeten|budgeten for|kronsumma|belopp\p{L}*|i kronor|how much (money|does|is)|what is the (budget|cost)|costs?|grans\p{L}* for gav\p{L}*|max\p{L}* varde|paljonko (se )?maksaa)\b/u,
    has: /\d[\d ]*\s*(kr|kronor|sek|mnkr|miljoner|miljarder|tkr|procent|%)|\b(kr|kronor|beloppsgrans|limit|grans)\b/u,
  },
  // When a place is open.
  { asks: /\b(oppettid\p{L}*|opening hours|aukioloaja\p{L}*)\b/u, has: /\d{1,2}([.:]\d{2})?\s?(-|–|till|to)\s?\d{1,2}|\bdygnet runt\b|\bround the clock\b/u },
  // Whether something holds always.
  { asks: /\b(alltid|varje gang|always|every time)\b/u, has: /\b(alltid|samtliga|alla|varje|aldrig|ska|skall|maste|always|all|every|never|must|shall)\b/u },
  // Who leads.
  { asks: /^(vem|vilka|who) (leder|styr|ansvarar|samordnar|leads?|runs?|coordinates?|is responsible|is in charge)\b/u, has: /\b(leder|leds|ledning\p{L}*|styr|styrs|ansvar\p{L}*|samordna\p{L}*|utsedd\p{L}*|lead\p{L}*|responsib\p{L}*|coordinat\p{L}*|in charge)\b/u },
  // A page on the web.
  { asks: /\b(lank(en|ar)? till|url|webbadress\p{L}*|link to|web address|linkki)\b/u, has: /https?:|www\.|\.se\b|\bintranat\p{L}*|\bintranet\b|\bwebb(plats|sida)\p{L}*|\bwebsite\b/u },
  // Which has most of something.
  { asks: /\b(flest|the most (threats|incidents|cases|reports|events))\b/u, has: /\bflest\b|\bmest\b|\bsarskilt utsatt\p{L}*|\bmost\b|\bparticularly exposed\b/u },
  // Who pays.
  { asks: /\b(betala\p{L}*|finansier\p{L}*|bekosta\p{L}*|pays|paid|funded|funding)\b/u, has: /\b(betala\p{L}*|finansier\p{L}*|bekosta\p{L}*|kostnad\p{L}*|medel|anslag\p{L}*|pays?|paid|fund\p{L}*)\b/u },
  // What comes of not doing as one should.
  {
    asks: /\b(vad hander|what happens)\b.*\b(inte|struntar|later bli|vagrar|glommer|missar|bryter|slarvar|not|doesn|don|ignores?|fails?|refuses?|breaks?)\b|\b(pafoljd\p{L}*|sanktion\p{L}*|sanctions?)\b/u,
    has: /\b(vite\p{L}*|boter|bota\p{L}*|pafoljd\p{L}*|sanktion\p{L}*|straff\p{L}*|disciplin\p{L}*|forelagg\p{L}*|varning\p{L}*|sanctions?|fined?|penalt\p{L}*|warning)\b/u,
  },
  // Who has signed.
  { asks: /\b(skr(ev|ivit) (under|pa)|undertecknat|undertecknade|signerat|signerade|signed)\b/u, has: /\b(undertecknat|underskrift\p{L}*|signer\p{L}*|\p{L}*direktor|\p{L}*chef|signed|director)\b/u },
  // A share.
  { asks: /\b(hur stor (del|andel)|hur hog andel|hur manga procent|what (share|proportion|percentage)|how large a share)\b/u, has: /%|\bprocent\b|\bpercent\b|\bhalften\b|\bmajoritet|\bmerparten\b|\bhalf\b/u },
  // "How many", "how old": a number, or that they are few.
  {
    asks: /\b(hur (manga|gammal|gamla|gammalt)|antal\p{L}* \p{L}+ (har|ar|forra)|how (many|old)|kuinka (monta|moni)|montako)\b/u,
    has: new RegExp(NUMBER, 'u'),
    reads: 'counts',
  },
  {
    asks: /\b(hur ofta|how often|kuinka usein|vilket intervall|med vilket mellanrum)\b/u,
    has: new RegExp(OFTEN, 'u'),
  },
  // A last day.
  {
    asks: /\b(vilken|vilket|sista|senaste|exakt) (dag|datum|svarsdag\p{L}*|svarsdatum)\b|\b(deadline|due|slutdatum|startdatum|sista (svars)?dag\p{L}*)\b/u,
    has: new RegExp(`\\b(${MONTH})\\b|${OFTEN}|\\bsenast\\b`, 'u'),
  },
  // A time.
  {
    asks: /^(nar|when|milloin)\b|\b(till|senast|tills|by|until) (nar|when)\b|\b(och|o|eller) (nar|when) (ska|skall|antogs|borjar|slutar|ar|var|blev|klubbades|togs|har|was|is)\b|\bvilka ar (galler|omfattar|avser|loper|racker|handlar)\b|\bvilket ar (antogs|antog|kom|borjade|borjar|slutade|slutar|togs|klubbades|beslutades|var|trad\p{L}*|gick|skrevs)\b|\bvilket ar$|\bwhat years?\b|\bwhich years?\b/u,
    has: new RegExp(`\\d{4}|\\b(${MONTH})\\b|\\d{1,2}[.:]\\d{2}|${CLOCK}|${OFTEN}|\\b(samband med|innan|efter att|darefter|senast|before|after)\\b`, 'u'),
  },
  // How to get in touch.
  {
    asks: /\b(telefon\p{L}*|tel|mobilnummer\p{L}*|nummer till|numret till|e ?post(adress\p{L}*)?|mejl(adress\p{L}*)?|mailadress\p{L}*|(vem|vilka|vart) (ska |kan )?(jag |vi )?(ringer|ringa)|phone( number)?|email address|who (do|should|can) (i|we) call|puhelinnumero\p{L}*)\b/u,
    has: /\b(112|11 ?[0-9]{2,3}|1177|0\d{1,3}[- ]?\d{2,3}|\d{2,3}[- ]\d{2,3})\b|\S+@\S+/u,
  },
  // Where in the law.
  { asks: /\b(vilken paragraf|vilka paragrafer|vilket lagrum|(vilken|vilka) lag(ar|stiftning\p{L}*|rum)?\b|lagstod\p{L}*|(which|what) (section|laws?|paragraph|act|statute|legislation))/u, has: /§|\bkap\b|\p{L}+balken\b|\p{L}{4,}(?<!fors|fore|under)lagen\b|\blag \(/u },
  // What letters stand for: written out beside them.
  { asks: /\b(star \p{L}*( \p{L}+)? ?for|forkortning\p{L}*|stand(s)? for|abbreviation|lyhenne)\b/u, has: /\p{L} \([A-ZÅÄÖ]{2,6}\)|[A-ZÅÄÖ]{2,6} \(\p{L}|star for|stands for/u, reads: 'letters' },
  // Who sits on something.
  { asks: /\b((vilka|vem|who) (personer )?(som )?(sitter|satt|ingar|ar med|is on|are on|sits)|medlemmar i|members of)\b/u, has: /\b(sitter|bestar av|ledamoter|medlemmar|ingar|representanter|members|consists)\b/u },
  // What came out of something.
  { asks: /\b(vad (visade|visar|kom (\p{L}+ ){1,6}fram till|drog (\p{L}+ ){1,4}slutsats\p{L}*|blev resultatet|var resultatet|blev utfallet)|what did .{0,40}(show|find|conclude)|results? of the)\b/u, has: /\b(visade|visar|visat|slutsats\p{L}*|framkom\p{L}*|kom fram till|tydliggjorts|utfallet|showed|shows|found|concluded)\b/u },
  // What comes after what is.
  { asks: /\b(nasta (gang\p{L}*|ar|program\p{L}*|mote\p{L}*|manad|sammantrade\p{L}*)|next (time|year|programme|program|meeting)|seuraava\p{L}*)\b/u, has: /\b(nasta|nastkommande|next|kommande)\b/u },
  // A year that is named by where it lies from today.
  { asks: /\b(forra aret|i fjol|senaste aret|hittills i ar|hur (?:manga|mycket) .*\bi ar$|forra manaden|last year|this year|viime vuonna)\b/u, has: /\b(forra aret|i fjol|senaste aret|last year)\b/u },
];

/**
 * False when the question asks for something of a kind that none of the sentences has.
 * @param words the question's first words, folded
 * @param sentences those of a text that speak of what is asked
 */
export function hasWhatIsAsked(words: string, sentences: readonly string[]): boolean {
  const asking = ASKS.filter(({ asks }) => asks.test(words));
  if (asking.length === 0) return true;
  const years = yearsIn(words);
  const ofThen = sentences.filter((sentence) => !isOfOtherYears(sentence, years));
  return asking.every(({ has, reads }) => ofThen.some((sentence) => has.test(reads === 'letters' ? fold(sentence) : reads === 'counts' ? withoutDates(sentence) : withoutYears(sentence, years))));
}

/** What a sentence tells of other years than those that are asked about is no answer. */
function isOfOtherYears(sentence: string, asked: readonly string[]): boolean {
  const told = yearsIn(sentence);
  return asked.length > 0 && told.length > 0 && told.every((year) => !asked.includes(year));
}

/** True where the question asks for a kind of thing that a sentence can be seen to have: a number, a time. */
export function asksForKind(words: string): boolean {
  return ASKS.some(({ asks }) => asks.test(words));
}

/** The sentence folded; years that the question itself gives are no answer to when. */
function withoutYears(sentence: string, years: readonly string[]): string {
  return years.reduce((text, year) => text.replaceAll(year, ' '), fold(sentence.toLowerCase()));
}

/** Days, years and numbers of things are no count of anything. */
function withoutDates(sentence: string): string {
  return fold(sentence.toLowerCase()).replace(new RegExp(`\\b\\d{1,2} (${MONTH})|\\b(19|20)\\d{2}\\b|\\d+-\\d[\\d.-]*|\\b(fokusomrade|tertialrapport|vision|punkt|bilaga|kap|sida?) \\d+|^\\d+[.)]|\\b(112|114 ?14|116 ?006|1177)\\b`, 'gu'), ' ');
}

const DEFINES = /\b(?:vad raknas som|vad som raknas som|definition\p{L}* (?:av|pa|for)|hur definieras|definieras?|vad menas med|vad betyder|vad avses med|what counts as|definition of|what is meant by|what does .{2,40} mean)\b ?(.*)$/u;
const COUNTS = /\b(?:raknas|omfattas|ingar|does|do|is|are|lasketaanko) (.{2,60}?) (?:som|av|i|count as|counted as|considered)\b/u;

/** What a question wants defined, in its plain words; undefined where it wants something else. */
export function definedIn(words: string): string | undefined {
  return DEFINES.exec(words)?.[1]?.trim().split(/ (?:i|inom|enligt|in|within|according) /u)[0];
}

/** What a question asks whether it counts as something, in its plain words. */
export function countedIn(words: string): string | undefined {
  return DEFINES.test(words) ? undefined : COUNTS.exec(words)?.[1]?.trim();
}

const DIFFERENCE = /\b(?:skillnaden?|skiljer sig|skiljer|skilja|difference|eroaa?|ero)\b.{0,12}?\b(?:mellan|between|pa)\b (.{2,60}?) (?:och|o|and|kontra|vs|ja) (.{2,60})$/u;

/** The two things whose difference is asked for, in the question's plain words. */
export function comparedIn(words: string): readonly [string, string] | undefined {
  const [, one, other] = DIFFERENCE.exec(words) ?? [];
  return one === undefined || other === undefined ? undefined : [one, other];
}

const ASKED_FOR: readonly RegExp[] = [
  /^(?:vem|vilka|who) (?:har |som |has |have )?([\p{L}\d]+)\b/u,
  /^(?:vilken|vilka|vilket|which|what) (?:\p{L}+a )?([\p{L}\d]+)\b/u,
  /\b(?:sager|star|stod|skriver|namner|namns|sags|tas|finns|say|says|mention|mentioned|written)\b.{0,40}\b(?:om|about|of|kring|for) (?:en |ett |a |an |the )?([\p{L}\d]+)(?: \p{L}+)?$/u,
  /^hur ser (?:\p{L}+ ){0,2}?([\p{L}\d]+)(?: \p{L}+){0,3} ut\b/u,
  /^(?:finns|ska vi ha|har vi|behover vi|maste vi ha) (?:det )?(?:nagon|nagra|nagot|nan|nat|en|ett|flera)? ?([\p{L}\d]+)\b/u,
  /^(?:is there|are there|do we have) (?:any |a |an )?([\p{L}\d]+)\b/u,
];

/** Words of the question, folded, that name the very thing asked for, as far as its form tells: "vilken X", "… om X", "hur ser X ut". */
export function askedForIn(words: string): readonly string[] {
  return ASKED_FOR.flatMap((pattern) => pattern.exec(words)?.[1] ?? []);
}

/** Words of the question, folded, that name what is to be counted. */
export function countedThingIn(words: string): string | undefined {
  return /\b(?:hur manga|how many|kuinka monta|montako) (?:\p{L}+a )?([\p{L}\d]+)\b/u.exec(words)?.[1];
}

/** True where a number, or a word for few, stands in a sentence (folded). */
export function hasNumber(sentence: string): boolean {
  return new RegExp(NUMBER, 'u').test(sentence);
}

/** Years that a question names. */
export function yearsIn(words: string): readonly string[] {
  return words.match(/\b(?:19|20)\d{2}\b/gu) ?? [];
}
