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
);

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
  'förra (?:veckan|månaden|året|gången)', '(?:i|den) (?:höstas|våras|somras|vintras)', 'klockan', 'kl', 'för \\p{L}+ (?:sedan|sen)', 'yesterday', 'today', 'tonight', 'tomorrow', 'this (?:morning|afternoon|evening|week)', 'last (?:week|month|year|night|time)', 'ago', "o'clock", 'a\\.?m', 'p\\.?m',
);
const PLACE = /(?<!\p{L})\p{L}{2,}(?:gatan|gata|vägen|gränd|gränden|torget|torg|backen|stigen|allén|kajen|esplanaden|skolan|street|road|avenue)(?!\p{L})|(?<!\p{L})(?:street|road|avenue)(?!\p{L})|(?<!\p{L})\p{L}{3,}(?:enheten|avdelningen|kontoret)(?!\p{L})/u;
/** What the programme itself is full of, though it ends as a place does. */
const NO_PLACE: ReadonlySet<string> = new Set(['stadsledningskontoret']);

/** Digits that say nothing of when or who: focus area 3, tertialrapport 2, the programme's years, the emergency number. */
const HARMLESS_NUMBER = /(?<![\p{L}\p{N}])(?:[1-9]|112|(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d)(?![\p{L}\p{N}])/gu;

const ASKS = /(?<!\p{L})(?:vad|va|vem|vems|vilka|vilken|vilket|hur|när|var|vart|varför|varifrån|får|kan|ska|skall|måste|räknas|gäller|finns|är|har|bör|behöver|omfattas|ingår|what|who|whose|which|how|when|where|why|may|can|should|must|does|do|is|are|has|have|mitä|mikä|mistä|kuka|miten|onko|milloin)(?!\p{L})/u;

/**
 * True when a text, already masked, reads as a general question about the programme and nothing else; only then may it
 * leave the machine. Made the positive way round: what is not recognised stays.
 */
export function mayLeave(masked: string, vocabulary: Vocabulary): boolean {
  const text = withoutDisguise(masked).toLowerCase().replace(/\s+/gu, ' ').trim();
  if (text.length === 0 || text.length > MAX_LENGTH) return false;
  return isQuestion(text) && !tellsOfSomebody(text) && !tellsWhenOrWhere(text) && isMadeOfKnownWords(text, vocabulary);
}

function isQuestion(text: string): boolean {
  const first = text.split(' ', 3).join(' ');
  return ASKS.test(first) || (text.includes('?') && ASKS.test(text));
}

function tellsOfSomebody(text: string): boolean {
  if (SOMEBODY.test(text) || EVENT.test(text)) return true;
  const asker = text.match(languageOf(text) === 'sv' ? ASKER : ENGLISH_ASKER)?.length ?? 0;
  if (asker === 0) return false;
  return PAST.test(text) || asker > (text.match(ASKER_IN_GENERAL)?.length ?? 0);
}

/** A long number that is neither somebody's own nor a telephone's may be a date or a case. */
function tellsWhenOrWhere(text: string): boolean {
  if (text.includes(PLACEHOLDERS.number.toLowerCase()) || TIME.test(text) || /\p{N}/u.test(text.replace(HARMLESS_NUMBER, ' '))) return true;
  const place = PLACE.exec(text);
  return place !== null && !NO_PLACE.has(place[0]);
}

const MARKS = new RegExp(Object.values(PLACEHOLDERS).map((mark) => mark.toLowerCase().replace(/[[\]]/gu, String.raw`\$&`)).join('|'), 'gu');

function isMadeOfKnownWords(text: string, vocabulary: Vocabulary): boolean {
  // Not as markup, which would hide what stands in it.
  const words = tokenise(text.replace(MARKS, ' ').replace(HARMLESS_NUMBER, ' ').replace(/[<>&]/gu, ' '));
  return words.length > 0 && words.length <= MAX_WORDS && words.every((word) => vocabulary.has(word));
}
