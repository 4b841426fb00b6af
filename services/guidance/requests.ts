import { fold, tokenise } from './analyse';

/**
 * What people ask a machine that guidance never answers: orders to it, somebody's personal data, somebody's reports,
 * and who a function's holder is (persons are configured by each board, not written in guidance). Matched on the
 * question's words, folded, with single blanks between them.
 */
const NOT_FOR_GUIDANCE: readonly RegExp[] = [
  // Orders to the machine.
  /\b(ignorera|glom|strunta i|bortse fran|ignore|forget|disregard)\b.{0,40}\b(instruktion|regler|prompt|instruction|rules|ovan|above|previous|tidigare)/u,
  /\b(system ?prompt|systemprompt|jailbreak|du ar nu|you are now|act as|latsas (att|vara)|pretend (to|that|you)|agera som|svara som)\b/u,
  /^(kan du |snalla |please |can you |could you )*(skriv|dikta|hitta pa|beratta|sjung|oversatt|programmera|koda|write|compose|sing|translate|tell me a|generate|code)\b.{0,40}\b(dikt|vers|sang|lat|visa|saga|skamt|historia|uppsats|kod|program i|script|brev|tal|recept|poem|song|story|joke|essay|code|letter|speech|recipe)\b/u,
  // Personal data.
  /\b(ge|visa|skicka|hamta|lista|beratta|ta fram|lamna ut|sok|vet du|vad ar|give|show|send|get|list|tell|look up|find|what is|what s)\b.{0,30}\b(personnum|hemadress|adressen till|adress till|telefonnumret till|mobilnumret till|loneuppgift|lonen|namnet pa|social security|home address|phone number of|address of|salary|name of the (reporter|person))/u,
  /\b(vem|vilka|who)\b.{0,15}\b(har |had |has |have )?(anmalt|rapporterat|anmalde|rapporterade|tipsat|tipsade|reported|complained)\b/u,
  /\b(var bor|where does)\b/u,
  // Reports of others.
  /^(kan du |kan jag |far jag |jag vill |snalla |please |can you |can i |could you |i want to )*(se|lasa|visa|lista|hamta|ge mig|skriv ut|exportera|oppna|ta fram|show|list|get|give|see|read|print|export|open|fetch|download)\b.{0,40}\b(rapport|anmalning|arenden|reports|cases|incidents)/u,
  // Who holds a function.
  /\b(vem ar|vem s|who is|who s|whos|vad heter|what is the name of)\b (\p{L}+ ){0,4}?\p{L}*(samordnar|chef|direktor|ordforande|ersattare|skyddsombud|kontaktperson|handlaggar|coordinator|manager|boss|director|chair|deputy|representative)/u,
];

/** "How many", "how old": an answer has a number in it, or says that they are few. */
const ASKS_NUMBER = /\b(hur (manga|mycket|gammal|gamla|gammalt|lang tid|lange|stor del)|how (many|much|old|long))\b/u;
const HAS_NUMBER =
  /\d|\b(tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|hundra|tusen|fa|fatal\p{L}*|enstaka|sallsynt\p{L}*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|few|rare|rarely)\b/u;

/** False when the question asks for a number and the text has none. */
export function hasWhatIsCounted(question: string, text: string): boolean {
  return !ASKS_NUMBER.test(plain(question)) || HAS_NUMBER.test(fold(text.toLowerCase()));
}

/** True when the guidance stays silent whatever it holds. */
export function isNotForGuidance(question: string): boolean {
  const words = plain(question);
  return NOT_FOR_GUIDANCE.some((pattern) => pattern.test(words));
}

/** The question's first words, folded, with single blanks between them. */
export function plain(question: string): string {
  return tokenise(question.slice(0, 1_000)).map(fold).join(' ');
}
