/** The languages the product speaks; the first is spoken where nothing was chosen. */
export const languages = ['en', 'ar'] as const;
export type Language = (typeof languages)[number];

/** `ar-u-nu-latn`: Arabic words and plurals, Latin digits in every formatted number (clinical numbers stay Latin). */
export const localeOf = { en: 'en-GB', ar: 'ar-u-nu-latn' } as const satisfies Record<Language, string>;
export const directionOf = { en: 'ltr', ar: 'rtl' } as const satisfies Record<Language, 'ltr' | 'rtl'>;

/** Nested words of one namespace, the same keys in both languages; messages are ICU. */
export interface Words {
  readonly [key: string]: string | Words;
}

/** The words of one namespace in both languages. */
export type Bundle = Readonly<Record<Language, Words>>;

export function isLanguage(text: string | null | undefined): text is Language {
  return languages.some((one) => one === text);
}
