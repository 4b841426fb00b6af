import type { WorkName } from '../../domain/work/types';
import { ApiError, problem, request } from '../shared/api';
import { parseJson } from '../shared/json';
import type { CaseView } from './caseModel';
import { parseCase } from './caseParse';
import type { Values } from './formSpec';
import { parsePage, type CasePage } from './model';
import { filterQuery, type Filter } from './router';

/** What the workspace asks of the server, as one signed-in person. Everything throws ApiError and nothing else. */
export interface CaseApi {
  /** One page of the list, most severe first, newest first within a level. */
  list(filter: Filter, cursor?: string): Promise<CasePage>;
  read(number: string): Promise<CaseView>;
  /** Gives a command for the version that is shown. @returns the case as it is afterwards */
  command(number: string, command: WorkName, version: number, values: Values): Promise<CaseView>;
  file(number: string, id: string): Promise<Blob>;
}

/** The API with that Authorization header. */
export function caseApi(authorization: string | undefined): CaseApi {
  const at = (number: string): string => `/api/cases/${encodeURIComponent(number)}`;
  return {
    async list(filter, cursor) {
      const query = filterQuery(filter) + (cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`);
      const path = filter.subject === 'question' ? '/api/questions' : '/api/cases';
      return parsePage(await request(`${path}?${query}`, { authorization }));
    },
    async read(number) {
      return parseCase(await request(at(number), { authorization }));
    },
    async command(number, command, version, values) {
      return parseCase(await request(`${at(number)}/commands`, { authorization, body: { ...values, command, version } }));
    },
    file: (number, id) => fetchBlob(`${at(number)}/files/${encodeURIComponent(id)}`, authorization),
  };
}

/** A large file over a slow line is let come; a dead line is not waited for longer than this. */
const FILE_TIMEOUT_MS = 120_000;

async function fetchBlob(path: string, authorization: string | undefined): Promise<Blob> {
  let response: Response;
  let blob: Blob;
  try {
    response = await fetch(path, {
      headers: authorization === undefined ? {} : { authorization },
      signal: AbortSignal.timeout(FILE_TIMEOUT_MS),
      cache: 'no-store',
      credentials: 'omit',
    });
    blob = await response.blob();
  } catch {
    throw new ApiError(0, 'network');
  }
  if (response.ok) return blob;
  throw problem(response.status, parseJson(await blob.text()), response.headers.get('retry-after'));
}
