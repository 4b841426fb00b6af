import { fold, tokenise } from './analyse';

const POLITE = '(?:kan du |kan ni |snalla |jag vill (?:att du |ha )?|please |can you |could you |i want (?:you )?to )*';

/**
 * What people ask a machine that guidance never answers: orders to it, somebody's personal data, somebody's reports,
 * and who a function's holder is (persons are configured by each board, not written in guidance). Matched on the
 * question's words, folded, with single blanks between them. Questions about one's own report are let through.
 */
const NOT_FOR_GUIDANCE: readonly RegExp[] = [
  // Orders to the machine.
  /\b(ignorera|glom|strunta i|bortse fran|ignore|forget|disregard)\b.{0,40}\b(instruktion|regler|prompt|instruction|rules|ovan|above|previous|tidigare)/u,
  /\b(system ?prompt\p{L}*|jailbreak|du ar nu en|you are now a)\b/u,
  new RegExp(`^${POLITE}(latsas|agera som|svara som|pretend|act as|answer as)\\b`, 'u'),
  new RegExp(`^${POLITE}(skriv|dikta|hitta pa|programmera|write|compose|generate)\\b.{0,40}\\b(dikt|vers|sang|lat|visa|saga|historia|uppsats|kod|script|brev|tal|recept|poem|song|story|essay|code|letter|speech|recipe)\\b`, 'u'),
  new RegExp(`^${POLITE}(beratta|dra|tell( me)?)\\b.{0,20}\\b(skamt|vits|saga|historia|joke|story)\\b`, 'u'),
  new RegExp(`^${POLITE}(oversatt|translate|sjung|sing)\\b`, 'u'),
  // Personal data.
  /^(?!.*\b(mitt|min|mina|my)\b).*\b(ge mig|ge oss|visa|skicka|hamta|lista|beratta|ta fram|lamna ut|sok|vet du|vad ar|give me|give us|show|send|get|list|tell|look up|find|what is|what s)\b.{0,30}\b(personnum|hemadress|adressen till|adress till|telefonnumret till|mobilnumret till|lonen|namnet pa|social security|home address|phone number of|address of|salary|name of the (reporter|person))/u,
  /\b(vem|vilka|who)( som)?( har| hade| has| have)?( redan)? (anmalt|rapporterat|anmalde|rapporterade|tipsat|tipsade|reported|complained)\b/u,
  /\b(vem|vilka|who)( var det| ar det)?( som)?( har| hade| has| have)? (skicka\p{L}*|gjorde|gjort|lamna\p{L}*|skrev|skrivit|sent|made|filed|wrote)( in)? .{0,12}(anmal\p{L}*|rapport\p{L}*|report|complaint)\b/u,
  /\b(var bor|where does (he|she|\p{L}+) live)\b/u,
  // Reports of others.
  new RegExp(`^(?!.*\\b(min|mina|mitt|my)\\b)${POLITE}(se|lasa|visa|lista|hamta|ge mig|skriv ut|exportera|oppna|ta fram|show|list|get|give|see|read|print|export|open|fetch|download)\\b.{0,40}\\b(rapport|rapporten|rapporter|rapporterna|anmalningar|anmalningarna|arenden|arendena|rapporterat|anmalt|reports|cases|incidents|reported)\\b`, 'u'),
  // Something to be done, by somebody else.
  /^(jag )?(vill|skulle vilja|behover) (jag )?(klaga|bestalla|boka|ansoka|overklaga|kopa|hyra|felanmala)\b|^i (want|would like) to (complain|book|order|apply|appeal|buy|rent)\b/u,
  // Something to be done by the machine.
  /^(kan|skulle) (ni|du|nagon|man) (\p{L}+ )?(skicka|boka|ordna|mejla|maila|ringa|fixa|bestalla|kopa|sammanfatta|hamta|skriva)\b|^(boka|bestall|skicka|mejla|maila|fixa|kop|sammanfatta)\b|^(book|order|send|buy|summarise|summarize|call)\b|^(can|could) you (book|order|send|buy|call|email|summarise|summarize)\b/u,
  // The weather.
  /\b((hur|vad) (ar|blir) (det (for )?)?(vadret|vader)|vader(et)? (idag|imorgon|i helgen)|(what s|what is|how is|how s) the weather|millainen saa|mika saa)\b/u,
  // What somebody else has told, and what became of others.
  /\b(?:vad|har|what|has|have) (?:har |has |have )?(?:(?:min|mina|my) \p{L}+|han|hon|hen|he|she) (?:har )?(?:rapporterat|anmalt|skrivit|berattat|lamnat|reported|written|told)\b/u,
  /^(?:vem|vilka|vilken|who|which)(?: \p{L}+)? (?:som )?(?:har|have|has) (?:blivit |been )(?:hota|utsatt|slag|misshand|trakasser|threat|attack|assault|harass)\p{L}*/u,
  /\b(?:veta|know|find out) (?:vem|who) (?:som |det var som |it was that )?(?:har |has |have )?(?:hotat|hotade|slog|slagit|threatened|hit)\b/u,
  /^(?:vad hande|what happened) (?:med|to|with) (?:den|han|honom|henne|hen|the person|him|her)\b|\bhur gick det (?:med|for) (?:arendet|anmalan|utredningen|den som|han|hon|honom|henne)\b/u,
  // Who holds a function.
  /\b(vem ar|vem s|who is|who s|whos|vad heter|what is the name of)\b (\p{L}+ ){0,2}?\p{L}*(samordnar|chef|direktor|ordforande|ersattare|skyddsombud|kontaktperson|handlaggar|coordinator|manager|boss|director|chair|deputy|representative)/u,
];

/** True when the guidance stays silent on these {@link plain} words, whatever it holds. */
export function isNotForGuidance(words: string): boolean {
  return NOT_FOR_GUIDANCE.some((pattern) => pattern.test(words));
}

/** The question's first words, folded, with single blanks between them; "va är" is "vad är". */
export function plain(question: string): string {
  return tokenise(question.slice(0, 1_000)).map(fold).join(' ').replace(/^va (?=\p{L})/u, 'vad ');
}

const DEEDS = '(?:hotat|hotade|slagit|slog|mutat|mutade|trakasserat|trakasserade|krankt|krankte|misshandlat|misshandlade|knuffat|knuffade|sparkat|sparkade|spottat|vandaliserat|threatened|hit|assaulted|harassed|bribed|beaten|attacked)';
/** Whoever did it, or is said to have done it. "Slå larm" and "slå tillbaka" are no such thing. */
const OWN_DEED = new RegExp(
  `\\b(?:jag|vi|i|we) (?:har |hade |have |had |just |precis |rakade |sjalv )*${DEEDS}\\b(?! (?:larm|fast|upp|av)\\b)|\\b(?:jag|vi|i|we) (?:har |hade |have |had )?(?:blir|blev|blivit|ar|am|are|was|were|get|got|been) (?:anklagad|anklagade|anmald|anmalda|misstankt|misstankta|beskylld|accused|reported|suspected)\\b`,
  'u',
);

/** True for {@link plain} words of somebody who asks about what they did themselves, or are said to have done: what those whom it befell are told is not for them. */
export function isOfOwnDeed(words: string): boolean {
  return OWN_DEED.test(words);
}
