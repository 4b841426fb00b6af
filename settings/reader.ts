/** Every setting there is, by the name of its variable. `.env.example` explains each; a test holds the two together. */
export const SETTINGS = [
  'HOST',
  'PORT',
  'PUBLIC_URL',
  'DATA_DIR',
  'AUTH_MODE',
  'BOARDS_FILE',
  'GUIDANCE_DIR',
  'DEMO_NOW',
  'STORE',
  'STORE_COMMIT_DELAY_MS',
  'COSMOS_ENDPOINT',
  'COSMOS_KEY',
  'COSMOS_DATABASE',
  'COSMOS_KEYS_ENDPOINT',
  'COSMOS_KEYS_KEY',
  'COSMOS_KEYS_DATABASE',
  'DATA_KEY',
  'ATTACHMENTS',
  'BLOB_ENDPOINT',
  'BLOB_CONNECTION_STRING',
  'BLOB_CONTAINER',
  'CONVERSATION_DAYS',
  'INSTANCE_URL',
  'SMTP_HOST',
  'SMTP_PORT',
  'SMTP_SECURITY',
  'SMTP_USER',
  'SMTP_PASSWORD',
  'SMTP_FROM',
  'WEBHOOK_SECRETS',
  'OPENAI_API_KEY',
  'OPENAI_BASE_URL',
  'OPENAI_MODEL',
  'OPENAI_EMBEDDING_MODEL',
  'AZURE_OPENAI_ENDPOINT',
  'AZURE_OPENAI_API_KEY',
  'AZURE_OPENAI_DEPLOYMENT',
  'AZURE_OPENAI_EMBEDDING_DEPLOYMENT',
  'LLM_QUESTIONS_PER_HOUR',
  'LLM_ASSIST_REPORTS',
  'LOG_LEVEL',
  'MicrosoftAppId',
  'MicrosoftAppPassword',
  'MicrosoftAppType',
  'MicrosoftAppTenantId',
] as const;
export type Setting = (typeof SETTINGS)[number];

export interface Problem {
  readonly variable: Setting;
  readonly message: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads settings one by one and gathers every mistake. A variable that is set to nothing counts as not set. */
export class Reader {
  readonly problems: Problem[] = [];
  constructor(private readonly env: Environment) {}

  text(name: Setting): string | undefined {
    const value = this.env[name]?.trim();
    return value === '' ? undefined : value;
  }

  problem(variable: Setting, message: string): void {
    this.problems.push({ variable, message });
  }

  integer(name: Setting, fallback: number, min: number, max: number): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    if (/^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max) return Number(value);
    this.problem(name, `must be a whole number from ${min} to ${max}, not "${value}"`);
    return fallback;
  }

  oneOf<T extends string>(name: Setting, allowed: readonly T[], fallback: T): T {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const found = allowed.find((one) => one.toLowerCase() === value.toLowerCase());
    if (found === undefined) this.problem(name, `must be one of ${allowed.join(', ')}, not "${value}"`);
    return found ?? fallback;
  }

  /** An http or https address without query, without a slash at its end. */
  address(name: Setting, example = 'https://example.se'): string | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (url && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === '' && url.username === '') return value.replace(/\/+$/, '');
    this.problem(name, `must be an http or https address without query, such as ${example}`);
    return undefined;
  }
}
