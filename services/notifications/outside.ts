import type { Board } from '../../domain/board';
import { workers, type Audience } from '../../domain/routing';
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

/** How notices of a board's cases reach people. */
export interface WaysOut {
  /** Whether of everybody whom such cases go to somebody has a chat with the bot or e-mail. */
  readonly people: boolean;
  /** Whether a channel is connected: it hears of new cases, and of nothing else. */
  readonly channel: boolean;
}

export interface Outside {
  readonly outlets: ReadonlyMap<string, Outlet>;
  readonly further: Further;
  readonly waysOut: (board: Board, audiences: readonly Audience[]) => Promise<WaysOut>;
}

/**
 * The ways out that are no conversations, and when they are taken. What is not set up is no way at all.
 */
export function outside({ boards, smtp, secrets = new Map<string, readonly string[]>(), owners, references, hashOf, publicUrl }: OutsideDeps): Outside {
  const addressOf = (person: string, code: string): string | undefined => {
    const board = boards.get(code);
    return person === 'crisis' ? board?.directory.crisis?.email : board?.people.find(({ id }) => id === person)?.email;
  };
  const localeOf = async (person: string): Promise<'sv' | 'en'> => (await owners.localeOf(person)) ?? 'sv';
  const hasMail = (person: string, board: string): boolean => smtp !== undefined && addressOf(person, board) !== undefined;
  const isReached = async (person: string, board: string): Promise<boolean> => hasMail(person, board) || (await references.chatOf(person)) !== undefined;
  return {
    outlets: new Map([...(smtp ? [['email', emailOutlet({ smtp, addressOf, localeOf, publicUrl })] as const] : []), ['webhook', webhookOutlet(boards, secrets)] as const]),
    further: furtherNotices({ boards, hashOf, references, hasMail }),
    async waysOut(board, audiences) {
      const reached = await Promise.all(audiences.map(async (audience) => (await Promise.all(workers(board, audience).map((person) => isReached(person, board.code)))).some(Boolean)));
      return { people: reached.every(Boolean), channel: (await references.placesOf(board.code)).length > 0 };
    },
  };
}
