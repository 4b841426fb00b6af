import * as z from 'zod';
import type { ActionName, Payloads } from '../cards/payloads';
import { LOCALES } from '../domain/locale';
import { WORK_NAMES } from '../domain/work/forms';

const id = z.string().min(1).max(80);
const inCase = z.object({ number: id });
const inRead = inCase.extend({ version: z.number().int().nonnegative().optional() });
const inWork = z.object({ case: id });
const command = z.enum(WORK_NAMES);
const answer = z.object({ number: id, after: z.string().max(80) });
const inDraft = z.object({ draft: id });
const caseStep = z.object({ number: id, step: id, seen: z.string().max(40).optional() });
const draftStep = z.object({ draft: id, step: z.enum(['who', 'inside', 'story']) });
const locale = z.enum(LOCALES);
/** A passage of a document is named by the document's file and the place in it. */
const PASSAGE_ID = 400;
const judged = z.object({ answer: z.string().min(1).max(80), on: z.string().max(4_100), board: z.string().max(6), proof: z.string().max(64) });
const maybeDraft = z.object({ draft: id.optional() });

/** One schema for each button of `cards/payloads.ts`; what is missing or too much does not compile. */
const SCHEMAS = {
  say: z.object({ word: z.enum(['report', 'ask', 'mine', 'continue', 'help']) }),
  'safety.answer': z.object({ draft: id, answer: z.enum(['no', 'yes', 'afraid']) }),
  'board.change': maybeDraft,
  'board.save': maybeDraft,
  'report.safe': inDraft,
  'report.next': draftStep,
  'report.back': draftStep,
  'report.cancel': inDraft,
  'report.discard': inDraft,
  'report.resume': inDraft,
  'report.restart': inDraft,
  'follow.start': inCase,
  'follow.save': caseStep,
  'follow.skip': caseStep,
  'follow.back': caseStep,
  'follow.later': caseStep,
  'follow.edit': caseStep,
  'follow.summary': inCase,
  'follow.done': inCase,
  'words.add': inCase,
  'words.new': z.object({}),
  'words.drop': z.object({}),
  'mine.open': inCase,
  'police.show': inCase,
  'police.text': inCase,
  'police.file': inCase,
  'dialogue.reply': answer,
  'dialogue.held': answer,
  'dialogue.report': inCase,
  'dialogue.earlier': z.object({ number: id, before: z.number().int().nonnegative() }),
  'ia.answer': inRead.extend({ answer: z.enum(['yes', 'no']) }),
  'care.answer': inRead.extend({ on: z.iso.date(), answer: z.enum(['yes', 'no', 'stop']) }),
  'withdraw.ask': inCase,
  'withdraw.confirm': inRead,
  'withdraw.keep': inCase,
  'question.send': z.object({ question: id }),
  'passage.show': z.object({ passage: z.string().min(1).max(PASSAGE_ID), in: locale, locale, part: z.number().int().min(1).max(1_000).optional() }),
  'feedback.give': judged.extend({ verdict: z.enum(['yes', 'no']) }),
  'feedback.why': judged,
  'exercise.answer': z.object({ board: id, started: z.string().max(40), answer: z.enum(['yes', 'no']) }),
  'exercise.real': z.object({ number: id.optional() }),
  'case.show': inCase.extend({ keep: z.literal('yes').optional() }),
  'case.acknowledge': z.object({ number: id, version: z.number().int().nonnegative() }),
  'work.open': inWork,
  'work.more': inWork,
  'work.words': inWork,
  'work.form': inWork.extend({ command }),
  'work.do': inWork.extend({ command, version: z.number().int().nonnegative(), id: z.string().regex(/^[\w-]{1,64}$/).optional() }),
  'work.checks': inWork.extend({ had: z.string().max(400) }),
} satisfies { readonly [N in ActionName]: z.ZodType<Payloads[N]> };

/** What a card's inputs sent, still untrusted. */
export type Inputs = Readonly<Record<string, unknown>>;

/** A parsed press: which action, its own fields, and whatever else the card sent. */
export type Press = { readonly [N in ActionName]: { readonly action: N; readonly data: Payloads[N]; readonly inputs: Inputs } }[ActionName];

const envelope = z.looseObject({ a: z.string() });

/** What a card sent, or undefined when it is none of our cards: forged, foreign, or from before a change. */
export function parsePress(value: unknown): Press | undefined {
  const outer = envelope.safeParse(value);
  if (!outer.success || !Object.hasOwn(SCHEMAS, outer.data.a)) return undefined;
  const action = outer.data.a as ActionName;
  const inner = SCHEMAS[action].safeParse(outer.data);
  return inner.success ? ({ action, data: inner.data, inputs: outer.data } as Press) : undefined;
}
