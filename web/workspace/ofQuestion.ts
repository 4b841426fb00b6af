import type { Subject } from './router';
import type { TextKey } from './texts';

/** Texts that call what is shown a case or a report, and what they are where it is a question. */
const OWN = {
  'case.heading': 'case.questionHeading',
  'status.received': 'questionStatus.received',
  'status.acknowledged': 'questionStatus.acknowledged',
  'status.closed': 'questionStatus.closed',
  'clock.feedback.by': 'clock.answer.by',
  'overdue.feedback.by': 'overdue.answer.by',
  'dialogue.emptyYet': 'dialogue.empty',
  'knows.heading': 'knows.questionHeading',
  'reporter.readCoordinator': 'reporter.readQuestion',
  'notices.unsent': 'notices.unsentQuestion',
  'about.new': 'about.newQuestion',
  'timeline.heading': 'timeline.questionHeading',
  'event.acknowledged': 'event.questionAcknowledged',
  'event.acknowledgedBy': 'event.questionAcknowledgedBy',
  'event.assigned': 'event.questionAssigned',
  'event.reopened': 'event.questionReopened',
  'do.assign': 'do.assignQuestion',
  'do.reopen': 'do.reopenQuestion',
  'hint.moveDate': 'hint.moveDateQuestion',
  'intro.assign': 'intro.assignQuestion',
  'intro.declareConflict': 'intro.declareConflictQuestion',
} as const satisfies Partial<Record<TextKey, TextKey>>;

const isOwn = (key: TextKey): key is keyof typeof OWN => Object.hasOwn(OWN, key);

/** The key of a text in words for what it is about. */
export function keyOf(subject: Subject | undefined, key: TextKey): TextKey {
  return subject === 'question' && isOwn(key) ? OWN[key] : key;
}
