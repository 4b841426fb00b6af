import { tellsBeside } from './clauses';
import { asksWhoDoes } from './whoDoes';
import { mayNameSomebody } from './nameWords';
import { isDoneToPeople } from './onPeople';
import { singlesOut } from './singledOut';
import { group, words } from './wordGroup';

/** Somebody in particular: who asks, as the one something happens to, or a third person. */
const SOMEBODY = group(
  'mig', 'mej', 'min', 'mitt', 'mina', 'han', 'hon', 'hen', 'honom', 'henne', 'hans', 'hennes', 'hens', 'henom', 'dig själv', 'oss', 'själv', 'själva',
  'me', 'my', 'mine', 'myself', 'he', 'she', 'him', 'her', 'hers', 'his', 'us',
  'minun', 'minua', 'minulle', 'minulla', 'minusta', 'minuun', '\\p{L}+ni', 'hän', 'hänen', 'häntä', 'hänelle', 'meitä', 'meille', 'meidän', 'meistä', 'meihin', 'meiltä', 'meillä', 'olenko', 'olemmeko',
  // Not named, and yet nobody but one.
  'ägaren', 'besökaren', 'krögaren', 'leverantören', 'restaurangen', 'företagaren',
  '(?:a|the|some) (?:man|woman|guy|boy|girl|client|customer|visitor|neighbou?r|stranger|owner|supplier|restaurant)',
  // As the one who does something: "när de skriker", "om någon följer efter", "varför ringer de".
  '(?:när|om|att|ifall|varför|då) (?:dom|någon|nån|några)', '(?:när|att|ifall|varför) de', '(?:de|dom) (?:kommer|är utanför|står|vill|säger|ringer|skriker|förstör|kräver|vet|tar|skriver|väntar|gör)',
  '(?:when|if|that|why|why do|why are) (?:they|someone|somebody|anyone|anybody)', 'they (?:are|come|want|say|call|scream|know|take|write|wait|follow|do)',
  // Where somebody is, or what was done to something of theirs.
  'utanför', 'hemma', 'hemmet', 'jobbet', 'på vägen', 'outside', 'at home', 'följer efter', 'förstörd', 'förstör', 'bor', 'bilen', 'kniv', 'pistol', 'sms', 'säga upp',
  ...words('brukaren hyresgästen avsändaren företaget bolaget neighbour customer client visitor owner company restaurant guy'),
);

/** What happened, as one thing that is known: "efter hotet", "the letter". */
const KNOWN_EVENT = group(
  ...words('\\p{L}*hotet \\p{L}*hoten trakasserierna överfallet attacken branden rättegången förhöret domen straffet larmet inbrottet stölden rånet skottlossningen protesten demonstrationen festen utbrottet skriken smällen mutan misshandeln knuffen kuvertet mejlet brevet samtalet meddelandet händelsen händelserna incidenten olyckan mötet besöket bråket paketet pengarna presenten gåvan anmälningen videon filmen bilden inlägget rapporten'),
  '(?:i|efter|av|bakom|om) anmälan', '(?<!beredde |bereddes )ärendet',
  '(?:efter|vid|om|från|av) (?:ett|en) (?:hot|mordhot|dödshot|slag|bråk|överfall|attack|mejl|brev|samtal|besök|händelse|incident)',
  'the (?:threats?|attacks?|letter|envelope|call|meeting|visit|bribe|harassment|event|incident|accident|case|email|message|gift|money|complaint|fight|trial|fire|alarm|protest|party|burglary|theft|robbery)',
);
/** Things by which one event is known, and not what the guidance says of such things. */
const THINGS = group(...words('kuvert\\p{L}* flask\\p{L}* vin vinet whisky öl sprit pengar kontanter sedlar middag\\p{L}* lunch\\p{L}* blomm\\p{L}* klock\\p{L}* present\\p{L}* choklad\\p{L}* biljett\\p{L}* kniv\\p{L}* yx\\p{L}* pistol\\p{L}* vapen vapnet bomb bomben \\p{L}+brev \\p{L}+brevet \\p{L}+breven brevet breven klipp klippet klippen namnen bilden bilder bilderna foto fotot film filmen filmer video kommentaren kommentarer inlägg sms mejl mejlen rykte telefonsamtal hund hunden bil bilar cykel\\p{L}* nyckel nyckeln väskan jackan'), ...words('wine whisky bottle bottles envelope envelopes watch watches flowers money cash dinner lunch ticket tickets knife knives gun guns bomb letter letters photo photos video clip rumour phone'));
/** What befalls people, at one body or place: "mutor i miljönämnden". */
const BEFALLS_AT = group('(?:mutor|muta|hot|våld|trakasserier|mobbning|fusk|jäv|korruption|påtryckningar|bribes|bribery|threats|violence|harassment) (?:\\p{L}+ ){0,2}(?:i|på|inom|hos|vid|mot|från|in|at|from|against) (?:the |vår |v\\u00E5r )?(?:\\p{L}+nämnden|\\p{L}*förvaltningen|\\p{L}*bolaget|ledningen|nämnden|\\p{L}+styrelsen|facket|committee|our \\p{L}+)');
/** The report as such, of which one asks what becomes of it. */
const ITS_REPORT = /(?<!\p{L})(?:vem|vilka|hur länge|vad|vart|kan|får|who|how long)(?!\p{L})[^,]{0,20}(?<!\p{L})(?:läser|ser|får se|sparas|händer med|hamnar|ändra i|skickas|radera|ta bort) (?:rapporten|anmälan)[ ?]*$/u;

