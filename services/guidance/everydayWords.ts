import { fold } from './analyse';

/**
 * Words with which people phrase a question about anything. Whether a text has them says next to nothing about whether
 * it answers, and where no text has them that says nothing either: a person writes "dra ihop" where a document writes
 * "upprätthålla". Nouns that name a subject do not belong here. Written for this project.
 */
const SV_VERBS = `
  acceptera agera ansluta anstränga anse avgöra avsluta avvakta bemöta behandla behöva bekräfta berätta berör beröra beskriva bestämma
  beta betala bevisa bidra bju bjud bli blanda bry bryta bruka bygga byta bära bör börja dela delta dra driva duga dyka dölja enas
  erbjuda ersätta fastna fatta fatt finna finnas flytta  formulera fortsätta framföra framgå framhålla fråga fungera funka fylla få fånga föra
  förbereda fördela föredra föreslå förekomma förenkla förhålla förklara förlita förlora förstå försvinna försöka förvänta garantera ge gissa
   greja granska gynna gå gälla gör ha hamna handla hantera haka hinna hitta hjälpa hoppas hålla hålls hända hänga hänvisa hänt
  höra ingå inkludera inneha innefatta innehålla inse intressera jobba justera jämföra kalla kika kila klara kolla komma koppla kosta kunna köra känna
  lansera lära sticka leda leta leva ligga likna lista lita lova lyfta lyckas lyssna låta lägga lämna läsa lösa mena medföra medverka minnas missa märka mötas
  notera nå nämna offra ordna orka orsaka packa passa peka plocka prata prova pröva påstå påverka reagera redovisa rekommendera resultera rikta
  ringa råda räcka räkna röra rösta sakna samla satsa se sitta skaffa ske skicka skilja skapa skjuta skriva sköta skötas slå slippa slås
  sluta släppa smita snacka sortera spela spara spri sprida stanna starta stoppa strunta ställa stämma stötta stöta styra står stå stå svara säga säkra sälja sätta sätts söka
  tala tas tacka ta titta tjata tolka träffa tro trycka tänka tycka täcka tåla undra undvika uppge uppleva uppmana upptäcka uppfatta uppnå utgöra utföra
  utse uttala utvecklas vara veta verka vilja visa vänta välja välkomna vända vålla vägra värdera åka åtgärda återge återkomma ägna ändra ägnar äga öka önska öppna
  dyker finnas händer behövs krävs innebär betyder heter kallas menas anses gäller räknas ingår ligger räcker fattas ansluter omfattar omfattas
  engagera fixa  funkar grejar lägger  pyssla syssla håller höjer jobbar kliva lirka meckla petar pratar råkar snackar stör stöttar struntar tampas tjafsar trixar vidta vidtar övertyga
`;
/** Verbs that do not bend by rule: their past and what follows "har", in both forms people use. */
const SV_STRONG = `
  bett bundit bars blev blivit bröts brutit brann brunnit bytts dragits drogs drack druckit drivit drivits dött föll fallit for farit fann funnit fanns funnits frös frusit följts följde fått fick
  gavs givit givits gett getts gick gått grep gripit gripits gråtit gjort gjorts haft hade hette hetat hölls hållit hållits hunnit hängt hänt höggs klev klivit knöt knutit kom kommit krupit kunnat lades lagt lagts lett letts levt levde
  lidit led ljugit låg legat låtit lämnat lärt lyste lyst löst lösts mindes måste njutit nöjt rann runnit rev rivit ridit satt satts sattes sålt sålts sades sagt sagts setts sågs sett sjungit sjöng sjunkit sjönk skar skurit sken skilt skilts skilde
  skrevs skrivit skrivits skulle slapp sluppit smugit snöt spann spunnit sprungit spruckit stigit steg stått stod suttit svarat svor svurit svält svikit såg såldes sökt sökts tagit tagits togs tänkts tänkt tystnat tålt valt valts valde vann vunnit vunnits vikit vetat visste vridit vred ätit åkt
  dragit hörts hördes körts kört känt känts kände känns kallat lovats lagts mötts mött nåtts nått rört rörts skett skötts skött spritt spritts ställts ställdes stängt stöttat stött tvingats tvingat vänts vänt växlat byggt byggts bestått ingått utgått pågått ägt ägts
`;
const SV_OTHER = `
  hävda hävdar hävdade hävdas bråka bråkar bråkade bråkat undrade undrat fundera funderar funderade funderat grubbla klura klurar tvista tvistar diskutera diskuterar diskuterade diskuterat diskuteras nämnde nämnts lyfts lyft lyfter lyfte poängtera poängterar pekas
  fråga frågan frågor frågorna frågade sammanhang sammanhanget slaget sorten sorts sortens dokumentet papper papperet pappret papperen rader biten grejor pryl prylar moment momenten faktor faktorer led ledet yta ytan
  igång isär undan förbi åter tillbaka framåt bakåt uppåt nedåt neråt härifrån därifrån någonstans nånstans ingenstans någonsin sällan dessvärre tyvärr förhoppningsvis antagligen troligen troligtvis visserligen knappast knappt nätt åtminstone minsann förstås såklart självklart ärligt
  fikat fikan rasten häromdagen häromveckan häromsistens nyss sistone förmiddag förmiddagen imorse ikväll förrgår övermorgon årets månadens veckans dagens nästkommande fristående varandras varandra sinsemellan inbördes annanstans
  jättemycket jätteofta rysligt otroligt himla väldig enorm enormt ungefärligen cirka circa ca

  allmän allmänt allra allting aktuell aktuella aktuellt annorlunda ansedd anställt antal argument arg avgörande bakgrund bakom barabara bas beredd bekant besked beskrivning
  beroende bestämd betydande bild bit bland bort borta bredvid bråttom både centralt citat dagligen dagens definitivt delvis denne dessutom detalj detaljer direkt diverse dokument dokumentet
  dokumenten duktig dum dumt dygn däribland därmed eftermiddag effekt effekter emot emellan enbart enda endast enkla enskild enskilda enstaka era ersättning eventuell eventuella
  exakt exempel exempelvis extra fakta faktisk faktiskt fall fast fel fem fina flera flest flesta form formellt fortfarande framför framförallt framtid framtiden framöver fri fritt främst främsta
  full fullt fyra följande följd förmodligen förr förra förresten första försök förvisso gammal gamla gemensam gemensamt generellt genast genomgång givetvis gissning grund grunden grupp
  grej grejen grejerna grundläggande grundtanke gäng gång gången gånger halva handling hand hela helst hittills hur hög högre högst hörn högsta idé ihop igenom ingång inblandad inblandade inne innan innebörd innehåll inriktning
  inspel inställning internt intresse intressant istället ikväll intryck just jätte jättebra jätteviktigt kanske kategori kategorier klar klart konkret konkreta koppling kort kortfattat krångel krånglig kul kvar kväll källa känd kända känsla lagom lista liten litet
  ljus ljusglimt likadant liknande lugn lämplig lämpligt längre längst lätt läge läget löpande lösning maj man massa massor mening medan medel mellan mer mindre minst minsta moment morgon mån människa människor  möjlighet möjligheter möjligen mycket myt måndag
  namn nackdel nackdelar fördel fördelar nedan nivå nummer nuvarande nya nyligen nyss nytta någonsin nån nånsin nämligen nära närmare nästan nästa nödvändig nödvändigt nöjd   omständighet ont ord orden ordentligt ordning orimligt orsak orsaker ovan ovanligt ovanstående ok
  par part parter period personlig personligen perspektiv   plötsligt poäng poängen point praktik praktiken praxis precis princip problem procent prat punkt punkten punkter på påstående
  rad rakt rationellt redan  regelbundet relevant relevanta resonemang respektive resultat rimlig rimligt ringa    rubrik runt  rätt råd röra
  saken saker samband samma samtidigt samtliga sanning sannolikt sant sedan seriöst service sida sidan sidor siffra situation situationer själva skala skede skull skillnad slag slags slut slutet slutsats slutligen små snabb snabbt snart sort speciellt speciell
  stort stor stora stycke större största stöd ställe ställen ställning stämning svag svaga svar svår svåra svårt synd synsätt synvinkel säker säkert särskild särskilda särskilt sätt
  tanke tanken tankar tank team tecken tendens text texten tid tiden tider tidigare till tillfälle tillgång tills tillsammans tillräckligt tillämplig timme ton totalt total tredje trots trovärdig träff typ typen typer tyngd tre tvungen tveksam två tydlig tydligt
    undantag unik uppenbart   uppsättning upplägg upplägget utanför utifrån utöver utrymme utgång utveckling vana vanlig vanliga vanligt vanligtvis variant veckor vecka verklig verkliga verkligheten vid viktig viktiga viktigt viktigast viktigaste
  vikt vilja vinkel viss vissa visst vidare väg vägar väldigt väsentlig värd värde värt världen värst värsta väl ytterligare ytterst yttersta år året åren åtminstone åsikt åsikter äldre ända ändamål ändring ärlig ärligt äkta ännu ömsesidig önskemål öppet öppen över överallt överhuvudtaget översikt
  avdelning avdelningen enhet enheten ställe funktion person personer personal_ delen delarna
  värre sämre funnits varann sej mej dej alltihop gentemot helt illa steg rent automatiskt mycke imorrn hem
  gick gjordes fick lät drog bar bjöd bröt drev föll flög gav grep hann höll låg lade lärde löd log sade satt sköt slog slöt smet sov sprang stal stod stack svek teg tog vann vek åt
  utgår ingår avgår uppgår övergår föregår utser utsedda pågår består uppstår förstår
  chans chansen chanser faktum färre fler flertal stan stans tummen folk folket gubbe grannen skäl skälet skälen vits vitsen läggs lägs typiskt råkat
  nytänk hittills numera någorlunda nånsin bitar biten bra_ tips början slutändan helheten verkan oklart osäker osäkert nyfiken överens emellertid snarare åtskillnad
  konstigt konstig löjligt jobbigt tungt tung trist roligt meningslöst vettigt onödigt onödig överdrivet kravet krav hos oss hemma själva per via diverse sistone egentligen kortfattat sammanfattning sammanfattat sammanfattningsvis kontext exakt precist uttryckligen ordagrant skriftligt muntligen
  aspekt aspekter avsnitt kapitel stadens stad staden stockholm stockholms kommun kommunen kommunens kommuner
`;
const EN = `
  one ones against besides despite except onto toward whose whichever whatever everyone nobody somebody something's doesn don didn isn aren wasn won i'd i'm we're you're it's that's what's
  able above accept according account achieve across act actual actually add address adopt affect agree aim allow almost already although amount another anybody anyone anything apart appear appropriate   argue around aspect aspects
  available avoid away bad base based basically basis become begin behind believe belong below best better beyond big bit both break brief briefly bring build business busy buy call came care carry case cases cause certain chance change check choose city claim class clear clearly close
  cold collect combine comment common compare compared complete concern concerned concerning concrete condition consider contain content context continue contribute control correct cost count couple course cover covered create current currently daily deal decide decides deep define
  depend describe described description detail details determine different differently difficult direct directly discuss do document documents done doubt easily easy effect effort either else emphasis enough ensure entire especially even event ever every everybody everyone everything exact example
  except exist expect expected explain express extent fact factor fail fair fall false family far feel few fewer figure fill final finally find fine finish first fit five fix   follow following form formal four free frequent frequently full fully function further future gain general generally get gets getting given gives giving goal goes gone good great ground group
  grow guess half hand handle handled happen hard have hear held help hence high higher highest highly hold hope hour hours however idea identify imply important include included including increase indeed indicate individual input inside instance instead intend intended interest interested internal involve involved issue issues join keep kind knew know known
  lack large last later latest lead least leave led left less let level lie light like likely  line list listed little live local long longer look lot low lower made main mainly major make makes making manage many mark matter matters mean meaning means meant measure meet mention mentioned mere method middle might mind minor minute miss moment month more morning most mostly move
  name named names nature near nearly necessary need needed negative new next nine nobody none normal normally note nothing notice number object obvious occur offer official often old open opinion opposite option order ordinary organise organize other otherwise outside overall own page part particular particularly parties pass past pay people per perhaps period permit person personal phase pick piece place places  planned please plus point points poor position positive possible
  practical practice prefer prepare present pretty prevent previous price primary principle probably problem problems proceed process produce   proper provide provided purpose put question quick quickly quite raise range rate rather reach react read ready real reality really reason reasons receive recent recently recommend reduce refer regard regarding relate related relation relevant rely remain remove repeat replace represent require required rest result results return right role rule run
  said same saw saying says second section see seem seems seen select send sense separate serious serve set seven several shall share short should show shown side similar simple simply since single situation situations six size small somehow someone sometimes somewhere soon sort sound source sources speak special specific specifically specify spend stage stand start stated states status stay step steps stick still stockholm stop straight strong stuff subject such suggest suggested suitable sum support suppose supposed sure system
  take taken takes talk talks task tell ten tend term terms text thank thing things think third though thought three through throughout thus till time times together told took top total touch toward towards treat treated tried true truth try trying turn two type types under understand unless unlike until up upon use used useful user uses using usual usually value various version via view views wait walk want wanted wants way ways week well went whatever whenever wherever whether whole why wide willing wish within without wonder word words work works world worth would write written wrong year years yes yet
  municipality city's council's stockholm's exactly summarise summarize summary describe overview gist briefly
`;
const FI = `
  ei en et emme ette eivät ole olet olemme olette olisi oli olivat ollut vaikka mutta tai joko kuin niin myöskin vielä jo aina joskus usein ehkä hän heidän heille heitä he minä sinä sinun me meille meidät te teidän ne niiden niitä nämä näiden nuo joku jokin jotain jotakin joka jotka jonka joita jos kun koska siksi siis eli juuri vain edes
  yhteydessä yhteydessään osana mukaan mukana kohdalla kautta aikana ennen jälkeen vastaan varten puolesta tuovat tuo tuoda mainitaan mainittu mainita kuvataan sanotaanko saanut saavat pitäisikö pidetään annetaan tarvitaan tarvitsee täytyykö voidaan voivat
  mitkä mikä mitä miten miksi milloin missä mistä mihin kuka ketkä kenen kuinka paljon usein montako moni monta ovat olemassa eri tärkein tärkeä tärkeät kaikki kaikkien kaikista myös onko sitten nyt tästä näistä voi voiko pitää pitäisi täytyy saa saako tehdä tekee tehdään sanoo sanotaan kertoo kerrotaan käytetään käyttää
  koskee koskeeko tarkoittaa tarkoitetaan liittyy sisältää sisältyy löytyy löydän toimii toimia kuuluu kuuluuko antaa saada tulee tulla menee mennä viisi neljä kolme kaksi yksi vuosi vuosina kaupunki kaupungin kaupungissa tukholman tukholma
`;

