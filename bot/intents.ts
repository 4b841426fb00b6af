import { isEmergency } from '../domain/emergency';
import { parseCaseNumber } from '../domain/caseNumber';
import { normalise, signsIn } from '../domain/words';

/** What a person meant by what they typed. */
export type Intent =
  | { readonly kind: 'emergency' }
  | { readonly kind: 'command'; readonly word: CommandWord; readonly rest: string; /** Nothing but the word itself was typed. */ readonly exact: boolean }
  | { readonly kind: 'receiptCode'; readonly digits: string }
  | { readonly kind: 'caseNumber'; readonly number: string }
  | { readonly kind: 'report' }
  | { readonly kind: 'smalltalk'; readonly about: 'robot' | 'thanks' | 'help' }
  | { readonly kind: 'question' };

const COMMANDS = {
  report: ['rapportera', 'report', 'anmäl', 'anmäla', 'rapport', 'ny rapport', 'ny anmälan', 'rapportera något som hänt', 'new report', 'file a report', 'make a report'],
  continue: ['fortsätt', 'fortsatt', 'continue', 'fortsätta', 'gå vidare', 'resume'],
  mine: ['mina ärenden', 'mina arenden', 'my cases', 'mina rapporter', 'my reports', 'mitt ärende', 'my case'],
  cancel: ['avbryt', 'cancel', 'stopp', 'stop', 'avsluta'],
  restart: ['börja om', 'borja om', 'start again', 'start over', 'restart'],
  back: ['tillbaka', 'back', 'gå tillbaka', 'go back'],
  help: ['hjälp', 'hjalp', 'help', '?', 'meny', 'menu', 'start', 'hej', 'hello', 'hi', 'hallå', 'hejsan', 'god morgon'],
  sv: ['svenska', 'swedish', 'på svenska'],
  en: ['english', 'engelska', 'in english'],
  ask: ['fråga', 'ställ en fråga', 'ask', 'ask a question', 'question'],
  board: ['byt nämnd', 'byt namnd', 'change board', 'ändra nämnd', 'min nämnd'],
  withdraw: ['ta tillbaka', 'dra tillbaka', 'återta', 'withdraw', 'ångra rapport', 'ångra rapporten'],
  connect: ['koppla', 'connect'],
  disconnect: ['koppla bort', 'disconnect', 'koppla från'],
} as const;
export type CommandWord = keyof typeof COMMANDS;

const WORDS = new Map<string, CommandWord>((Object.keys(COMMANDS) as CommandWord[]).flatMap((word) => COMMANDS[word].map((form) => [form, word] as const)));
const WITH_REST: readonly CommandWord[] = ['disconnect', 'connect'];

const group = (...parts: readonly string[]): RegExp => new RegExp(`(?<![\\p{L}\\d])(?:${parts.join('|')})(?![\\p{L}\\d])`, 'u');
const ROBOT = group('är du (?:en )?(?:människa|robot|ai|bot|maskin|dator|mänsklig)(?: eller.*)?', 'vem (?:har )?(?:byggt|gjort|skapat|är) (?:dig|du)', 'are you (?:a |an )?(?:human|robot|bot|machine|ai|person|real)', 'who (?:are you|made you|built you)', 'pratar jag med en (?:människa|robot)');
const THANKS = /^(?:ok|okej|okay|tack(?: så mycket| för hjälpen)?|thanks|thank you|bra|fint|jaha|mm|hej då|bye|👍)[.! ]*$/u;
const WHAT_CAN = group('vad kan du(?: .*)?', 'vad gör du', 'hur funkar (?:du|det här)', 'what can you do', 'how can you help', 'hur kan du hjälpa(?: .*)?');
const WANTS_TO_REPORT = group('vill (?:jag )?(?:an)?(?:mäla|rapportera|berätta)(?: .*)?', 'vill anmäla', 'behöver (?:anmäla|rapportera)', 'ska anmäla', 'måste (?:anmäla|rapportera)', 'rapportera (?:ett|en|att|hot|våld)', 'anmäla (?:ett|en|att)', 'i (?:want|need|have|would like) to report', 'report (?:a|an) (?:threat|incident|crime)');
const CONTINUES = group('fortsätta? (?:på|med) (?:min |mitt |den |en )?(?:rapport|anmälan|utkast)\\p{L}*(?: .*)?', '(?:rapporten|anmälan) jag började', 'continue (?:my|the|with my) report');
const QUESTION_START = /^(?:vad|va|vem|vilka|vilken|vilket|hur|när|var|varför|får|kan|ska|måste|räknas|gäller|finns|är|har|bör|behöver|omfattas|what|who|which|how|when|where|why|may|can|should|must|does|do|is|are|mitä|kuka|miten|onko)(?![\p{L}])/u;
const FIRST_PERSON = group('jag', 'mig', 'mej', 'oss', 'vi', 'min', 'mitt', 'mina', 'vår', 'vårt', 'i', 'me', 'us', 'we', 'my', 'our');
const HAPPENED = group(
  'fick', 'blev', 'hände', 'sa', 'sade', 'sagt', 'skrev', 'skrivit', 'ringde', 'skickade', 'skickat', 'kom', 'tog emot', 'hotade', 'hotat', 'slog', 'knuffade', 'knuffad', 'spottade', 'tryckte', 'erbjöd', 'filmad', 'filmade', 'igår', 'i går', 'i morse', 'förra veckan', 'häromdagen', 'nyss', 'idag', 'i dag', 'varje dag', 'hotar mig', 'hotar oss', 'har hotat', 'har blivit', 'utsatt för',
  'got', 'received', 'said', 'wrote', 'emailed', 'mailed', 'called', 'texted', 'came', 'threatened', 'hit', 'pushed', 'offered', 'happened', 'yesterday', 'last week', 'this morning', 'today',
);
const IN_GENERAL = group('kan du (?:ge|visa|berätta|säga)(?: mig)?', 'ge mig', 'visa mig', 'can you (?:give|show|tell) me', 'får (?:jag|man|vi) (?:ta|ge|bjuda|acceptera)', 'vad gäller', 'vad säger', 'enligt', 'hur många', 'vad menas', 'vad räknas', 'vad är');

