/** A server that speaks as OpenAI's does, or an Azure resource, and what is asked of it. */
export interface ModelServer {
  readonly kind: 'openai' | 'azure';
  /** With its path, without a slash at the end. */
  readonly url: string;
  readonly apiKey: string;
  /** Name of the model, or of the Azure deployment. */
  readonly model: string;
  /** Absent: search is by words alone. */
  readonly embeddingModel?: string;
  /** Questions of one person that it is asked within an hour. Absent: any number. */
  readonly questionsPerHour?: number;
}

export type ModelTrouble = 'timeout' | 'aborted' | 'throttled' | 'refused' | 'unavailable' | 'malformed';

/** Why a model gave nothing; no word of what was asked or answered. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  constructor(
    readonly code: ModelTrouble,
    /** HTTP status, where there was one. */
    readonly status?: number,
    /** Milliseconds after which the server wants to be asked again. */
    readonly retryAfterMs?: number,
  ) {
    super(code);
  }
}

export interface Prompt {
  readonly system: string;
  readonly user: string;
  /** JSON schema of the answer. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** The wire. Both reject with {@link ModelError} and nothing else. */
export interface ModelClient {
  /** The text that the model gave, unread. One request, no retries. */
  complete(prompt: Prompt, signal: AbortSignal): Promise<string>;
  /** One vector a text, in order. One request, no retries. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly Float32Array[]>;
}
