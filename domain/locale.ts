/** The two languages of the product. Swedish comes first; English is complete. */
export const LOCALES = ['sv', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** A text that configuration gives in both languages. */
export type Localised = Readonly<Record<Locale, string>>;
