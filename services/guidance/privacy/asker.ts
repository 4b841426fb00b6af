import { languageOf } from '../analyse';
import { group, sourceOf, words } from './wordGroup';

/** Who asks may stand in a question of what they may, should or can do ("får jag", "how do I"). */
const ASKER = /(?<![\p{L}\p{N}])(?:jag|vi|we)(?![\p{L}\p{N}])/gu;
/** In Swedish it means "in". */
const ENGLISH_ASKER = /(?<![\p{L}\p{N}])(?:jag|vi|i|we)(?![\p{L}\p{N}])/gu;
const MODAL_SV = '(?:får|kan|ska|skall|bör|borde|måste|behöver|skulle|vill|gör|hittar|rapporterar|anmäler|vänder|söker|når|registrerar|lämnar|ringer|skriver|loggar|läser|kontaktar|använder|ser|tar)';
/** What a board or a workplace does by itself. */
const OF_US = '(?:arbetar|jobbar|samarbetar|samverkar|följer|menar|använder|utbildar|informerar|förebygger|hanterar|skyddar|planerar|redovisar|övar|utser|tar|har|beslutar|mäter|utvärderar|analyserar|bedömer|dokumenterar|diarieför|sparar|gallrar|prioriterar|samordnar|beskriver|definierar|rapporterar|uppdaterar|begär|skickar|beställer|stödjer|stöder|inför|upphandlar|kommunicerar|skapar|stärker|bygger|kallar|ser|lägger|sätter|ökar|minskar|förbättrar|lär|når|hittar|börjar|beställer|behandlar|utreder|svarar)';
const MODAL_EN = '(?:can|may|should|must|do|could|need|have to)';
const ASKER_IN_GENERAL = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${MODAL_SV} (?:jag|vi)|(?:jag|vi) (?:får|kan|ska|skall|bör|måste|behöver)|${OF_US} vi|vi ${OF_US}|(?:${MODAL_EN}) (?:i|we)|(?:i|we) (?:${MODAL_EN}))(?![\p{L}\p{N}])`,
  'gu',
);

/** "Where do I find", "how do I report": what else I may, should or can do may be about what happens to me. */
const I_AM_ASKING = /(?<!\p{L})(?:jag|i (?:do|can|may|should|must|could|need|have)|(?:do|can|may|should|must|could) i)(?!\p{L})/u;
const ASKS_THE_WAY = group(
  ...words('hitta hittar läsa läser vänd vända vänder kontakta kontaktar ringa ringer rapportera rapporterar anmäla anmäler använda använder lämna lämnar skriva skriver söka söker nå når se veta göra gör registrera registrerar acceptera tacka bjuda följa logga loggar bifoga spara ser'),
  ...words('find read contact call report use write see know do register accept take turn'),
  'ta emot', 'vara anonym', '(?:får|få)(?: jag)? svar', '(?:kan|får) jag fråga', '(?:tar|ta)(?: jag)? del av', '(?:se|läsa|ändra|radera) (?:rapporten|rapporter|uppgifter)', '(?:tar|ta)(?: jag)? bort (?:rapporten|uppgifter|rapporter|en rapport)', '(?:gå|ta|söka|få)(?: \\p{L}+)? (?:utbildning|utbildningar|utbildningen|kurs|kurser|kursen|information|instruktioner|statistik|statistiken)', '(?:utbildningar|kurser|kurs|utbildning) (?:kan|ska|bör|måste) jag (?:gå|ta)', '(?:ändra|lägga till|komplettera|rätta)(?: \\p{L}+){0,2} (?:rapport|rapporten|uppgifter|anmälan)', '(?:få|få mer|mer) (?:hjälp|stöd) (?:av|från) (?:ett skyddsombud|skyddsombud|facket|företagshälsovården|stadsledningskontoret|polisen)',
);
/** What one is, asked of as such. */
const AS = '(?:chef|anställd|medarbetare|förtroendevald|politiker|ledamot|nämnd|bolag|skyddsombud|säkerhetssamordnare|samordnare|förvaltning|arbetsgivare|handläggare|inspektör|elected official|employee|manager|board)';
const AS_SOMETHING = new RegExp(sourceOf(`(?:som|as an?) ${AS}`), 'gu');
/** Stands where what one is did. */
const ROLE = '(roll)';
const IN_A_ROLE = /(?<!\p{L})(?:har|får|gör|ska|kan|gäller|skyddas|omfattas|räknas|behöver|måste|have|do|may|can|should|must) (?:jag|vi|i|we) \(roll\)/gu;
/** Ways of speaking of oneself in which nothing is told: they read as the same question without. */
const GENERAL: readonly (readonly [RegExp, string])[] = [
  [new RegExp(sourceOf('(vänd|vänder|ska|kan|bör) (jag|vi) (?:vända )?(?:mig|oss)'), 'gu'), 'vänder jag'],
  [new RegExp(sourceOf('(?:det|vad|som) (?:jag|vi) (?:rapporterar|skriver|anmäler|registrerar|lämnar)(?: (?:här|in))?'), 'gu'), 'uppgifter'],
  [new RegExp(`${sourceOf('när (?:jag|vi|man) (?:rapporterar|anmäler|skriver)')}(?=[ ?!.]*$)`, 'gu'), ''],
  [/^((?:vem|vilka|hur länge|var|who) (?:\p{L}+ ){1,3})(?:min|mina|my) (?:rapport|rapporter|uppgifter|report|reports)(?=[ ?!.]*$)/gu, '$1uppgifter'],
  [new RegExp(sourceOf('(?:när|vad) det gäller'), 'gu'), 'om'],
  [/(?<!\p{L})(?:det|vad) (?:jag|vi) (?:har )?(?:skrivit|rapporterat|anmält|berättat)(?=[ ?!.]*$)/gu, 'uppgifter'],
  [/^hur anonym är (?:jag|vi)(?=[ ?!.]*$)/gu, 'hur anonym är rapporteringen'],
  [/(?<!\p{L})skickar (jag|vi) in(?!\p{L})/gu, 'lämnar $1'],
  [/^((?:hur (?:behandlas|sparas|lagras|skyddas|hanteras)|hur länge sparas|kan jag (?:ta bort|ändra|radera|se|läsa)|hur (?:tar|ändrar) jag(?: bort)?) )(?:min|mina|mitt) (?:uppgifter|rapport|rapporter|anmälan|ärende|ärenden)(?=[ ?!.]*$)/gu, '$1uppgifter'],
  [/(?<!\p{L})anmäler jag mig (?=till)/gu, 'anmäler jag '],
  [/(?<!\p{L})mina (?:ärenden|rapporter)(?!\p{L})/gu, 'uppgifter'],
  [/(?<!\p{L})åt någon annan(?!\p{L})/gu, ''],
  [AS_SOMETHING, ROLE],
  [/(?<!\p{L})om (?:en händelse|något|det) (?:är|räknas som|ska räknas som) (?=(?:otillåten påverkan|oönskad|hot|ett hot|våld|en muta|muta|trakasserier|skadegörelse|tillbud|ett tillbud)[ ?]*$)/gu, 'vad '],
  [new RegExp(sourceOf('utanför (?:kontorstid|arbetstid|ordinarie arbetstid)'), 'gu'), ''],
  [new RegExp(sourceOf('se till att (?:vi|nämnden|nämnderna|programmet|rutinerna)'), 'gu'), 'se hur vi'],
  [new RegExp(sourceOf('hur (?:vet|avgör|bedömer) (?:jag|vi|man)'), 'gu'), 'vad'],
];
const TO_US = new RegExp(sourceOf('(?:(?:hos|för|åt) oss|hjälper oss|(?:for|help|helps) us)'), 'gu');
const BEFALLS = group(...words('hot hotet våld våldet mutor muta trakasserier skadegörelse påverkan brott threat threats violence bribe bribes harassment händelse händelsen incident incidenten'));

/** The same question with nothing of whoever asks where that is but a way to put it: "vänder jag mig", "har jag som chef". */
export function withoutManners(text: string): string {
  const plain = GENERAL.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text);
  return BEFALLS.test(plain) ? plain : plain.replace(TO_US, (found) => (/^(?:hjälper|helps?)/u.test(found) ? 'hjälper' : ' '));
}

/** True where whoever asks stands in the question as anything but somebody who looks for the way. @param text without manners */
export function tellsOfAsker(text: string): boolean {
  const asker = count(languageOf(text) === 'sv' ? ASKER : ENGLISH_ASKER, text);
  if (asker === 0) return false;
  return (I_AM_ASKING.test(text) && !ASKS_THE_WAY.test(text) && !text.includes(ROLE)) || asker > count(ASKER_IN_GENERAL, text.replace(IN_A_ROLE, (role) => `ska ${role.includes('vi') ? 'vi' : 'jag'}`));
}

const count = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0;
