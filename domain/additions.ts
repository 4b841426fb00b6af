import { INCIDENT_TYPES, type IncidentType } from './board';
import type { Answer, By, Case, CaseEvent, Command, Decision, Level } from './case';
import { contactClock, type Setting } from './clocks';
import { assess, rank, reassess, type Assessment, type Severity } from './severity';
import { hasRoom } from './size';
import { signsIn } from './words';
import { outByRule } from './work/conflict';

/** A case stays one document under 256 kB: at most this many characters of answers, earlier ones included, each up to three bytes. */
export const MAX_ANSWER_CHARACTERS = 80_000;

/** The step that words said outside the form are kept under. */
export const CHAT_STEP = 'chat';

type Addition = Extract<Command, { command: 'add' | 'say' }>;
type Stamp = { readonly at: string; readonly by: By };

/** When a step's answers were last changed; empty when it has none. */
export function lastChange(current: Case, step: string): string {
  return current.answers.filter((answer) => answer.step === step).reduce((latest, answer) => (answer.at > latest ? answer.at : latest), '');
}

/** What an addition does: the answers, and the severity that follows from all that is known with them. */
export function decideAddition(current: Case, command: Addition, stamp: Stamp, setting: Setting, now: Date): Decision {
  if (current.status === 'closed') return { ok: false, refusal: 'closed' };
  if (command.command === 'say' && current.answers.some(({ id }) => id === saidId(command))) return { ok: true, events: [] };
  if (command.command === 'add' && command.seen !== undefined && command.seen !== lastChange(current, command.step)) return { ok: false, refusal: 'changed' };
  const [step, answers] = command.command === 'add' ? [command.step, command.answers] : [CHAT_STEP, said(current, command, stamp.at)];
  const replaced = current.answers.filter((answer) => answer.step === step && !SHELTERED_FIELDS.includes(answer.id) && isReplacedBy(answer, answers));
  const after = withAnswers(current, step, answers).answers;
  if (characters([...after, ...replaced, ...earlierWords(current)]) > MAX_ANSWER_CHARACTERS) return { ok: false, refusal: 'tooLarge' };
  const type = typeAfter(current, answers);
  const added: CaseEvent = { ...stamp, kind: 'added', step, answers, type, ...(replaced.length > 0 ? { replaced } : {}), ...goOn(command) };
  const raised = judge(current, after, type, setting, now);
  const events = [added, ...(raised ? [raised] : []), ...outByRule(current, after, stamp.at, setting)];
  return hasRoom(current, events, { answers: after, files: current.files }) ? { ok: true, events } : { ok: false, refusal: 'tooLarge' };
}

function goOn(command: Addition): { readonly goOn?: string } {
  return command.command === 'add' && command.goOn !== undefined ? { goOn: command.goOn } : {};
}

const saidId = ({ id }: Extract<Command, { command: 'say' }>): string => `added-${id}`;

function said(current: Case, command: Extract<Addition, { command: 'say' }>, at: string): readonly Answer[] {
  const before = current.answers.filter((answer) => answer.step === CHAT_STEP);
  return [...before, { id: saidId(command), step: CHAT_STEP, question: command.question, value: command.words, at }];
}

/** Free text that the new answers do not repeat. A changed choice is no lost word. */
function isReplacedBy(answer: Answer, answers: readonly Answer[]): boolean {
  return answer.code === undefined && !answers.some((one) => one.id === answer.id && one.value.includes(answer.value));
}

function earlierWords(current: Case): readonly Answer[] {
  return current.events.flatMap((event) => (event.kind === 'added' ? (event.replaced ?? []) : []));
}

function characters(answers: readonly Answer[]): number {
  return answers.reduce((sum, answer) => sum + answer.value.length + answer.question.length, 0);
}

function typeAfter(current: Case, answers: readonly Answer[]): IncidentType {
  const chosen = answers.find((answer) => answer.id === 'type')?.code;
  return INCIDENT_TYPES.find((known) => known === chosen) ?? current.type;
}

function assessed(current: Case, answers: readonly Answer[], type: IncidentType): Assessment {
  const words = answers.filter((answer) => answer.code === undefined).map((answer) => answer.value);
  const values = Object.fromEntries(answers.flatMap((answer) => (answer.code === undefined ? [] : [[answer.id, answer.code]])));
  return assess({ safety: current.safety, type, signs: signsIn(words.join('\n')), values });
}

/** What the rules say of the case with those answers and that type; undefined where it changes nothing. */
export function judge(current: Case, answers: readonly Answer[], type: IncidentType, setting: Setting, now: Date): CaseEvent | undefined {
  const { severity: found, reasons } = levelOf(current, answers, type);
  const severity = reassess(current.severity, found);
  if (severity === current.severity) return undefined;
  const kind = rank(severity) < rank(current.severity) ? 'severityRaised' : 'severitySet';
  return { at: now.toISOString(), by: { role: 'system' }, kind, ...severityEvent(setting, severity, reasons, now) };
}

/** Where a person has set the level, what they knew then is weighed: only grave news since makes the rules raise it again. */
function levelOf(current: Case, answers: readonly Answer[], type: IncidentType): Assessment {
  const set = current.events.findLast(({ kind, by }) => kind === 'severitySet' && by.role === 'worker');
  if (!set) return assessed(current, answers, type);
  const news = answers.filter((answer) => answer.at > set.at);
  const found = assessed({ ...current, safety: 'no' }, news, type === current.type ? 'unclear' : type);
  return rank(found.severity) <= rank('high') && rank(found.severity) < rank(current.severity) ? found : { severity: current.severity, reasons: [] };
}

/** A level, and by when somebody is to be in touch about a case of it. */
export function severityEvent(setting: Setting, severity: Severity, reasons: readonly string[], now: Date): Level {
  return { severity, reasons, contact: contactClock(setting, severity, now) };
}

/** Asked of nobody with protected personal data, and taken out where it was told before that was. */
const SHELTERED_FIELDS: readonly string[] = ['unit', 'placeName'];

/**
 * The answers with a step's in place of what it held. With protected personal data the name is hidden from then on,
 * and workplace and place are taken away.
 */
export function withAnswers(current: Case, step: string, added: readonly Answer[]): Pick<Case, 'answers' | 'visibility'> {
  const answers = [...current.answers.filter((answer) => answer.step !== step), ...added];
  if (!answers.some((answer) => answer.id === 'protected' && answer.code === 'yes')) return { answers, visibility: current.visibility };
  const visibility = current.visibility === 'anonymous' ? 'anonymous' : 'hidden';
  return { answers: answers.filter((answer) => !SHELTERED_FIELDS.includes(answer.id)), visibility };
}
