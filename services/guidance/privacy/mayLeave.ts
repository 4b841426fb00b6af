import { languageOf, tokenise } from '../analyse';
import { PLACEHOLDERS } from './mask';
import { withoutDisguise } from './plainText';
import type { Vocabulary } from './vocabulary';

/** Longer texts tell something, whatever else they do. */
export const MAX_LENGTH = 300;
const MAX_WORDS = 40;

const group = (...parts: readonly string[]): RegExp => new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${parts.join('|')})(?![\p{L}\p{N}])`, 'u');

/** Somebody in particular: who asks, as the one something happens to, or a third person. */
const SOMEBODY = group(
  'mig', 'mej', 'min', 'mitt', 'mina', 'han', 'hon', 'hen', 'honom', 'henne', 'hans', 'hennes', 'hens', 'henom', 'dig själv', 'oss',
  'me', 'my', 'mine', 'myself', 'he', 'she', 'him', 'her', 'hers', 'his', 'us',
  'minun', 'minua', 'minulle', 'minulla', 'minusta', 'minuun', 'hän', 'hänen', 'häntä', 'hänelle', 'meitä', 'meille', 'meidän',
  // Not named, and yet nobody but one.
  '(?:en|nån|någon) (?:man|kvinna|kille|tjej|gubbe|person|kund|klient|besökare|granne|krögare|leverantör)', 'mannen', 'kvinnan', 'killen', 'tjejen', 'gubben', 'grannen', 'ägaren', 'kunden', 'klienten', 'besökaren', 'krögaren', 'leverantören', 'sökanden', 'exet', 'restaurangen', 'företagaren',
  '(?:a|the|some) (?:man|woman|guy|boy|girl|client|customer|visitor|neighbou?r|stranger|owner|supplier|restaurant)',
  // As the one who does something: "när de skriker", "om någon följer efter", "varför ringer de".
  '(?:när|om|att|ifall|varför|då) (?:dom|någon|nån|några)', '(?:när|att|ifall|varför) de', 'de (?:kommer|är utanför|står|vill|säger|ringer|skriker|förstör|kräver|vet|tar|skriver|väntar|gör)',
  '(?:when|if|that|why|why do|why are) (?:they|someone|somebody|anyone|anybody)', 'they (?:are|come|want|say|call|scream|know|take|write|wait|follow|do)',
  // Where somebody is, or what was done to something of theirs.
  'utanför', 'hemma', 'hemmet', 'jobbet', 'på vägen', 'outside', 'at home', 'följer efter', 'förstörd', 'förstör', 'bor', 'bilen', 'kniv', 'pistol', 'sms', 'säga upp',
  // In Finnish, whatever comes after "when" and "if" is told.
  'kun', 'jos',
);

/** What people are at work, as somebody in particular: "chefen", "en kollega", "the manager". */
const WORKING = '(?:chefen|kollegan|kollega|arbetskamraten|medarbetaren|ordföranden|politikern|handläggaren|inspektören|samordnaren|säkerhetssamordnaren|direktören|ledamoten|sekreteraren|chef|politiker|handläggare|inspektör|boss|manager|colleague|coworker|politician|chair|inspector|coordinator|director|councillor)';
const SOMEBODY_AT_WORK = group(WORKING);
const DOES = '(?:tar|tog|mutas|mutar|kräver|tvingar|tvinga|vill|skriver|säger|dricker|ber|slår|skriker|stjäl|får pengar|tar emot|håller på|takes?|demands?|wants?|hits?|says|asks|shouts|steals|touch(?:es)?|accepts?)';
const SOMEBODY_DOES = group(`${WORKING}(?: \\p{L}+){0,2}? ${DOES}`, `${DOES} ${WORKING}`, `(?:som|who|that) ${DOES}`);

/** What happened, as one thing that is known: "efter hotet", "the letter". */
const KNOWN_EVENT = group('hotet', 'mordhotet', 'överfallet', 'attacken', 'mutan', 'misshandeln', 'knuffen', 'kuvertet', 'mejlet', 'brevet', 'samtalet', '(?:efter|om|vid) (?:händelsen|incidenten|mötet|besöket)', 'the (?:threat|attack|letter|envelope|call|meeting|visit|bribe)');

/** Words that were said to somebody: "du ska dö". Whoever speaks to the machine asks it for something. */
const YOU = /(?<!\p{L})(?:du|dig|dej|din|ditt|dina|you|your)(?!\p{L})/gu;
const YOU_THE_MACHINE = /(?<!\p{L})(?:kan|vet|har|skulle|vill|tycker|can|could|do|would|are|will) (?:du|you)(?!\p{L})/gu;

/** What is told beside what is asked: "vad gör jag när …", "ska jag anmäla att chefen …". */
const TELLS_BESIDE = /(?<!\p{L})(?:när|ifall|eftersom|sedan|if|when|because|since)(?!\p{L})|(?<!\p{L})om (?:de|det|den|någon|nån|en|ett|jag|vi)(?!\p{L})|(?<!\p{L})(?:att|that) (?!\p{L}*[ae](?!\p{L}))/u;

/** Who asks may stand in a question of what they may, should or can do ("får jag", "how do I"). */
const ASKER = /(?<![\p{L}\p{N}])(?:jag|vi|we)(?![\p{L}\p{N}])/gu;
/** In Swedish it means "in". */
const ENGLISH_ASKER = /(?<![\p{L}\p{N}])(?:jag|vi|i|we)(?![\p{L}\p{N}])/gu;
const MODAL_SV = '(?:får|kan|ska|skall|bör|borde|måste|behöver|skulle|vill|gör|hittar|rapporterar|anmäler|vänder|söker|når|registrerar|lämnar|ringer|skriver)';
const MODAL_EN = '(?:can|may|should|must|do|could|need|have to)';
const ASKER_IN_GENERAL = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${MODAL_SV} (?:jag|vi)|(?:jag|vi) (?:får|kan|ska|skall|bör|måste|behöver)|(?:${MODAL_EN}) (?:i|we)|(?:i|we) (?:${MODAL_EN}))(?![\p{L}\p{N}])`,
  'gu',
);

