/** What people saw of their reports, written down outside the product. */
export interface Report {
  readonly id: string;
  readonly words: string;
  /** Numbers on the receipts of this report: more than one is a mistake. */
  readonly numbers: Set<string>;
  /** Each time it was sent: by which life of which instance it was taken, and when. */
  readonly sent: { readonly life: string; readonly at: number }[];
  /** Its reporter is anonymous, and the one instance that knew of the conversation is gone: such a person begins anew. */
  interrupted?: true;
}

export class Books {
  readonly reports: Report[] = [];
  /** Sendings of a card that had been sent before. */
  resent = 0;
  /** Conversations that could not be gone on with. */
  readonly lostConversations: string[] = [];

  begin(id: string, words: string): Report {
    const report: Report = { id, words, numbers: new Set(), sent: [] };
    this.reports.push(report);
    return report;
  }

  get acknowledged(): readonly Report[] {
    return this.reports.filter(({ numbers }) => numbers.size > 0);
  }
}
