import { request as plainly, type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as securely } from 'node:https';
import { Problem } from '../../../http/problem';
import { holderOf, type Claims } from './auth';
import type { Instance, Limits } from './options';

/** Says that a request has been handed on already: whoever gets it does not hand it on again. */
const FORWARDED = 'x-trygg-forwarded';
/** Headers that are about one connection only (RFC 9110, 7.6.1), and one that Node answers itself. */
const OF_ONE_CONNECTION = new Set(['connection', 'expect', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer', 'transfer-encoding', 'upgrade']);

const gone = (): Problem => new Problem(404, 'conversation_unknown');

export type Forwarding = ReturnType<typeof forwarding>;

/**
 * What an anonymous person says is in the memory of one instance and nowhere else. A request that reaches another one is
 * handed to the one that holds the conversation, which the conversation's id names.
 */
export function forwarding(instance: Instance | undefined, limits: Limits) {
  /**
   * Where the conversation of a verified token is, when that is another instance.
   * @throws Problem 404 `conversation_unknown` when that one lives no more, and the conversation with it
   */
  async function peerOf({ actor, conversationId }: Pick<Claims, 'actor' | 'conversationId'>, request: IncomingMessage): Promise<URL | undefined> {
    const holder = holderOf(conversationId);
    if (!instance || actor.kind !== 'anonymous' || holder === undefined || holder === instance.id) return undefined;
    const url = request.headers[FORWARDED] === undefined ? await instance.peerUrl(holder) : undefined;
    if (url === undefined || !URL.canParse(url)) throw gone();
    return new URL(url);
  }

  /**
   * The same request to the peer: same path, same headers, Host among them, which the peer's own guard lets through as
   * ours did. The caller sends the body.
   */
  function again(request: IncomingMessage, peer: URL, more: IncomingHttpHeaders = {}): ClientRequest {
    const send = peer.protocol === 'https:' ? securely : plainly;
    const sent = send({
      hostname: peer.hostname.replace(/^\[|\]$/g, ''),
      port: peer.port || undefined,
      method: request.method,
      path: request.url,
      headers: { ...endToEnd(request.headers), ...more, [FORWARDED]: instance?.id },
      agent: false,
      timeout: limits.forwardMs,
    });
    return sent.on('timeout', () => sent.destroy(new Problem(503, 'conversation_unreachable', 5)));
  }

  /** Hands a request over and its answer back. @throws Problem 404 when the peer does not answer, 503 when too slowly */
  function pass(request: IncomingMessage, response: ServerResponse, peer: URL): Promise<void> {
    return new Promise((resolve, reject) => {
      const sent = again(request, peer);
      sent.on('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
        answer.on('error', () => response.destroy());
        answer.pipe(response);
      });
      sent.on('error', (error) => reject(problemOfPeer(error)));
      response.on('close', () => {
        sent.destroy();
        resolve();
      });
      request.pipe(sent);
    });
  }

  return { peerOf, again, pass };
}

/**
 * Why a peer gave no answer. Where nobody listens any more it has died, and what it held in memory with it. A connection
 * that broke tells nothing of the kind: the peer may have done what it was asked, so the client asks again.
 */
export function problemOfPeer(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === 'ECONNREFUSED' ? gone() : new Problem(503, 'conversation_unreachable', 2);
}

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_ONE_CONNECTION.has(name)));
}
