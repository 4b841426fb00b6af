import { group, words } from './wordGroup';

/** Functions of the programme: whoever asks for one, or what one is there for, means nobody. */
const FUNCTION = '\\p{L}*(?:samordnare|skyddsombud|koordinator)';
/** What one person is to another, at work or not, where one and several are told apart by the word itself. */
const ONE = words(`
  chef kollega anställd ledamot tjänsteman förtroendevald politiker praktikant vikarie konsult arbetskamrat medarbetare arbetsgivare
  klient kund elev patient brukare besökare medborgare granne främling okänd förälder vårdnadshavare hyresgäst leverantör entreprenör byggherre krögare
  man kvinna kille tjej gubbe tant pojke flicka person människa individ ungdom tonåring barn vän bekant kompis journalist företagare sökande
  \\p{L}+(?:chef|man|kvinna|ledamot|kollega|handläggare|inspektör|sekreterare|ordförande|direktör|ombud|vakt|lärare|läkare|sköterska|ledare|mästare|arbetare|förare|givare|tagare|skrivare|representant|assistent|student|konsult|politiker|expert|ist|[tsjndl]ör|iker)
  handläggare inspektör sekreterare ordförande direktör vakt lärare läkare rektor registrator jurist ekonom städare vaktmästare receptionist
`).join('|');
/** No person, though it ends as one does. */
const NO_ONE = 'arbetsgivare|aktör|utgivare|mottagare|brist|tjänst|frist';
const ARTICLE = '(?:en|ett|nån|någon|nåt|min|mitt|din|sin|v\\u00E5r|v\\u00E5rt|er|hans|denne|denna|samma|ny|nya|gammal|gamla|annan|enda|viss|varje)';
/** "En politiker", "vår nya chef". */
const ONE_OF_THEM = group(`${ARTICLE} (?:\\p{L}+ )?(?!(?:${NO_ONE}|${FUNCTION})s?(?!\\p{L}))(?:${ONE})s?`);
/** Without an article they are one all the same: "hotade chef", "ledamot". */
const BARE = group(...words('chef kollega ledamot tjänsteman anställd förtroendevald arbetskamrat granne klient kund elev patient boss manager colleague coworker councillor inspector neighbour neighbor').map((one) => `${one}s?`));

/** Definite and single: "städaren", "ekonomens", "vakten", "sonen". */
const THE_ONE = group(
  '\\p{L}+(?:aren|ören|torn|isten|ikern|ologen|mannen|kvinnan|chefen|ledamoten|kollegan|anten|enten|rektorn)s?',
  ...words('vakten ekonomen juristen läraren läkaren rektorn eleven patienten klienten kunden föräldern vikarien konsulten studenten grannen mannen kvinnan killen tjejen gubben tanten pojken flickan barnet personen individen främlingen medborgaren ordföranden sökanden handläggaren chefen kollegan ledamoten anställde anställda[ns] skyldige ansvarige nye').map((one) => `${one}s?`),
);
const NOT_THE_ONE: ReadonlySet<string> = new Set(words('dokumenten momenten varianten procenten kommentaren patenten arbetsgivaren arbetsgivarens samordnaren samordnarens säkerhetssamordnaren säkerhetssamordnarens sakerhetssamordnaren trygghetssamordnaren chefen chefens ordföranden ledamoten handläggaren inspektören elementen fundamenten segmenten incidenten tangenten garanten faktorn sektorn motorn datorn monitorn skaparen faren svaren'));
const THE_ONE_ANYWHERE = new RegExp(THE_ONE.source, 'gu');

