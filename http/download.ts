import type { ServerResponse } from 'node:http';

/** Sends a text as a file to keep, never as a page of ours. `name`: ASCII, without quotation marks. */
export function sendFile(response: ServerResponse, { type, name, body }: { readonly type: string; readonly name: string; readonly body: string }): void {
  response.writeHead(200, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'content-disposition': `attachment; filename="${name}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(body);
}
