import { INCIDENT_TYPES } from '../board';
import { INVOLVED } from '../routing';
import type { Form } from './types';

/** Limits in characters, shown while typing. */
export const STORY_MAX = 20_000;
export const TEXT_MAX = 500;
export const LONG_MAX = 4_000;

/**
 * The short report: two cards after the safety question, every choice preset so that one press goes on.
 * Required is a story or a number to call, nothing else ever.
 */
export const SHORT_REPORT = {
  id: 'report',
  version: 1,
  steps: [
    {
      id: 'who',
      fields: [
        { id: 'insideCity', kind: 'choice', options: ['no', 'yes'], preset: 'no' },
        { id: 'visibility', kind: 'choice', options: ['coordinatorAndManager', 'coordinator', 'hidden'], preset: 'coordinator' },
        { id: 'involved', kind: 'choice', options: [...INVOLVED], preset: 'no' },
      ],
    },
    {
      id: 'story',
      fields: [
        { id: 'story', kind: 'longText', max: STORY_MAX },
        { id: 'callback', kind: 'phone', max: 40 },
        { id: 'when', kind: 'choice', options: ['now', 'today', 'other'], preset: 'now' },
      ],
    },
  ],
} as const satisfies Form;

const YES_NO = ['yes', 'no', 'unknown'] as const;