/** Words that were said to somebody: "du ska dö". Whoever speaks to the machine asks it for something. */
const YOU = /(?<!\p{L})(?:du|dig|dej|din|ditt|dina|you|your)(?!\p{L})/gu;
const YOU_THE_MACHINE = /(?<!\p{L})(?:kan|vet|har|skulle|vill|tycker|can|could|do|would|are|will) (?:du|you)(?!\p{L})/gu;

/** What happens to people and is told of, done or going on. */
const EVENT = group(
  'blev', 'blivit', 'fick', 'fått', 'hände', 'hänt', 'sa', 'sade', 'sagt', 'ringde', 'ringt', 'skickade', 'få bort', 'får (?:vi|jag|man) bort', 'ta hem', 'kom', 'kommit', 'tog', 'tagit', 'erbjöd', 'erbjudit',
  'utsatt', 'utsattes', 'skrämd', 'var med om', 'imorr?n', 'just nu', 'pågår', 'hela tiden', 'varje dag', 'flera gånger', 'jämt', 'every day', 'all the time',
  ...words('tillbaka bjöd gav gett stulit grep höll sprang såg hörde skrev stod gick hotas kastar följer igen'),
  ...words('back again keeps gave shouted yelled followed grabbed told wrote sent texted emailed phoned bribed stole broke destroyed damaged saw heard'),
  'got', 'received', 'said', 'came', 'took', 'offered', 'threatened', 'threatens', 'threatening', 'pushed', 'filmed', 'harassed', 'stalked', 'assaulted', 'attacked', 'happened', 'worried', 'right now',
);
/** "Vi följer upp programmet". */
const FOLLOWS_UP = /(?<!\p{L})(?:följer(?= (?:upp|vi upp|man upp|av|vi|nämnden|nämnderna|programmet|anvisningarna)(?!\p{L}))|follow(?:ed|s|ing)? up)(?!\p{L})/gu;

const PAST = /(?<![\p{L}\p{N}])\p{L}{2,}(?:ade|ades|dde|ddes)(?![\p{L}\p{N}])/gu;
/** What documents and those who write them did. */
const DOCUMENTS_PAST: ReadonlySet<string> = new Set(words('beredde bereddes beslutade beslutades lämnade lämnades kallades började slutade ändrade ändrades svarade omfattade handlade oönskade skyddade prioriterade samlade utpekade'));

/** True where a verb is in the past, other than of a document. */
function tellsOfThePast(text: string): boolean {
  return (text.match(PAST) ?? []).some((verb) => !DOCUMENTS_PAST.has(verb));
}

/** Somebody or something masked that is part of what is asked, and not set apart from it. */
const MASKED_WITHIN = /[\p{L}:]\s*\[(?:person|personnummer|telefon|nummer|epost)\]|\[person\][^.?!]*?(?:\s\p{L}|\]\s?\p{L})/u;

const count = (pattern: RegExp, text: string): number => text.match(pattern)?.length ?? 0;

/** True where a text tells of somebody in particular, or of something that happened. @param text in small letters, masked */
export function tellsOfSomebody(text: string): boolean {
  const other = text.replace(FOLLOWS_UP, ' ');
  if (KNOWN_EVENT.test(text) && !ITS_REPORT.test(text)) return true;
  if (count(YOU, text) > count(YOU_THE_MACHINE, text)) return true;
  return [SOMEBODY, EVENT, THINGS, BEFALLS_AT, MASKED_WITHIN].some((pattern) => pattern.test(other)) || [tellsOfThePast, asksWhoDoes, tellsBeside, singlesOut, isDoneToPeople, mayNameSomebody].some((tells) => tells(text));
}
