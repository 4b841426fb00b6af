/** Whole words or phrases, typed with å, ä and ö or without. */
const group = (...parts: readonly string[]): RegExp => new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${[...new Set(parts.flatMap((part) => [part, withoutRings(part)]))].join('|')})(?![\p{L}\p{N}])`, 'u');
const withoutRings = (part: string): string => part.replace(/[åä]/gu, 'a').replace(/ö/gu, 'o');
const words = (text: string): readonly string[] => text.trim().split(/\s+/u);

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
  ...words('kollegan brukaren eleven patienten hyresgästen avsändaren företaget bolaget neighbour customer client visitor owner company restaurant guy'),
  // In Finnish, whatever comes after "when" and "if" is told.
  'kun', 'jos',
);

/** What people are at work, as somebody in particular: "chefen", "en kollega", "the manager". */
const WORKING = '(?:chefen|kollegan|kollega|arbetskamraten|medarbetaren|ordföranden|politikern|handläggaren|inspektören|samordnaren|säkerhetssamordnaren|direktören|ledamoten|sekreteraren|chef|politiker|handläggare|inspektör|boss|manager|colleague|coworker|politician|chair|inspector|coordinator|director|councillor)';
export const SOMEBODY_AT_WORK = group(WORKING);
/** One of them, known by what they are; only what such a one is there for is general. */
const ONE_AT_WORK = group('\\p{L}*(?:chefen|kollegan|medarbetaren|ordföranden|politikern|handläggaren|inspektören|samordnaren|direktören|ledamoten|registratorn)', 'the (?:boss|manager|colleague|coworker|politician|chair|inspector|coordinator|director|councillor|official|registrar)');
const WHAT_THEY_ARE_FOR = /^(?:vad|va|what) (?:gör|gor|är|ar|ska|skall|ansvarar|har|does|is|should)(?!\p{L})|(?<!\p{L})(?:\p{L}*ansvar\p{L}*|roll\p{L}*|uppgift\p{L}*|uppdrag\p{L}*|utse[rs]?|funktion\p{L}*|tasks?|duty|duties|role|responsib\p{L}*)(?!\p{L})/u;
const tellsOfOneAtWork = (text: string): boolean => ONE_AT_WORK.test(text) && !WHAT_THEY_ARE_FOR.test(text);
const DOES = '(?:tar|tog|mutas|mutar|kräver|tvingar|tvinga|vill|skriver|säger|dricker|ber|slår|skriker|stjäl|får pengar|tar emot|håller på|takes?|demands?|wants?|hits?|says|asks|shouts|steals|touch(?:es)?|accepts?)';
const SOMEBODY_DOES = group(`${WORKING}(?: \\p{L}+){0,2}? ${DOES}`, `${DOES} ${WORKING}`, `(?:som|who|that) ${DOES}`);

/** What happened, as one thing that is known: "efter hotet", "the letter". */
const KNOWN_EVENT = group('hotet', 'mordhotet', 'hoten', 'trakasserierna', 'överfallet', 'attacken', 'mutan', 'misshandeln', 'knuffen', 'kuvertet', 'mejlet', 'brevet', 'samtalet', '(?:efter|om|vid) (?:händelsen|incidenten|mötet|besöket)', 'the (?:threats?|attacks?|letter|envelope|call|meeting|visit|bribe|harassment)');

/** Words that were said to somebody: "du ska dö". Whoever speaks to the machine asks it for something. */
export const YOU = /(?<!\p{L})(?:du|dig|dej|din|ditt|dina|you|your)(?!\p{L})/gu;
export const YOU_THE_MACHINE = /(?<!\p{L})(?:kan|vet|har|skulle|vill|tycker|can|could|do|would|are|will) (?:du|you)(?!\p{L})/gu;

/** What is told beside what is asked: "vad gör jag när …", "ska jag anmäla att chefen …". */
export const TELLS_BESIDE = /(?<!\p{L})(?:när|ifall|eftersom|sedan|if|when|because|since)(?!\p{L})|(?<!\p{L})om (?:de|det|den|någon|nån|en|ett|jag|vi)(?!\p{L})|(?<!\p{L})(?:att (?!\p{L}*[aå](?!\p{L}))|that )/u;

/** "Where do I find", "how do I report": what else I may, should or can do may be about what happens to me. */
const I_AM_ASKING = /(?<!\p{L})(?:jag|i (?:do|can|may|should|must|could|need|have)|(?:do|can|may|should|must|could) i)(?!\p{L})/u;
const ASKS_THE_WAY = group(
  ...words('hitta hittar läsa läser vänd vända vänder kontakta kontaktar ringa ringer rapportera rapporterar anmäla anmäler använda använder lämna lämnar skriva skriver söka söker nå når se veta göra gör registrera registrerar acceptera tacka bjuda följa'),
  ...words('find read contact call report use write see know do register accept take turn'),
  'ta emot',
);

/** True where whoever asks asks for more than the way. */
export function asksOfThemselves(text: string): boolean {
  return I_AM_ASKING.test(text) && !ASKS_THE_WAY.test(text);
}

/** What happens to people and is told of, done or going on. */
const EVENT = group(
  'blev', 'blivit', 'fick', 'fått', 'hände', 'hänt', 'sa', 'sade', 'sagt', 'ringde', 'ringt', 'skickade', 'kom', 'kommit', 'tog', 'tagit', 'erbjöd', 'erbjudit', 'slog', 'slagit',
  'hotade', 'hotat', 'hotad', 'hotades', 'hotar', 'knuffade', 'knuffad', 'knuffar', 'spottade', 'spottat', 'filmade', 'filmad', 'filmar', 'trakasserad', 'trakasserade', 'trakasserar', 'förföljd', 'förföljer',
  'mutade', 'misshandlad', 'misshandlade', 'utsatt', 'utsattes', 'rädd', 'orolig', 'skrämd', 'ledsen', 'sjukskriven', 'var med om', '(?:ska|skall|måste|vill|vi|du) dö', 'dör', 'död', 'hora', 'imorr?n', 'just nu', 'pågår',
  'hela tiden', 'varje dag', 'flera gånger', 'every day', 'all the time',
  ...words('bjöd gav gett skrek skrikit drog bröt stal stulit grep höll sprang såg hörde skrev stod gick hotas skriker slår kastar följer igen'),
  ...words('again keeps gave shouted yelled followed grabbed told wrote sent texted emailed phoned bribed stole broke destroyed damaged saw heard'),
  'got', 'received', 'said', 'came', 'took', 'offered', 'hit', 'threatened', 'threatens', 'threatening', 'pushed', 'spat', 'filmed', 'harassed', 'stalked', 'assaulted', 'attacked', 'happened', 'scared', 'afraid', 'worried', 'right now',
);

const PAST = /(?<![\p{L}\p{N}])\p{L}{2,}(?:ade|ades|dde|ddes)(?![\p{L}\p{N}])/gu;
/** What documents and those who write them did. */
const DOCUMENTS_PAST: ReadonlySet<string> = new Set(words('beredde bereddes beslutade beslutades lämnade lämnades kallades började slutade ändrade ändrades svarade omfattade handlade hade'));

/** True where a verb is in the past, other than of a document. */
function tellsOfThePast(text: string): boolean {
  return (text.match(PAST) ?? []).some((verb) => !DOCUMENTS_PAST.has(verb));
}

const MONTHS = 'januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|january|february|march|may \\d|june|july|august|october';
/** When: dates in words, days, times. */
export const TIME = group(
  'måndag\\p{L}*', 'tisdag\\p{L}*', 'onsdag\\p{L}*', 'torsdag\\p{L}*', 'fredag\\p{L}*', 'lördag\\p{L}*', 'söndag\\p{L}*', 'mondays?', 'tuesdays?', 'wednesdays?', 'thursdays?', 'fridays?', 'saturdays?', 'sundays?',
  MONTHS, 'jan', 'feb', 'sept?', 'okt', 'oct', 'nov', 'dec', 'igår', 'i går', 'idag', 'i dag', 'imorgon', 'i morgon', 'imorse', 'i morse', 'ikväll', 'i kväll', 'i natt', 'inatt', 'nyss', 'nyligen', 'häromdagen', 'i förrgår', 'förrgår', 'i fjol',
  'helg\\p{L}*', 'vecka', 'veckan', 'lunch\\p{L}*', 'semester\\p{L}*', 'jul', 'julen', 'påsk\\p{L}*', 'midsommar\\p{L}*', 'sommaren', 'vintern', 'våren', 'hösten', 'nästa (?:vecka|månad|år)', 'sedan \\p{L}+ (?:dagar|veckor|månader|år)', 'next (?:week|month|year)', '(?:första|andra|tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|elfte|tolfte) i \\p{L}+',
  'förra (?:veckan|månaden|året|gången)', '(?:i|den) (?:höstas|våras|somras|vintras)', 'klockan', 'kl', 'för \\p{L}+ (?:sedan|sen)', 'yesterday', 'today', 'tonight', 'tomorrow', 'this (?:morning|afternoon|evening|week)', 'last (?:week|month|year|night|time)', 'ago', "o'clock", 'a\\.?m', 'p\\.?m',
);
const ROADS = words('gatan gata vägen gränd gränden torget torg backen stigen allén kajen esplanaden').flatMap((road) => [road, withoutRings(road)]).join('|');
const PLACE = new RegExp(String.raw`(?<!\p{L})(?:\p{L}{2,}(?:${ROADS})|\p{L}*(?:street|road|avenue|skolan|enheten|avdelningen|kontoret|receptionen|sektionen|gruppen|stadsdelen|huset|rummet|trapphuset|våning|plan|linje|rum|office|department|unit))(?!\p{L})`, 'gu');
/** What the programme itself is full of, though it ends as a place does. */
const NO_PLACE: ReadonlySet<string> = new Set(['stadsledningskontoret']);

/** True where a street, a house or a part of the administration is named. */
export function tellsWhere(text: string): boolean {
  return (text.match(PLACE) ?? []).some((place) => !NO_PLACE.has(place));
}
/** Somebody whose name is masked, and something that is said of them. */
const NAMED_AND_TOLD_OF = /\[person\][^.?!]*?(?:\s\p{L}|\]\s?\p{L})/u;

/** True where a text tells of somebody in particular, or of something that happened. */
export function tellsOfSomebody(text: string): boolean {
  return [SOMEBODY, EVENT, SOMEBODY_DOES, KNOWN_EVENT, NAMED_AND_TOLD_OF].some((pattern) => pattern.test(text)) || tellsOfThePast(text) || tellsOfOneAtWork(text);
}