/** What happens to people and is told of, done or going on. */
const EVENT = group(
  'blev', 'blivit', 'fick', 'fått', 'hände', 'hänt', 'sa', 'sade', 'sagt', 'ringde', 'ringt', 'skickade', 'kom', 'kommit', 'tog', 'tagit', 'erbjöd', 'erbjudit', 'slog', 'slagit',
  'hotade', 'hotat', 'hotad', 'hotades', 'hotar', 'knuffade', 'knuffad', 'knuffar', 'spottade', 'spottat', 'filmade', 'filmad', 'filmar', 'trakasserad', 'trakasserade', 'trakasserar', 'förföljd', 'förföljer',
  'mutade', 'misshandlad', 'misshandlade', 'utsatt', 'utsattes', 'rädd', 'orolig', 'skrämd', 'ledsen', 'sjukskriven', 'var med om', 'just nu', 'pågår',
  'got', 'received', 'said', 'came', 'took', 'offered', 'hit', 'threatened', 'threatens', 'threatening', 'pushed', 'spat', 'filmed', 'harassed', 'stalked', 'assaulted', 'attacked', 'happened', 'scared', 'afraid', 'worried', 'right now',
);

/** Past tense of a regular verb beside whoever asks. */
const PAST = /(?<![\p{L}\p{N}])\p{L}{2,}(?:ade|ades|dde|ddes)(?![\p{L}\p{N}])/u;

const MONTHS = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|january|february|march|may \\d|june|july|august|october';
const TIME = group(
  'måndag\\p{L}*', 'tisdag\\p{L}*', 'onsdag\\p{L}*', 'torsdag\\p{L}*', 'fredag\\p{L}*', 'lördag\\p{L}*', 'söndag\\p{L}*', 'mondays?', 'tuesdays?', 'wednesdays?', 'thursdays?', 'fridays?', 'saturdays?', 'sundays?',
  MONTHS, 'jan', 'feb', 'sept?', 'okt', 'oct', 'nov', 'dec', 'igår', 'i går', 'idag', 'i dag', 'imorgon', 'i morgon', 'imorse', 'i morse', 'ikväll', 'i kväll', 'i natt', 'inatt', 'nyss', 'nyligen', 'häromdagen', 'i förrgår', 'förrgår', 'i fjol',
  'helg\\p{L}*', 'vecka', 'veckan', 'lunch\\p{L}*', 'semester\\p{L}*', 'jul', 'julen', 'påsk\\p{L}*', 'midsommar\\p{L}*', 'sommaren', 'vintern', 'våren', 'hösten', 'nästa (?:vecka|månad|år)', 'sedan \\p{L}+ (?:dagar|veckor|månader|år)', 'next (?:week|month|year)', '(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte) i \\p{L}+',
  'förra (?:veckan|månaden|året|gången)', '(?:i|den) (?:höstas|våras|somras|vintras)', 'klockan', 'kl', 'för \\p{L}+ (?:sedan|sen)', 'yesterday', 'today', 'tonight', 'tomorrow', 'this (?:morning|afternoon|evening|week)', 'last (?:week|month|year|night|time)', 'ago', "o'clock", 'a\\.?m', 'p\\.?m',
);
const PLACE = /(?<!\p{L})\p{L}{2,}(?:gatan|gata|vägen|gränd|gränden|torget|torg|backen|stigen|allén|kajen|esplanaden|skolan|street|road|avenue)(?!\p{L})|(?<!\p{L})(?:street|road|avenue)(?!\p{L})|(?<!\p{L})\p{L}{3,}(?:enheten|avdelningen|kontoret)(?!\p{L})/u;
/** What the programme itself is full of, though it ends as a place does. */
const NO_PLACE: ReadonlySet<string> = new Set(['stadsledningskontoret']);

