import { ApiError } from '../shared/api';
import type { TextKey } from './i18n';

/** What to say to a person whose sending did not work. Their words are kept in every case. */
export function failureText(error: unknown, withFiles = false): TextKey {
  if (!(error instanceof ApiError) || error.status === 0 || error.status === 408) return 'failedNetwork';
  if (error.status === 429) return 'failedMany';
  if (error.status >= 500) return 'failedServer';
  if (error.status === 413) return 'failedTooBig';
  if (error.status === 415 || (withFiles && error.status === 422)) return 'fileRefused';
  return 'failedRefused';
}
