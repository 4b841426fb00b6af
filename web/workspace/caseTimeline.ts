import { numberAt, recordAt, stringAt } from '../shared/json';
import type { ByView, CaseView, TimelineEntry } from './caseModel';
import { el } from './dom';
import { keyOf } from './ofQuestion';
import type { Subject } from './router';
import { day, deadline, textOf, texts, timeElement, type TextKey } from './texts';

/** What happened in the case, oldest first, so that what comes is added at the end. */
export function timelinePart({ timeline, subject, scope }: CaseView): readonly Node[] {
  if (scope !== 'worker') return [];
  const entries = timeline.map((entry, index) => {
    const reason = stringAt(entry.detail, 'reason') ?? iaFailureText(entry.detail);
    return el(
      'li',
      { class: entry.kind === 'noticeFailed' ? 'event event-failed' : 'event', 'data-key': `event-${String(index)}` },
      el('p', {}, eventText(entry, subject)),
      ...(reason === undefined ? [] : [el('p', { class: 'quoted' }, reason)]),
      el('p', { class: 'detail' }, byText(entry, subject), ' · ', timeElement(entry.at)),
    );
  });
  return [el('h2', {}, texts.t(keyOf(subject, 'timeline.heading'))), el('ol', { class: 'timeline' }, ...entries)];
}

/** The text of a code that an event holds, inside a sentence: its first letter small, but for a name such as IA. */
const inner = (prefix: string, code: string): string => lowered(textOf(prefix, code, 'event.something'));
const lowered = (text: string): string => text.replace(/^\p{Lu}(?!\p{Lu})/u, (letter) => letter.toLowerCase());

/** What is put into the sentence of a kind. */
const VALUES: Readonly<Record<string, (text: (key: string) => string) => Readonly<Record<string, string>>>> = {
  fileAdded: (text) => ({ file: text('file') }),
  severityRaised: (text) => ({ severity: inner('severity', text('severity')) }),
  severitySet: (text) => ({ severity: inner('severity', text('severity')) }),
  assigned: (text) => ({ name: text('name') }),
  referred: (text) => ({ name: text('name') }),
  typeSet: (text) => ({ type: inner('type', text('type')) }),
  workplaceSet: (text) => ({ workplace: text('workplace') }),
  contactRecorded: (text) => ({ how: inner('way', text('how')) }),
  dateMoved: (text) => ({ clock: inner('clock', text('clock')), due: deadline(text('due')) }),
  dutyNoted: (text) => ({ duty: textOf('duty', text('duty'), 'event.something'), state: inner('dutyState', text('state')) }),
  iaNoted: (text) => ({ state: inner('iaState', text('state')) }),
  pointedOutNoted: (text) => ({ state: inner('informed', text('information')) }),
  pointedOutAsked: (text) => ({ request: inner('right', text('request')), result: inner('rightResult', text('result')) }),
  ticked: (text) => ({ item: textOf('check', text('item'), 'event.something') }),
  registerNoted: (text) => ({ number: text('diaryNumber') }),
  aftercareAnswered: (text) => ({ date: day(text('on')), answer: inner('careAnswer', text('answer')) }),
  closed: (text) => ({ outcome: inner('outcome', text('outcome')) }),
};

type Variant = readonly [kind: string, key: TextKey, when: (entry: TimelineEntry, subject: Subject) => boolean];

const not = (key: string) => ({ detail }: TimelineEntry): boolean => detail[key] !== true;
const known = (key: string) => ({ detail }: TimelineEntry): boolean => stringAt(detail, key) !== undefined;

/** Kinds whose sentence is another one, by what they say. */
const VARIANTS: readonly Variant[] = [
  ['received', 'event.receivedQuestion', (_entry, subject) => subject === 'question'],
  ['closed', 'event.questionClosed', (_entry, subject) => subject === 'question'],
  ['informed', 'event.answered', (_entry, subject) => subject === 'question'],
  ['acknowledged', 'event.acknowledgedBy', ({ name }) => name !== undefined],
  ['fileAdded', 'event.fileAddedName', known('file')],
  ['severityRaised', 'event.severityRaisedTo', known('severity')],
  ['policeNoted', 'event.policeNotReported', not('reported')],
  ['iaConsented', 'event.iaRefused', not('yes')],
  ['ticked', 'event.unticked', not('done')],
  ['caseLinked', 'event.caseNotLinked', not('confirmed')],
  ['conflictDeclared', 'event.conflictByRule', ({ role }) => role === 'system'],
  ['conflictDeclared', 'event.conflictOfOther', ({ detail }) => detail['ofOther'] === true],
  ['nameRevealed', 'event.nameRevealedAlone', ({ detail }) => detail['alone'] === true],
];

/** Why our own sending to IA failed, where it did; what somebody wrote themselves is a reason. */
export function iaFailureText(json: unknown): string | undefined {
  const failure = recordAt(json, 'failure');
  const why = stringAt(failure, 'why');
  return why === undefined ? undefined : textOf('iaFailed', why, 'iaFailed.other', { status: String(numberAt(failure, 'status') ?? '') });
}

/** What happened, as a sentence. A kind that this page does not know is told in general words. */
export function eventText(entry: TimelineEntry, subject: Subject): string {
  const { kind, detail, name } = entry;
  const values = kind === 'acknowledged' ? { name: name ?? '' } : VALUES[kind]?.((key) => stringAt(detail, key) ?? '');
  const special = VARIANTS.find(([of, , when]) => of === kind && when(entry, subject));
  if (special) return texts.t(keyOf(subject, special[1]), values);
  if (kind === 'acknowledged' || kind === 'assigned' || kind === 'reopened') return texts.t(keyOf(subject, `event.${kind}`), values);
  return textOf('event', kind, 'event.unknown', values);
}

/** Who did it: by name, else by what they are to the case. */
export function byText({ name, role }: ByView, subject: Subject): string {
  return name ?? (role === 'reporter' ? writer(subject) : textOf('by', role ?? '', 'by.system'));
}

/** That somebody noted it: what they are to the case stands inside a sentence, and so does not begin with a capital. */
export function notedBy(by: ByView, subject: Subject): string {
  const who = byText(by, subject);
  const isName = by.name !== undefined || who === texts.t('by.system');
  return texts.t('noted.by', { name: isName ? who : lowered(who) });
}

/** The person who wrote, without their name. */
export function writer(subject: Subject): string {
  return texts.t(subject === 'question' ? 'by.asker' : 'by.reporter');
}
