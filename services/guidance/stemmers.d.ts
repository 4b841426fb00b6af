/* The package ships CommonJS but types it as ES modules only; a CommonJS project sees it through these. */
declare module '@orama/stemmers/english' {
  export function stemmer(word: string): string;
}
declare module '@orama/stemmers/swedish' {
  export function stemmer(word: string): string;
}
declare module '@orama/stemmers/finnish' {
  export function stemmer(word: string): string;
}
