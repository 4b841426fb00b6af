import { cleanName } from '../../domain/files';
import { t, type TextKey } from '../../locales';
import { checked } from '../../services/attachments/checked';
import type { Case } from '../../domain/case';
import type { Context } from '../context';
import type { IncomingFile, Reply } from '../turn';
import { openCases } from './own';
import { resumeStep, showStep } from './follow';

/** Bytes; said to the person before and after. */
export const FILE_MAX = 25 * 1024 * 1024;

/**
 * Saves each file into the case being added to, else into the person's only open one, and says for each what became
 * of it. Never into one of several, nor into an earlier one while a report is under way: others may read that.
 */
export async function addFiles(context: Context, files: readonly IncomingFile[]): Promise<readonly Reply[]> {
  if (context.state.draft) return [{ text: t(context.locale, 'file.noCase') }];
  const candidates = await openCases(context);
  const one = candidates.find((candidate) => candidate.number === context.state.adding?.number) ?? (candidates.length === 1 ? candidates[0] : undefined);
  if (!one) return [{ text: t(context.locale, candidates.length > 0 ? 'file.which' : context.state.cases.some(({ subject }) => subject === 'report') ? 'file.allClosed' : 'file.noCase') }];
  const lines: string[] = [];
  for (const file of files) lines.push(await addFile(context, one, file));
  const said: Reply[] = [{ text: lines.join('\n') }];
  return resumeStep(context, one) === 'files' ? [...said, showStep(context, one, 'files')] : said;
}

const REFUSED: ReadonlyMap<string, TextKey> = new Map([['file_empty', 'file.empty'], ['file_too_large', 'file.tooLarge'], ['file_type', 'file.type']]);

async function addFile(context: Context, one: Case, file: IncomingFile): Promise<string> {
  const { attachments, cases, log } = context.services;
  try {
    const { kind, bytes } = await checked(await file.open(), file.name);
    const name = cleanName(file.name, kind);
    const stored = await attachments.put(one.key, bytes, FILE_MAX);
    const at = context.now.toISOString();
    const outcome = await cases.actAsReporter(one.number, { command: 'addFile', file: { id: stored.id, name, contentType: kind.contentType, bytes: stored.bytes, sha256: stored.sha256, at } });
    // Not kept: the case is closed, or has this very file already, which came twice or through two instances.
    if (!outcome.ok || !outcome.case.files.some((kept) => kept.id === stored.id)) await attachments.remove(stored.id);
    if (outcome.ok) return t(context.locale, 'file.saved', { name, number: one.number });
    return t(context.locale, outcome.refusal === 'tooLarge' ? 'error.tooLarge' : 'file.closed', { number: one.number });
  } catch (error) {
    const name = cleanName(file.name);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    log.warn({ code: 'file_not_saved', reason: code }, 'a file was not saved');
    return t(context.locale, REFUSED.get(code) ?? 'file.failed', { name });
  }
}
