import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { until } from './until';

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly user: string | undefined;
  readonly secure: boolean;
}

/** What the server does to the next message: to its recipient, or to what it says. */
export type MailTrouble = 'unknownMailbox' | 'busy' | 'refusesContent' | 'hangs' | 'cuts' | 'cutsAfterwards' | 'noSignIn';

export interface MailServerOptions {
  /** Where it listens; a free port where nothing is given. */
  readonly port?: number;
  readonly startTls?: boolean;
  readonly login?: { readonly user: string; readonly password: string };
}

const refusal = (text: string, responseCode: number): Error => Object.assign(new Error(text), { responseCode });

/** A mail server on this machine, the real protocol: keeps what it gets and misbehaves when told to. */
export class MailServer {
  readonly mails: Mail[] = [];
  /** Sessions begun, of any outcome. */
  sessions = 0;
  private troubles: MailTrouble[] = [];
  private readonly server: SMTPServer;

  private constructor({ startTls = false, login }: MailServerOptions) {
    this.server = new SMTPServer({
      disabledCommands: [...(startTls ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
      authOptional: login === undefined,
      allowInsecureAuth: true,
      onConnect: (_session, done) => {
        this.sessions += 1;
        if (this.is('hangs')) return;
        done();
      },
      onAuth: ({ username, password }, _session, done) => {
        if (this.is('noSignIn') || username !== login?.user || password !== login?.password) done(refusal('no such sign-in', 535));
        else done(null, { user: username });
      },
      onRcptTo: (_address, _session, done) => {
        if (this.is('unknownMailbox')) done(refusal('no such mailbox', 550));
        else if (this.is('busy')) done(refusal('try again later', 451));
        else done();
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          if (this.is('cuts')) return this.cut();
          if (this.is('refusesContent')) return done(refusal('not taken', 554));
          const { mailFrom, rcptTo } = session.envelope;
          this.mails.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString('utf8'), user: session.user, secure: session.secure });
          if (this.is('cutsAfterwards')) return this.cut();
          return done();
        });
      },
    });
    this.server.on('error', () => undefined);
  }

  static async start(options: MailServerOptions = {}): Promise<MailServer> {
    const server = new MailServer(options);
    server.server.listen(options.port ?? 0, '127.0.0.1');
    await once(server.server.server, 'listening');
    return server;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** The next message meets that; each only once. */
  misbehave(...troubles: readonly MailTrouble[]): void {
    this.troubles.push(...troubles);
  }

  /** The mail to that address, there already or still to come. */
  mailTo(address: string, about: string): Promise<Mail> {
    return until(`mail to ${address} about ${about}`, () => this.mailsTo(address, about)[0]);
  }

  mailsTo(address: string, about: string): readonly Mail[] {
    return this.mails.filter(({ to, raw }) => to.includes(address) && raw.includes(about));
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private is(trouble: MailTrouble): boolean {
    if (this.troubles[0] !== trouble) return false;
    this.troubles.shift();
    return true;
  }

  private cut(): void {
    for (const connection of this.server.connections) connection._socket.destroy();
  }
}
