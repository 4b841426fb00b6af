import { withoutRings, words } from './wordGroup';

const both = (text: string): string => words(text).flatMap((one) => [...new Set([one, withoutRings(one)])]).join('|');
/** What places are called after what comes before it in the word; by themselves some of these are none. */
const ROADS = both('gatan gata vägen gränd gränden torget torg backen stigen allén kajen esplanaden parken bron hamnen udden holmen berget ängen lunden platsen stationen gård gården hemmet hallen hallarna salen dalen viken sjön');
/** Of a town, a house or the administration, with or without something before it. */
const PARTS = both(`
  skolan skola gymnasiet högskolan universitetet enheten avdelningen kontoret receptionen sektionen gruppen stadsdelen stadsdelsområdet kvarteret huset rummet trapphuset trapphus trappuppgången våning våningen källaren garaget parkeringen korridoren köket matsalen toaletten väntrummet mottagningen vårdcentralen sjukhuset
  boendet biblioteket simhallen badhuset museet kyrkan stationen hållplatsen tunnelbanan pendeltåget spårvagnen hotellet häktet verkstaden depån lägenheten bostaden fabriken restaurangen krogen butiken affären skogen stranden
`);
const ALONE = both('hus rum linje trappan entré entrén port porten uppgången vinden hissen kassan disken bussen tåget centralen centrum torget parken gården gatan hamnen bron baren puben caféet lagret stallet dörren fönstret bilen adressen arenan kiosken macken plats kajen backen gränden stigen allén esplanaden udden holmen berget ängen dalen viken sjön vägen platsen salen hallen stan söder norr öster väster');
const IN_ENGLISH = 'street|road|avenue|lane|square|park|station|school|library|hospital|church|pub|shop|hotel|reception|lobby|corridor|stairs|staircase|elevator|kitchen|toilet|basement|garage|parking|room|floor|the building|house|hall|entrance|door|desk|office|department|unit|bus|train|underground|subway|downtown|home';
const IN_FINNISH = '\\p{L}{2,}(?:katu|kadulla|kadun|tiellä|tori|torilla)|koulu|koululla|koulun|koulussa|huone|huoneessa|huoneen|huoneesta|kerroksessa|kirjastossa|osoite|osoitteessa|talossa|asemalla';
const PLACE = new RegExp(String.raw`(?<!\p{L})(?:\p{L}{2,}(?:${ROADS})|\p{L}*(?:${PARTS})|${ALONE}|(?:på|pa|vid) (?:\p{L}+ )?plan|${IN_ENGLISH}|${IN_FINNISH})(?!\p{L})`, 'gu');
/** What the programme itself is full of, though it ends as a place does. */
const NO_PLACE: ReadonlySet<string> = new Set(both('stadsledningskontoret arbetsplatsen poängen feedbacken målgruppen ledningsgruppen krisledningsgruppen förvaltningsledningsgruppen arbetsgruppen').split('|'));

/** True where a street, a house or a part of the administration is named. */
export function tellsWhere(text: string): boolean {
  return (text.match(PLACE) ?? []).some((place) => !NO_PLACE.has(place));
}
