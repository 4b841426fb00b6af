import { ApiError } from '../shared/api';
import { isRecord, listAt, numberAt, stringAt } from '../shared/json';

/** What answers rest on, as `GET /api/guidance` tells it. */
export interface GuidanceStatus {
  readonly loadedAt: string;
  /** How many there are, each counted once whatever languages it is in. */
  readonly passages: number;
  readonly sources: readonly { readonly file: string; /** As it is cited, where that is not by the file's name. */ readonly title: string | undefined; readonly format: string; readonly passages: number; readonly changed: string }[];
  readonly problems: readonly { readonly file: string; readonly text: string; readonly reason: string }[];
  readonly expired: readonly { readonly id: string; readonly title: string; readonly validTo: string; readonly document: string | undefined }[];
  readonly drafts: readonly { readonly file: string; readonly title: string }[];
}

/** What people thought of answers, as `GET /api/guidance/feedback` tells it: the latest first, by nobody knows whom. */
export interface FeedbackGiven {
  readonly helpful: number;
  readonly unhelpful: number;
  readonly items: readonly { readonly at: string; readonly helpful: boolean; readonly reason: string | undefined; readonly words: string | undefined; /** Titles of the passages that the answer rested on. */ readonly passages: readonly string[] }[];
}

/** @throws ApiError `shape` when it is something else */
export function parseFeedback(json: unknown): FeedbackGiven {
  if (!isRecord(json)) throw new ApiError(0, 'shape');
  const items = listAt(json, 'items').map((item) => ({
    at: stringAt(item, 'at') ?? '',
    helpful: stringAt(item, 'verdict') === 'helpful',
    reason: stringAt(item, 'reason'),
    words: stringAt(item, 'words'),
    passages: listAt(item, 'passages').map((passage) => stringAt(passage, 'title') ?? stringAt(passage, 'id') ?? ''),
  }));
  return { helpful: numberAt(json, 'helpful') ?? 0, unhelpful: numberAt(json, 'unhelpful') ?? 0, items };
}

/** @throws ApiError `shape` when it is something else */
export function parseGuidance(json: unknown): GuidanceStatus {
  if (!isRecord(json)) throw new ApiError(0, 'shape');
  const text = (item: unknown, key: string): string => stringAt(item, key) ?? '';
  return {
    loadedAt: text(json, 'loadedAt'),
    passages: numberAt(json, 'passages') ?? 0,
    sources: listAt(json, 'sources').map((item) => ({ file: text(item, 'file'), title: stringAt(item, 'title'), format: text(item, 'format'), passages: numberAt(item, 'passages') ?? 0, changed: text(item, 'changed') })),
    problems: listAt(json, 'problems').map((item) => ({ file: text(item, 'file'), text: text(item, 'text'), reason: text(item, 'reason') })),
    expired: listAt(json, 'expired').map((item) => ({ id: text(item, 'id'), title: text(item, 'title'), validTo: text(item, 'validTo'), document: stringAt(item, 'document') })),
    drafts: listAt(json, 'drafts').map((item) => ({ file: text(item, 'file'), title: text(item, 'title') })),
  };
}
