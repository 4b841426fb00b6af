import type { IncidentType } from './board';

/** Lower case, one form of each letter, single spaces. */
export function normalise(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** å and ä as a, ö as o: many keyboards and hurried people leave the dots out. */
function fold(text: string): string {
  return text.replace(/[åä]/g, 'a').replace(/ö/g, 'o');
}

/** A pattern that knows each word with and without its dots. */
const oneOf = (...parts: readonly string[]): RegExp => {
  const both = [...new Set([...parts, ...parts.map(fold)])];
  return new RegExp(`(?<![\\p{L}\\d])(?:${both.join('|')})(?![\\p{L}\\d])`, 'u');
};

/** Each group is a reason for a severity; the keys are translated in the locales. */
const PATTERNS = {
  weapon: oneOf('kniv\\p{L}*', 'pistol\\p{L}*', 'vapen', 'vapnet', 'gevär\\p{L}*', 'skjutvapen', 'yxa\\p{L}*', 'machete', 'svärd', 'tillhygge\\p{L}*', 'knife', 'knives', 'gun', 'guns', 'pistol', 'weapon\\p{L}*', 'axe'),
  lifeThreat: oneOf('döda\\p{L}*', 'mörda\\p{L}*', 'mord\\p{L}*', 'dödshot\\p{L}*', 'ta livet av', 'skjuta (?:mig|dig|oss|henne|honom|er|dem)', 'du ska dö', 'ska få dö', 'du är död', 'kill (?:me|you|us|her|him|them)', 'death threat\\p{L}*', 'murder\\p{L}*', 'shoot (?:me|you|us|her|him|them)', 'you are dead'),
  home: oneOf('vet var (?:jag|du|vi|hon|han|ni) bor', 'k[oa]m(?:mer|ma|mit)? hem till (?:mig|oss|dig)', 'vet var (?:min|mina|mitt|din|dina|ditt|våra) \\p{L}+', 'stod utanför (?:mitt|vårt) (?:hem|hus)', 'utanför (?:mitt|vårt|hennes|hans) (?:hem|hus)', 'hemma hos (?:mig|oss)', 'know(?:s)? where (?:i|you|we) live', '(?:came|come|coming) to my (?:home|house)', 'outside my (?:home|house)'),
  family: oneOf('(?:min|din|vår|hans|hennes|er) (?:familj|dotter|son|fru|man|hustru|sambo|mamma|pappa|mor|far)', '(?:mina|dina|våra|hennes|hans|era) (?:barn|ungar|föräldrar)', '(?:mitt|ditt) barn', '(?:my|your|our) (?:family|children|kids|child|daughter|son|wife|husband|parents)'),
  bomb: oneOf('\\p{L}*bomb(?:en|er|hot\\p{L}*|ar)?', '\\p{L}*granat(?:en|er)?', 'sprängladdning\\p{L}*', 'spräng(?:a|er|de|t|des)', 'misstänkt (?:paket|pulver)', 'vitt pulver', 'pulver i (?:brev|kuvert)\\p{L}*', 'syra (?:i|på|mot)', 'white powder', 'suspicious (?:parcel|package|powder)', 'explosive\\p{L}*', 'grenade', 'acid (?:in|on|at)'),
  stalking: oneOf('följ(?:er|de|t) efter (?:mig|oss|henne|honom)', 'förföljer', 'förföljde', 'förföljd', 'stalk\\p{L}*', 'follow(?:s|ed|ing) (?:me|us)'),
  network: oneOf('gängkriminell\\p{L}*', 'kriminell\\p{L}* (?:gäng|nätverk)\\p{L}*', 'ett gäng (?:har|kom|stod|var|hot)\\p{L}*', 'tillhör (?:ett|gänget|nätverket)\\p{L}*', 'maffia\\p{L}*', 'criminal (?:gang|network)\\p{L}*', 'gang members?'),
  harm: oneOf('skada\\p{L}*', 'illa', 'hämnas', 'hälsa på', 'händer det något', 'ska få', 'passa (?:dig|er)', 'hurt', 'harm', 'revenge', 'something will happen'),
  care: oneOf('sjukhus\\p{L}*', 'akuten', 'ambulans\\p{L}*', 'läkarvård', 'vårdcentral\\p{L}*', 'medvetslös\\p{L}*', 'blöder', 'blödde', 'hospital', 'ambulance', 'unconscious', 'bleeding'),
  violence: oneOf('slog', 'slår', 'slagen', 'slagit', 'sparka\\p{L}*', 'knuffa\\p{L}*', 'spotta\\p{L}*', 'misshandla\\p{L}*', '(?:slängde?|slängt|kastade?|kastat) (?:\\p{L}+ ){1,4}(?:mot|på) (?:mig|oss|henne|honom)', 'misshandel\\p{L}*', 'strypt\\p{L}*', 'tog strypgrepp', 'överf(?:öll|allen)', 'överfall', 'våld', 'våldsam\\p{L}*', 'attackera\\p{L}*', 'hit (?:me|us|her|him)', 'punch\\p{L}*', 'kicked', 'pushed (?:me|us|her|him)', 'spat (?:at|on)', 'assault\\p{L}*', 'attack(?:ed|ing)?', 'violence', 'violent'),
  explicitThreat: oneOf('hota(?:r|de|t|d|s|des)?', 'hotfull\\p{L}*', 'hot mot (?:mig|oss|henne|honom)', 'hotmejl\\p{L}*', 'hotsamtal\\p{L}*', 'hotbrev\\p{L}*', 'threat(?:s|en|ens|ened|ening)?'),
  threatWord: oneOf('hot', 'hotet', 'hoten', 'threat'),
  sexual: oneOf('sexuell\\p{L}*', 'våldt\\p{L}*', 'tafsa\\p{L}*', 'ofreda\\p{L}*', 'sexual(?:ly)?', 'rape\\p{L}*', 'groped'),
  veiled: oneOf('kommer (?:att )?(?:få )?ångra', 'akta (?:dig|er)', 'tänk på din', 'det ska du få', 'du ska få se', 'will regret', 'watch (?:your|my) back', 'be careful'),
  pressure: oneOf('påtryckning\\p{L}*', 'pressa(?:r|de|t|d)?', 'trycker? på', 'tryckte på', 'ändra beslut\\p{L}*', 'påverka beslut\\p{L}*', 'otillåten påverkan', 'pressur\\p{L}*', 'undue influence', 'lean(?:s|ed|ing)? on me'),
  bribe: oneOf('mut(?:a|or|ad|ade|försök\\p{L}*)', 'bestick\\p{L}*', 'kuvert med (?:\\d[\\d ]* ?(?:kr|kronor)|pengar)', 'erbj(?:uder|öd|udit) (?:mig|oss) (?:jobb|pengar|en? \\p{L}+)', 'fruktkorg\\p{L}*', '(?:bjöd|bjudit) (?:mig|oss) på', 'gåva från en leverantör', 'otillbörlig\\p{L}*', 'brib\\p{L}*', 'offered me (?:money|a job|a gift)', 'kickback\\p{L}*'),
  harassment: oneOf('trakasser\\p{L}*', 'mobba\\p{L}*', 'kränk\\p{L}*', 'hänger? ut mig', 'uthäng\\p{L}*', 'filma(?:d|t|de|r) mig', 'blev filmad', 'förtal\\p{L}*', 'glåpord', 'rasistisk\\p{L}*', 'ringer (?:mig )?varje dag', 'jo-anmäl\\p{L}*', 'harass\\p{L}*', 'bull(?:y|ied|ying)', 'doxx\\p{L}*'),
  vandalism: oneOf('skadegörelse\\p{L}*', 'tände eld på', 'klottra\\p{L}*', 'klotter', 'krossa(?:d|t|de|r)?', 'sönderslag\\p{L}*', 'sönder', 'repa(?:t|d|de) bilen', 'punktera\\p{L}*', 'tänt eld på', 'vandali\\p{L}*', 'graffiti', 'smashed', 'slashed'),
  privateProperty: oneOf('min bil', 'bilen hemma', 'mitt hus', 'min dörr', 'min ytterdörr', 'my car', 'my house', 'my home'),
} as const;

export type Sign = keyof typeof PATTERNS;

const SIGNS = Object.keys(PATTERNS) as readonly Sign[];
/** What makes a mention of somebody's family a matter of the family. */
const AGAINST_SOMEBODY: readonly Sign[] = ['weapon', 'lifeThreat', 'explicitThreat', 'threatWord', 'violence', 'veiled', 'stalking', 'bomb', 'harm'];

/** Every sign the text shows, in the order of the table. Linear in the text's length. */
export function signsIn(text: string): readonly Sign[] {
  const sentences = normalise(text).split(/(?<=[.!?;])\s|\n/);
  const found = new Set<Sign>();
  for (const sentence of sentences) {
    const here = SIGNS.filter((sign) => PATTERNS[sign].test(sentence));
    for (const sign of here) found.add(sign);
    // "Min man jobbar också här" touches nobody; a threat in the same breath does.
    if (here.includes('family') && here.some((sign) => AGAINST_SOMEBODY.includes(sign))) found.add('home');
  }
  return SIGNS.filter((sign) => found.has(sign) && sign !== 'family' && sign !== 'harm');
}

/** The type the words point to, worst first; `unclear` when they point nowhere. */
export function typeFrom(signs: readonly Sign[]): IncidentType {
  const has = (...wanted: readonly Sign[]): boolean => wanted.some((sign) => signs.includes(sign));
  if (has('violence', 'sexual')) return 'violence';
  if (has('explicitThreat', 'lifeThreat', 'weapon', 'bomb', 'home', 'veiled', 'network', 'threatWord')) return 'threat';
  if (has('bribe')) return 'bribery';
  if (has('pressure')) return 'undue_influence';
  if (has('harassment', 'stalking')) return 'harassment';
  if (has('vandalism')) return 'vandalism';
  return 'unclear';
}
