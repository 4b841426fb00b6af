import { lookup as resolveName } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { isLoopbackUrl } from './guard';

const REDIRECTS = 5;

/** Addresses that are not on the public internet (IANA special-purpose registries). */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) PRIVATE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [['::', 127], ['64:ff9b::', 96], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) {
  PRIVATE.addSubnet(net, bits, 'ipv6');
}

export type DownloadCode = 'address_refused' | 'too_many_redirects' | 'status' | 'unreachable';

/** A file that came with a message could not be fetched. Holds no address: it carries a key to the file. */
export class DownloadFailed extends Error {
  override readonly name = 'DownloadFailed';
  constructor(
    readonly code: DownloadCode,
    readonly status?: number,
  ) {
    super(`download failed: ${code}`);
  }
}

export interface DownloadRules {
  /** Without an app id: files may come from this machine, over http. */
  readonly loopback: boolean;
  readonly timeoutMs: number;
  /** The Authorization header for an address, where its host is ours to identify to. */
  readonly authorize: (url: URL) => Promise<string | undefined>;
}

/**
 * The bytes at an address a message named, as they come. Only https on the public internet, for each redirect too:
 * whoever writes an attachment must not make the server read its own network.
 * @throws DownloadFailed
 */
export async function download(address: string, rules: DownloadRules): Promise<AsyncIterable<Uint8Array>> {
  const signal = AbortSignal.timeout(rules.timeoutMs);
  let next = address;
  for (let hop = 0; hop <= REDIRECTS; hop += 1) {
    const url = allowed(next, rules);
    const lookup = rules.loopback && isLoopbackUrl(url.href) ? resolveName : publicLookup;
    const response = await get(url, { signal, lookup, authorization: await authorization(url, rules) });
    const { statusCode = 0, headers } = response;
    if (statusCode === 200) return response;
    response.destroy();
    if (statusCode < 300 || statusCode > 399 || headers.location === undefined) throw new DownloadFailed('status', statusCode);
    if (!URL.canParse(headers.location, url.href)) throw new DownloadFailed('address_refused');
    next = new URL(headers.location, url).href;
  }
  throw new DownloadFailed('too_many_redirects');
}

async function authorization(url: URL, rules: DownloadRules): Promise<string | undefined> {
  try {
    return await rules.authorize(url);
  } catch {
    throw new DownloadFailed('unreachable');
  }
}

function allowed(address: string, rules: DownloadRules): URL {
  if (!URL.canParse(address)) throw new DownloadFailed('address_refused');
  const url = new URL(address);
  if (rules.loopback && isLoopbackUrl(url.href)) return url;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol !== 'https:' || (isIP(host) !== 0 && isPrivate(host))) throw new DownloadFailed('address_refused');
  return url;
}

function isPrivate(ip: string): boolean {
  return PRIVATE.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4');
}

function get(url: URL, options: { signal: AbortSignal; lookup: LookupFunction; authorization: string | undefined }): Promise<IncomingMessage> {
  const { authorization, ...connection } = options;
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const headers = { accept: '*/*', ...(authorization === undefined ? {} : { authorization }) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers, agent: false, ...connection }, resolve);
    sent.on('error', (error) => reject(error instanceof DownloadFailed ? error : new DownloadFailed('unreachable')));
    sent.end();
  });
}

/** Looks a name up and refuses it when any of its addresses is private: the check and the connection see the same answer. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolveName(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses;
    if (error) callback(error, '');
    else if (first === undefined || addresses.some(({ address }) => isPrivate(address))) callback(new DownloadFailed('address_refused'), '');
    else if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};