const SV_ENDINGS = ['', 'a', 'ar', 'ade', 'at', 'as', 'ades', 'ats', 'er', 'te', 't', 'ts', 'd', 'de', 's', 'r', 'dde', 'tt', 'ande', 'ende', 'nde', 'es', 'ad', 'ats', 'its', 'it'];

const split = (text: string): readonly string[] => text.split(/\s+/u).filter((word) => word !== '');

/** All regular forms of a verb: over-generous, since what is made up is nobody's word. */
function formsOf(verb: string): readonly string[] {
  const root = verb.endsWith('a') && verb.length > 3 ? verb.slice(0, -1) : verb;
  return [verb, ...SV_ENDINGS.map((ending) => root + ending)];
}

const EVERYDAY: ReadonlySet<string> = new Set([...split(SV_VERBS).flatMap(formsOf), ...split(SV_STRONG), ...split(SV_OTHER), ...split(EN), ...split(FI)].map(fold));

/** What an everyday word counts as evidence. */
const EVERYDAY_SHARE = 0.25;

/** Years and other numbers stand in diary numbers and dates too. */
const NUMBER_SHARE = 0.5;

/** What a word counts as evidence, from 0 to 1: less where it phrases a question and does not name its subject, å, ä and ö typed or not. */
export function everydayShare(word: string): number {
  if (/^\d{3,}$/u.test(word)) return NUMBER_SHARE;
  return /^\d{1,2}$/u.test(word) || EVERYDAY.has(fold(word)) ? EVERYDAY_SHARE : 1;
}