/** What may be added once the report has been received: at most five inputs a step, every one optional. */
export const FOLLOW_UP: Form = {
  id: 'followUp',
  version: 1,
  steps: [
    {
      id: 'kind',
      fields: [
        { id: 'type', kind: 'choice', options: [...INCIDENT_TYPES] },
        { id: 'purpose', kind: 'choice', options: ['decision', 'stopWork', 'scare', 'revenge', 'gain', 'none', 'unknown'] },
        { id: 'ongoing', kind: 'choice', options: [...YES_NO] },
        { id: 'before', kind: 'choice', options: [...YES_NO] },
        { id: 'worried', kind: 'choice', options: ['yes', 'no'] },
      ],
    },
    {
      id: 'about',
      intro: true,
      fields: [
        { id: 'forWhom', kind: 'choice', options: ['me', 'otherKnows', 'otherDoesNotKnow'] },
        { id: 'protected', kind: 'choice', options: ['no', 'yes'] },
        { id: 'minor', kind: 'choice', options: ['no', 'yes'] },
      ],
    },
    {
      id: 'whenWhere',
      fields: [
        { id: 'date', kind: 'date' },
        { id: 'time', kind: 'time' },
        { id: 'placeKind', kind: 'choice', options: ['workplace', 'visit', 'reception', 'home', 'public', 'travel', 'online', 'other'] },
        { id: 'placeName', kind: 'text', max: TEXT_MAX },
        { id: 'unit', kind: 'text', max: TEXT_MAX },
      ],
    },
    {
      id: 'how',
      fields: [
        { id: 'channel', kind: 'choice', options: ['inPerson', 'phone', 'sms', 'email', 'letter', 'social', 'chat', 'other'] },
        { id: 'verbatim', kind: 'longText', max: LONG_MAX },
      ],
    },
    {
      id: 'threat',
      types: ['threat'],
      intro: true,
      fields: [
        { id: 'threatKind', kind: 'choice', options: ['explicit', 'veiled', 'unknown'] },
        { id: 'threatAgainst', kind: 'many', options: ['me', 'life', 'home', 'colleague', 'property', 'bomb', 'unknown'] },
        { id: 'weapon', kind: 'choice', options: ['none', 'threatened', 'shown', 'used'] },
        { id: 'meetsSoon', kind: 'choice', options: ['yes', 'no', 'unknown'] },
      ],
    },
    {
      id: 'phoneCall',
      visibleWhen: { field: 'channel', is: ['phone'] },
      intro: true,
      fields: [
        { id: 'callTime', kind: 'text', max: TEXT_MAX },
        { id: 'callWording', kind: 'longText', max: LONG_MAX },
        { id: 'callSounds', kind: 'text', max: TEXT_MAX },
        { id: 'callVoice', kind: 'text', max: TEXT_MAX },
      ],
    },
    { id: 'written', visibleWhen: { field: 'channel', is: ['sms', 'email', 'social', 'chat'] }, intro: true, fields: [{ id: 'writtenWhere', kind: 'text', max: TEXT_MAX }] },
    { id: 'letter', visibleWhen: { field: 'channel', is: ['letter'] }, intro: true, fields: [{ id: 'letterWhere', kind: 'text', max: TEXT_MAX }] },
    {
      id: 'violence',
      types: ['violence'],
      intro: true,
      fields: [
        { id: 'violenceKind', kind: 'choice', options: ['push', 'hit', 'spit', 'held', 'object', 'sexual', 'other'] },
        { id: 'injury', kind: 'text', max: TEXT_MAX },
        { id: 'care', kind: 'choice', options: [...YES_NO] },
        { id: 'absence', kind: 'choice', options: [...YES_NO] },
        { id: 'objectUsed', kind: 'choice', options: ['none', 'object', 'weapon', 'unknown'] },
      ],
    },
    {
      id: 'harassment',
      types: ['harassment'],
      intro: true,
      fields: [
        { id: 'harassmentKind', kind: 'choice', options: ['contact', 'published', 'insults', 'stalking', 'complaints', 'other'] },
        { id: 'howOften', kind: 'choice', options: ['once', 'several', 'daily'] },
        { id: 'publishedWhere', kind: 'text', max: TEXT_MAX },
        { id: 'towardsHome', kind: 'choice', options: [...YES_NO] },
        { id: 'meetsSoon', kind: 'choice', options: [...YES_NO] },
      ],
    },
    {
      id: 'influence',
      types: ['undue_influence'],
      intro: true,
      fields: [
        { id: 'pressureKind', kind: 'choice', options: ['demands', 'contacts', 'promises', 'position', 'exclusion', 'other'] },
        { id: 'pressureWhat', kind: 'longText', max: LONG_MAX },
        { id: 'decisionOngoing', kind: 'choice', options: [...YES_NO] },
      ],
    },
    {
      id: 'bribe',
      types: ['bribery'],
      intro: true,
      fields: [
        { id: 'bribeWhat', kind: 'text', max: TEXT_MAX },
        { id: 'bribeValue', kind: 'amount', max: 1_000_000_000 },
        { id: 'bribeGiver', kind: 'text', max: TEXT_MAX },
        { id: 'bribeStage', kind: 'choice', options: ['promised', 'offered', 'given', 'askedFor', 'unknown'] },
      ],
    },
    {
      id: 'bribeAfter',
      types: ['bribery'],
      fields: [
        { id: 'bribeOutcome', kind: 'choice', options: ['refused', 'returned', 'kept', 'unknown'] },
        { id: 'bribeDecision', kind: 'choice', options: ['decision', 'procurement', 'none', 'unknown'] },
      ],
    },
    {
      id: 'vandalism',
      types: ['vandalism'],
      fields: [
        { id: 'damaged', kind: 'choice', options: ['workplace', 'workCar', 'car', 'home', 'belongings', 'other'] },
        { id: 'damageWhat', kind: 'text', max: TEXT_MAX },
        { id: 'damageValue', kind: 'amount', max: 1_000_000_000 },
      ],
    },
    { id: 'unclear', types: ['unclear'], intro: true, fields: [{ id: 'unclearMore', kind: 'longText', max: LONG_MAX }] },
    {
      id: 'person',
      intro: true,
      fields: [
        { id: 'known', kind: 'choice', options: ['known', 'unknown', 'partly'] },
        { id: 'relation', kind: 'choice', options: ['resident', 'business', 'relative', 'colleague', 'manager', 'elected', 'supplier', 'network', 'other', 'unknown'] },
        { id: 'description', kind: 'longText', max: LONG_MAX },
        { id: 'witnesses', kind: 'text', max: TEXT_MAX },
        { id: 'matter', kind: 'text', max: TEXT_MAX },
      ],
    },
    {
      id: 'after',
      fields: [
        { id: 'evidence', kind: 'many', options: ['pictures', 'messages', 'recording', 'letter', 'object', 'none'] },
        { id: 'police', kind: 'choice', options: ['yes', 'planned', 'no'] },
        { id: 'policeNumber', kind: 'text', max: 60 },
        { id: 'inIa', kind: 'choice', options: [...YES_NO], visibleWhen: { field: 'category', is: ['employee', 'other'] } },
        { id: 'iaNumber', kind: 'text', max: 60, visibleWhen: { field: 'category', is: ['employee', 'other'] } },
      ],
    },
    {
      id: 'support',
      fields: [
        { id: 'managerTold', kind: 'choice', options: ['yes', 'no', 'dontWant'], visibleWhen: { field: 'category', is: ['employee', 'other'] } },
        { id: 'support', kind: 'many', options: ['call', 'company', 'occupationalHealth', 'police', 'schedule', 'none'] },
      ],
    },
    { id: 'assignment', categories: ['elected'], intro: true, fields: [{ id: 'assignment', kind: 'text', max: TEXT_MAX }] },
    { id: 'more', fields: [{ id: 'more', kind: 'longText', max: LONG_MAX }] },
    { id: 'files', intro: true, fields: [] },
  ],
};