/** "What do I do if somebody threatens me?" tells of nothing that has happened. */
const ASKS_WHAT_IF = group(
  '(?:vad|va|hur|vem|vart) (?:\\p{L}+ ){1,5}(?:om|ifall|när) (?:jag|man|vi|nån|någon|en|ett|de|han|hon|hen) (?:\\p{L}+ )?(?:blir|blivit|hotar|får|utsätts|erbjuder|slår|trakasserar|mutar|råkar)(?: .*)?',
  '(?:what|how|who) (?:do|should|can|must) (?:i|we|you) (?:\\p{L}+ ){0,3}(?:if|when) (?:i|we|you|someone|somebody|anyone|a|an|they|he|she)(?: .*)?',
);

/** Reads what was typed. Emergencies come first whatever else it says. */
export function readIntent(text: string): Intent {
  if (isEmergency(text)) return { kind: 'emergency' };
  const plain = withoutEnd(normalise(text)).trim();
  const digits = text.replace(/[\s-]/g, '');
  // A digit too few or too many is a slip of whoever copies sixteen; twelve are a person's number.
  if (/^\d{13,19}$/.test(digits)) return { kind: 'receiptCode', digits };
  const command = readCommand(plain);
  if (command) return command;
  const number = parseCaseNumber(text);
  if (number) return { kind: 'caseNumber', number: number.number };
  if (CONTINUES.test(plain)) return { kind: 'command', word: 'continue', rest: '', exact: false };
  return readSentence(plain);
}

/** Without the full stops and exclamation marks at its end. No pattern: one that looks for the end from each of fifty thousand dots takes seconds. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && '.!'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function readCommand(plain: string): Intent | undefined {
  const word = WORDS.get(plain);
  if (word) return { kind: 'command', word, rest: '', exact: true };
  for (const candidate of WITH_REST) {
    for (const form of COMMANDS[candidate]) {
      if (plain.startsWith(`${form} `)) return { kind: 'command', word: candidate, rest: plain.slice(form.length + 1).trim(), exact: false };
    }
  }
  return undefined;
}

function readSentence(plain: string): Intent {
  if (THANKS.test(plain)) return { kind: 'smalltalk', about: 'thanks' };
  if (ROBOT.test(plain)) return { kind: 'smalltalk', about: 'robot' };
  if (WHAT_CAN.test(plain) && plain.split(' ').length <= 9) return { kind: 'smalltalk', about: 'help' };
  if (WANTS_TO_REPORT.test(plain) && !QUESTION_START.test(plain)) return { kind: 'report' };
  return tellsOfSomething(plain) ? { kind: 'report' } : { kind: 'question' };
}

/** Words that tell of something that befell the writer, and not of what holds in general. */
function tellsOfSomething(plain: string): boolean {
  if (signsIn(plain).length === 0 || IN_GENERAL.test(plain) || ASKS_WHAT_IF.test(plain)) return false;
  const happened = HAPPENED.test(plain);
  if (QUESTION_START.test(plain)) return happened && FIRST_PERSON.test(plain);
  return happened || (FIRST_PERSON.test(plain) && !plain.endsWith('?'));
}

/** True for what reads as a question rather than as a telling: used where a story is being waited for. */
export function looksLikeQuestion(text: string): boolean {
  const plain = normalise(text);
  return plain.length < 300 && (plain.endsWith('?') || QUESTION_START.test(plain)) && !tellsOfSomething(plain);
}
