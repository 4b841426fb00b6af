import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import type { Case, Notice } from '../../domain/case';
import type { Locale } from '../../domain/locale';
import { isForOverseer } from '../../domain/notices/concerns';
import { t } from '../../locales';
import type { Delivery, Outlet, SmtpServer } from './ports';

export interface EmailOptions {
  readonly smtp: SmtpServer;
  /** The e-mail address of somebody of the board's people. */
  readonly addressOf: (person: string, board: string) => string | undefined;
  readonly localeOf: (person: string) => Promise<Locale>;
  readonly publicUrl: string;
  /** Milliseconds for a whole message: less than a claim leaves for an attempt. */
  readonly timeoutMs?: number;
}

interface Mailer {
  sendMail(mail: SendMailOptions): Promise<unknown>;
}

const TIMEOUT_MS = 12_000;
const STEP_MS = 8_000;

/** E-mail to the board's people: only that there is something to read, and in which case. Nothing of it ever goes out. */
export function emailOutlet(options: EmailOptions): Outlet {
  let transport: Promise<Mailer> | undefined;
  const send = async (to: string, notice: Notice, current: Case): Promise<Delivery> => {
    try {
      const locale = await options.localeOf(notice.recipient);
      const mailer = await (transport ??= openTransport(options.smtp));
      await mailer.sendMail({ ...letter(options, to, notice, current, locale), signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS) });
      return { ok: true };
    } catch (error) {
      return { ok: false, reason: isRefused(error) ? 'rejected' : 'unavailable' };
    }
  };
  return {
    async send(notice, current) {
      const to = options.addressOf(notice.recipient, current.board);
      return to === undefined ? undefined : send(to, notice, current);
    },
    routeOf: () => 'email',
  };
}

/** Loaded when the first message goes: most servers that start never send one. */
async function openTransport({ host, port, security, login }: SmtpServer): Promise<Mailer> {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(login ? { auth: { user: login.user, pass: login.password } } : {}),
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function letter({ smtp, publicUrl }: EmailOptions, to: string, notice: Notice, current: Case, locale: Locale) {
  const { number, exercise } = current;
  const [mark, word] = exercise === true ? [`${t(locale, 'exercise.mark')}\n\n`, `${t(locale, 'exercise.word')}: `] : ['', ''];
  // The same at every try, so that a mail system that got it twice can tell.
  const id = createHash('sha256').update(`${number}\n${notice.id}`).digest('hex').slice(0, 32);
  return {
    // As objects, so that nothing in an address is read as a second one.
    from: { name: 'Trygg', address: smtp.from },
    to: { name: '', address: to },
    subject: word + t(locale, 'mail.subject'),
    text: mark + t(locale, isForOverseer(current, notice) ? 'mail.conflict' : 'mail.text', { number, link: `${publicUrl}/workspace#/cases/${number}` }),
    messageId: `<${id}@${smtp.from.slice(smtp.from.indexOf('@') + 1)}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  };
}

/**
 * Whether the server will not take mail to this recipient, now or later: a permanent refusal of the recipient or of the
 * message. Anything else may pass: a server that is away, our own sign-in or sender that somebody will mend.
 */
function isRefused(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('responseCode' in error) || !('command' in error)) return false;
  return typeof error.responseCode === 'number' && error.responseCode >= 500 && (error.command === 'RCPT TO' || error.command === 'DATA');
}
