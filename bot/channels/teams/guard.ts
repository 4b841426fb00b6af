import type { IncomingMessage } from 'node:http';

const LOOPBACK_PEER = /^(?:::ffff:)?127(?:\.\d{1,3}){3}$|^::1$/;
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;
const LOOPBACK_NAME = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** Headers a proxy or tunnel adds: behind one, a loopback peer is not somebody on this machine. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host'];

/**
 * True when a request comes from this machine and not from a web page of another origin: the condition for taking
 * an activity that carries no token. The Host header stops DNS rebinding, Origin stops other pages in a browser.
 */
export function isLocalRequest(request: IncomingMessage): boolean {
  const { host, origin } = request.headers;
  return (
    LOOPBACK_PEER.test(request.socket.remoteAddress ?? '') &&
    LOOPBACK_HOST.test(host ?? '') &&
    (origin === undefined || isLoopbackUrl(origin)) &&
    FORWARDED.every((name) => request.headers[name] === undefined)
  );
}

/** True for an http or https address on this machine, judged by the host that would be connected to. */
export function isLoopbackUrl(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return /^https?:$/.test(protocol) && LOOPBACK_NAME.test(hostname);
}
