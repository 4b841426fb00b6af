import type { Reader } from './reader';

/** The language model's server that words answers. Absent: answers are taken out of the passages, and nothing leaves the machine. */
export interface ModelSettings {
  readonly kind: 'openai' | 'azure';
  /** OpenAI's or a compatible server's address with its path (`…/v1`), or the Azure resource; without a slash at the end. */
  readonly url: string;
  readonly apiKey: string;
  /** The model's name, or the Azure deployment's. */
  readonly model: string;
  /** Name or deployment of a model that makes embeddings. Absent: search is by words alone. */
  readonly embeddingModel?: string;
  /** Questions of one person that the model is asked within an hour. */
  readonly questionsPerHour: number;
  /** Reserved: nothing sends report content to a model, whatever this says. */
  readonly assistReports: boolean;
}

const OPENAI = ['OPENAI_API_KEY', 'OPENAI_BASE_URL', 'OPENAI_MODEL', 'OPENAI_EMBEDDING_MODEL'] as const;
const AZURE = ['AZURE_OPENAI_ENDPOINT', 'AZURE_OPENAI_API_KEY', 'AZURE_OPENAI_DEPLOYMENT', 'AZURE_OPENAI_EMBEDDING_DEPLOYMENT'] as const;
/** Whoever reads the answers asks fewer; a script asks more. */
const QUESTIONS_PER_HOUR = 30;
const PUBLIC_OPENAI = 'https://api.openai.com/v1';

/** Keys are never repeated in a message. */
export function readModel(read: Reader): ModelSettings | undefined {
  const assistReports = read.oneOf('LLM_ASSIST_REPORTS', ['off', 'on'], 'off') === 'on';
  const questionsPerHour = read.integer('LLM_QUESTIONS_PER_HOUR', QUESTIONS_PER_HOUR, 1, 10_000);
  const openai = OPENAI.some((name) => read.text(name) !== undefined);
  const azure = AZURE.some((name) => read.text(name) !== undefined);
  if (openai && azure) read.problem('AZURE_OPENAI_ENDPOINT', 'and OPENAI_API_KEY are two servers: set the OPENAI settings or the AZURE_OPENAI ones, not both');
  if (openai) return readOpenAi(read, { questionsPerHour, assistReports });
  if (azure) return readAzure(read, { questionsPerHour, assistReports });
  if (assistReports) read.problem('LLM_ASSIST_REPORTS', 'must not be on without a model: set OPENAI_API_KEY or AZURE_OPENAI_ENDPOINT, or leave it off');
  return undefined;
}

type Common = Pick<ModelSettings, 'questionsPerHour' | 'assistReports'>;

function readOpenAi(read: Reader, common: Common): ModelSettings {
  const embeddingModel = read.text('OPENAI_EMBEDDING_MODEL');
  return {
    kind: 'openai',
    url: safeAddress(read, 'OPENAI_BASE_URL', PUBLIC_OPENAI) ?? PUBLIC_OPENAI,
    apiKey: needed(read, 'OPENAI_API_KEY', 'is needed with the other OPENAI settings; for a server that asks for none, any word will do'),
    model: needed(read, 'OPENAI_MODEL', 'is needed with OPENAI_API_KEY: the name of a model that gives structured output'),
    ...(embeddingModel === undefined ? {} : { embeddingModel }),
    ...common,
  };
}

function readAzure(read: Reader, common: Common): ModelSettings {
  const embeddingModel = read.text('AZURE_OPENAI_EMBEDDING_DEPLOYMENT');
  const example = 'https://trygg.openai.azure.com';
  const url = safeAddress(read, 'AZURE_OPENAI_ENDPOINT', example);
  if (read.text('AZURE_OPENAI_ENDPOINT') === undefined) read.problem('AZURE_OPENAI_ENDPOINT', `is needed with the other AZURE_OPENAI settings, such as ${example}`);
  return {
    kind: 'azure',
    url: url ?? '',
    apiKey: needed(read, 'AZURE_OPENAI_API_KEY', 'is needed with AZURE_OPENAI_ENDPOINT'),
    model: needed(read, 'AZURE_OPENAI_DEPLOYMENT', 'is needed with AZURE_OPENAI_ENDPOINT: the name of the deployment'),
    ...(embeddingModel === undefined ? {} : { embeddingModel }),
    ...common,
  };
}

type Needed = 'OPENAI_API_KEY' | 'OPENAI_MODEL' | 'AZURE_OPENAI_API_KEY' | 'AZURE_OPENAI_DEPLOYMENT';

function needed(read: Reader, name: Needed, why: string): string {
  const value = read.text(name);
  if (value === undefined) read.problem(name, why);
  return value ?? '';
}

/** Questions and the key travel there: unencrypted only to this machine. */
function safeAddress(read: Reader, name: 'OPENAI_BASE_URL' | 'AZURE_OPENAI_ENDPOINT', example: string): string | undefined {
  const address = read.address(name, example);
  if (address === undefined) return undefined;
  const { protocol, hostname } = new URL(address);
  if (protocol === 'https:' || hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)) return address;
  read.problem(name, 'must be an https address; http is for a server on this machine only');
  return undefined;
}
