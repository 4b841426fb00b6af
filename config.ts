import { basename, dirname, join, resolve } from 'node:path';
import { readModel, type ModelSettings } from './settings/model';
import { readSmtp, readWebhookSecrets, type SmtpSettings, type WebhookSecrets } from './settings/outside';
import { Reader, type Environment, type Problem } from './settings/reader';
import { readAttachments, readDataKey, readStore, type AttachmentSettings, type StoreSettings } from './settings/store';

import type { Setting } from './settings/reader';
export { SETTINGS, type Environment, type Problem, type Setting } from './settings/reader';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const APP_TYPES = ['MultiTenant', 'SingleTenant', 'UserAssignedMSI'] as const;

/** The bot's registration, under the Bot Framework's own names so that it can be handed to its SDK as it is. */
export interface BotRegistration {
  readonly MicrosoftAppId: string;
  readonly MicrosoftAppType: (typeof APP_TYPES)[number];
  readonly MicrosoftAppPassword?: string;
  readonly MicrosoftAppTenantId?: string;
}

export interface Config {
  readonly host: string;
  /** 0 asks the system for a free port. */
  readonly port: number;
  /** Set by PUBLIC_URL, without a slash at the end. Use {@link publicUrl}, which knows the default. */
  readonly publicUrl?: string;
  /** Absolute path. */
  readonly dataDir: string;
  /** `startsAt`: the demo's clock begins there and runs on; absent, it is the machine's clock. */
  readonly auth: { readonly mode: 'demo'; readonly startsAt?: Date };
  /** Absolute path. */
  readonly boardsFile: string;
  /** Absolute path. */
  readonly guidanceDir: string;
  readonly store: StoreSettings;
  readonly attachments: AttachmentSettings;
  /** The master key, 32 bytes. Absent: a key file in the data folder. */
  readonly dataKey?: Buffer;
  /** After which drafts that led to no case, and conversations, are forgotten; 0 keeps them. */
  readonly conversationDays: number;
  /** Where other instances reach this one, without a slash at the end. Absent: where it listens. */
  readonly instanceUrl?: string;
  /** Absent: nothing is sent by e-mail. */
  readonly smtp?: SmtpSettings;
  /** By board: what notices to its own system are signed with. */
  readonly webhookSecrets: WebhookSecrets;
  /** Absent: no model is asked, and nothing leaves the machine. */
  readonly model?: ModelSettings;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** Absent without MicrosoftAppId: then /api/messages serves this machine only. */
  readonly bot?: BotRegistration;
}

/** Folders that relative paths start from: defaults lie in the project, what a person sets is relative to where they stand. */
export interface Places {
  readonly root: string;
  readonly cwd: string;
}

/** The project's folder, both from source and from the bundle in `dist/`. */
export const PROJECT_ROOT = basename(__dirname) === 'dist' ? dirname(__dirname) : __dirname;

/**
 * Turns the environment into a Config, or lists every mistake in it at once. Nothing is opened or created here.
 * A variable that is set to nothing counts as not set. Secrets are never repeated in a message.
 */
export function readConfig(
  env: Environment = process.env,
  places: Places = { root: PROJECT_ROOT, cwd: process.cwd() },
): { readonly ok: Config } | { readonly problems: readonly Problem[] } {
  const read = new Reader(env);
  const host = read.text('HOST') ?? '127.0.0.1';
  const path = (name: Setting, fallback: string): string => {
    const given = read.text(name);
    return given === undefined ? join(places.root, fallback) : resolve(places.cwd, given);
  };
  const publicAddress = read.address('PUBLIC_URL', 'https://trygg.example.se');
  const instanceUrl = read.address('INSTANCE_URL', 'http://10.0.0.4:3978');
  const dataKey = readDataKey(read);
  const smtp = readSmtp(read);
  const model = readModel(read);
  const bot = readBot(read);
  const config: Config = {
    host,
    port: read.integer('PORT', 3978, 0, 65_535),
    ...(publicAddress === undefined ? {} : { publicUrl: publicAddress }),
    dataDir: path('DATA_DIR', 'data'),
    auth: readAuth(read, host),
    boardsFile: path('BOARDS_FILE', 'config/boards.demo.json'),
    guidanceDir: path('GUIDANCE_DIR', 'guidance'),
    store: readStore(read),
    attachments: readAttachments(read),
    conversationDays: read.integer('CONVERSATION_DAYS', 365, 0, 36_500),
    ...(dataKey === undefined ? {} : { dataKey }),
    ...(instanceUrl === undefined ? {} : { instanceUrl }),
    ...(smtp === undefined ? {} : { smtp }),
    webhookSecrets: readWebhookSecrets(read),
    ...(model === undefined ? {} : { model }),
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    ...(bot === undefined ? {} : { bot }),
  };
  return read.problems.length > 0 ? { problems: read.problems } : { ok: config };
}

