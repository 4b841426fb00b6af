import { fold } from '../analyse';

/** Given names that many people in Sweden have. Small letters and a stem in common with a word of the language hide none of them. */
const NAMES = `
  agneta agnes albin alexander alexandra alf ali alice alicia alma alva amanda amina amir anders andreas anette anita ann anna anne anneli annette annika ann-marie anton
  arne arvid astrid axel barbro bengt bennet berit bertil birgit birgitta bjarne björn bo bosse britt britta carina carl carolina caroline casper cecilia charlie charlotta charlotte christer
  christian christina claes clara conny dag dan daniel daniela david dennis ebba eddie edith edvin eivor elias elin elina elisabet elisabeth ella ellen elsa elvira emelie emil emilia
  emma erik erika eva evelina evert fatima felicia felix filip folke frank fredrik frida fredrika gabriel gabriella gerd gertrud göran gudrun gunborg gunilla gunnar gun gustaf gustav gösta hamza
  hanna hannah hans harald harry hassan helen helena helene helge henrik henry hilda hjalmar hugo håkan ian ibrahim ida ines inga ingegerd ingela inger ingmar ingrid ingvar irene iris isa isabella
  isabelle isak ivan jack jakob jan jana jasmine jenny jens jens-olof jerker jesper jessica jimmy joakim joel johan johanna johannes john johnny jonas jonatan jonathan josef josefin josefine julia
  julian juni kaj kalle karin karl karolina katarina katja kenneth kent kerstin kevin kicki kim kjell klara klas krister kristian kristina kristoffer kurt laila lars lasse leif lena lennart leo leon
  lilian lilly lina linda linn linnea linus lisa lisbeth liselott liv lotta louise love lovisa lucas lukas ludvig maja maj malin margareta margaretha maria marianne marie markus martin martina mary
  mats mattias max maya melker melvin mia michael michaela mikael milo minna moa mohamed mohammed mona monica monika mustafa märta måns nathalie nellie niclas niklas nicole nils nina nora nour noah ola olga
  oliver olivia olle olof omar oscar oskar otto ove pauline paulina per pernilla peter petra petter pia pontus ragnar rasmus rebecca reza richard rickard rikard robert robin roger roland rolf ronja roy rune
  rut ruth saga sam samira samuel sandra sara sarah sebastian selma sigrid sigvard simon sixten siv sofia sofie solveig sonja sophie stefan steffan stellan sten stig stina sture susanna susanne sune svante
  sven tage teodor theo therese thomas tilda tilde tim tobias tom tomas tommy tor torbjörn tore torsten tova tove tuva tyra ulf ulla ulrica ulrika urban ulrik vera veronica veronika victor victoria
  viggo viktor viktoria vilgot vilhelm vilma vincent viola vivi wilhelm william wilma yasmin yngve yusuf yvonne zahra åke åsa älva örjan östen
  juhani matti timo antti mikko juha pekka jari jukka markku kari tuula anneli liisa päivi leena marja aino eino kaisa minna sari tiina hannele
`;

const AS_WRITTEN: ReadonlySet<string> = new Set(NAMES.split(/\s+/u).filter((name) => name !== ''));
const GIVEN: ReadonlySet<string> = new Set([...AS_WRITTEN].map(fold));

/** @param word in small letters */
export function isGivenName(word: string): boolean {
  return GIVEN.has(fold(word)) || (word.endsWith('s') && GIVEN.has(fold(word.slice(0, -1))));
}

/** The same where å, ä and ö are typed as they are said, or not at all: "mäns" is no form of "Måns". @param word in small letters */
export function isGivenNameAsWritten(word: string): boolean {
  const own = word.endsWith('s') ? [word, word.slice(0, -1)] : [word];
  return own.some((one) => AS_WRITTEN.has(one) || (one === fold(one) && GIVEN.has(one)));
}
