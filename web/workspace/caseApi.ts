import type { WorkName } from '../../domain/work/types';
import { ApiError, problem, request } from '../shared/api';
import { parseJson, stringAt } from '../shared/json';
import type { CaseView } from './caseModel';
import { parseCase } from './caseParse';
import type { Values } from './formSpec';
import { parseColleagues, parseExercise, parseWayOut, type Colleague, type ExerciseView, type WayOut } from './boardModel';
import { parseFeedback, parseGuidance, type FeedbackGiven, type GuidanceStatus } from './guidanceModel';
import { parsePreview, parseSeries, parseTransfer, parseWarnings, type Alike, type IaPreview, type Transfer } from './handoverModel';
import { parseOtherPage, parsePage, type CasePage } from './model';
import { texts } from './texts';
import { filterQuery, type Filter, type ListName } from './router';

/** What the workspace asks of the server, as one signed-in person. Everything throws ApiError and nothing else. */
export interface CaseApi {
  /** One page of the list, most severe first, newest first within a level. */
  list(filter: Filter, cursor?: string): Promise<CasePage>;
  read(number: string): Promise<CaseView>;
  /** Gives a command for the version that is shown. @returns the case as it is afterwards */
  command(number: string, command: WorkName, version: number, values: Values): Promise<CaseView>;
  /** Whoever works the board's cases, and who has some still and has left. */
  colleagues(board: string): Promise<readonly Colleague[]>;
  /** Whether notices of the board's cases reach anybody outside this page. */
  wayOut(board: string): Promise<WayOut>;
  /** What somebody should look at in a subject for the register before it is noted. */
  checkSubject(number: string, subject: string): Promise<readonly string[]>;
  exercise(board: string): Promise<ExerciseView>;
  startExercise(board: string, minutes: number, people: readonly string[]): Promise<ExerciseView>;
  endExercise(board: string): Promise<void>;
  /** All of a leaver's open cases to a colleague. */
  transfer(board: string, from: string, to: string): Promise<Transfer>;
  /** What a hand-over to IA would hold. */
  ia(number: string): Promise<IaPreview>;
  sendIa(number: string, version: number, owner: string, checked: boolean): Promise<CaseView>;
  /** Earlier cases that may belong to the same series; undefined where the board compares none. */
  series(number: string): Promise<readonly Alike[] | undefined>;
  file(number: string, id: string): Promise<Blob>;
  /** What is taken along out of the house, as a file. */
  paper(number: string, paper: Paper): Promise<Blob>;
  /** What answers rest on, in the language of the moment. */
  guidance(): Promise<GuidanceStatus>;
  /** What people thought of answers. */
  feedback(board: string): Promise<FeedbackGiven>;
  /** An answered question as a passage to review, under that title. */
  draft(number: string, title: string): Promise<Download>;
}

const PATHS: Readonly<Record<ListName, string>> = { report: '/api/cases', question: '/api/questions', ia: '/api/ia', referred: '/api/referred', serious: '/api/serious', nameRequests: '/api/name-requests' };
const PAPERS = { police: 'police-pack?', iaJson: 'ia?format=json&', iaCsv: 'ia?format=csv&' } as const;
export type Paper = keyof typeof PAPERS;

/** What a second person says of a hidden name: they see the case for that alone. */
const ANSWERS: readonly WorkName[] = ['approveName', 'refuseName', 'reviewName'];

/** The API with that Authorization header. */
export function caseApi(authorization: string | undefined): CaseApi {
  const at = (number: string): string => `/api/cases/${encodeURIComponent(number)}`;
  const boardAt = (board: string): string => `/api/boards/${encodeURIComponent(board)}`;
  return {
    async list(filter, cursor) {
      const query = filterQuery(filter) + (cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`);
      const page = await request(`${PATHS[filter.subject]}?${query}`, { authorization });
      return filter.subject === 'report' || filter.subject === 'question' ? parsePage(page) : parseOtherPage(page);
    },
    async read(number) {
      return parseCase(await request(at(number), { authorization }));
    },
    async command(number, command, version, values) {
      const json = await request(`${at(number)}/commands`, { authorization, body: { ...values, command, version } });
      // Who has declared that they must not see it, or has answered for a name, gets nothing more of it.
      if (stringAt(json, 'status') === 'left') throw new ApiError(404, ANSWERS.includes(command) ? 'answered' : 'left');
      return parseCase(json);
    },
    colleagues: async (board) => parseColleagues(await request(`${boardAt(board)}/colleagues`, { authorization })),
    wayOut: async (board) => parseWayOut(await request(`${boardAt(board)}/notices`, { authorization })),
    checkSubject: async (number, subject) => parseWarnings(await request(`${at(number)}/register/check`, { authorization, body: { subject } })),
    exercise: async (board) => parseExercise(await request(`${boardAt(board)}/exercise`, { authorization })),
    startExercise: async (board, minutes, people) => parseExercise(await request(`${boardAt(board)}/exercise`, { authorization, body: { minutes, people } })),
    async endExercise(board) {
      await request(`${boardAt(board)}/exercise`, { authorization, method: 'DELETE' });
    },
    transfer: async (board, from, to) => parseTransfer(await request(`${boardAt(board)}/transfer`, { authorization, body: { from, to } })),
    ia: async (number) => parsePreview(await request(`${at(number)}/ia?lang=${texts.locale}`, { authorization })),
    sendIa: async (number, version, owner, checked) => parseCase(await request(`${at(number)}/ia/send`, { authorization, body: { version, owner, checked, lang: texts.locale } })),
    series: async (number) => parseSeries(await request(`${at(number)}/series`, { authorization })),
    file: async (number, id) => (await fetchFile(`${at(number)}/files/${encodeURIComponent(id)}`, authorization)).blob,
    paper: async (number, paper) => (await fetchFile(`${at(number)}/${PAPERS[paper]}lang=${texts.locale}`, authorization)).blob,
    guidance: async () => parseGuidance(await request('/api/guidance', { authorization })),
    feedback: async (board) => parseFeedback(await request(`/api/guidance/feedback?board=${encodeURIComponent(board)}`, { authorization })),
    draft: (number, title) => fetchFile(`/api/questions/${encodeURIComponent(number)}/draft`, authorization, { title }),
  };
}

/** A large file over a slow line is let come; a dead line is not waited for longer than this. */
const FILE_TIMEOUT_MS = 120_000;

/** A file with the name that the server gives it; empty where it gives none. */
export interface Download {
  readonly blob: Blob;
  readonly name: string;
}

async function fetchFile(path: string, authorization: string | undefined, body?: object): Promise<Download> {
  let response: Response;
  let blob: Blob;
  try {
    response = await fetch(path, {
      headers: { ...(authorization === undefined ? {} : { authorization }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(FILE_TIMEOUT_MS),
      cache: 'no-store',
      credentials: 'omit',
    });
    blob = await response.blob();
  } catch {
    throw new ApiError(0, 'network');
  }
  if (response.ok) return { blob, name: /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '' };
  throw problem(response.status, parseJson(await blob.text()), response.headers.get('retry-after'));
}
