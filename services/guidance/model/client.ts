import * as z from 'zod';
import { ModelError, type ModelClient, type ModelServer } from './ports';

/** The version of Azure's API that has structured output. */
const AZURE_API_VERSION = '2024-10-21';
/** Tokens of an answer, those that a model thinks with included. */
const MAX_TOKENS = 2_000;
/** Bytes of an answer, decompressed; more is not read. */
const MAX_ANSWER_BYTES = 128 * 1024;
const MAX_VECTORS_BYTES = 16 * 1024 * 1024;

const completion = z.object({ choices: z.array(z.object({ finish_reason: z.string().nullish(), message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }) })).min(1) });
const embeddings = z.object({ data: z.array(z.object({ index: z.number().int().nonnegative(), embedding: z.array(z.number()).min(1) })) });

/** The only one that knows the SDK, which is loaded at the first request. */
export function modelClient(server: ModelServer): ModelClient {
  let opened: ReturnType<typeof open> | undefined;
  const client = (): ReturnType<typeof open> => (opened ??= open(server));
  return {
    complete: (prompt, signal) =>
      guarded(signal, async () => {
        const { answers } = await client();
        const given: unknown = await answers.chat.completions.create(
          {
            model: server.model,
            max_completion_tokens: MAX_TOKENS,
            messages: [
              { role: 'system', content: prompt.system },
              { role: 'user', content: prompt.user },
            ],
            response_format: { type: 'json_schema', json_schema: { name: 'answer', strict: true, schema: prompt.schema } },
          },
          { signal },
        );
        return textOf(given);
      }),
    embed: (texts, signal) =>
      guarded(signal, async () => {
        const { vectors } = await client();
        // As numbers: unlike Base64, every compatible server gives them.
        const given: unknown = await vectors.embeddings.create({ model: server.embeddingModel ?? '', input: [...texts], encoding_format: 'float' }, { signal });
        return vectorsOf(given, texts.length);
      }),
  };
}

/** Nothing of the environment is read by the SDK, and nothing is written to the log. */
async function open({ kind, url, apiKey }: ModelServer) {
  const { AzureOpenAI, OpenAI } = await import('openai');
  const make = (maxBytes: number) => {
    const options = { apiKey, organization: null, project: null, webhookSecret: null, maxRetries: 0, logLevel: 'off' as const, fetch: boundedFetch(maxBytes) };
    return kind === 'azure' ? new AzureOpenAI({ ...options, baseURL: `${url}/openai`, apiVersion: AZURE_API_VERSION }) : new OpenAI({ ...options, baseURL: url });
  };
  return { answers: make(MAX_ANSWER_BYTES), vectors: make(MAX_VECTORS_BYTES) };
}

/** A redirect would carry question and key elsewhere; an endless answer would fill the memory; what an error says is not read. */
function boundedFetch(maxBytes: number): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, { ...init, redirect: 'error' });
    if (!response.ok) {
      await response.body?.cancel();
      throw failureOf(response);
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of bytesOf(response)) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new ModelError('malformed', response.status);
      chunks.push(chunk);
    }
    return new Response(Buffer.concat(chunks), { headers: { 'content-type': response.headers.get('content-type') ?? '' } });
  };
}

function failureOf({ status, headers }: Response): ModelError {
  if (status === 429) return new ModelError('throttled', status, retryAfter(headers));
  return new ModelError(status < 500 ? 'refused' : 'unavailable', status);
}

async function* bytesOf(response: Response): AsyncGenerator<Uint8Array> {
  if (!response.body) return;
  for await (const chunk of response.body) if (chunk instanceof Uint8Array) yield chunk;
}

function textOf(given: unknown): string {
  const parsed = completion.safeParse(given);
  const [choice] = parsed.data?.choices ?? [];
  if (typeof choice?.message.refusal === 'string' || choice?.finish_reason === 'content_filter') throw new ModelError('refused');
  const content = choice?.message.content;
  if (typeof content !== 'string' || choice?.finish_reason === 'length') throw new ModelError('malformed');
  return content;
}

function vectorsOf(given: unknown, count: number): readonly Float32Array[] {
  const parsed = embeddings.safeParse(given);
  if (!parsed.success || parsed.data.data.length !== count) throw new ModelError('malformed');
  const inOrder = [...parsed.data.data].sort((a, b) => a.index - b.index);
  const [first] = inOrder;
  if (inOrder.some(({ index, embedding }, position) => index !== position || embedding.length !== first?.embedding.length)) throw new ModelError('malformed');
  return inOrder.map(({ embedding }) => Float32Array.from(embedding));
}

/** Whatever goes wrong comes out as a {@link ModelError}. */
async function guarded<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    signal.throwIfAborted();
    return await work();
  } catch (error) {
    throw troubleOf(error, signal);
  }
}

/** The SDK gives what its fetch throws as the cause of its own error. Asked of the value: an error of another realm is no `instanceof Error`. */
const failure = z.object({ name: z.string().optional(), cause: z.unknown().optional() });

function troubleOf(error: unknown, signal: AbortSignal): ModelError {
  if (signal.aborted) return signal.reason instanceof ModelError ? signal.reason : new ModelError('aborted');
  if (error instanceof ModelError) return error;
  const { name, cause } = failure.safeParse(error).data ?? {};
  if (cause instanceof ModelError) return cause;
  const broken = [name, failure.safeParse(cause).data?.name].includes('SyntaxError');
  return new ModelError(broken ? 'malformed' : 'unavailable');
}

/** In milliseconds; undefined where the server does not say, or says a date. */
function retryAfter(headers: Headers): number | undefined {
  const ms = headers.get('retry-after-ms');
  const seconds = headers.get('retry-after');
  const wait = ms === null ? (seconds === null ? Number.NaN : Number(seconds) * 1000) : Number(ms);
  return Number.isFinite(wait) && wait >= 0 ? wait : undefined;
}
