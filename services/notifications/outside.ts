import type { Board } from '../../domain/board';
import { AUDIENCES, workers } from '../../domain/routing';
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

export interface Outside {
  readonly outlets: ReadonlyMap<string, Outlet>;
  readonly further: Further;
  /** Whether a notice of the board's cases can reach anybody: a chat with the bot, a connected channel, or e-mail. */
  readonly hasWayOut: (board: Board) => Promise<boolean>;
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
  return {
    outlets: new Map([...(smtp ? [['email', emailOutlet({ smtp, addressOf, localeOf, publicUrl })] as const] : []), ['webhook', webhookOutlet(boards, secrets)] as const]),
    further: furtherNotices({ boards, hashOf, references, hasMail }),
    async hasWayOut(board) {
      const people = [...new Set(AUDIENCES.flatMap((audience) => workers(board, audience)))];
      if (people.some((person) => hasMail(person, board.code)) || (await references.placesOf(board.code)).length > 0) return true;
      return (await Promise.all(people.map((person) => references.chatOf(person)))).some((chat) => chat !== undefined);
    },
  };
}
