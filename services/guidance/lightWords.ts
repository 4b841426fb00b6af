import type { Locale } from '../../domain/locale';
import { stem } from './analyse';

const SV = `
  heta heter hette kalla kallas finnas fanns ligga ligger låg hända händer hände hänt inträffa inträffar gälla gällde
  innebära innebär betyda betyder mena menar menas räkna räknas ingå ingår omfatta omfattar använda använder används
  användas fungera fungerar funka funkar arbeta jobba jobbar visa visar titta kolla kollar hitta hittar hittas söka
  leta letar följa följer sköta sköter lova lovat lovar skicka skickar skickade skickas skriva skriver skrev hantera
  hanteras berätta beskriva beskriver förklara lista nämna nämns nämner handla handlar börja börjar sluta fortsätta
  hålla håller lägga lägger sätta sätter låta låter försöka försöker bruka brukar tänka tänkt tycka tyckt tänker
  komma kom kommit gå går gått träffa se sett höra hört fungerat behövs behövt krävs kräva bestämma
  bestämmer ordna ingriper bero beror skilja skiljer innehålla innehåller äga äger leda leder ange anger anges utföra verka verkar vända vänder
  år dag dagar tid gång gånger sätt fall del delar vägen väg exempel fråga frågor svar skillnad skillnaden skillnader
  poäng poängen syfte syftet nytta mening meningen orsak anledning sammanhang innehåll detalj information info
  sort slag ställe plats folk person människor minut vecka månad idag igår imorgon nuläge läge
  ny nya nytt gammal förra tidigare senaste sista första nästa viktig viktigast viktigaste vanlig vanligt bäst bästa
  bättre bra god stor stora större störst liten små mindre minst lång länge snabb snart snabbt ofta alltid aldrig
  ibland sällan rätt fel möjligt möjlig svårt lätt enkel enkelt särskild särskilt viss vissa konkret hel hela båda
  två tre fyra fem sex sju åtta nio tio precis exakt ungefär faktiskt typiskt ihop tillsammans tillbaka borta ute inne
  kvar runt
`;

const EN = `
  called mean means meaning count counts work works working happen happens happened apply applies include includes
  use used using find found look looking follow follows send sent write wrote tell explain describe list mention
  mentioned show begin start stop keep need needs needed try different difference differences between example
  question answer information info way ways year years day days time times part parts point purpose reason kind
  sort place people person thing week month today yesterday tomorrow new old previous last latest first next
  important common usual best better good big large larger small long quick quickly soon often always never
  sometimes right wrong possible hard easy special certain whole both two three four five six seven eight nine ten
  exactly actually together back left there done going come comes take takes
`;

const stems = (text: string, locale: Locale): ReadonlySet<string> =>
  new Set(text.split(/\s+/u).filter((word) => word !== '').map((word) => stem(word, locale)));

const LIGHT: Readonly<Record<Locale, ReadonlySet<string>>> = { sv: stems(SV, 'sv'), en: stems(EN, 'en') };

/**
 * True for everyday words that help to phrase a question about anything: whether a text has them says little about
 * whether it answers. They count, but less.
 */
export function isLightWord(word: string, locale: Locale): boolean {
  return LIGHT[locale].has(stem(word, locale));
}