/** Digits that say nothing of when or who: focus area 3, tertialrapport 2, the programme's years, the emergency number. */
const HARMLESS_RANGE = /(?<![\p{L}\p{N}])(?:114 ?14|(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d)(?![\p{L}\p{N}])/gu;
/** Digits with nothing but blanks and signs between them may be a number or a date, told digit by digit. */
const DIGIT_BY_DIGIT = /\p{N}[^\p{L}\p{N}]+\p{N}/u;
const IN_WORDS = /(?<!\p{L})(?:(?:noll|ett?|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\p{L}+ton|\p{L}+tio|zero|one|two|three|four|five|six|seven|eight|nine|ten)[\s,.-]+){3}/u;
const HARMLESS_NUMBER = /(?<![\p{L}\p{N}])(?:[1-9]|112)(?![\p{L}\p{N}])/gu;

const ASKS = /(?<!\p{L})(?:vad|va|vem|vems|vilka|vilken|vilket|hur|när|var|vart|varför|varifrån|får|kan|ska|skall|måste|räknas|gäller|finns|är|har|bör|behöver|omfattas|ingår|what|who|whose|which|how|when|where|why|may|can|should|must|does|do|is|are|has|have|mitä|mikä|mistä|kuka|miten|onko|milloin)(?!\p{L})/u;

/**
 * True when a text, already masked, reads as a general question about the programme and nothing else; only then may it
 * leave the machine. Made the positive way round: what is not recognised stays.
 */
export function mayLeave(masked: string, vocabulary: Vocabulary): boolean {
  const text = withoutDisguise(masked).toLowerCase().replace(/\s+/gu, ' ').trim();
  if (text.length === 0 || text.length > MAX_LENGTH) return false;
  return isQuestion(text) && !hasStrangeCapital(masked, vocabulary) && !tellsOfSomebody(text) && !tellsWhenOrWhere(text) && isMadeOfKnownWords(text, vocabulary);
}

/** Written with a capital, what many people are called is a name, whatever else it means. */
function hasStrangeCapital(masked: string, vocabulary: Vocabulary): boolean {
  const words = withoutDisguise(masked).replace(/\[\p{Lu}+\]/gu, ' ').match(/(?<!\p{L})\p{Lu}\p{L}*/gu) ?? [];
  return words.some((word) => !vocabulary.has(word) && word.length > 1);
}

function isQuestion(text: string): boolean {
  const first = text.split(' ', 3).join(' ');
  return ASKS.test(first) || (text.includes('?') && ASKS.test(text));
}

function tellsOfSomebody(text: string): boolean {
  if (SOMEBODY.test(text) || EVENT.test(text) || SOMEBODY_DOES.test(text) || KNOWN_EVENT.test(text) || NAMED_AND_TOLD_OF.test(text)) return true;
  if (count(YOU, text) > count(YOU_THE_MACHINE, text)) return true;
  const asker = count(languageOf(text) === 'sv' ? ASKER : ENGLISH_ASKER, text);
  if (asker === 0) return false;
  return PAST.test(text) || TELLS_BESIDE.test(text) || SOMEBODY_AT_WORK.test(text) || asker > count(ASKER_IN_GENERAL, text);
}

const count = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0;

/** Somebody whose name is masked, and something that is said of them. */
const NAMED_AND_TOLD_OF = /\[person\][^.?!]*?(?:\s\p{L}|\]\s?\p{L})/u;

/** A long number that is neither somebody's own nor a telephone's may be a date or a case. */
function tellsWhenOrWhere(text: string): boolean {
  if (text.includes(PLACEHOLDERS.number.toLowerCase()) || TIME.test(text) || IN_WORDS.test(text)) return true;
  const numbers = text.replace(HARMLESS_RANGE, ' ');
  if (DIGIT_BY_DIGIT.test(numbers) || /\p{N}/u.test(numbers.replace(HARMLESS_NUMBER, ' '))) return true;
  const place = PLACE.exec(text);
  return place !== null && !NO_PLACE.has(place[0]);
}

const MARKS = new RegExp(Object.values(PLACEHOLDERS).map((mark) => mark.toLowerCase().replace(/[[\]]/gu, String.raw`\$&`)).join('|'), 'gu');

function isMadeOfKnownWords(text: string, vocabulary: Vocabulary): boolean {
  // Not as markup, which would hide what stands in it.
  const words = tokenise(text.replace(MARKS, ' ').replace(HARMLESS_RANGE, ' ').replace(HARMLESS_NUMBER, ' ').replace(/[<>&]/gu, ' '));
  return words.length > 0 && words.length <= MAX_WORDS && words.every((word) => vocabulary.has(word));
}
