import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Case, Notice } from '../../../domain/case';
import { emailOutlet } from '../../../services/notifications/email';
import type { Delivery, SmtpServer } from '../../../services/notifications/ports';
import { MailServer, type MailServerOptions } from '../../helpers/mailServer';

const NOTICE: Notice = { id: 'new:teams>coordinator-mhn:email', about: 'new', recipient: 'coordinator-mhn', channel: 'email', state: 'queued', attempts: 0 };
const CASE = { number: 'MHN-AAAA-BBBB', board: 'MHN' } as Case;
const TO = 'samordnare@stad.example';
const UNAVAILABLE: Delivery = { ok: false, reason: 'unavailable' };

let server: MailServer | undefined;
let other: Server | undefined;
afterEach(async () => {
  await server?.close();
  other?.close();
  [server, other] = [undefined, undefined];
});

const started = async (options?: MailServerOptions): Promise<MailServer> => (server = await MailServer.start(options));

function send(smtp: Partial<SmtpServer> & { readonly port: number }, { to = TO, timeoutMs = 3_000 }: { readonly to?: string | undefined; readonly timeoutMs?: number } = {}): Promise<Delivery | undefined> {
  const outlet = emailOutlet({
    smtp: { host: '127.0.0.1', security: 'none', from: 'trygg@stad.example', ...smtp },
    addressOf: () => to,
    localeOf: () => Promise.resolve('sv'),
    publicUrl: 'https://trygg.example',
    timeoutMs,
  });
  return outlet.send(NOTICE, CASE);
}

/** A server that says nothing of SMTP, or says it slowly. */
async function talking(say: (write: (text: string) => void) => void): Promise<{ readonly port: number; readonly closed: Promise<void> }> {
  let closed = (): void => undefined;
  const ended = new Promise<void>((resolve) => (closed = resolve));
  other = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('close', closed);
    say((text) => {
      if (socket.writable) socket.write(text);
    });
  });
  other.listen(0, '127.0.0.1');
  await once(other, 'listening');
  return { port: (other.address() as AddressInfo).port, closed: ended };
}

test('signs in where the server asks for it', async () => {
  const { port, mails } = await started({ login: { user: 'trygg', password: 'hemligt' } });
  expect(await send({ port, login: { user: 'trygg', password: 'hemligt' } })).toEqual({ ok: true });
  expect(mails.map(({ user, to }) => [user, to])).toEqual([['trygg', [TO]]]);
});

test('a sign-in that is refused may be mended: it is tried again', async () => {
  const { port, mails } = await started({ login: { user: 'trygg', password: 'hemligt' } });
  expect(await send({ port, login: { user: 'trygg', password: 'fel' } })).toEqual(UNAVAILABLE);
  expect(mails).toEqual([]);
});

test('where encryption is asked for, a server without it gets nothing', async () => {
  const { port, mails } = await started();
  expect(await send({ port, security: 'starttls' })).toEqual(UNAVAILABLE);
  expect(await send({ port, security: 'tls' })).toEqual(UNAVAILABLE);
  expect(mails).toEqual([]);
});

test('a server whose certificate nobody vouches for gets nothing', async () => {
  // It says itself that its certificate is everybody's.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { port, mails } = await started({ startTls: true });
  expect(await send({ port, security: 'starttls' })).toEqual(UNAVAILABLE);
  expect(mails).toEqual([]);
});

test('nobody there', async () => {
  const { port } = await started();
  await server?.close();
  server = undefined;
  expect(await send({ port })).toEqual(UNAVAILABLE);
});

test('a server that never greets is given up, and its connection is closed', async () => {
  const { port, closed } = await talking(() => undefined);
  expect(await send({ port }, { timeoutMs: 200 })).toEqual(UNAVAILABLE);
  await closed;
});

test('a server so slow that no step takes too long is given up all the same, and its connection is closed', async () => {
  const timers: NodeJS.Timeout[] = [];
  const { port, closed } = await talking((write) => timers.push(setInterval(() => write('220-wait\r\n'), 20)));
  expect(await send({ port }, { timeoutMs: 300 })).toEqual(UNAVAILABLE);
  await closed;
  timers.forEach(clearInterval);
});

test('what is no SMTP is no delivery', async () => {
  const { port } = await talking((write) => write('HTTP/1.1 400 Bad Request\r\n\r\n'));
  expect(await send({ port })).toEqual(UNAVAILABLE);
});

test('an address is one recipient, whatever stands in it', async () => {
  const { port, mails } = await started();
  await send({ port }, { to: 'a,b@stad.example' });
  expect(mails.map(({ to }) => to)).toEqual([['"a,b"@stad.example']]);
});

test('somebody without an address is nobody to send to', async () => {
  const { port } = await started();
  const outlet = emailOutlet({ smtp: { host: '127.0.0.1', port, security: 'none', from: 'trygg@stad.example' }, addressOf: () => undefined, localeOf: () => Promise.resolve('sv'), publicUrl: '' });
  expect(await outlet.send(NOTICE, CASE)).toBeUndefined();
});
