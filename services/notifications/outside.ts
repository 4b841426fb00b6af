import type { Board } from '../../domain/board';
import type { Owners } from '../owners';
import type { References } from '../references';
import { emailOutlet } from './email';
import { furtherNotices, type Further } from './further';
import type { Outlet, SmtpServer, WebhookSecrets } from './ports';
import { webhookOutlet } from './webhook';

export interface OutsideDeps {
  readonly boards: ReadonlyMap<string, Board>;
  readonly smtp: SmtpServer | undefined;
  readonly secrets: WebhookSecrets | undefined;
  readonly owners: Pick<Owners, 'localeOf'>;
  readonly references: References;
  readonly hashOf: (personId: string) => string;
  readonly publicUrl: string;
}

/**
 * The ways out that are no conversations, and when they are taken. What is not set up is no way at all.
 */
export function outside({ boards, smtp, secrets = new Map<string, readonly string[]>(), owners, references, hashOf, publicUrl }: OutsideDeps): { readonly outlets: ReadonlyMap<string, Outlet>; readonly further: Further } {
  const addressOf = (person: string, code: string): string | undefined => {
    const board = boards.get(code);
    return person === 'crisis' ? board?.directory.crisis?.email : board?.people.find(({ id }) => id === person)?.email;
  };
  const localeOf = async (person: string): Promise<'sv' | 'en'> => (await owners.localeOf(person)) ?? 'sv';
  return {
    outlets: new Map([...(smtp ? [['email', emailOutlet({ smtp, addressOf, localeOf, publicUrl })] as const] : []), ['webhook', webhookOutlet(boards, secrets)] as const]),
    further: furtherNotices({ boards, hashOf, references, hasMail: (person, board) => smtp !== undefined && addressOf(person, board) !== undefined }),
  };
}
