import { group, words } from './wordGroup';

/** Verbs of what somebody does to somebody, in the forms of a verb alone: "hot" and "muta" are what the programme is about, "hota" and "mutar" are done. */
const DONE = words(`
  hot(?:a|ar|as|ade|ades|at|ats|ad) slå slår slås slog slagit slagen sl[åa]ss sparka\\p{L}* knuffa\\p{L}* spott(?:a|ar|ade|at) bit(?:a|er|s) bet riv(?:a|er|it|en) rev nyp(?:a|er) klös\\p{L}* kasta\\p{L}* skrik(?:a|er|it) skrek vrål\\p{L}* skäll(?:a|er|de|d|t) utskälld gap(?:a|ar|ade)
  dra drar drog rycka rycker ryckte förfölj\\p{L}* stalk\\p{L}* filma\\p{L}* fotografera\\p{L}* avlyssna\\p{L}* ofreda\\p{L}* tafsa\\p{L}* antasta\\p{L}* våldta\\p{L}* kyss\\p{L}* krama\\p{L}* rör kränk(?:a|er|t|te|s|ts) mobba\\p{L}* trakassera\\p{L}* fryser? utfryst reta\\p{L}* håna\\p{L}* förolämpa\\p{L}*
  mut(?:ar|as|ade|at|ats|ad) sparkas avskeda\\p{L}* uppsagd ljug(?:a|er|it) ljög stjäl\\p{L}* sno snor råna\\p{L}* förstör(?:a|s|t|ts|de)? skadad skadas skadats klottra(?:r|t|de)? elda\\p{L}* tände? bränn\\p{L}* skjut(?:a|er|en|it) skjutas hugg\\p{L}* knivhugg\\p{L}* död(?:a|ar|ad|ade|at)? mörda\\p{L}* d\\u00F6 dör
  tvinga\\p{L}* pressa\\p{L}* utpressa\\p{L}* kräv(?:a|er|de|t)(?!s) lura\\p{L}* hämna\\p{L}* läck(?:a|er|t|te) gråt\\p{L}* drick(?:a|er) drack röka röker neka\\p{L}* vägra\\p{L}* hata\\p{L}* älska\\p{L}* skämta\\p{L}* smita bråka\\p{L}* brinner andas svimma\\p{L}* ramla\\p{L}* blöd\\p{L}* skada(?:r|s|de)? skvallra\\p{L}* anklaga\\p{L}* bestal\\p{L}* sprang jaga\\p{L}* spana\\p{L}* stirra\\p{L}* glo glor flörta\\p{L}* ringde messa\\p{L}* smsa\\p{L}* mejlade dömd dömts misstänkt(?:a|e)? anmäld(?:a|e)? hotade åtalade dömda mutade häktade skyldiga polisanmäld fuska\\p{L}* rota\\p{L}* snoka\\p{L}*
  störs stör störde slängt slänger skick(?:ar|at|ade) bjöd spionera\\p{L}* överfall\\p{L}* anfall\\p{L}* attackera\\p{L}* misshandla\\p{L}* gick kör(?:a|de) krocka\\p{L}* väntar dyk(?:er|a) hack(?:a|ar|ad|at|ade) kap(?:ad|at|ats|ade) missbruk(?:ar|ade|at) uthängd uthängda utnyttja\\p{L}* avslöja\\p{L}* hindra(?:r|de|t|d) tappa\\p{L}* förlora\\p{L}* strul\\p{L}* klaga(?:r|de|t)
`);
const IN_ENGLISH = words(`
  hits? hitting kick\\p{L}* punch\\p{L}* push\\p{L}* shov\\p{L}* spit\\p{L}* spat threaten\\p{L}* follow(?:ed|ing|s)?(?!(?:ed)? up) shout\\p{L}* scream\\p{L}* yell\\p{L}* film(?:s|ed|ing) photograph\\p{L}* touch\\p{L}* grop\\p{L}* kiss\\p{L}* fired sacked bull(?:y|ies|ied) insult\\p{L}* steal\\p{L}* stole\\p{L}* rob(?:s|bed)? breaks? broke\\p{L}* destroy\\p{L}* smash\\p{L}* blackmail\\p{L}*
  forc(?:es?|ed|ing) bribed bribing stalk\\p{L}* attack(?:s|ed|ing) assault(?:s|ed|ing) harass(?:es|ed|ing)? lies lying lied crying cried drunk drink\\p{L}* beat\\p{L}* kill\\p{L}* die[sd]? dying dead hurt\\p{L}* injured damaged demand\\p{L}* refus\\p{L}* hate[sd]? stare[sd]? chas\\p{L}* throw\\p{L}* threw accus\\p{L}* leak(?:s|ed|ing) doxxed hacked blackmail\\p{L}* pressur(?:ed|es|ing) grab\\p{L}* slap\\p{L}* bit bites?
`);
const IN_FINNISH = words('löi lyö lyödä lyönyt uhkaa uhkasi uhkaavat uhata uhattu uhattiin uhkasiko uhkaako uhkailee uhkaili huutaa huusi sylki potki potkaisi tönäisi seuraa seurasi pelkää pelkään pelottaa tappaa varasti rikkoi pyysi vaatii soittaa soitti tapahtui oli');

/** How somebody is, which is nobody's business: health, mood, guilt, drink. */
const STATES = words(`
  mår sjuk sjuka gravid förgiftat förgiftad evakuera diagnos diagnosen deprimerad utbränd skild skilsmässa kär otrogen full berusad påverkad nykter knarkar kriminell rasist homosexuell muslim rädd rädda orolig ledsen arg arga skyldig jävig dum dumt elak knäpp galen farlig missnöjd nöjd trött stressad inblandad anmäld åtalad häktad chockad konstig bortrest ledig
  sick ill pregnant resign\\p{L}* quit leave(?:s|ing)? poisoned evacuate corrupt reliable depressed gay guilty drunk scared afraid angry mad crazy upset criminal racist worried safe involved fired arrested charged
  sjukskriven sårad knuff knuffen bråk bråket slagsmål slagsmålet dödshot mordhot hotbrev hotbrevet blåmärke brevet fylleriet rykte rykten ryktet skvaller sprit
`);

const ON_PEOPLE = group(...DONE, ...IN_ENGLISH, ...IN_FINNISH, ...STATES, '(?:spela|spelar|spelat) in', 'häng(?:er|t|de|a) ut', '(?:lämnar?|byter?) (?:uppdraget|sitt uppdrag)', '(?:säga|säger|sägs|sagt) upp', 'bryt(?:a|er|it) sig', 'slå sönder', '(?:ta|tar|tog) (?:på|ifrån|med sig)', 'få sparken', 'fått sparken', 'råka(?:t)? ut', 'bli av med', 'blir av med', 'bli(?:r)? (?:hotad|slagen|utsatt|rädd|sjuk)\\p{L}*');

/** True where something is done to somebody, or somebody is in a bad way. */
export const isDoneToPeople = (text: string): boolean => ON_PEOPLE.test(text);
