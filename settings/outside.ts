import type { Reader } from './reader';

const SECURITY = ['starttls', 'tls', 'none'] as const;

/** The mail server that takes notices by e-mail. */
export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** `starttls` and `tls` send nothing unless the connection is encrypted and the server is who it says it is. */
  readonly security: (typeof SECURITY)[number];
  readonly login?: { readonly user: string; readonly password: string };
  /** The sender's address. */
  readonly from: string;
}

const PORTS = { starttls: 587, tls: 465, none: 25 } as const;
const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/;
const OTHERS = ['SMTP_PORT', 'SMTP_SECURITY', 'SMTP_USER', 'SMTP_PASSWORD', 'SMTP_FROM'] as const;

/** Undefined where no mail server is set: then nothing is sent by e-mail. */
export function readSmtp(read: Reader): SmtpSettings | undefined {
  const host = read.text('SMTP_HOST');
  if (host === undefined) {
    if (OTHERS.some((name) => read.text(name) !== undefined)) read.problem('SMTP_HOST', 'is missing, although other SMTP settings are there');
    return undefined;
  }
  if (!/^[\w.:-]+$/.test(host)) read.problem('SMTP_HOST', 'must be the name or address of a mail server, such as smtp.example.se');
  const security = read.oneOf('SMTP_SECURITY', SECURITY, 'starttls');
  const port = read.integer('SMTP_PORT', PORTS[security], 1, 65_535);
  const from = read.text('SMTP_FROM');
  if (from === undefined || !ADDRESS.test(from)) read.problem('SMTP_FROM', 'must be the e-mail address that notices come from, such as trygg@example.se');
  const login = readLogin(read);
  if (login && security === 'none') read.problem('SMTP_SECURITY', 'must not be none where there is a password: it would be sent in the clear');
  return { host, port, security, from: from ?? '', ...(login ? { login } : {}) };
}

function readLogin(read: Reader): SmtpSettings['login'] {
  const user = read.text('SMTP_USER');
  const password = read.text('SMTP_PASSWORD');
  if (user === undefined && password === undefined) return undefined;
  if (user === undefined) read.problem('SMTP_USER', 'is needed with SMTP_PASSWORD');
  if (password === undefined) read.problem('SMTP_PASSWORD', 'is needed with SMTP_USER');
  return { user: user ?? '', password: password ?? '' };
}

/** What is sent to a board's own system is signed with its secrets; two while one takes the place of the other. */
export type WebhookSecrets = ReadonlyMap<string, readonly string[]>;

const SECRET = /^([A-Z]{2,6}):([\x21-\x7e]{32,})$/;

/** `BOARD:secret`, with spaces between them. Never repeated in a message. */
export function readWebhookSecrets(read: Reader): WebhookSecrets {
  const secrets = new Map<string, readonly string[]>();
  for (const one of (read.text('WEBHOOK_SECRETS') ?? '').split(/\s+/).filter((part) => part !== '')) {
    const [, board, secret] = SECRET.exec(one) ?? [];
    if (board === undefined || secret === undefined) {
      read.problem('WEBHOOK_SECRETS', 'must be BOARD:secret for each board, with spaces between them, each secret at least 32 characters. Make one with: openssl rand -hex 32');
      break;
    }
    secrets.set(board, [...(secrets.get(board) ?? []), secret]);
  }
  return secrets;
}
