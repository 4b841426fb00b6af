import { group, sourceOf, words } from './wordGroup';

const SUBJECT = '(?:de|dom|det|den|dem|någon|nån|ngn|en|ett|jag|vi|man|du|ni|han|hon|ingen|alla|andra|folk|två|tre|flera|några|min|mitt|mina|v\\u00E5r|v\\u00E5ra|personen|personer|anställda|medarbetare|personal|personalen|chefer|politiker|besökare|kollegor)';
const VERB = '(?:är|har|får|kan|ska|skall|blir|vill|gör|tar|kommer|går|säger|ringer|skriver|ger|håller|försöker|står|måste|inte|upptäcks|händer|inträffar|sker)';

/** What is told beside what is asked, in a clause of its own: "när en …", "om någon …", "eftersom …". "Om mutor" is about bribes. */
const TELLING = group(
  'ifall', 'eftersom', 'medan', 'innan', 'sedan(?! ?[?!.]*$)', 'trots att', 'efter att', 'genom att', 'utan att', 'såvida', 'huruvida', 'if', 'because', 'since', 'while', 'unless', 'whenever', 'although', 'before', 'though', 'whether', 'kun', 'jos', 'koska', 'vaikka',
  `(?:om|då|ju|så|att) ${SUBJECT}`, `om (?:\\p{L}+ ){1,3}?${VERB}`,
);
/** In the middle; at its beginning it asks when. */
const WHEN = new RegExp(String.raw`\p{L}[^\p{L}]+${sourceOf('när', 'when', 'where')}`, 'u');
const AND_WHEN = new RegExp(sourceOf('(?:och|eller|and|or) (?:när|when|where|var)'), 'gu');

/** "Att förebygga" names an act; "att chefen …" tells of one. */
const THAT = new RegExp(String.raw`(?<!\p{L})att (?!(?:inte )?(?:\p{L}*[aå]|ge|se|ske|bero|tro|le)(?!\p{L}))|(?<!\p{L})att (?:\p{L}+(?:arna|orna|erna)|alla|andra|flera|anställda|förtroendevalda|anstallda|fortroendevalda)(?!\p{L})|(?<!\p{L})(?<!events |incidents |things |rules |boards |areas )(?<=\p{L} )that(?!\p{L})`, 'u');

const WHAT_COUNTS = words('anställd anställda chef chefer medarbetare politiker förtroendevald förtroendevalda nämnd skyddsombud säkerhetssamordnare samordnare muta mutor bestickning hot våld trakasserier trakasseri skadegörelse otillåten oönskad oönskade otillbörlig otillbörligt tillbud brott olycka olyckor händelse händelser incident incidenter del helhet stöd exempel grund underlag gåva gåvor förmån sekretess jäv påverkan risk risker informationssäkerhet säkerhetsskydd lägesbild').join('|');
const GENERAL_VERBS = 'ska|skall|gäller|ingår|räknas|finns|måste|behöver|omfattas|omfattar|står|krävs|bör|anges|ligger|styr|beskrivs|nämns|föreslås|rapporteras|registreras|används|behövs|lämnas|redovisas|följs|ansvarar|menas|avses|anses';
/** "Som chef", "som ska registreras"; every other relative clause may tell of somebody. */
const WHO = new RegExp(
  String.raw`(?<!\p{L})(?<!samma sak |samma |lika |såsom )som (?!(?:(?:en|ett) )?(?:${WHAT_COUNTS})(?!\p{L})|(?:${GENERAL_VERBS})(?!\p{L}))|(?<!\p{L})(?:personer|personal|personalen|anställda|medarbetare|chefer|politiker|besökare|folk|förtroendevalda) som(?!\p{L})|(?<=\p{L} )(?<!and |or )(?:who|whose|whom)(?!\p{L})`,
  'u',
);

/** Somebody was, did or has done it: what is over and known, other than what documents and boards do. */
const OVER = group(
  '(?:vem|vilka|vilken|som|det|den|de|hur|ni|man|alla|folk) (?:var|hade)', '(?:was|were|did|had)(?! (?:proposed|adopted|decided|the (?:purpose|proposal|previous)))', 'wasn t', 'weren t', 'didn t', 'oli', 'olivat', 'eikö',
  ...words('gällde fanns låg visste ville kunde trodde tyckte kände gjorde gjort skedde inträffade försvann betalade lovade valde bad ringde'),
);
const DOCUMENTS_HAVE = words('lovat uppnått antagit antagits beslutat beslutats lämnat lämnats föreslagits ersatts utsetts föreslagit föreslagits svarat besvarat tagits bestämt bestämts ändrats ersatts uppdaterats publicerats yttrat utsett utsetts fastställt fastställts satt ett rätt sätt annat mandat resultat format krävt mått nytt lätt brett gett varit samrått statusat fyrtiotalet inget något');
const PERFECT = /(?<!\p{L})(?:har|hade|ha)(?: \p{L}+){0,5}? (\p{L}{2,}(?:at|it|tt|ts)|gjort|sagt|lagt|känt|ställt|försökt|märkt|köpt|åkt|kört|hört|rört|bränt|skött|lärt|glömt|stängt|låst|slängt|sänt|hängt)(?!\p{L})/gu;
const ADJECTIVES: ReadonlySet<string> = new Set(words('eget öppet inget något'));
const PERFECT_EN = /(?<!\p{L})(?:has|have|had|having)(?: \p{L}+){0,3}? (?:been|\p{L}+ed|done|gone|taken|seen|made|said|told|given|got|come)(?!\p{L})/u;
const DOCUMENTS_HAVE_EN = /(?<!\p{L})(?:adopted|agreed|proposed|decided|published|changed|replaced|updated|need(?:ed)?)(?!\p{L})/u;
const DOCUMENTS: ReadonlySet<string> = new Set(DOCUMENTS_HAVE);

function isOver(text: string): boolean {
  if (OVER.test(text)) return true;
  if ([...text.matchAll(PERFECT)].some(([, verb = '']) => !DOCUMENTS.has(verb) && !ADJECTIVES.has(verb))) return true;
  return PERFECT_EN.test(text) && !DOCUMENTS_HAVE_EN.test(text);
}

/** True where something is told within the question, or is over. */
export function tellsBeside(text: string): boolean {
  return TELLING.test(text) || WHEN.test(text.replace(AND_WHEN, 'och')) || THAT.test(text) || WHO.test(text) || isOver(text);
}
