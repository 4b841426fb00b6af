/** What answers rest on was read anew, or somebody said what they thought of one: in that board, or in none that is known. */
export type GuidanceNews = { readonly what: 'sources' } | { readonly what: 'feedback'; readonly board: string | undefined };

/** Tells whoever listens in this process of news about the guidance. Listeners check access themselves, for each. */
export interface NewsOfGuidance {
  tell(news: GuidanceNews): void;
  subscribe(listener: (news: GuidanceNews) => void): () => void;
}

export function newsOfGuidance(): NewsOfGuidance {
  const listeners = new Set<(news: GuidanceNews) => void>();
  return {
    tell(news) {
      for (const listener of listeners) listener(news);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