/** Several, and yet known ones: "politikerna", "nämndens ordförande". The staff as a whole is not. */
const THOSE = group(
  ...words('(?!chefen(?!\\p{L}))\\p{L}*(?:politiker|handläggar|inspektör|chef|ledamöter|ungdomar|besökar|klienter|vakter|kollegor|krögar|ledar|elever|patienter|kunder|föräldrar|grannar|lärar|konsulter|företagar|direktör|tjänstemänn)(?:en|erna|orna|arna|na)s? demonstranterna vittne vittnet vittnen vittnena offret offren gärningsmän gärningsmännen målsäganden facebookgruppen gänget grabbarna barnen'),
  '(?!(?:vad|vems|hans|dess)(?!\\p{L}))\\p{L}{2,}s (?:\\p{L}+ )?(?:ordförande|ledamot|chef|direktör|sekreterare|registrator|handläggare|inspektör|jurist|ekonom)s?', '(?:hr|personal|ekonomi|it|säkerhets|press|kommunikations)[- ]?chef(?:en)?',
  '(?:biträdande|vice|tillförordnad|tf|vikarierande|avgående|tidigare|nuvarande|f\\.? ?d\\.?) (?:\\p{L}*chef|\\p{L}*ordförande|\\p{L}*direktör|\\p{L}*sekreterare|rektor|ledamot|handläggare)',
  '\\p{L}+(?:bolaget|företaget|firman|pizzerian|restaurangen|krogen|butiken)s?', 'ledningen',
);

/** Kin and friends, who are always somebody's. */
const KIN = group(
  ...words('bror brorsan broder brodern syster systern syrran son sonen dotter dottern fru frun hustru make maken maka makan sambo sambon pojkvän pojkvännen flickvän flickvännen ex exet exman exfru mamma mamman pappa pappan mor far morsan farsan mormor farmor kusin kusinen familj familjen släkting släktingen vännen kompis kompisen polare polaren partnern bekant anhörig').map((one) => `${one}s?`),
  ...words('brother sister son daughter wife husband boyfriend girlfriend partner ex mother father mum mom dad family friend cousin uncle aunt kid kids child children').map((one) => `${one}s?`),
);

/** Some counted people, and people without a name. */
const SOME = group(
  '(?:två|tre|fyra|fem|sex|några|ett par|flera|vissa|båda|two|three|four|five|some|both|several) (?:\\p{L}+ )?(?:anställda|medarbetare|chefer|kollegor|ledamöter|politiker|besökare|klienter|elever|män|kvinnor|personer|ungdomar|handläggare|inspektörer|tjänstemän|employees|colleagues|managers|men|women|people|visitors|clients|councillors|politicians)',
  '(?:den|de|dem|det) (?:\\p{L}+ )?(?:utsatt|drabbad|anhörig|anmäld|misstänkt|skyldig|ansvarig|inblandad|berörd|hotad|sjuk|nyanställd|rapporterande)[ae]s?', '(?:får|kan|ska|måste|har|vill|gör|bör|skulle) (?:de|dom|ni)(?! (?:förtroendevalda|olika|andra nämnderna|fem|fyra|nya|enskilda))',
  '(?<!(?:finns det|har vi|finns|ges|får vi) )(?:någon|nån|ngn)(?! (?:nytta|skillnad|checklista|policy|rutin|blankett|utbildning|hjälp|information|statistik|plan|gräns|lista|mall|form))', 'någons', 'nåns', 'ingen', 'dem', 'dennes?', 'vederbörande', 'de andra', 'den andra', 'den andre', 'den som', 'de som', 'dom som', 'somebody', 'someone', 'anyone', 'anybody', 'nobody', 'them', 'their', 'those who', 'the one', 'theirs',
  '(?:den|det|de|dom) (?:här|där) (?!tjänsten|sidan|programmet|chatten|boten|frågan|formuläret)\\p{L}+(?:n|t|na|ns|ts)', '(?:this|that) (?:man|woman|person|guy|one)',
);

