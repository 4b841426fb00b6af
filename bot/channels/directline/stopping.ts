import { Problem } from '../../../http/problem';

const RETRY_SECONDS = 2;

/** Whether the channel is being closed: turns under way finish, new ones go to another instance or wait for the next start. */
export class Stopping {
  private begun = false;

  begin(): void {
    this.begun = true;
  }

  /** @throws Problem 503 `stopping` */
  refuse(): void {
    if (this.begun) throw new Problem(503, 'stopping', RETRY_SECONDS);
  }
}