/** The address that links point to: PUBLIC_URL, else where the server listens. `port` is the port actually taken. */
export function publicUrl(config: Config, port: number = config.port): string {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return config.publicUrl ?? `http://${host}:${port}`;
}

function readAuth(read: Reader, host: string): Config['auth'] {
  const mode = read.oneOf('AUTH_MODE', ['demo', 'entra'], 'demo');
  if (mode === 'entra') {
    read.problem('AUTH_MODE', 'entra is not built yet: this version signs nobody in. Use demo, on this machine only');
  }
  if (!isLoopback(host)) {
    read.problem('HOST', `demo mode lets anybody be anybody, so it listens on this machine only (127.0.0.1, ::1 or localhost), not on "${host}"`);
  }
  const startsAt = readDemoNow(read);
  return startsAt === undefined ? { mode: 'demo' } : { mode: 'demo', startsAt };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Without an offset the time is the product's own, Europe/Stockholm. */
function readDemoNow(read: Reader): Date | undefined {
  const value = read.text('DEMO_NOW');
  if (value === undefined) return undefined;
  const parts = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?$/.exec(value);
  if (parts) {
    const [, day = '', time = '', offset] = parts;
    if (isCalendarDay(day)) {
      const date = new Date(`${day}${time}${offset ?? stockholmOffset(day)}`);
      if (!Number.isNaN(date.getTime())) return date;
    }
  }
  read.problem('DEMO_NOW', `must be a date and time in ISO 8601, such as 2026-03-02T03:00:00+01:00, not "${value}"`);
  return undefined;
}

/** JavaScript reads 30 February as 2 March. */
function isCalendarDay(day: string): boolean {
  const midnight = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(day);
}

/** The offset at noon of that day, such as `+01:00`. */
function stockholmOffset(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  const name = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Stockholm', timeZoneName: 'longOffset' }).format(noon);
  return /[+-]\d{2}:\d{2}$/.exec(name)?.[0] ?? 'Z';
}

/** What each type needs is what the Bot Framework's SDK asserts when it makes its credentials. */
function readBot(read: Reader): BotRegistration | undefined {
  const id = read.text('MicrosoftAppId');
  const password = read.text('MicrosoftAppPassword');
  const tenant = read.text('MicrosoftAppTenantId');
  const type = read.oneOf('MicrosoftAppType', APP_TYPES, 'MultiTenant');
  if (id === undefined) {
    if (password !== undefined || tenant !== undefined) {
      read.problem('MicrosoftAppId', 'is missing, although other MicrosoftApp settings are there');
    }
    return undefined;
  }
  if (type === 'SingleTenant' && password === undefined) read.problem('MicrosoftAppPassword', 'is needed when MicrosoftAppType is SingleTenant');
  if (type === 'UserAssignedMSI' && password !== undefined) read.problem('MicrosoftAppPassword', 'must not be set when MicrosoftAppType is UserAssignedMSI');
  if (type !== 'MultiTenant' && tenant === undefined) read.problem('MicrosoftAppTenantId', `is needed when MicrosoftAppType is ${type}`);
  return {
    MicrosoftAppId: id,
    MicrosoftAppType: type,
    ...(password === undefined ? {} : { MicrosoftAppPassword: password }),
    ...(tenant === undefined ? {} : { MicrosoftAppTenantId: tenant }),
  };
}
