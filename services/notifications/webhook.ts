import type { Board } from '../../domain/board';
import { eventOf } from '../../domain/delivery';
import type { Outlet, WebhookSecrets } from './ports';
import { postSigned } from './signed';

/** A board whose system is told of cases, and nothing to sign with. */
export class WebhookSecretMissing extends Error {
  override readonly name = 'WebhookSecretMissing';
  readonly code = 'webhook_secret_missing';
  constructor(readonly board: string) {
    super(`WEBHOOK_SECRETS has no secret for ${board}, whose boards file names a webhook. Make one with: openssl rand -hex 32`);
  }
}

/** @throws WebhookSecretMissing for the first board that lacks one */
export function assertSecrets(boards: readonly Board[], secrets: WebhookSecrets | undefined): void {
  for (const { code, webhook, ia } of boards) if ((webhook || ia?.webhook) && !secrets?.has(code)) throw new WebhookSecretMissing(code);
}

/** Tells a board's own system that something has happened to a case: what, which, how grave and when; nothing of what it is about. */
export function webhookOutlet(boards: ReadonlyMap<string, Board>, secrets: WebhookSecrets, timeoutMs?: number): Outlet {
  return {
    async send(notice, current) {
      const url = boards.get(current.board)?.webhook?.url;
      const event = eventOf(current, notice);
      if (url === undefined || !event) return undefined;
      const { number, board } = current;
      const body = { event: event.kind, board, number, severity: event.severity, at: event.at };
      return postSigned({ url, secrets: secrets.get(board) ?? [], key: `${number}:${notice.id}`, body, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
    },
    routeOf: ({ board }) => `webhook:${board}`,
  };
}