/** Ends as a person does in English and is none, or one of the programme's functions. */
const NO_ONE_EN = '(?:coordinator|number|other|matter|paper|danger|center|chapter|register|server|computer|power|factor|sector|error|indicator|monitor|answer|order|former|latter|greater|higher|lower|proper|larger|smaller|longer|newer|better|user|disaster|weather|water|offer|under|over|after|for|behaviou?r|labou?r|major|minor|prior|list|checklist|exist|cover|refer|consider|deliver)s?';
const IN_ENGLISH = group(
  "(?:an?|the|my|our|your|some|one|another|this|that|which) (?:\\p{L}+ )?(?:boss|manager|director|chair|chairman|chairperson|colleague|coworker|workmate|politician|councillor|official|officer|inspector|secretary|registrar|receptionist|guard|cleaner|teacher|doctor|nurse|pupil|student|patient|client|customer|visitor|caller|citizen|resident|tenant|neighbou?r|stranger|supplier|builder|contractor|owner|person|man|woman|guy|boy|girl|lady|gentleman|parent|child|employee|member|trainee|intern|consultant|journalist|driver|worker|representative|applicant|builder|landlord)(?:'?s)?",
  `(?:an?|the|my|our|your|another) (?:\\p{L}+ )?(?!${NO_ONE_EN}(?!\\p{L}))\\p{L}{3,}(?:er|or|ist|ician)s?`,
);
/** In Finnish there are no articles: one of them is one too many. */
const IN_FINNISH = group('asiakas\\p{L}*', 'asiakkaa\\p{L}*', 'esimie\\p{L}*', 'esihenkilö\\p{L}*', 'kollega\\p{L}*', 'työkaveri\\p{L}*', 'naapuri\\p{L}*', 'puheenjohtaja\\p{L}*', 'johtaja\\p{L}*', 'mies', 'miehen', 'miestä', 'nainen', 'naisen', 'joku', 'jonkun', 'poliitikko\\p{L}*', 'poliitikon', 'virkamie\\p{L}*', 'vanhempi', 'oppilas', 'lapsi', 'vaimo\\p{L}*', 'veli\\p{L}*', 'sisko\\p{L}*', 'ystävä\\p{L}*');

/** What people are there for, asked of one of them by their function: "vad gör säkerhetssamordnaren", "what is the role of the coordinator". */
const WHAT_FOR = [
  /^(?:vad|va|what) (?:gör|gor|är|ar|ska|skall|har|ansvarar|does|is|should|do|are) (?:the )?\p{L}+(?: (?:egentligen|göra|gora|för|for|ansvar|ansvara|uppgifter|uppgift|roll|i det här|då|do|responsible|nu|om|dagarna|all day|då|da))*[ ?!.]*$/u,
  /^(?:hur|var|när) (?:(?:kontaktar|når|hittar|nar) (?:jag|vi|man)|(?:ska|kan|bör|måste) (?:jag|vi|man) (?:kontakta|nå|hitta|na|kalla på)) \p{L}*samordnaren[ ?!.]*$/u,
  /^(?:vad|va|vem|vilka|vilken|vilket|hur|what|which|who|how)(?!\p{L}).*(?<!\p{L})(?:ansvar|ansvarar|ansvaret|roll|rollen|roller|uppgift|uppgifter|uppgiften|uppdrag|uppdraget|utse[rs]?|funktion|funktionen|tasks?|duty|duties|role|responsib\p{L}*)(?!\p{L})/u,
];
const ROLE = group('(?:\\p{L}*samordnaren|chefen|ordföranden|ledamoten|handläggaren|inspektören|direktören|förvaltningschefen|enhetschefen|stadsdirektören|\\p{L}*ombudet)s?', 'the (?:manager|coordinator|chair|director|inspector|councillor|official|boss)');

const definite = (text: string): readonly string[] => (text.match(THE_ONE_ANYWHERE) ?? []).filter((one) => !NOT_THE_ONE.has(one));

/** True where one person, or some, are meant by what they are: "en kollega", "städaren", "min bror", "two employees". */
export function singlesOut(text: string): boolean {
  if ([KIN, THOSE, SOME, IN_FINNISH].some((pattern) => pattern.test(text))) return true;
  const general = WHAT_FOR.some((pattern) => pattern.test(text));
  if (!general && ROLE.test(text)) return true;
  const rest = general ? text.replace(new RegExp(ROLE.source, 'gu'), ' ') : text;
  return definite(rest).length > 0 || [ONE_OF_THEM, BARE, IN_ENGLISH].some((pattern) => pattern.test(rest));
}
