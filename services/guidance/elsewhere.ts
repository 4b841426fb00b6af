import { fold, stem, tokenise } from './analyse';

/**
 * Matters that people ask any chatbot at work about and that are for somebody else: pay and leave, computers, the city's
 * services, other places, the world at large. A question that names one is answered only by a text that names it too.
 */
const SV = `
  semester semesterdagar ledighet ledig lediga föräldraledig föräldraledighet sjukanmälan sjukanmäla sjukanmäler sjuk sjukskriven sjukskrivning vabba
  flextid flex komptid övertid arbetstid schema friskvård friskvårdsbidrag lön löner löneförhöjning lönesamtal lönespecifikation pension uppsägning uppsägningstid provanställning
  anställningsavtal anställningsintyg tjänstledighet tjänstledig reseräkning traktamente milersättning kollektivavtal förhandling strejk medarbetarsamtal utvecklingssamtal
  wifi lösenord lösenordet inloggning loggar dator datorn skrivaren outlook teams excel mejl mejlen mail e-post epost nätverk vpn mobiltelefon surfplatta uppdatering_av_windows windows installera program_vara support helpdesk
  parkering parkera parkeringstillstånd cykel cykla garage kantin lunchrum matsedel konferensrum mötesrum boka_rum passerkort nyckel nycklar städning kaffemaskin
  väderprognos prognos fotboll hockey match allsvenskan musik tv recept kaka bullar kanelbullar restaurangtips biljett biljetter resa flyg tåg buss tunnelbana
  bygglov altan förskola förskoleplats skola skolplats skolval bostadskö hyra hyreslägenhet barnbidrag försörjningsstöd bidrag socialbidrag hemtjänst bibliotek simhall sophämtning sopor råtta råttor buller klotter_sanering felanmälan gatlykta snöröjning hundtillstånd hund katt pass körkort skatt deklaration
  hackare hackad virus halka läkare läkaren vårdcentral tjäna tjänar filma filmar ljudinspelning uppsagd avskedad avsked
  jobbtorg jobbtorget praktikplats sommarjobb arbetslös a-kassa
  skadestånd advokat överklaga överklagan fängelse straff straffet straffskala böter preskription skilsmässa arv testamente
  parti rösta riksdag riksdagsval regering statsminister president kung aktie aktier bitcoin
  göteborg malmö uppsala linköping örebro västerås helsingborg norrköping jönköping umeå lund solna nacka huddinge botkyrka norge danmark finland oslo köpenhamn helsingfors
  socialnämnden utbildningsnämnden trafiknämnden kulturnämnden idrottsnämnden äldrenämnden fastighetsnämnden stadsbyggnadsnämnden exploateringsnämnden kyrkogårdsnämnden överförmyndarnämnden valnämnden servicenämnden
  kamera kameror kameraövervakning överfallslarm larm skottsäker vapen kniv brandövning brandsläckare utrymning utrymningsövning hjärtstartare vaccin hemadress
  blankett blanketten formulär mall åldersgräns gåva gåvor present presenter chokladask vinflaska lunch middag
`;
const EN = `
  vacation holiday leave_days sick salary pay wage pension overtime parental payslip wifi password login laptop printer outlook email_password computer parking bike football match movie music recipe ticket flight bus
  preschool school library passport licence lawyer damages prison punishment penalty vote election president capital python script javascript poem joke bitcoin stock
  gothenburg malmo uppsala london helsinki oslo france paris
  hacker hackers doctor dismissal dismissed fired sacked
  camera cameras weapon knife fire_drill extinguisher gift gifts lunch dinner
`;
const FI = 'loma lomapäivät palkka salasana passi passin verot eläke pysäköinti bussi juna lahja lahjat lounas kamera helsinki';

const roots = (text: string, language: 'sv' | 'en' | 'fi'): readonly string[] =>
  text
    .split(/\s+/u)
    .filter((word) => word !== '' && !word.includes('_'))
    .flatMap((word) => [fold(word), ...(stem(word, language).length > 5 ? [fold(stem(word, language))] : [])]);

/** Words as they stand in the Swedish list, which bend as Swedish words do. */
const BENDING: ReadonlySet<string> = new Set(SV.split(/\s+/u).map(fold));

const ELSEWHERE: ReadonlySet<string> = new Set([...roots(SV, 'sv'), ...roots(EN, 'en'), ...roots(FI, 'fi')]);

/** The words of a text that name a matter which is for somebody else. */
export function elsewhereIn(text: string): readonly string[] {
  return tokenise(text).filter((word) => isElsewhere(word));
}

/** Endings of short words, whose stems would meet others: "lönen", "hundarna". */
const ENDINGS = ['en', 'et', 'n', 'er', 'ar', 'r', 'erna', 'arna', 'ens', 'ets', 's'];
const SHORTEST = 3;

function isElsewhere(word: string): boolean {
  const folded = fold(word);
  if (ELSEWHERE.has(folded)) return true;
  if (ENDINGS.some((ending) => folded.endsWith(ending) && folded.length - ending.length >= SHORTEST && BENDING.has(folded.slice(0, -ending.length)))) return true;
  return (['sv', 'en', 'fi'] as const).some((language) => stem(word, language).length > 5 && ELSEWHERE.has(fold(stem(word, language))));
}
