import type { IncidentType } from './board';

/**
 * What plain words say, in Swedish and English. Patterns are matched against lower-case text with å, ä and ö kept;
 * `fold` also gives a form with a and o, since many keyboards and hurried people leave the dots out.
 */
export function normalise(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

const any = (...parts: readonly string[]): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${parts.join('|')})(?![\\p{L}\\d])`, 'u');

/** Each group is a reason for a severity; the keys are translated in the locales. */
const PATTERNS = {
  weapon: any('kniv\\p{L}*', 'pistol\\p{L}*', 'vapen', 'vapnet', 'gevär\\p{L}*', 'skjutvapen', 'yxa\\p{L}*', 'machete', 'svärd', 'tillhygge\\p{L}*', 'knife', 'knives', 'gun', 'guns', 'pistol', 'weapon\\p{L}*', 'axe'),
  lifeThreat: any('döda\\p{L}*', 'mörda\\p{L}*', 'mord\\p{L}*', 'dödshot\\p{L}*', 'ta livet av', 'skjuta (?:mig|dig|oss|henne|honom|er|dem)', 'du ska dö', 'ska få dö', 'du är död', 'kill (?:me|you|us|her|him|them)', 'death threat\\p{L}*', 'murder\\p{L}*', 'shoot (?:me|you|us|her|him|them)', 'you are dead'),
  home: any('vet var (?:jag|du|vi|hon|han|ni) bor', 'kom(?:mer)? hem till (?:mig|oss|dig)', 'utanför (?:mitt|vårt|hennes|hans) (?:hem|hus)', 'min familj', 'din familj', 'mina barn', 'mitt barn', 'dina barn', 'min dotter', 'min son', 'min fru', 'min man', 'min sambo', 'know(?:s)? where (?:i|you|we) live', '(?:my|your) (?:family|children|kids|child|daughter|son|wife|husband)', '(?:came|come|coming) to my (?:home|house)'),
  bomb: any('bomb\\p{L}*', 'sprängladdning\\p{L}*', 'spränga\\p{L}*', 'misstänkt (?:paket|pulver)', 'vitt pulver', 'pulver i (?:brev|kuvert)\\p{L}*', 'white powder', 'suspicious (?:parcel|package|powder)', 'explosive\\p{L}*'),
  stalking: any('följer efter (?:mig|oss|henne|honom)', 'förföljer', 'förföljd', 'stalk\\p{L}*', 'following me', 'follows me'),
  network: any('gäng', 'gänget', 'gängkriminell\\p{L}*', 'kriminellt nätverk', 'kriminella nätverk\\p{L}*', 'criminal (?:gang|network)\\p{L}*', 'gang members?'),
  care: any('sjukhus\\p{L}*', 'akuten', 'ambulans\\p{L}*', 'läkarvård', 'vårdcentral\\p{L}*', 'medvetslös\\p{L}*', 'blöder', 'blödde', 'hospital', 'ambulance', 'unconscious', 'bleeding'),
  violence: any('slog', 'slår', 'slagen', 'slagit', 'sparka\\p{L}*', 'knuffa\\p{L}*', 'spotta\\p{L}*', 'misshandla\\p{L}*', 'misshandel\\p{L}*', 'strypt\\p{L}*', 'tog strypgrepp', 'överf(?:öll|allen)', 'överfall', 'våld', 'våldsam\\p{L}*', 'attackera\\p{L}*', 'hit (?:me|us|her|him)', 'punch\\p{L}*', 'kicked', 'pushed (?:me|us|her|him)', 'spat (?:at|on)', 'assault\\p{L}*', 'attack(?:ed|ing)?', 'violence', 'violent'),
  explicitThreat: any('hota(?:r|de|t|d|s|des)?', 'hotfull\\p{L}*', 'hot mot (?:mig|oss|henne|honom)', 'hotmejl\\p{L}*', 'hotsamtal\\p{L}*', 'hotbrev\\p{L}*', 'threat(?:s|en|ens|ened|ening)?'),
  threatWord: any('hot', 'hotet', 'hoten', 'threat'),
  sexual: any('sexuell\\p{L}*', 'våldt\\p{L}*', 'tafsa\\p{L}*', 'ofreda\\p{L}*', 'sexual(?:ly)?', 'rape\\p{L}*', 'groped'),
  veiled: any('kommer (?:att )?(?:få )?ångra', 'akta (?:dig|er)', 'tänk på din', 'det ska du få', 'du ska få se', 'will regret', 'watch (?:your|my) back', 'be careful'),
  pressure: any('påtryckning\\p{L}*', 'pressa(?:r|de|t|d)?', 'trycker? på', 'tryckte på', 'ändra beslut\\p{L}*', 'påverka beslut\\p{L}*', 'otillåten påverkan', 'pressur\\p{L}*', 'undue influence', 'lean(?:s|ed|ing)? on me'),
  bribe: any('mut(?:a|or|ad|ade|försök\\p{L}*)', 'bestick\\p{L}*', 'kuvert med (?:\\d[\\d ]* ?(?:kr|kronor)|pengar)', 'erbj(?:uder|öd|udit) (?:mig|oss) (?:jobb|pengar|en? \\p{L}+)', 'fruktkorg\\p{L}*', 'gåva från en leverantör', 'otillbörlig\\p{L}*', 'brib\\p{L}*', 'offered me (?:money|a job|a gift)', 'kickback\\p{L}*'),
  harassment: any('trakasser\\p{L}*', 'mobba\\p{L}*', 'kränk\\p{L}*', 'hänger? ut mig', 'uthäng\\p{L}*', 'filma(?:d|t|de|r) mig', 'blev filmad', 'förtal\\p{L}*', 'glåpord', 'rasistisk\\p{L}*', 'ringer (?:mig )?varje dag', 'jo-anmäl\\p{L}*', 'harass\\p{L}*', 'bull(?:y|ied|ying)', 'doxx\\p{L}*'),
  vandalism: any('skadegörelse\\p{L}*', 'klottra\\p{L}*', 'klotter', 'krossa(?:d|t|de|r)?', 'sönderslag\\p{L}*', 'sönder', 'repa(?:t|d|de) bilen', 'punktera\\p{L}*', 'tänt eld på', 'vandali\\p{L}*', 'graffiti', 'smashed', 'slashed'),
  privateProperty: any('min bil', 'bilen hemma', 'mitt hus', 'min dörr', 'min ytterdörr', 'my car', 'my house', 'my home'),
} as const;

export type Sign = keyof typeof PATTERNS;

/** Every sign the text shows, in the order of the table. Linear in the text's length. */
export function signsIn(text: string): readonly Sign[] {
  const plain = normalise(text);
  return (Object.keys(PATTERNS) as Sign[]).filter((sign) => PATTERNS[sign].test(plain));
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
