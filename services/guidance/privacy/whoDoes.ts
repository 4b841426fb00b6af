import { group, words } from './wordGroup';

const DOES = words('är driver ansvarar ansvar beslutar bestämmer leder utser skriver läser ser gör ska skall kan får bör måste vänder hjälper granskar äger samordnar beredde bereder redovisar följer godkänner fastställer har ingår omfattas rapporterar kontaktar tar används gäller ger förvaltar administrerar utbildar svarar utarbetar påverkas').join('|');
const DOES_EN = 'is|are|can|should|must|may|do|does|decides|leads|reads|sees|writes|appoints|helps|receives|gets|approves|coordinates|owns|follows|has';
const DOES_FI = 'vastaa|on|laatii|päättää|lukee|johtaa|saa|voi|seuraa|ovat|nimittää|hyväksyy|ilmoittaa';
/** "Vem ansvarar": what a function does. Whoever takes bribes is somebody. */
const SOMEBODY_DOES = new RegExp(`^(?:(?:vem|vilka som|vems)(?! (?:${DOES})(?!\\p{L}))|(?:vilka|vilken) (?:av|i|på|hos|inom)(?!\\p{L})|who(?!['’]?s the | (?:${DOES_EN})(?!\\p{L}))|(?:kuka|ketkä)(?! (?:${DOES_FI})(?!\\p{L})))`, 'u');
const HAS_OR_TAKES = new RegExp(String.raw`^vem (?:tar (?!fram|emot|beslut|ansvar|över)|har (?!\p{L}*ansvar|rätt|tillgång|rollen|uppgiften|till uppgift|huvudansvar)|ger (?!stöd|råd|besked|information|hjälp)|svarar (?!för|på frågor)|är (?!\p{L}*(?:ansvarig|samordnare|säkerhetssamordnaren|samordnaren|ordförande|förtroendevald|anställd|skyddsombud|ägare|mottagare|arbetsgivare)(?!\p{L}))|ser (?!rapport|uppgift|min|till|de|det|ärenden|statistik|vad)|gör (?!vad|riskanalys|lägesbild|en|uppföljning|analys|utredning))|^who (?:is|are) (?!the |responsible|covered|included|in charge|allowed|affected|appointed|safety|accountable)`, 'u');

/** What a question of how something is may be about. */
const THING = `(?:\\p{L}*programmet|\\p{L}*rapport\\p{L}*|\\p{L}*lägesbild\\p{L}*|\\p{L}*statistik\\p{L}*|\\p{L}*indikator\\p{L}*|\\p{L}*riktlinje\\p{L}*|\\p{L}*rutin\\p{L}*|\\p{L}*anvisning\\p{L}*|\\p{L}*mål(?:en|et)?|\\p{L}*förslag\\p{L}*|\\p{L}*uppgift\\p{L}*|\\p{L}*utbildning\\p{L}*|\\p{L}*arbete[nt]?|\\p{L}*planen|\\p{L}*planer|\\p{L}*analys\\p{L}*|staden|stadens|stadsledningskontoret|nämnd\\p{L}*|bolagen|förvaltningar\\p{L}*|tjänsten|boten|chatten|systemet|informationen|\\p{L}*skydd(?:et)?|policyn|reglerna|frågan|svaret|svaren|underlaget|uppföljningen|\\p{L}*beredskapen|remissen|perioden|texten|dokumentet|polisen|facket|kommunstyrelsen|arbetsgivaren|arbetsgivarens|ansvaret|rollen|gränsen|tidsgränsen|skillnaden|syftet|räddningstjänsten|trygghets)`;
const HOW_IT_IS = new RegExp(String.raw`^(?:är|ar|har|blir|ska|får|kan|måste|bör|gäller|(?:var|när|hur|varför) (?:är|ar|ligger|ska|börjar|slutar|blir|går|mår|gick|ser|kommer)) (?!${THING}(?!\p{L}))\p{L}{2,}(?:en|et|an|na|erna|orna|arna|n)s?(?!\p{L})`, 'u');
const NO_DEFINITE = group('^(?:är|har|ska|får|kan|måste|bör|gäller|(?:var|när|hur|varför) \\p{L}+) (?:den|en|man|det|vi|någon|ingen|även|alla)');
const HOW_IT_IS_EN = /^(?:(?:when|where|how|why) )?(?:is|are|has|have|does|do|will|should|can|may) the (?!programme|report|reports|reporting|statistics|indicators|guidelines|routines|instructions|goals|proposal|training|plan|plans|analysis|city|boards?|service|system|information|rules|policy|document|situational|council|authority|employer|municipality|police|role|purpose|difference|focus)/u;
/** What one thing counts as: of what the guidance has kinds of, and not "en blick". */
const COUNTS = /^(?:räknas|raknas|är|ar|is|are|does|do) (?:en|ett|an?) (?!\p{L}*(?:bild|program|händelse|gåva|muta|hot|tillbud|olycka|incident|förmån|rapport|plan|analys|mål|hotelse|skadegörelse|indikator|nämnd|bolag|remiss|rutin|policy|anmälan|utbildning|skyddsombud|samordnare|middag|lunch|förtroendevald|threat|bribe|gift|incident|report|risk|plan|programme|event|situational)(?!\p{L}))/u;
const TO_DO = /^(?:är|ar) det \p{L}+(?: \p{L}+)? att (?!(?:rapportera|anmäla|registrera|använda|göra|ha|ta emot|följa|dokumentera)(?!\p{L}))|^is it \p{L}+(?: \p{L}+)? to (?!(?:report|register|use|do|have|follow|accept)(?!\p{L}))/u;
const SAFE = group('(?:är|ar|känns|is|are|feels?) (?:\\p{L}+ ){1,4}?(?:säkert|farligt|tryggt|otryggt|safe|dangerous|unsafe)', 'farligast', 'säkrast', 'otryggast', 'polisen komma');
/** Why something is so is asked of the programme; why somebody does it is not. */
const WHY = /^(?:varför|varfor)(?! (?:behövs|ska|skall|finns|är|måste|vill|har|anses|föreslås|gäller|krävs|räknas|gör vi|gnäller|används|omfattas|behöver)(?!\p{L})(?!.* (?:inte|ingen|ingenting|aldrig)(?!\p{L})))|^why(?! (?:is|are|do we|should|must|does the|do boards)(?!\p{L})(?!.* (?:not|nobody|never)(?!\p{L})))/u;
const POLICE = group('(?:var|när|varför) (?:är|kommer|dröjer|åker) \\p{L}+(?:en|et)', '(?:where|when) (?:is|are|do|does|will) the (?:police|ambulance|guards?)(?! be)', 'milloin poliisi\\p{L}*', 'poliisi tulee', 'missä poliisi\\p{L}*');

/** True where one asks who does or is something that is nobody's task, or how something is that is none of the programme's. */
export function asksWhoDoes(text: string): boolean {
  return SOMEBODY_DOES.test(text) || HAS_OR_TAKES.test(text) || (HOW_IT_IS.test(text) && !NO_DEFINITE.test(text)) || [HOW_IT_IS_EN, POLICE, COUNTS, TO_DO, SAFE, WHY].some((pattern) => pattern.test(text));
}
